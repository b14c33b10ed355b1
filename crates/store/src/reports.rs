//! Reports with their versions, and how each was coded.

use recount_record::{Coded, Report, content_id, to_json};
use rusqlite::{Row, params};

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

/// What the ledger has of a report that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is new.
    New(i64),
    /// This text of it is new.
    Version(i64),
    /// The text is known, coded by other rules.
    Recoded(i64),
    /// Nothing about it is new.
    Unchanged(i64),
}

/// A report as the ledger has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its number in the file.
    pub report: i64,
    /// Its key: its address, else the id that its reader gave it.
    pub key: String,
    /// What was read from it, text included.
    pub coded: Coded,
}

/// A version of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionRow {
    /// When it came.
    pub added: String,
    /// Why it was forgotten.
    pub forgotten: Option<String>,
    /// The report.
    pub report: Report,
}

/// What the text and the date make.
fn hash(report: &Report) -> String {
    let day = report.published.map(|day| day.to_string()).unwrap_or_default();
    let title = report.title.as_deref().unwrap_or_default();
    content_id(&format!("{day}\n{title}\n{}", report.text))
}

/// A coding without the text, which stands in its version.
fn without_text(coded: &Coded) -> String {
    let mut coded = coded.clone();
    coded.report.text.clear();
    to_json(&coded)
}

impl Batch<'_> {
    /// Keeps a coded report under its key. The newest text counts; a text that was there before changes nothing.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, key: &str, coded: &Coded) -> Result<Known, StoreError> {
        let (report, is_new) = match self.read().report_number(key)? {
            Some(report) => (report, false),
            None => (self.insert("INSERT INTO report (key) VALUES (?1)", [key])?, true),
        };
        let hash = hash(&coded.report);
        let found = "SELECT id FROM version WHERE report = ?1 AND hash = ?2";
        let known = self.read().row(found, params![report, hash], |row| row.get::<_, i64>(0))?;
        let version = match known {
            Some(version) => version,
            None => {
                let body = serde_json::to_string(&coded.report).unwrap_or_default();
                let day = coded.report.published.map(|day| day.to_string());
                let insert = "INSERT INTO version (report, hash, published, body) VALUES (?1, ?2, ?3, ?4)";
                self.insert(insert, params![report, hash, day, body])?
            }
        };
        if known.is_some() && !self.is_news_coding(report, version, &coded.coder.rules)? {
            return Ok(Known::Unchanged(report));
        }
        let insert = "INSERT INTO coding (version, rules, body) VALUES (?1, ?2, ?3)
                      ON CONFLICT (version, rules) DO UPDATE SET version = version RETURNING id";
        let values = params![version, coded.coder.rules, without_text(coded)];
        let coding = self.read().row(insert, values, |row| row.get::<_, i64>(0))?;
        self.run("INSERT OR REPLACE INTO current (report, coding) VALUES (?1, ?2)", params![report, coding])?;
        Ok(match (is_new, known) {
            (true, _) => Known::New(report),
            (false, None) => Known::Version(report),
            (false, Some(_)) => Known::Recoded(report),
        })
    }

    /// Whether a known text is the newest of its report, was not forgotten, and is now coded by other rules.
    fn is_news_coding(&self, report: i64, version: i64, rules: &str) -> Result<bool, StoreError> {
        let query = "SELECT version.id = ?2 AND coding.rules <> ?3 AND version.forgotten IS NULL
                     FROM current JOIN coding ON coding.id = current.coding JOIN version ON version.id = coding.version
                     WHERE current.report = ?1";
        Ok(self.read().row(query, params![report, version, rules], |row| row.get(0))?.unwrap_or(false))
    }

    /// Overwrites every version of a report and every coding with what is left of them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn overwrite(&self, report: i64, reason: &str, left: impl Fn(Coded) -> Coded) -> Result<(), StoreError> {
        for (coding, version, coded) in self.read().codings(report)? {
            let coded = left(coded);
            let body = serde_json::to_string(&coded.report).unwrap_or_default();
            self.run("UPDATE version SET body = ?2, forgotten = ?3 WHERE id = ?1", params![version, body, reason])?;
            self.run("UPDATE coding SET body = ?2 WHERE id = ?1", params![coding, without_text(&coded)])?;
        }
        self.run("DELETE FROM words WHERE rowid = ?1", [report])?;
        // A word that is deleted stays in its part of the index until that part is written anew.
        self.run("INSERT INTO words (words) VALUES ('optimize')", []).map(drop)
    }
}

