//! What reports tell of incidents, the keys they are found by, and which of them speak for one incident.
//!
//! Ids and keys are 64 bits without a sign outside and with one inside, as SQLite has them.

use rusqlite::params;

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

/// A telling that comes in.
#[derive(Debug, Clone)]
pub struct NewTelling<'t> {
    /// Its id.
    pub id: u64,
    /// The number of its report.
    pub report: i64,
    /// Its number in the report.
    pub local: &'t str,
    /// What can be compared, as JSON.
    pub body: &'t str,
    /// Under these keys it is found.
    pub posts: &'t [u64],
    /// Under these it looks for others and is not found.
    pub asks: &'t [u64],
}

/// A telling as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingRow {
    /// Its id.
    pub id: u64,
    /// The number of its report.
    pub report: i64,
    /// The incident that it is in.
    pub incident: u64,
    /// What can be compared, as JSON.
    pub body: String,
}

/// Where a telling stands, without what can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Its id.
    pub id: u64,
    /// The number of its report.
    pub report: i64,
    /// The incident that it is in.
    pub incident: u64,
}

/// A telling with its report, as they are stored: texts of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bodies {
    /// The number of the report.
    pub report: i64,
    /// The telling.
    pub telling: String,
    /// What was read from the report, without its text.
    pub coding: String,
    /// The report.
    pub version: String,
}

