//! Web archives: each answer of a server that holds a page is a report.
//!
//! In: a WARC file, compressed record by record or not at all. Out: a report or an error row for each page; what is no
//! page (images, redirects, requests) is passed over and counted.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use encoding_rs::Encoding;
use flate2::read::{GzDecoder, MultiGzDecoder};
use httparse::{EMPTY_HEADER, Status};
use recount::read::ReadOptions;

use super::row::{Place, Row, send_row};
use super::{ErrorRow, Item, Sink};

/// The longest line of a record's head, and how many lines it may have.
const LINE: u64 = 64 << 10;
const LINES: usize = 200;
/// The most lines of a server's answer before its page.
const HTTP_LINES: usize = 128;
/// Below this many bytes no ratio is suspicious.
const HARMLESS: u64 = 1 << 20;

/// Reads an archive.
pub(super) fn read_archive(name: &str, mut reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let is_gzip = reader.fill_buf().is_ok_and(|start| start.starts_with(&super::file::GZIP));
    if is_gzip {
        return read_records(name, BufReader::with_capacity(1 << 16, Inflated::new(reader, options.max_ratio)), options, send);
    }
    read_records(name, reader, options, send)
}

fn read_records(name: &str, mut reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let (mut number, mut passed) = (0, 0);
    loop {
        number += 1;
        let place = Place { name, number };
        let stops = |reason: String| place.error(format!("{reason}; the archive is read no further"));
        let head = match read_head(&mut reader) {
            Ok(Some(head)) => head,
            Ok(None) => break,
            Err(error) => return send(stops(error.to_string())),
        };
        let kept = head.length.min(options.max_report_bytes as u64 + 1);
        let mut block = Vec::new();
        let rest = head.length - kept;
        let read = (&mut reader).take(kept).read_to_end(&mut block).and_then(|_| io::copy(&mut (&mut reader).take(rest), &mut io::sink()));
        match read {
            Ok(skipped) if block.len() as u64 + skipped < head.length => return send(stops("the record breaks off".to_owned())),
            Ok(_) => {}
            Err(error) => return send(stops(error.to_string())),
        }
        match page_of(&head, &block, options) {
            Ok(Some(row)) => send_row(place, row, options, send)?,
            Ok(None) => passed += 1,
            Err(reason) => send(place.error(reason))?,
        }
    }
    if number == 1 {
        return send(Item::Failed(ErrorRow::new(name, "archive is empty")));
    }
    if passed > 0 {
        let reason = format!("{passed} of {} records passed over; those that hold a web page are read", number - 1);
        send(Item::Note(ErrorRow::new(name, reason)))?;
    }
    ControlFlow::Continue(())
}

/// The head of a record.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    address: Option<String>,
    media: String,
    length: u64,
}

/// The head of the next record; nothing at the end of the archive.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<Head>> {
    let wrong = |what: &str| Err(io::Error::other(format!("no record of a web archive: {what}")));
    let mut first = String::new();
    while first.is_empty() {
        match read_line(reader)? {
            None => return Ok(None),
            Some(line) => first = line,
        }
    }
    if !first.starts_with("WARC/") {
        return wrong("it does not begin with WARC/");
    }
    let (mut head, mut length) = (Head::default(), None);
    for _ in 0..LINES {
        let line = match read_line(reader)? {
            None => return wrong("its head breaks off"),
            Some(line) if line.is_empty() => {
                let Some(length) = length else { return wrong("Content-Length is missing or no number") };
                return Ok(Some(Head { length, ..head }));
            }
            Some(line) => line,
        };
        let Some((field, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match field.to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => head.address = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned()),
            "content-type" => head.media = value.to_ascii_lowercase(),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    wrong("its head has too many lines")
}

/// A line without its end; nothing at the end of the file.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(LINE).read_until(b'\n', &mut line)?;
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
}

/// The page of a record, if it holds one.
fn page_of(head: &Head, block: &[u8], options: &ReadOptions) -> Result<Option<Row>, String> {
    let address = head.address.clone();
    let row = |words: String, is_html: bool| {
        let (text, html) = if is_html { (None, Some(words)) } else { (Some(words), None) };
        Some(Row { id: address.clone(), url: address.clone(), text, html, ..Row::default() })
    };
    let is_long = block.len() > options.max_report_bytes;
    let too_long = || format!("record is longer than {} bytes", options.max_report_bytes);
    match head.kind.as_str() {
        "response" if head.media.starts_with("application/http") => {
            let Some(answer) = Answer::read(block)? else { return Ok(None) };
            if is_long {
                return Err(too_long());
            }
            Ok(row(answer.page(block, options)?, true))
        }
        "resource" | "response" if is_page(&head.media) && is_long => Err(too_long()),
        "resource" | "response" if is_page(&head.media) => Ok(row(decoded(block, charset(&head.media)), true)),
        // What others have read out of a page.
        "conversion" if head.media.starts_with("text/plain") && is_long => Err(too_long()),
        "conversion" if head.media.starts_with("text/plain") => Ok(row(String::from_utf8_lossy(block).into_owned(), false)),
        _ => Ok(None),
    }
}

