//! What people decided; kept for ever, the last word about a pair counts.

use rusqlite::params;

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

/// A person's word about two tellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When (RFC 3339); the file's own clock sets it.
    pub at: String,
    /// Who.
    pub by: String,
    /// One incident, or two.
    pub together: bool,
    /// A telling.
    pub one: u64,
    /// Another.
    pub two: u64,
    /// For what reason.
    pub why: String,
}

impl Batch<'_> {
    /// Adds a decision.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_decision(&self, decision: &Decision) -> Result<(), StoreError> {
        let insert = "INSERT INTO decision (by, together, one, two, why) VALUES (?1, ?2, ?3, ?4, ?5)";
        let Decision { by, together, one, two, why, .. } = decision;
        self.run(insert, params![by, together, *one as i64, *two as i64, why]).map(drop)
    }
}

impl Reader<'_> {
    /// Every decision, the first first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.rows("SELECT at, by, together, one, two, why FROM decision ORDER BY id", [], |row| {
            let id = |i| row.get::<_, i64>(i).map(|id| id as u64);
            Ok(Decision { at: row.get(0)?, by: row.get(1)?, together: row.get(2)?, one: id(3)?, two: id(4)?, why: row.get(5)? })
        })
    }
}
