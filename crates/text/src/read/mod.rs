//! Bytes to documents. In: the bytes of a file or a stream of rows. Out: a document or an error for each report.
//!
//! Plain text is one report; a web page is one, or one for each article; JSON lines hold a report a row (`id`, `title`,
//! `text` or `html`, `published`, `source`, `url`, `language`); all may be compressed with gzip. One bad row never
//! loses the others.
//!
//! ```
//! use recount_text::read::{ReadOptions, read_bytes};
//! let rows = b"{\"id\": \"a\", \"text\": \"Two guards were killed.\"}\n{\"id\": \"b\"}\n";
//! let read = read_bytes("stories.jsonl", rows, &ReadOptions::default());
//! assert_eq!(read[0].as_ref().map(|document| document.id.as_str()), Ok("a"));
//! let error = read[1].as_ref().unwrap_err().to_string();
//! assert_eq!(error, "stories.jsonl:2: field \"text\" is missing; add it or give \"html\"");
//! ```

mod dates;
mod decode;
mod error;
mod gzip;
mod html;
mod rows;

use std::io::{BufRead, Read};

use jiff::civil::Date;
use recount_model::{Document, PublishedFrom};

pub use self::dates::parse_date;
pub use self::error::{ReadError, ReadReason};
pub use self::gzip::gunzip;
pub use self::html::{Page, read_html};
use self::rows::Rows;
use crate::Segmenter;
use crate::segment::publish_from_dateline;

/// What is known of the reports beforehand, and how much of them is read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The day of publication of reports that do not give theirs.
    pub published: Option<Date>,
    /// The outlet of reports that do not give theirs.
    pub source: Option<String>,
    /// The language of reports that do not give theirs (ISO 639-1).
    pub language: Option<String>,
    /// Longest report, in bytes.
    pub max_report_bytes: usize,
    /// How many times larger than its file decompressed text may be.
    pub max_ratio: u64,
    /// Most bytes that a file may decompress to.
    pub max_decompressed: u64,
    /// Deepest nesting of a JSON row.
    pub max_depth: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            published: None,
            source: None,
            language: None,
            max_report_bytes: 32 << 20,
            max_ratio: 100,
            max_decompressed: 1 << 30,
            max_depth: 512,
        }
    }
}

/// Reads every report of a file; `name` tells the format (`.jsonl`, `.ndjson`, `.json`, `.gz`) and stands in errors.
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Result<Document, ReadError>> {
    if gzip::is_gzip(bytes) {
        let inner = name.strip_suffix(".gz").unwrap_or(name);
        return read_gzip(name, inner, bytes, options);
    }
    match format(name, bytes) {
        Format::Lines if decode::is_wide(bytes) => {
            let text = decode::decode(bytes);
            read_stream(name, text.as_bytes(), options).collect()
        }
        Format::Lines => read_stream(name, bytes, options).collect(),
        Format::Array => rows::read_array(name, &decode::decode(bytes), options),
        Format::Page => read_page(name, bytes, options),
        Format::Text => vec![read_text(name, bytes, options)],
    }
}

/// Reads JSON lines one after the other, however many there are.
pub fn read_stream<R: BufRead>(name: &str, reader: R, options: &ReadOptions) -> impl Iterator<Item = Result<Document, ReadError>> {
    Rows::new(name, reader, options)
}

enum Format {
    Text,
    Page,
    Lines,
    Array,
}

/// By the name's ending; without a known one, text that begins with an object is JSON lines, and with a page's mark a page.
fn format(name: &str, bytes: &[u8]) -> Format {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let begins = |mark: u8| bytes.iter().take(64).find(|byte| byte.is_ascii_graphic()) == Some(&mark);
    match ending.as_str() {
        "jsonl" | "ndjson" => Format::Lines,
        "json" if begins(b'[') => Format::Array,
        "json" if rows::is_one_object(bytes) => Format::Array,
        "json" => Format::Lines,
        "txt" | "text" => Format::Text,
        "html" | "htm" | "xhtml" => Format::Page,
        _ if begins(b'{') => Format::Lines,
        _ if is_page(bytes) => Format::Page,
        _ => Format::Text,
    }
}

/// Whether these bytes begin a web page.
pub fn is_page(start: &[u8]) -> bool {
    let start = start.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(start).trim_ascii_start();
    let begins = |mark: &str| start.get(..mark.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(mark.as_bytes()));
    begins("<!doctype html") || begins("<html")
}