fn is_page(media: &str) -> bool {
    media.starts_with("text/html") || media.starts_with("application/xhtml")
}

/// The head of a server's answer that holds a page.
struct Answer {
    /// Where the page begins.
    start: usize,
    media: String,
    is_chunked: bool,
    /// How the page is compressed.
    coding: String,
}

impl Answer {
    /// Nothing for an answer that is no page, or that tells of an error.
    fn read(block: &[u8]) -> Result<Option<Self>, String> {
        let mut lines = [EMPTY_HEADER; HTTP_LINES];
        let mut answer = httparse::Response::new(&mut lines);
        let mut config = httparse::ParserConfig::default();
        config.ignore_invalid_headers_in_responses(true).allow_obsolete_multiline_headers_in_responses(true);
        let start = match config.parse_response(&mut answer, block) {
            Ok(Status::Complete(start)) => start,
            Ok(Status::Partial) => return Err("the server's answer breaks off before its page; fetch it again".to_owned()),
            Err(error) => return Err(format!("the server's answer cannot be read ({error}); fetch it again")),
        };
        let value = |name: &str| {
            let line = answer.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
            line.map(|line| String::from_utf8_lossy(line.value).trim().to_ascii_lowercase()).unwrap_or_default()
        };
        let media = value("content-type");
        if answer.code != Some(200) || !is_page(&media) {
            return Ok(None);
        }
        Ok(Some(Self { start, media, is_chunked: value("transfer-encoding").contains("chunked"), coding: value("content-encoding") }))
    }

    fn page(&self, block: &[u8], options: &ReadOptions) -> Result<String, String> {
        let body = &block[self.start..];
        // Some archives keep the head of a page in chunks and the page in one piece.
        let joined = if self.is_chunked { joined(body) } else { None };
        let body = joined.as_deref().unwrap_or(body);
        let bytes = match self.coding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(&super::file::GZIP) => {
                let most = (body.len() as u64).saturating_mul(options.max_ratio).max(HARMLESS).min(options.max_report_bytes as u64 + 1);
                let mut bytes = Vec::new();
                let read = GzDecoder::new(body).take(most).read_to_end(&mut bytes);
                read.map_err(|error| format!("broken gzip: {error}; fetch the page again"))?;
                bytes
            }
            // Many archives keep the page unpacked and the line that says it is packed.
            _ if std::str::from_utf8(body).is_err() && !matches!(self.coding.as_str(), "" | "identity" | "gzip" | "x-gzip") => {
                return Err(format!("the page is compressed by `{}`, which is not read; archive it uncompressed", self.coding));
            }
            _ => body.to_vec(),
        };
        Ok(decoded(&bytes, charset(&self.media)))
    }
}

/// A page that came in chunks, in one piece; nothing where there are no chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut page = Vec::new();
    loop {
        let Ok(Status::Complete((start, length))) = httparse::parse_chunk_size(body) else { return None };
        let length = usize::try_from(length).ok()?;
        if length == 0 {
            return Some(page);
        }
        // The last chunk of an archive that was cut is kept as far as it goes.
        let chunk = body.get(start..).unwrap_or_default();
        let Some(whole) = chunk.get(..length) else {
            page.extend_from_slice(chunk);
            return Some(page);
        };
        page.extend_from_slice(whole);
        body = chunk[length..].strip_prefix(b"\r\n").unwrap_or(&chunk[length..]);
        if body.is_empty() {
            return Some(page);
        }
    }
}

fn charset(media: &str) -> Option<&'static Encoding> {
    let label = media.split_once("charset=")?.1.trim_matches(['"', '\'']);
    Encoding::for_label(label.split([';', '"', ' ']).next()?.as_bytes())
}

/// The words of a page: UTF-8, or what the server says, or what the page says.
fn decoded(bytes: &[u8], encoding: Option<&'static Encoding>) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(bytes.get(..4_096).unwrap_or(bytes)).to_ascii_lowercase();
    let encoding = encoding.or_else(|| charset(&head)).unwrap_or(encoding_rs::WINDOWS_1252);
    encoding.decode(bytes).0.into_owned()
}

/// A compressed archive, unpacked record by record; fails where it grows suspiciously. Nothing of it is held, so that it
/// may be as long as it likes.
struct Inflated<R: Read> {
    decoder: MultiGzDecoder<Counted<R>>,
    taken: Rc<Cell<u64>>,
    given: u64,
    max_ratio: u64,
}

impl<R: Read> Inflated<R> {
    fn new(reader: R, max_ratio: u64) -> Self {
        let taken = Rc::new(Cell::new(0));
        Self { decoder: MultiGzDecoder::new(Counted { reader, taken: Rc::clone(&taken) }), taken, given: 0, max_ratio }
    }
}

