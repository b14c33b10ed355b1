//! What people say about what a report tells; kept for ever, the last word counts.

use rusqlite::{Row, params};

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

/// A person's word about one incident of one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewRow {
    /// Its number in the file; the file sets it.
    pub number: i64,
    /// When (RFC 3339); the file's own clock sets it.
    pub at: String,
    /// Who.
    pub by: String,
    /// The number of the report.
    pub report: i64,
    /// The incident's number in the report.
    pub local: String,
    /// What they do: accept, reject, correct or undo.
    pub act: String,
    /// The field that is corrected.
    pub field: Option<String>,
    /// The value that is right, as JSON.
    pub value: Option<String>,
    /// For what reason.
    pub why: String,
    /// The review that is undone.
    pub undoes: Option<i64>,
    /// What the sender calls the request, so that a second try does not count twice.
    pub token: Option<String>,
}

impl Batch<'_> {
    /// Adds a review; its number comes back.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_review(&self, row: &ReviewRow) -> Result<i64, StoreError> {
        let insert =
            "INSERT INTO review (by, report, local, act, field, value, why, undoes, token) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let ReviewRow { by, report, local, act, field, value, why, undoes, token, .. } = row;
        self.insert(insert, params![by, report, local, act, field, value, why, undoes, token])
    }

    /// Empties what people wrote about a report that is forgotten.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn empty_reviews(&self, report: i64) -> Result<(), StoreError> {
        self.run("UPDATE review SET value = NULL, why = '' WHERE report = ?1", [report]).map(drop)
    }
}

const REVIEW: &str = "SELECT id, at, by, report, local, act, field, value, why, undoes, token FROM review";

impl Reader<'_> {
    /// The reviews of a report, the first first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reviews(&self, report: i64) -> Result<Vec<ReviewRow>, StoreError> {
        self.rows(&format!("{REVIEW} WHERE report = ?1 ORDER BY id"), [report], review)
    }

    /// Every review, the first first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn all_reviews(&self) -> Result<Vec<ReviewRow>, StoreError> {
        self.rows(&format!("{REVIEW} ORDER BY id"), [], review)
    }

    /// The number of the last review, or zero.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_review(&self) -> Result<i64, StoreError> {
        Ok(self.row("SELECT max(id) FROM review", [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or_default())
    }

    /// The review with a number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn review(&self, number: i64) -> Result<Option<ReviewRow>, StoreError> {
        self.row(&format!("{REVIEW} WHERE id = ?1"), [number], review)
    }

    /// The reviews that a request has made.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reviews_of_token(&self, token: &str) -> Result<Vec<ReviewRow>, StoreError> {
        self.rows(&format!("{REVIEW} WHERE token = ?1 ORDER BY id"), [token], review)
    }
}

fn review(row: &Row) -> rusqlite::Result<ReviewRow> {
    Ok(ReviewRow {
        number: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        report: row.get(3)?,
        local: row.get(4)?,
        act: row.get(5)?,
        field: row.get(6)?,
        value: row.get(7)?,
        why: row.get(8)?,
        undoes: row.get(9)?,
        token: row.get(10)?,
    })
}
