//! Lists of incidents for people: which need a decision most, page after page, and all of them on a map.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use crate::batch::{Batch, Reader};
use crate::error::StoreError;
use crate::incidents::{COLUMNS, Filter, IncidentRow, Query, incident};

/// How much an incident needs a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Triage {
    /// Points: the more, the sooner it should be looked at.
    pub impact: u32,
    /// What gives the points, as JSON.
    pub reasons: String,
    /// The least of what its reports are sure of, from 0 to 1.
    pub confidence: f64,
    /// How far from its point it can have been, in kilometres.
    pub radius: Option<u32>,
    /// Whether a report of it waits for a decision.
    pub is_open: bool,
}

/// In which order incidents are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The latest first.
    Newest,
    /// Those that need a person most first, and only those that wait for one.
    Impact,
    /// The most dead first.
    Killed,
}

/// The place in a list after which a page begins: the value it is ordered by, and the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The value.
    pub value: String,
    /// The incident's id.
    pub id: u64,
}

/// What a map and a timeline need of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Its id.
    pub id: u64,
    /// First day (ISO 8601).
    pub first: Option<String>,
    /// Last day (ISO 8601).
    pub last: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// How far from its point it can have been, in kilometres.
    pub radius: Option<u32>,
    /// What was done.
    pub tactic: String,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The most specific place.
    pub place: Option<String>,
    /// The number of dead that stands.
    pub killed: Option<u32>,
    /// How many reports tell of it.
    pub reports: u32,
    /// How many contradictions there are.
    pub findings: u32,
    /// Whether a report of it waits for a decision.
    pub is_open: bool,
}

impl Batch<'_> {
    /// Says how much an incident needs a person.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_triage(&self, incident: u64, triage: &Triage) -> Result<(), StoreError> {
        let insert = "INSERT OR REPLACE INTO triage (incident, impact, reasons, confidence, radius, open) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Triage { impact, reasons, confidence, radius, is_open } = triage;
        self.run(insert, params![incident as i64, impact, reasons, confidence, radius, is_open]).map(drop)
    }
}

const TRIAGE: &str = "triage.impact, triage.reasons, triage.confidence, triage.radius, triage.open";
const JOINED: &str = "FROM incident LEFT JOIN triage ON triage.incident = incident.id";

impl Order {
    fn column(self) -> &'static str {
        match self {
            Self::Newest => "coalesce(first, '')",
            Self::Impact => "triage.impact",
            Self::Killed => "coalesce(killed, 0)",
        }
    }

    /// The value of a row that this orders by.
    pub fn value(self, row: &IncidentRow, triage: &Triage) -> String {
        match self {
            Self::Newest => row.days.as_ref().map(|days| days.0.clone()).unwrap_or_default(),
            Self::Impact => triage.impact.to_string(),
            Self::Killed => row.killed.unwrap_or_default().to_string(),
        }
    }
}

impl Reader<'_> {
    /// A page of the incidents that are wanted.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn page(&self, filter: &Filter, order: Order, after: Option<&After>, limit: u32) -> Result<Vec<(IncidentRow, Triage)>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS}, {TRIAGE} {JOINED}"));
        query.and_filter(filter);
        let column = order.column();
        if order == Order::Impact {
            query.and("triage.open", []);
        }
        if let Some(After { value, id }) = after {
            let value = match order {
                Order::Newest => Value::from(value.clone()),
                Order::Impact | Order::Killed => Value::from(value.parse::<i64>().unwrap_or_default()),
            };
            query.and(&format!("({column}, incident.id) < (?, ?)"), [value, Value::from(*id as i64)]);
        }
        query.text += &format!(" ORDER BY {column} DESC, incident.id DESC LIMIT {limit}");
        self.rows(&query.text, params_from_iter(query.values), |row| Ok((incident(row)?, triage(row, 15)?)))
    }

    /// How many incidents are wanted, and how many of them wait for a decision.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<(u64, u64), StoreError> {
        let mut query = Query::new(format!("SELECT count(*), coalesce(sum(triage.open), 0) {JOINED}"));
        query.and_filter(filter);
        let row = |row: &Row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, i64>(1)?.unsigned_abs()));
        Ok(self.row(&query.text, params_from_iter(query.values), row)?.unwrap_or_default())
    }

    /// How much an incident needs a person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn triage(&self, incident: u64) -> Result<Option<Triage>, StoreError> {
        self.row(&format!("SELECT {TRIAGE} FROM triage WHERE incident = ?1"), [incident as i64], |row| triage(row, 0))
    }

    /// Incidents about which nothing says how much they need a person: a ledger of an older form has them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn without_triage(&self) -> Result<Vec<u64>, StoreError> {
        let query = "SELECT id FROM incident WHERE id NOT IN (SELECT incident FROM triage)";
        self.rows(query, [], |row| row.get::<_, i64>(0).map(|id| id as u64))
    }

    /// All incidents that are wanted, by day, as a map shows them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dots(&self, filter: &Filter) -> Result<Vec<Dot>, StoreError> {
        let columns =
            "id, first, last, lat, lon, triage.radius, tactic, country, place, killed, reports, findings, coalesce(triage.open, 1)";
        let mut query = Query::new(format!("SELECT {columns} {JOINED}"));
        query.and_filter(filter);
        query.text += " ORDER BY first, id";
        self.rows(&query.text, params_from_iter(query.values), |row| {
            let lat: Option<f64> = row.get(3)?;
            Ok(Dot {
                id: row.get::<_, i64>(0)? as u64,
                first: row.get(1)?,
                last: row.get(2)?,
                point: lat.zip(row.get(4)?),
                radius: row.get(5)?,
                tactic: row.get(6)?,
                country: row.get(7)?,
                place: row.get(8)?,
                killed: row.get(9)?,
                reports: row.get(10)?,
                findings: row.get(11)?,
                is_open: row.get(12)?,
            })
        })
    }

    /// A page of the reports, the latest first: number, key, title, outlet, day and how many incidents it tells of.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn report_page(&self, before: Option<i64>, limit: u32) -> Result<Vec<ReportRow>, StoreError> {
        let query = "SELECT report.id, report.key, version.published, json_extract(version.body, '$.title'), json_extract(version.body, '$.source'),
                     version.added, (SELECT count(*) FROM telling WHERE telling.report = report.id)
                     FROM current JOIN report ON report.id = current.report JOIN coding ON coding.id = current.coding
                     JOIN version ON version.id = coding.version WHERE report.id < ?1 ORDER BY report.id DESC LIMIT ?2";
        self.rows(query, params![before.unwrap_or(i64::MAX), limit], |row| {
            Ok(ReportRow {
                number: row.get(0)?,
                key: row.get(1)?,
                published: row.get(2)?,
                title: row.get(3)?,
                outlet: row.get(4)?,
                added: row.get(5)?,
                incidents: row.get(6)?,
            })
        })
    }
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its number in the file.
    pub number: i64,
    /// Its key.
    pub key: String,
    /// The day of publication (ISO 8601).
    pub published: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it came (RFC 3339).
    pub added: String,
    /// How many incidents it tells of.
    pub incidents: u32,
}

fn triage(row: &Row, first: usize) -> rusqlite::Result<Triage> {
    let Some(impact) = row.get(first)? else { return Ok(Triage { is_open: true, reasons: "[]".to_owned(), ..Triage::default() }) };
    Ok(Triage {
        impact,
        reasons: row.get(first + 1)?,
        confidence: row.get(first + 2)?,
        radius: row.get(first + 3)?,
        is_open: row.get(first + 4)?,
    })
}
