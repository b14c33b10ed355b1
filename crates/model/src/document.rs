//! A report as it was given.

use std::ops::Index;

use jiff::civil::Date;

use crate::{Evidence, Span};

/// Where the publication date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedFrom {
    /// The user or the row said so.
    Given,
    /// The page's own metadata.
    Metadata,
    /// The report's dateline.
    Dateline,
}

impl PublishedFrom {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
        }
    }
}

/// One report: its words and what is known of it beforehand.
///
/// `text` is what every [`Span`] points into. When a title was given that the text does not begin with, the title
/// and a blank line stand before the report's own text, and `title_end` is where the report's own text begins
/// (otherwise 0).
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The reader's name for the report (file name, row id).
    pub id: String,
    /// The outlet.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The title as given.
    pub title: Option<String>,
    /// The language as given (ISO 639-1).
    pub language: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Where `published` comes from.
    pub published_from: Option<PublishedFrom>,
    /// The words that give `published`, for a dateline.
    pub published_evidence: Vec<Evidence>,
    /// Title (if it is not already the first line), blank line, text.
    pub text: String,
    /// Bytes before the report's own text.
    pub title_end: u32,
}

impl Document {
    /// A report with this text and nothing else known of it.
    ///
    /// ```
    /// let document = recount_model::Document::new("note", None, "Two guards were killed.");
    /// assert_eq!(&document[recount_model::Span::new(4, 10)], "guards");
    /// ```
    pub fn new(id: impl Into<String>, title: Option<String>, text: impl Into<String>) -> Self {
        let given = text.into();
        let (text, title_end) = match title.as_deref().map(str::trim) {
            Some(title) if !title.is_empty() && !given.trim_start().starts_with(title) => {
                (format!("{title}\n\n{given}"), title.len() as u32 + 2)
            }
            _ => (given, 0),
        };
        Self { id: id.into(), title, text, title_end, ..Self::default() }
    }

    /// The report's own text, without a title set before it.
    pub fn own_text(&self) -> &str {
        &self.text[self.title_end as usize..]
    }
}

impl Index<Span> for Document {
    type Output = str;

    /// The words of a span.
    fn index(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}
