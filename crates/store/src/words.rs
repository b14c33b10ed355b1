//! Searching the words of reports.

use rusqlite::params;

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

impl Batch<'_> {
    /// Lets the words of a report be searched, in the place of those it had.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_words(&self, report: i64, title: Option<&str>, text: &str) -> Result<(), StoreError> {
        self.run("DELETE FROM words WHERE rowid = ?1", [report])?;
        self.run("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)", params![report, title, text]).map(drop)
    }
}

impl Reader<'_> {
    /// The reports that have all of these words, the most fitting first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<i64>, StoreError> {
        let query = "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rank LIMIT ?2";
        self.rows(query, params![quoted(words), limit], |row| row.get(0))
    }
}

/// The words as the index takes them: each in quotation marks, so that no sign in them is an order.
pub(crate) fn quoted(words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    if words.is_empty() { "\"\"".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_query_is_an_order() {
        assert_eq!(quoted("market OR \"x NEAR("), "\"market\" \"OR\" \"\"\"x\" \"NEAR(\"");
        assert_eq!(quoted("  "), "\"\"");
    }
}
