//! Web pages to text. Not read yet: [`read_html`] yields `None`, and rows with only `html` are errors that say so.

use jiff::civil::Date;

/// What a web page tells of its report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The title.
    pub title: Option<String>,
    /// The words of the article, a line for each paragraph.
    pub text: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub outlet: Option<String>,
}

/// Reads a web page; `None` where it holds no article. No page is read yet.
pub fn read_html(_html: &str) -> Option<Page> {
    None
}
