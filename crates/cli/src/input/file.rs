//! One file or standard input: bytes come in, reports go out.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

use recount::Document;
use recount::read::{ReadError, ReadOptions, gunzip, is_page, read_bytes, read_stream};

use super::csv::read_table;
use super::feed::read_feed;
use super::own::{is_own, read_own};
use super::row::{Place, Row, send_row};
use super::warc::read_archive;
use super::{ErrorRow, InputOptions, Item, STANDARD_INPUT, Sink, pdf, read_up_to};

pub(super) const GZIP: [u8; 2] = [0x1F, 0x8B];

/// Reads a file by its name's ending.
pub(super) fn read_file(path: &Path, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    let name = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return send(Item::Failed(ErrorRow::of_io(path, &error))),
    };
    read_named(&name, BufReader::with_capacity(1 << 16, file), options, send)
}

/// Reads standard input, whose first bytes tell what it is.
pub(super) fn read_input(mut reader: impl BufRead, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return send(Item::Failed(ErrorRow::new(STANDARD_INPUT, format!("cannot be read: {error}")))),
    };
    if start.starts_with(&GZIP) {
        let inner = BufReader::new(gunzip(reader, &options.read));
        return read_plain_input(inner, options, send);
    }
    read_plain_input(reader, options, send)
}

fn read_plain_input(mut reader: impl BufRead, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return send(Item::Failed(ErrorRow::new(STANDARD_INPUT, error.to_string()))),
    };
    let (name, read) = (STANDARD_INPUT, &options.read);
    match begins(start) {
        _ if !options.columns.is_empty() => read_table(name, reader, &options.columns, read, send),
        Begins::Own => read_own(name, reader, read, send),
        Begins::Row => send_all(read_stream(name, reader, read), send),
        Begins::Json => read_whole(name, "stdin.json", reader, read, send),
        Begins::Feed => read_feed(name, reader, read, send),
        Begins::Pdf => read_pdf(name, reader, read, send),
        Begins::Archive => read_archive(name, reader, read, send),
        Begins::Page => read_whole(name, "stdin.html", reader, read, send),
        Begins::Text => read_whole(name, "stdin.txt", reader, read, send),
    }
}

enum Begins {
    /// JSON lines that this program wrote.
    Own,
    /// JSON lines.
    Row,
    /// An array, or one object over several lines.
    Json,
    Feed,
    Pdf,
    Archive,
    Page,
    Text,
}

fn begins(start: &[u8]) -> Begins {
    let start = start.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(start).trim_ascii_start();
    let (line, rest) = start.split_at(start.iter().position(|byte| *byte == b'\n').unwrap_or(start.len()));
    match start {
        _ if is_own(start) => Begins::Own,
        [b'{', ..] if line.trim_ascii() == b"{" => Begins::Json,
        [b'{', ..] => Begins::Row,
        [b'[', after @ ..] if after.trim_ascii_start().starts_with(b"{") => Begins::Json,
        [b'[', ..] if line.trim_ascii() == b"[" && rest.trim_ascii_start().starts_with(b"{") => Begins::Json,
        _ if is_page(start) => Begins::Page,
        _ if pdf::is_pdf(start) => Begins::Pdf,
        _ if start.starts_with(b"WARC/") => Begins::Archive,
        _ if is_feed(start) => Begins::Feed,
        _ => Begins::Text,
    }
}

/// Whether these bytes begin a feed: XML that is no page.
fn is_feed(start: &[u8]) -> bool {
    let head = String::from_utf8_lossy(start.get(..1_000).unwrap_or(start)).to_ascii_lowercase();
    head.starts_with('<') && ["<rss", "<feed", "<rdf"].iter().any(|tag| head.contains(tag))
}

/// Reads what the ending of a name promises.
fn read_named(name: &str, reader: impl BufRead, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    let lower = name.to_lowercase();
    let is_packed = lower.ends_with(".gz");
    let inner = lower.strip_suffix(".gz").unwrap_or(&lower);
    let ending = inner.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (columns, read) = (&options.columns, &options.read);
    match (ending, is_packed) {
        ("warc", _) => read_archive(name, reader, read, send),
        ("csv" | "tsv", true) => read_table(name, gunzip(reader, read), columns, read, send),
        ("csv" | "tsv", false) => read_table(name, reader, columns, read, send),
        ("rss" | "atom" | "xml", true) => read_feed(name, gunzip(reader, read), read, send),
        ("rss" | "atom" | "xml", false) => read_feed(name, reader, read, send),
        ("pdf", true) => read_pdf(name, gunzip(reader, read), read, send),
        ("pdf", false) => read_pdf(name, reader, read, send),
        ("jsonl" | "ndjson", true) => read_lines(name, gunzip(reader, read), read, send),
        ("jsonl" | "ndjson", false) => read_rows(name, reader, read, send),
        _ => read_whole(name, name, reader, read, send),
    }
}

