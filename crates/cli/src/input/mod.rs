//! Paths come in, reports go out one after the other, or an error row for each that cannot be read.
//!
//! Files are read in the order given, folders in the order of their names. Nothing is held that is not needed: rows of
//! JSON lines and tables, items of feeds and records of archives are read one by one, compressed or not. Whatever the
//! form, a report becomes a row of JSON lines and is read as one.

mod csv;
mod feed;
mod file;
mod folder;
mod own;
mod pdf;
mod row;
mod warc;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use recount::Document;
use recount::read::{ReadError, ReadOptions};

pub(crate) use self::csv::Columns;
pub(crate) use self::pdf::{COMMAND as PDF_COMMAND, write_words as write_pdf_words};

/// What is known of the reports beforehand.
#[derive(Debug, Clone, Default)]
pub(crate) struct InputOptions {
    /// For every form.
    pub(crate) read: ReadOptions,
    /// Which column of a table holds which field.
    pub(crate) columns: Columns,
}

/// A report that could not be read or coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorRow {
    /// The file.
    pub(crate) file: String,
    /// The row, from 1.
    pub(crate) line: Option<usize>,
    /// What is wrong, and the cure.
    pub(crate) reason: String,
}

impl ErrorRow {
    pub(crate) fn new(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, reason: reason.into() }
    }

    fn of_io(path: &Path, error: &io::Error) -> Self {
        let name = path.display().to_string();
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(name, "no such file or folder; check the spelling"),
            io::ErrorKind::PermissionDenied => Self::new(name, "may not be read; ask for the right, or copy it"),
            _ => Self::new(name, format!("cannot be read: {error}")),
        }
    }
}

impl From<ReadError> for ErrorRow {
    fn from(error: ReadError) -> Self {
        Self { reason: error.reason.to_string(), file: error.name, line: error.line }
    }
}

/// What comes out of the paths.
#[derive(Debug)]
pub(crate) enum Item {
    /// A report.
    Report(Box<Document>),
    /// One that could not be read.
    Failed(ErrorRow),
    /// Something that is no failure, but that the user should know.
    Note(ErrorRow),
}

/// Where items are sent; it breaks where nobody wants more.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(Item) -> ControlFlow<()>;

/// The name under which reports from standard input appear.
pub(crate) const STANDARD_INPUT: &str = "stdin";

/// Reads everything that these paths name; `-` is standard input.
pub(crate) fn read_paths(paths: &[PathBuf], options: &InputOptions, send: Sink) -> ControlFlow<()> {
    for path in paths {
        if path.as_os_str() == "-" {
            file::read_input(io::stdin().lock(), options, send)?;
            continue;
        }
        match path.metadata() {
            Err(error) => send(Item::Failed(ErrorRow::of_io(path, &error)))?,
            Ok(metadata) if metadata.is_dir() => folder::read_folder(path, options, send)?,
            Ok(metadata) => read_file(path, metadata.is_file(), options, send)?,
        }
    }
    ControlFlow::Continue(())
}

fn read_file(path: &Path, is_file: bool, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    if is_file {
        return file::read_file(path, options, send);
    }
    let reason = "neither file nor folder but a pipe or device; pipe its content to `recount code -`";
    send(Item::Failed(ErrorRow::new(path.display().to_string(), reason)))
}

/// The one report of a path that `explain` shows; where there are several, the first of them.
pub(crate) fn first_report(path: &Path, options: &InputOptions) -> Result<Document, ErrorRow> {
    let mut first = None;
    let _ = read_paths(&[path.to_owned()], options, &mut |item| {
        first = match item {
            Item::Report(document) => Some(Ok(*document)),
            Item::Failed(row) => Some(Err(row)),
            Item::Note(_) => return ControlFlow::Continue(()),
        };
        ControlFlow::Break(())
    });
    first.unwrap_or_else(|| Err(ErrorRow::new(path.display().to_string(), "no report here; give a file with one")))
}

/// Reads up to `most` bytes.
fn read_up_to(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader sends, as "id day: text" or "place: reason".
    pub(super) fn told(read: impl FnOnce(Sink) -> ControlFlow<()>) -> Vec<Result<String, String>> {
        let mut all = Vec::new();
        let _ = read(&mut |item| {
            all.push(match item {
                Item::Report(document) => {
                    let day = document.published.map_or_else(|| "-".to_owned(), |day| day.to_string());
                    // A title stands before the text and is no part of it.
                    let words = document.title.as_deref().and_then(|title| document.text.strip_prefix(title)).unwrap_or(&document.text);
                    Ok(format!("{} {day}: {}", document.id, words.trim_start()))
                }
                Item::Failed(row) | Item::Note(row) => {
                    let line = row.line.map(|line| format!(":{line}")).unwrap_or_default();
                    Err(format!("{}{line}: {}", row.file, row.reason))
                }
            });
            ControlFlow::Continue(())
        });
        all
    }
}
