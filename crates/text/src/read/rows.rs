//! JSON rows to documents. In: a reader of lines, or an array. Out: a document or an error for each row.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::io::{BufRead, Read};

use recount_model::{Document, PublishedFrom};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{ReadError, ReadOptions, ReadReason, complete, documents_of, parse_date};
use crate::Segmenter;

/// The reports of JSON lines, one after the other.
pub(super) struct Rows<R> {
    name: String,
    reader: R,
    options: ReadOptions,
    segmenter: Segmenter,
    line: usize,
    is_done: bool,
    /// Reports of a row that are still to be given.
    waiting: VecDeque<Document>,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(name: &str, reader: R, options: &ReadOptions) -> Self {
        let (name, options) = (name.to_owned(), options.clone());
        Self { name, reader, options, segmenter: Segmenter::builtin(), line: 0, is_done: false, waiting: VecDeque::new() }
    }

    /// The next line without its end; `None` after the last.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, ReadError>> {
        let mut line = Vec::new();
        let limit = self.options.max_report_bytes;
        self.line += 1;
        match self.reader.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => {
                self.is_done = true;
                return Some(Err(ReadError::of_io(&self.name, Some(self.line), &error)));
            }
        }
        if line.len() > limit && !line.ends_with(b"\n") {
            self.is_done = self.reader.skip_until(b'\n').is_err();
            return Some(Err(ReadError::new(&self.name, Some(self.line), ReadReason::TooLong { limit })));
        }
        if self.line == 1 && line.starts_with("\u{FEFF}".as_bytes()) {
            line.drain(..3);
        }
        Some(Ok(line))
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(document) = self.waiting.pop_front() {
            return Some(Ok(document));
        }
        while !self.is_done {
            let line = match self.next_line()? {
                Ok(line) if line.trim_ascii().is_empty() => continue,
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            let text = String::from_utf8_lossy(&line);
            match read_row((&self.name, self.line), &text, &self.options, &self.segmenter) {
                Ok(documents) => self.waiting.extend(documents),
                Err(reason) => return Some(Err(ReadError::new(&self.name, Some(self.line), reason))),
            }
            if let Some(document) = self.waiting.pop_front() {
                return Some(Ok(document));
            }
        }
        None
    }
}

/// Reads an array of rows, or one row that runs over several lines; errors name the row's number.
pub(super) fn read_array(name: &str, text: &str, options: &ReadOptions) -> Vec<Result<Document, ReadError>> {
    let segmenter = Segmenter::builtin();
    let fail = |line, reason| Err(ReadError::new(name, line, reason));
    if exceeds_depth(text, options.max_depth) {
        return vec![fail(None, ReadReason::TooDeep { limit: options.max_depth })];
    }
    let rows: Vec<&RawValue> = match text.trim_start().starts_with('[') {
        true => match serde_json::from_str(text) {
            Ok(rows) => rows,
            Err(error) => return vec![fail(None, ReadReason::NotJson { message: error.to_string() })],
        },
        false => match serde_json::from_str(text) {
            Ok(row) => vec![row],
            Err(error) => return vec![fail(None, ReadReason::NotJson { message: error.to_string() })],
        },
    };
    let read = |(i, row): (usize, &&RawValue)| match read_row((name, i + 1), row.get(), options, &segmenter) {
        Ok(documents) => documents.into_iter().map(Ok).collect(),
        Err(reason) => vec![fail(Some(i + 1), reason)],
    };
    rows.iter().enumerate().flat_map(read).collect()
}

/// Whether the bytes are one object and nothing else.
pub(super) fn is_one_object(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)).is_ok()
}

/// The reports of a row: one, or those of its web page.
fn read_row((name, line): (&str, usize), text: &str, options: &ReadOptions, segmenter: &Segmenter) -> Result<Vec<Document>, ReadReason> {
    if exceeds_depth(text, options.max_depth) {
        return Err(ReadReason::TooDeep { limit: options.max_depth });
    }
    if !text.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        return Err(ReadReason::NotAnObject);
    }
    let row: Row = serde_json::from_str(text).map_err(|error| ReadReason::NotJson { message: message(&error) })?;
    let (text, html) = (row.text.words("text")?, row.html.words("html"));
    let id = row.id.number_or_words().unwrap_or_else(|| format!("{name}:{line}"));
    let mut known = Document { id, title: row.title.words("title")?, ..Document::default() };
    known.source = row.source.words("source")?;
    known.url = row.url.words("url")?;
    known.language = row.language.words("language")?;
    if let Some(words) = row.published.words("published")?.filter(|words| !words.trim().is_empty()) {
        let date = parse_date(&words);
        known.published = Some(date.ok_or_else(|| ReadReason::BadDate { words: words.chars().take(60).collect() })?);
        known.published_from = Some(PublishedFrom::Given);
    }
    match (text, html) {
        (Some(text), _) => Ok(vec![document_of(known, &within_limits(text, options)?, options, segmenter)]),
        (None, html) => documents_of(&within_limits(html?.ok_or(ReadReason::NoText)?, options)?, &known, options, segmenter),
    }
}

/// The words of a report, unless there are none or too many.
fn within_limits(words: String, options: &ReadOptions) -> Result<String, ReadReason> {
    match words.len() {
        _ if words.trim().is_empty() => Err(ReadReason::Empty),
        n if n > options.max_report_bytes => Err(ReadReason::TooLong { limit: options.max_report_bytes }),
        _ => Ok(words),
    }
}

fn document_of(known: Document, text: &str, options: &ReadOptions, segmenter: &Segmenter) -> Document {
    let Document { text, title, title_end, .. } = Document::new("", known.title.clone(), text);
    let mut document = Document { text, title, title_end, ..known };
    complete(&mut document, options, segmenter);
    document
}

/// The parser's message with the column; the line is always 1.
fn message(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let words = whole.split_once(" at line").map_or(whole.as_str(), |(words, _)| words);
    format!("{words} at column {}", error.column())
}

/// Whether brackets nest deeper than `limit`; strings are skipped.
fn exceeds_depth(text: &str, limit: usize) -> bool {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            _ if is_string => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return true;
        }
    }
    false
}

/// The fields of a row that are read; others are passed over.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Row<'a> {
    #[serde(borrow)]
    id: Field<'a>,
    #[serde(borrow)]
    title: Field<'a>,
    #[serde(borrow)]
    text: Field<'a>,
    #[serde(borrow)]
    published: Field<'a>,
    #[serde(borrow)]
    source: Field<'a>,
    #[serde(borrow)]
    url: Field<'a>,
    #[serde(borrow)]
    language: Field<'a>,
    #[serde(borrow)]
    html: Field<'a>,
}

/// A value of a row: only strings, and numbers for an id, are of use.
#[derive(Default)]
enum Field<'a> {
    #[default]
    Absent,
    Words(Cow<'a, str>),
    Number(String),
    Other,
}

impl Field<'_> {
    fn words(self, field: &'static str) -> Result<Option<String>, ReadReason> {
        match self {
            Self::Absent => Ok(None),
            Self::Words(words) => Ok(Some(words.into_owned())),
            Self::Number(_) | Self::Other => Err(ReadReason::NotAString { field }),
        }
    }

    fn number_or_words(self) -> Option<String> {
        match self {
            Self::Words(words) if !words.trim().is_empty() => Some(words.into_owned()),
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, words: &'de str) -> Result<Self::Value, E> {
        Ok(Field::Words(Cow::Borrowed(words)))
    }

    fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
        Ok(Field::Words(Cow::Owned(words.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Field::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Field::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Field::Number(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Field::Absent)
    }

    // What is nested is passed over without recursion.
    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }
}