impl Batch<'_> {
    /// Puts a telling in, as an incident of its own.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_telling(&self, telling: &NewTelling) -> Result<(), StoreError> {
        let insert = "INSERT INTO telling (id, report, local, incident, body) VALUES (?1, ?2, ?3, 0, ?4)";
        self.run(insert, params![telling.id as i64, telling.report, telling.local, telling.body])?;
        for key in telling.posts {
            self.run("INSERT INTO post (key, telling) VALUES (?1, ?2)", params![*key as i64, telling.id as i64])?;
        }
        for key in telling.asks {
            self.run("INSERT INTO ask (key, telling) VALUES (?1, ?2)", params![*key as i64, telling.id as i64])?;
        }
        Ok(())
    }

    /// Takes the tellings of a report out, with all that leads to them; the keys are those they were put in with.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn take_telling(&self, id: u64, posts: &[u64], asks: &[u64]) -> Result<(), StoreError> {
        for key in posts {
            self.run("DELETE FROM post WHERE key = ?1 AND telling = ?2", params![*key as i64, id as i64])?;
        }
        for key in asks {
            self.run("DELETE FROM ask WHERE key = ?1 AND telling = ?2", params![*key as i64, id as i64])?;
        }
        for (other, _) in self.read().edges(id)? {
            self.run("DELETE FROM edge WHERE one = ?1 AND two = ?2", params![other as i64, id as i64])?;
        }
        self.run("DELETE FROM edge WHERE one = ?1", [id as i64])?;
        self.run("DELETE FROM telling WHERE id = ?1", [id as i64]).map(drop)
    }

    /// Notes that two tellings speak for one incident.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_edge(&self, one: u64, two: u64, score: i32) -> Result<(), StoreError> {
        for (one, two) in [(one, two), (two, one)] {
            self.run("INSERT OR REPLACE INTO edge (one, two, score) VALUES (?1, ?2, ?3)", params![one as i64, two as i64, score])?;
        }
        Ok(())
    }

    /// Says which incident a telling is in.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_incident(&self, telling: u64, incident: u64) -> Result<(), StoreError> {
        self.run("UPDATE telling SET incident = ?2 WHERE id = ?1", params![telling as i64, incident as i64]).map(drop)
    }

    /// Keeps the bands of a report's sketch, so that copies find it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_sketch(&self, report: i64, bands: &[u64]) -> Result<(), StoreError> {
        for band in bands {
            self.run("INSERT OR IGNORE INTO sketch (band, report) VALUES (?1, ?2)", params![*band as i64, report])?;
        }
        Ok(())
    }

    /// Takes the bands of a report's sketch out.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn take_sketch(&self, report: i64, bands: &[u64]) -> Result<(), StoreError> {
        for band in bands {
            self.run("DELETE FROM sketch WHERE band = ?1 AND report = ?2", params![*band as i64, report])?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The ids of tellings that share a key with these keys.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn candidates(&self, posts: &[u64], asks: &[u64]) -> Result<Vec<u64>, StoreError> {
        let mut found: Vec<i64> = Vec::new();
        for key in asks {
            found.extend(self.rows("SELECT telling FROM post WHERE key = ?1", [*key as i64], |row| row.get::<_, i64>(0))?);
        }
        for key in posts {
            found.extend(self.rows("SELECT telling FROM ask WHERE key = ?1", [*key as i64], |row| row.get::<_, i64>(0))?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|id| id as u64).collect())
    }

    /// Whether another report shares one of these bands so often.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sharing_bands(&self, report: i64, bands: &[u64]) -> Result<Vec<i64>, StoreError> {
        let mut found = Vec::new();
        for band in bands {
            let query = "SELECT report FROM sketch WHERE band = ?1 AND report <> ?2 LIMIT 50";
            found.extend(self.rows(query, params![*band as i64, report], |row| row.get::<_, i64>(0))?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// A telling by its id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn telling(&self, id: u64) -> Result<Option<TellingRow>, StoreError> {
        self.row(&format!("{TELLING} WHERE id = ?1"), [id as i64], telling)
    }

    /// Where a telling stands.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn seat(&self, id: u64) -> Result<Option<Seat>, StoreError> {
        self.row("SELECT id, report, incident FROM telling WHERE id = ?1", [id as i64], seat)
    }

    /// Where the tellings of an incident stand.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn seats(&self, incident: u64) -> Result<Vec<Seat>, StoreError> {
        self.rows("SELECT id, report, incident FROM telling WHERE incident = ?1 ORDER BY id", [incident as i64], seat)
    }

    /// A number that is another where another program has written to the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.row("PRAGMA data_version", [], |row| row.get(0))?.unwrap_or_default())
    }

    /// The tellings of a report.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tellings_of_report(&self, report: i64) -> Result<Vec<TellingRow>, StoreError> {
        self.rows(&format!("{TELLING} WHERE report = ?1 ORDER BY id"), [report], telling)
    }

    /// The tellings of an incident.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tellings_of_incident(&self, incident: u64) -> Result<Vec<TellingRow>, StoreError> {
        self.rows(&format!("{TELLING} WHERE incident = ?1 ORDER BY id"), [incident as i64], telling)
    }

    /// What the tellings of an incident are made of, as it is stored.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn bodies_of_incident(&self, incident: u64) -> Result<Vec<Bodies>, StoreError> {
        let query = "SELECT telling.report, telling.body, coding.body, version.body FROM telling
                     JOIN current ON current.report = telling.report JOIN coding ON coding.id = current.coding
                     JOIN version ON version.id = coding.version WHERE telling.incident = ?1 ORDER BY telling.id";
        let bodies =
            |row: &rusqlite::Row| Ok(Bodies { report: row.get(0)?, telling: row.get(1)?, coding: row.get(2)?, version: row.get(3)? });
        self.rows(query, [incident as i64], bodies)
    }

    /// The tellings of a report and the incidents they are in.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents_of_report(&self, report: i64) -> Result<Vec<(u64, u64)>, StoreError> {
        let pair = |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64));
        self.rows("SELECT id, incident FROM telling WHERE report = ?1 ORDER BY id", [report], pair)
    }

    /// Every telling.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn all_tellings(&self) -> Result<Vec<TellingRow>, StoreError> {
        self.rows(TELLING, [], telling)
    }

    /// The ids of tellings whose hexadecimal digits lie between two ids.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tellings_between(&self, first: u64, last: u64) -> Result<Vec<u64>, StoreError> {
        let query = "SELECT id FROM telling WHERE id BETWEEN ?1 AND ?2 LIMIT 3";
        let found = self.rows(query, params![first as i64, last as i64], |row| row.get::<_, i64>(0))?;
        Ok(found.into_iter().map(|id| id as u64).collect())
    }

    /// The tellings that speak for one incident with a telling, and with how many points.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn edges(&self, id: u64) -> Result<Vec<(u64, i32)>, StoreError> {
        let row = |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?));
        self.rows("SELECT two, score FROM edge WHERE one = ?1", [id as i64], row)
    }
}

const TELLING: &str = "SELECT id, report, incident, body FROM telling";

fn seat(row: &rusqlite::Row) -> rusqlite::Result<Seat> {
    let id = |i| row.get::<_, i64>(i).map(|id| id as u64);
    Ok(Seat { id: id(0)?, report: row.get(1)?, incident: id(2)? })
}

fn telling(row: &rusqlite::Row) -> rusqlite::Result<TellingRow> {
    let id = |i| row.get::<_, i64>(i).map(|id| id as u64);
    Ok(TellingRow { id: id(0)?, report: row.get(1)?, incident: id(2)?, body: row.get(3)? })
}