/// JSON lines, our own among them.
fn read_lines(name: &str, mut reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    if reader.fill_buf().is_ok_and(is_own) {
        return read_own(name, reader, options, send);
    }
    send_all(read_stream(name, reader, options), send)
}

/// The words of a PDF are one report.
fn read_pdf(name: &str, reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let failed = |reason: String| Item::Failed(ErrorRow::new(name, reason));
    let limit = options.max_report_bytes;
    let bytes = match read_up_to(reader, limit as u64 + 1) {
        Ok(bytes) if bytes.len() > limit => return send(failed(format!("report is longer than {limit} bytes; split it"))),
        Ok(bytes) => bytes,
        Err(error) => return send(failed(format!("cannot be read: {error}"))),
    };
    match pdf::words_of(bytes, options) {
        Ok(text) => {
            send_row(Place { name, number: 1 }, Row { id: Some(name.to_owned()), text: Some(text), ..Row::default() }, options, send)
        }
        Err(reason) => send(failed(reason)),
    }
}

/// Rows are read one by one, but for those in UTF-16, which must be known whole.
fn read_rows(name: &str, mut reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let start = reader.fill_buf().unwrap_or_default();
    let is_wide = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) || start.iter().take(4).any(|byte| *byte == 0);
    if is_wide || start.starts_with(&GZIP) {
        return read_whole(name, name, reader, options, send);
    }
    read_lines(name, reader, options, send)
}

/// Reads everything at once; `format` is a name whose ending tells what it is.
fn read_whole(name: &str, format: &str, reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let is_one_text = [".txt", ".text", ".html", ".htm", ".xhtml"].iter().any(|ending| format.to_ascii_lowercase().ends_with(ending));
    // One byte more than allowed, so that the reader sees that it is too long.
    let most = if is_one_text { options.max_report_bytes as u64 + 1 } else { options.max_decompressed };
    let bytes = match read_up_to(reader, most) {
        Ok(bytes) => bytes,
        Err(error) => return send(Item::Failed(ErrorRow::new(name, format!("cannot be read: {error}")))),
    };
    // What is named after the format ("stdin.html#2") is named after the input.
    let named = |mut document: Document| {
        if let Some(number) = document.id.strip_prefix(format).filter(|rest| rest.is_empty() || rest.starts_with('#')) {
            document.id = format!("{name}{number}");
        }
        document
    };
    let reports = read_bytes(format, &bytes, options).into_iter();
    send_all(reports.map(|report| report.map(named).map_err(|error| ReadError { name: name.to_owned(), ..error })), send)
}

fn send_all(reports: impl Iterator<Item = Result<Document, ReadError>>, send: Sink) -> ControlFlow<()> {
    for report in reports {
        send(report.map_or_else(|error| Item::Failed(error.into()), |document| Item::Report(Box::new(document))))?;
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Result<String, String>> {
        let mut all = Vec::new();
        let _ = read_input(bytes, &InputOptions::default(), &mut |item| {
            all.push(match item {
                Item::Report(document) => Ok(document.id.clone() + ": " + &document.text),
                Item::Failed(row) | Item::Note(row) => Err(row.reason),
            });
            ControlFlow::Continue(())
        });
        all
    }

    #[test]
    fn standard_input_is_known_by_its_first_bytes() {
        assert_eq!(read(b"Two died."), [Ok("stdin: Two died.".to_owned())]);
        assert_eq!(read(b"{\"id\": 1, \"text\": \"Two died.\"}\n"), [Ok("1: Two died.".to_owned())]);
        assert_eq!(read(b"{\n \"id\": 1,\n \"text\": \"Two died.\"\n}\n"), [Ok("1: Two died.".to_owned())]);
        assert_eq!(read(b"[\n {\"id\": 1, \"text\": \"Two died.\"}]"), [Ok("1: Two died.".to_owned())]);
        assert_eq!(read(b"[TEXT] TWO DIED."), [Ok("stdin: [TEXT] TWO DIED.".to_owned())]);
        assert_eq!(read(b""), [Err("report is empty".to_owned())]);
    }
}
