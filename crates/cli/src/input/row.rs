//! The one way in for every table, feed and archive: their reports become rows of JSON lines.
//!
//! In: the fields of a report, as JSON lines name them. Out: what the reader of JSON lines makes of them.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use recount::read::{ReadOptions, read_stream};
use serde_json::json;

use super::{ErrorRow, Item, Sink};

/// A report's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    pub(super) published: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Where a report stands: the file, and the number of its row, item or record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'n> {
    pub(super) name: &'n str,
    pub(super) number: usize,
}

impl Place<'_> {
    /// An error row for this place.
    pub(super) fn error(self, reason: impl Into<String>) -> Item {
        Item::Failed(ErrorRow { file: self.name.to_owned(), line: Some(self.number), reason: reason.into() })
    }
}

/// Sends the report of a row, or why there is none.
pub(super) fn send_row(place: Place, row: Row, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let Row { id, title, text, html, published, source, url, language } = row;
    let id = id.filter(|id| !id.trim().is_empty()).unwrap_or_else(|| format!("{}:{}", place.name, place.number));
    let line = json!({"id": id, "title": title, "text": text, "html": html, "published": published, "source": source, "url": url,
                      "language": language});
    // The signs of JSON come on top of the report.
    let roomy = ReadOptions { max_report_bytes: options.max_report_bytes.saturating_mul(7), ..options.clone() };
    let words = text.as_deref().or(html.as_deref()).unwrap_or_default();
    if words.len() > options.max_report_bytes {
        return send(place.error(format!("report is longer than {} bytes; split it", options.max_report_bytes)));
    }
    for read in read_stream(place.name, line.to_string().as_bytes(), &roomy) {
        send(match read {
            Ok(document) => Item::Report(Box::new(document)),
            Err(error) => place.error(error.reason.to_string()),
        })?;
    }
    ControlFlow::Continue(())
}

/// The words of a field; nothing where they are only white space.
pub(super) fn some_words(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// A reader that fails where one row, item or record goes on for too long, so that none fills the memory.
pub(super) struct Bounded<R> {
    reader: R,
    limit: u64,
    read: Rc<Cell<u64>>,
}

/// Tells a [`Bounded`] reader that a row is over.
#[derive(Clone)]
pub(super) struct Mark(Rc<Cell<u64>>);

impl Mark {
    pub(super) fn set(&self) {
        self.0.set(0);
    }
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(reader: R, limit: usize) -> (Self, Mark) {
        let read = Rc::new(Cell::new(0));
        (Self { reader, limit: limit as u64, read: Rc::clone(&read) }, Mark(read))
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > self.limit {
            return Err(io::Error::other(format!("longer than {} bytes", self.limit)));
        }
        let length = self.reader.read(buffer)?;
        self.read.set(self.read.get() + length as u64);
        Ok(length)
    }
}
