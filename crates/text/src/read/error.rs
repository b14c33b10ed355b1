//! Why a report could not be read. Every message names the place and, where there is one, the cure.

use std::fmt;
use std::io;

use thiserror::Error;

/// A report that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file.
    pub name: String,
    /// The row, from 1.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub reason: ReadReason,
}

/// What is wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadReason {
    /// Nothing but white space.
    #[error("report is empty")]
    Empty,
    /// A row without a text.
    #[error("field \"text\" is missing; add it or give \"html\"")]
    NoText,
    /// A web page without a report on it.
    #[error("no article can be read from this web page; give its words as text")]
    NoArticle,
    /// A field that must be a string.
    #[error("field \"{field}\" is not a string; quote it")]
    NotAString {
        /// The field.
        field: &'static str,
    },
    /// A date that is none.
    #[error("\"{words}\" is no date; write \"published\" as YYYY-MM-DD")]
    BadDate {
        /// The words given.
        words: String,
    },
    /// A row that is no JSON.
    #[error("not JSON: {message}; give one object a line")]
    NotJson {
        /// What the parser says.
        message: String,
    },
    /// A row that is a number, string or array.
    #[error("not a JSON object; give {{\"text\": …}}")]
    NotAnObject,
    /// A row nested too deeply.
    #[error("nested deeper than {limit}; remove what is not needed")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A report that is too long.
    #[error("report is longer than {limit} bytes; split it or raise the limit")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A file that decompresses to too much.
    #[error("decompresses to more than {limit} bytes; split it or raise the limit")]
    TooMuch {
        /// The limit.
        limit: u64,
    },
    /// A file that decompresses suspiciously well.
    #[error("decompresses to more than {limit} times its size; decompress it yourself if you trust it")]
    TooDense {
        /// The limit.
        limit: u64,
    },
    /// A compressed file inside a compressed file.
    #[error("compressed twice; decompress it once")]
    GzipInGzip,
    /// A damaged compressed file.
    #[error("broken gzip: {message}; fetch the file again")]
    BrokenGzip {
        /// What the decompressor says.
        message: String,
    },
    /// The bytes could not be had.
    #[error("cannot be read: {message}")]
    Unreadable {
        /// What the system says.
        message: String,
    },
}

impl ReadError {
    pub(super) fn new(name: &str, line: Option<usize>, reason: ReadReason) -> Self {
        Self { name: name.to_owned(), line, reason }
    }

    /// An error of a reader; ours are carried inside it.
    pub(super) fn of_io(name: &str, line: Option<usize>, error: &io::Error) -> Self {
        let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<ReadReason>());
        let reason = ours.cloned().unwrap_or_else(|| ReadReason::Unreadable { message: error.to_string() });
        Self::new(name, line, reason)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.name, self.reason),
            None => write!(formatter, "{}: {}", self.name, self.reason),
        }
    }
}

impl std::error::Error for ReadError {}
