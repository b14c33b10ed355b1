//! Whether the file is whole, and copies of it.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::batch::Reader;
use crate::error::StoreError;
use crate::open::Store;

/// How much is in a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Reports.
    pub reports: u64,
    /// Versions of them.
    pub versions: u64,
    /// Tellings.
    pub tellings: u64,
    /// Incidents.
    pub incidents: u64,
    /// Decisions.
    pub decisions: u64,
}

/// What must not be there: each query finds rows that lead nowhere.
const DANGLING: [(&str, &str); 7] = [
    ("versions of no report", "SELECT count(*) FROM version WHERE report NOT IN (SELECT id FROM report)"),
    ("codings of no version", "SELECT count(*) FROM coding WHERE version NOT IN (SELECT id FROM version)"),
    ("reports without a coding that counts", "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM current)"),
    ("tellings of no incident", "SELECT count(*) FROM telling WHERE incident NOT IN (SELECT id FROM incident)"),
    ("incidents without a telling", "SELECT count(*) FROM incident WHERE id NOT IN (SELECT incident FROM telling)"),
    ("keys of no telling", "SELECT count(*) FROM post WHERE telling NOT IN (SELECT id FROM telling)"),
    ("links of no telling", "SELECT count(*) FROM edge WHERE one NOT IN (SELECT id FROM telling)"),
];

impl Reader<'_> {
    /// How much is in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| {
            let found = self.row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))?;
            Ok(found.unwrap_or_default().unsigned_abs())
        };
        Ok(Counts {
            reports: count("report")?,
            versions: count("version")?,
            tellings: count("telling")?,
            incidents: count("incident")?,
            decisions: count("decision")?,
        })
    }

    /// What is wrong with the file: damaged pages, and rows that lead nowhere.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn faults(&self) -> Result<Vec<String>, StoreError> {
        let pages = self.rows("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?;
        let mut faults: Vec<String> = pages.into_iter().filter(|line| line != "ok").collect();
        if !faults.is_empty() {
            return Ok(faults);
        }
        for (what, query) in DANGLING {
            let n = self.row(query, [], |row| row.get::<_, i64>(0))?.unwrap_or_default();
            if n > 0 {
                faults.push(format!("{n} {what}"));
            }
        }
        Ok(faults)
    }
}

impl Store {
    /// Copies the ledger as it is now, while others may write to it.
    ///
    /// # Errors
    /// The copy is there already or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::Copy(to.to_owned(), "is there already".to_owned()));
        }
        let wrong = |error: rusqlite::Error| StoreError::Copy(to.to_owned(), error.to_string());
        let mut copy = Connection::open(to).map_err(wrong)?;
        let backup = Backup::new(&self.connection, &mut copy).map_err(wrong)?;
        backup.run_to_completion(1_000, std::time::Duration::ZERO, None).map_err(wrong)
    }
}