const STORED: &str = "SELECT report.id, report.key, coding.body, version.body FROM current
                      JOIN report ON report.id = current.report JOIN coding ON coding.id = current.coding
                      JOIN version ON version.id = coding.version";

impl Reader<'_> {
    /// The number of a report in the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn report_number(&self, key: &str) -> Result<Option<i64>, StoreError> {
        self.row("SELECT id FROM report WHERE key = ?1", [key], |row| row.get(0))
    }

    /// The numbers of all reports, in the order of their keys.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn report_numbers(&self) -> Result<Vec<i64>, StoreError> {
        self.rows("SELECT id FROM report ORDER BY key", [], |row| row.get(0))
    }

    /// A report by its number, as it counts now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn stored(&self, report: i64) -> Result<Option<Stored>, StoreError> {
        let row = self.row(&format!("{STORED} WHERE report.id = ?1"), [report], parts)?;
        row.map(|row| self.whole(row)).transpose()
    }

    /// Hands over every report, in the order of the keys.
    ///
    /// # Errors
    /// The file cannot be read, or `take` has had enough.
    pub fn each_stored<E: From<StoreError>>(&self, mut take: impl FnMut(Stored) -> Result<(), E>) -> Result<(), E> {
        let mut statement = self.statement(&format!("{STORED} ORDER BY report.key"))?;
        let mut rows = statement.query([]).map_err(|error| self.wrong(error))?;
        while let Some(row) = rows.next().map_err(|error| self.wrong(error))? {
            let row = parts(row).map_err(|error| self.wrong(error))?;
            take(self.whole(row)?)?;
        }
        Ok(())
    }

    /// The versions of a report, the first first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn versions(&self, report: i64) -> Result<Vec<VersionRow>, StoreError> {
        let query = "SELECT added, forgotten, body FROM version WHERE report = ?1 ORDER BY id";
        let rows = self.rows(query, [report], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
        let version = |(added, forgotten, body): (String, Option<String>, String)| {
            Ok(VersionRow { added, forgotten, report: self.parsed("version", &body)? })
        };
        rows.into_iter().map(version).collect()
    }

    /// The last coding of each version of a report, with the time when the version came, the first version first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn coded_versions(&self, report: i64) -> Result<Vec<(String, Coded)>, StoreError> {
        let query = "SELECT version.added, coding.body FROM coding JOIN version ON version.id = coding.version
                     WHERE coding.id IN (SELECT max(coding.id) FROM coding JOIN version ON version.id = coding.version
                                         WHERE version.report = ?1 GROUP BY version.id)
                     ORDER BY version.id";
        let rows = self.rows(query, [report], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.into_iter().map(|(added, body)| Ok((added, self.parsed("coding", &body)?))).collect()
    }

    fn codings(&self, report: i64) -> Result<Vec<(i64, i64, Coded)>, StoreError> {
        let query = "SELECT coding.id, version.id, coding.body FROM coding JOIN version ON version.id = coding.version WHERE report = ?1";
        let rows = self.rows(query, [report], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
        rows.into_iter().map(|(coding, version, body)| Ok((coding, version, self.parsed("coding", &body)?))).collect()
    }

    fn whole(&self, (report, key, coding, version): (i64, String, String, String)) -> Result<Stored, StoreError> {
        let mut coded: Coded = self.parsed("coding", &coding)?;
        coded.report = self.parsed("version", &version)?;
        Ok(Stored { report, key, coded })
    }
}

fn parts(row: &Row) -> rusqlite::Result<(i64, String, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}