impl<R: Read> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(buffer).map_err(|error| io::Error::other(format!("broken gzip: {error}")))?;
        self.given += length as u64;
        if self.given > self.taken.get().saturating_mul(self.max_ratio).max(HARMLESS) {
            return Err(io::Error::other(format!("decompresses to more than {} times its size", self.max_ratio)));
        }
        Ok(length)
    }
}

struct Counted<R> {
    reader: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.taken.set(self.taken.get() + length as u64);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;
    use crate::input::tests::told;

    fn read(archive: &[u8]) -> Vec<Result<String, String>> {
        told(|send| read_archive("a.warc", archive, &ReadOptions::default(), send))
    }

    fn record(kind: &str, media: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://belvara.example/2017/08/15/two-die\r\nContent-Type: {media}\r\n\
             Content-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn answer(head: &str, page: &[u8]) -> Vec<u8> {
        record("response", "application/http; msgtype=response", &[head.as_bytes(), b"\r\n\r\n", page].concat())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    const PAGE: &[u8] = b"<html><title>Two die</title><p>Two guards were killed near the bridge.</p></html>";
    const TOLD: &str = "https://belvara.example/2017/08/15/two-die 2017-08-15: Two guards were killed near the bridge.";

    #[test]
    fn pages_of_an_archive_are_reports_and_the_rest_is_counted() {
        let archive = [
            record("warcinfo", "application/warc-fields", b"software: none"),
            answer(OK, PAGE),
            answer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>Gone.</p>"),
            answer("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            record("resource", "text/html", PAGE),
        ]
        .concat();
        let note = "a.warc: 3 of 5 records passed over; those that hold a web page are read";
        assert_eq!(read(&archive), [Ok(TOLD.to_owned()), Ok(TOLD.to_owned()), Err(note.to_owned())]);
        let packed: Vec<u8> = [gzip(&answer(OK, PAGE)), gzip(&answer(OK, PAGE))].concat();
        assert_eq!(read(&packed), [Ok(TOLD.to_owned()), Ok(TOLD.to_owned())]);
    }

    #[test]
    fn chunks_are_joined_and_pages_unpacked() {
        let chunked =
            [b"10\r\n", &PAGE[..16], b"\r\n", format!("{:x}\r\n", PAGE.len() - 16).as_bytes(), &PAGE[16..], b"\r\n0\r\n\r\n"].concat();
        let head = format!("{OK}\r\nTransfer-Encoding: chunked");
        assert_eq!(read(&answer(&head, &chunked)), [Ok(TOLD.to_owned())]);
        assert_eq!(read(&answer(&head, PAGE)), [Ok(TOLD.to_owned())]);
        let head = format!("{OK}\r\nContent-Encoding: gzip");
        assert_eq!(read(&answer(&head, &gzip(PAGE))), [Ok(TOLD.to_owned())]);
        assert_eq!(read(&answer(&head, PAGE)), [Ok(TOLD.to_owned())]);
        let read = read(&answer(&format!("{OK}\r\nContent-Encoding: br"), b"\x8b\xff\x00\xfe"));
        assert_eq!(read, [Err("a.warc:1: the page is compressed by `br`, which is not read; archive it uncompressed".to_owned())]);
    }

    #[test]
    fn one_bad_answer_loses_no_other_and_a_break_is_told() {
        let mut archive = [answer("nonsense", PAGE), answer(OK, PAGE)].concat();
        let whole = read(&archive);
        assert!(whole[0].as_ref().unwrap_err().starts_with("a.warc:1: the server's answer cannot be read"), "{whole:?}");
        assert_eq!(whole[1], Ok(TOLD.to_owned()));
        archive.truncate(archive.len() - 30);
        assert_eq!(read(&archive)[1], Err("a.warc:2: the record breaks off; the archive is read no further".to_owned()));
        let packed = gzip(&answer(OK, PAGE));
        assert!(read(&packed[..packed.len() - 12])[0].as_ref().unwrap_err().contains("broken gzip"));
    }

    #[test]
    fn a_bomb_is_one_error() {
        let bomb = gzip(&answer(OK, &vec![b' '; 40 << 20]));
        let read = read(&bomb);
        assert!(read[0].as_ref().unwrap_err().contains("decompresses to more than 100 times"), "{read:?}");
        assert_eq!(read.len(), 1);
    }

    #[test]
    fn a_page_that_is_too_long_loses_no_other() {
        let options = ReadOptions { max_report_bytes: 400, ..ReadOptions::default() };
        let archive = [answer(OK, &b"<p>Two died.</p>".repeat(100)), answer(OK, PAGE)].concat();
        let read = told(|send| read_archive("a.warc", &archive[..], &options, send));
        assert_eq!(read, [Err("a.warc:1: record is longer than 400 bytes".to_owned()), Ok(TOLD.to_owned())]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0..500_usize) {
            read(&bytes);
            let mut archive = [answer(OK, PAGE), answer(OK, PAGE)].concat();
            let at = at.min(archive.len());
            archive.splice(at..at, bytes);
            read(&archive);
        }
    }
}