fn read_gzip(name: &str, inner: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Result<Document, ReadError>> {
    let mut reader = gunzip(bytes, options);
    let first = match reader.fill_buf() {
        Ok(first) => first,
        Err(error) => return vec![Err(ReadError::of_io(name, None, &error))],
    };
    if matches!(format(inner, first), Format::Lines) && !decode::is_wide(first) {
        return read_stream(name, reader, options).collect();
    }
    let mut content = Vec::new();
    // An array of rows may be longer than one report.
    let most = if inner.ends_with("json") { options.max_decompressed } else { options.max_report_bytes as u64 + 1 };
    match reader.take(most).read_to_end(&mut content) {
        Ok(_) if gzip::is_gzip(&content) => vec![Err(ReadError::new(name, None, ReadReason::GzipInGzip))],
        Ok(_) => read_bytes(inner, &content, options),
        Err(error) => vec![Err(ReadError::of_io(name, None, &error))],
    }
}

fn read_text(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let fail = |reason| Err(ReadError::new(name, None, reason));
    if bytes.len() > options.max_report_bytes {
        return fail(ReadReason::TooLong { limit: options.max_report_bytes });
    }
    let text = decode::decode(bytes);
    if text.trim().is_empty() {
        return fail(ReadReason::Empty);
    }
    let mut document = Document::new(name, None, text);
    complete(&mut document, options, &Segmenter::builtin());
    Ok(document)
}

/// Reads the reports of a web page.
fn read_page(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Result<Document, ReadError>> {
    let fail = |reason| vec![Err(ReadError::new(name, None, reason))];
    if bytes.len() > options.max_report_bytes {
        return fail(ReadReason::TooLong { limit: options.max_report_bytes });
    }
    let html = decode::decode_page(bytes);
    if html.trim().is_empty() {
        return fail(ReadReason::Empty);
    }
    match documents_of(&html, &Document { id: name.to_owned(), ..Document::default() }, options, &Segmenter::builtin()) {
        Ok(documents) => documents.into_iter().map(Ok).collect(),
        Err(reason) => fail(reason),
    }
}

/// A document for each report on a web page. What is `known` of the page beforehand wins over what the page says; where
/// there are several reports, their number stands behind its id.
fn documents_of(html: &str, known: &Document, options: &ReadOptions, segmenter: &Segmenter) -> Result<Vec<Document>, ReadReason> {
    let pages = read_html(html, options.max_depth)?;
    let is_one = pages.len() == 1;
    let documents = pages.into_iter().enumerate().map(|(i, page)| {
        let id = if is_one { known.id.clone() } else { format!("{}#{}", known.id, i + 1) };
        let mut document = Document::new(id, known.title.clone().filter(|_| is_one).or(page.title), page.text);
        document.source = known.source.clone().or(page.outlet);
        document.url = known.url.clone().or(page.url);
        document.language = known.language.clone().or(page.language);
        let day = page.published.or_else(|| document.url.as_deref().and_then(html::day_in_address));
        (document.published, document.published_from) = match (known.published, day) {
            (Some(day), _) => (Some(day), known.published_from),
            (None, Some(day)) => (Some(day), Some(PublishedFrom::Metadata)),
            (None, None) => (None, None),
        };
        complete(&mut document, options, segmenter);
        document
    });
    Ok(documents.collect())
}

/// Fills in what the report leaves open: from the options, then from its dateline.
fn complete(document: &mut Document, options: &ReadOptions, segmenter: &Segmenter) {
    document.source = document.source.take().or_else(|| options.source.clone());
    document.language = document.language.take().or_else(|| options.language.clone());
    match (document.published, options.published) {
        (Some(_), _) => {}
        (None, Some(day)) => (document.published, document.published_from) = (Some(day), Some(PublishedFrom::Given)),
        (None, None) => publish_from_dateline(segmenter, document),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
        let read = read_bytes(name, bytes, &ReadOptions::default());
        read.into_iter().map(|row| row.map_err(|error| error.to_string())).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_text_is_one_report() {
        let read = read("note.txt", "\u{FEFF}Two guards were killed.".as_bytes());
        assert_eq!(read[0].as_ref().unwrap().text, "Two guards were killed.");
    }

    #[test]
    fn one_bad_row_loses_no_other() {
        let rows = "{\"text\": \"One.\"}\n\nnonsense\n{\"text\": 3}\n{\"text\": \" \"}\n[1]\n\
            {\"text\": \"Two.\", \"published\": \"soon\"}\n{\"id\": 7, \"text\": \"Three.\", \"more\": {\"a\": [1]}}";
        let read = read("stories.jsonl", rows.as_bytes());
        assert_eq!(read.iter().filter(|row| row.is_ok()).count(), 2);
        assert_eq!(read[0].as_ref().unwrap().id, "stories.jsonl:1");
        assert_eq!(read.last().unwrap().as_ref().unwrap().id, "7");
        let errors: Vec<&String> = read.iter().filter_map(|row| row.as_ref().err()).collect();
        assert!(errors[0].starts_with("stories.jsonl:3: not JSON"), "{}", errors[0]);
        assert_eq!(errors[1], "stories.jsonl:4: field \"text\" is not a string; quote it");
        assert_eq!(errors[2], "stories.jsonl:5: report is empty");
        assert!(errors[3].starts_with("stories.jsonl:6: not a JSON object"));
        assert!(errors[4].starts_with("stories.jsonl:7: \"soon\" is no date"));
    }

    #[test]
    fn compressed_rows_are_read() {
        let read = read("a.jsonl.gz", &gzip(b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"));
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].as_ref().unwrap().text, "Two.");
    }

    #[test]
    fn a_bomb_is_one_error() {
        let read = read("a.txt.gz", &gzip(&vec![b' '; 8 << 20]));
        assert!(read[0].as_ref().unwrap_err().contains("100 times"), "{read:?}");
        assert_eq!(read.len(), 1);
    }

    #[test]
    fn broken_gzip_is_an_error() {
        let mut bytes = gzip(b"Two guards were killed in the town of Karsa.");
        bytes.truncate(20);
        assert!(read("a.txt.gz", &bytes)[0].as_ref().unwrap_err().starts_with("a.txt.gz: broken gzip"));
    }

    #[test]
    fn deep_nesting_is_an_error_row() {
        let deep = format!("{{\"text\": \"One.\", \"x\": {}{}}}\n", "[".repeat(600), "]".repeat(600));
        let fair = format!("{{\"text\": \"Two.\", \"x\": {}{}}}\n", "[".repeat(400), "]".repeat(400));
        let read = read("a.jsonl", (deep + &fair).as_bytes());
        assert!(read[0].as_ref().unwrap_err().contains("deeper than 512"));
        assert_eq!(read[1].as_ref().unwrap().text, "Two.");
    }

    #[test]
    fn a_long_row_is_an_error_row() {
        let options = ReadOptions { max_report_bytes: 100, ..ReadOptions::default() };
        let rows = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"Two.\"}}\n", "long ".repeat(100));
        let read = read_bytes("a.jsonl", rows.as_bytes(), &options);
        assert!(read[0].as_ref().unwrap_err().to_string().contains("longer than"));
        assert_eq!(read[1].as_ref().unwrap().text, "Two.");
    }

    #[test]
    fn an_array_holds_reports() {
        let read = read("a.json", b"[{\"text\": \"One.\"},\n {\"title\": \"Two\"}]");
        assert_eq!(read[0].as_ref().unwrap().text, "One.");
        assert_eq!(read[1].as_ref().unwrap_err(), "a.json:2: field \"text\" is missing; add it or give \"html\"");
    }

    #[test]
    fn a_dateline_gives_the_day_of_publication() {
        let text = "KARSA, 3 JAN 90 (RADIO ASTERA) -- [TEXT] GUNMEN KILLED TWO GUARDS IN THE TOWN.";
        let document = read("a.txt", text.as_bytes()).remove(0).unwrap();
        assert_eq!(document.published.map(|date| date.to_string()).as_deref(), Some("1990-01-03"));
        assert_eq!(document.published_from, Some(PublishedFrom::Dateline));
        assert_eq!(&document[document.published_evidence[0].span], "3 JAN 90");
        let options = ReadOptions { published: Some(Date::constant(2000, 1, 1)), ..ReadOptions::default() };
        let document = read_bytes("a.txt", text.as_bytes(), &options).remove(0).unwrap();
        assert_eq!(document.published_from, Some(PublishedFrom::Given));
    }

    #[test]
    fn other_encodings_are_read() {
        let utf16: Vec<u8> = "\u{FEFF}Zwei Tote in Köln".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("a.txt", &utf16)[0].as_ref().unwrap().text, "Zwei Tote in Köln");
        let bare: Vec<u8> = "Two guards were killed.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read("a.txt", &bare)[0].as_ref().unwrap().text, "Two guards were killed.");
        let rows: Vec<u8> = "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("a.jsonl", &rows)[1].as_ref().unwrap().text, "Two.");
        let latin = b"L'arm\xE9e a tu\xE9 deux hommes pr\xE8s de la fronti\xE8re, a d\xE9clar\xE9 un t\xE9moin.";
        assert!(read("a.txt", latin)[0].as_ref().unwrap().text.contains("armée a tué"));
        assert_eq!(
            read("a.txt", "Köln und Zürich \u{20AC}".as_bytes()[..].strip_suffix(b"\xAC").unwrap())[0].as_ref().unwrap().text,
            "Köln und Zürich \u{FFFD}"
        );
    }
}
