//! Incidents as they stand, and what they were.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use crate::batch::{Batch, Reader};
use crate::error::StoreError;

/// An incident as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IncidentRow {
    /// Its id: that of the telling that founds it.
    pub id: u64,
    /// First and last day (ISO 8601).
    pub days: Option<(String, String)>,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// First-level region.
    pub region: Option<String>,
    /// The most specific place.
    pub place: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// What was done.
    pub tactic: String,
    /// The organisations, each between bars: `|A|B|`.
    pub organisations: String,
    /// The number of dead that stands.
    pub killed: Option<u32>,
    /// How many reports tell of it.
    pub reports: u32,
    /// How many contradictions there are.
    pub findings: u32,
    /// Whether a person has decided something about it.
    pub is_reviewed: bool,
    /// Everything that stands, as JSON.
    pub state: String,
}

/// Which incidents are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// No earlier than this day.
    pub from: Option<String>,
    /// No later than this day.
    pub to: Option<String>,
    /// In this country.
    pub country: Option<String>,
    /// In this region of the first level.
    pub region: Option<String>,
    /// South, west, north and east in degrees.
    pub area: Option<[f64; 4]>,
    /// With this tactic.
    pub tactic: Option<String>,
    /// With this organisation.
    pub organisation: Option<String>,
    /// With so many dead or more.
    pub min_killed: Option<u32>,
    /// With contradictions only.
    pub has_findings: bool,
    /// Reviewed ones only.
    pub is_reviewed: bool,
    /// Told by a report with these words.
    pub words: Option<String>,
    /// So many at most.
    pub limit: Option<u32>,
}

/// What happened to an incident's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The incident.
    pub incident: u64,
    /// When (RFC 3339).
    pub at: String,
    /// Who or what did it.
    pub by: String,
    /// What was done.
    pub what: String,
    /// For what reason.
    pub why: String,
    /// The tellings that belong to it since, as JSON.
    pub members: String,
    /// What stands since, as JSON; `null` where it is no incident any more.
    pub state: String,
}

impl Batch<'_> {
    /// Writes an incident as it stands.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_incident(&self, row: &IncidentRow) -> Result<(), StoreError> {
        let insert = "INSERT OR REPLACE INTO incident (id, first, last, country, region, place, lat, lon, tactic, organisations, killed,
                      reports, findings, reviewed, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
        let (first, last) = row.days.clone().unzip();
        let (lat, lon) = row.point.unzip();
        let values = params![
            row.id as i64,
            first,
            last,
            row.country,
            row.region,
            row.place,
            lat,
            lon,
            row.tactic,
            row.organisations,
            row.killed,
            row.reports,
            row.findings,
            row.is_reviewed,
            row.state
        ];
        self.run(insert, values).map(drop)
    }

    /// Takes an incident out that has no telling any more.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn drop_incident(&self, id: u64) -> Result<(), StoreError> {
        self.run("DELETE FROM incident WHERE id = ?1", [id as i64]).map(drop)
    }

    /// Adds what happened to an incident.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_revision(&self, revision: &Revision) -> Result<(), StoreError> {
        let insert = "INSERT INTO revision (incident, by, what, why, members, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Revision { incident, by, what, why, members, state, .. } = revision;
        self.run(insert, params![*incident as i64, by, what, why, members, state]).map(drop)
    }

    /// Empties what earlier revisions of an incident say of a forgotten report.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn empty_states(&self, incident: u64) -> Result<(), StoreError> {
        self.run("UPDATE revision SET state = 'null' WHERE incident = ?1", [incident as i64]).map(drop)
    }
}

pub(crate) const COLUMNS: &str =
    "id, first, last, country, region, place, lat, lon, tactic, organisations, killed, reports, findings, reviewed, state";
const INCIDENT: &str = "SELECT id, first, last, country, region, place, lat, lon, tactic, organisations, killed, reports, findings,
                        reviewed, state FROM incident";

impl Reader<'_> {
    /// An incident as it stands.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incident(&self, id: u64) -> Result<Option<IncidentRow>, StoreError> {
        self.row(&format!("{INCIDENT} WHERE id = ?1"), [id as i64], incident)
    }

    /// The incidents that are wanted, by day, then by id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents(&self, filter: &Filter) -> Result<Vec<IncidentRow>, StoreError> {
        let query = Query::of(INCIDENT, filter);
        self.rows(&query.text, params_from_iter(query.values), incident)
    }

    /// The ids of the incidents that are wanted, by day, then by id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incident_ids(&self, filter: &Filter) -> Result<Vec<u64>, StoreError> {
        let query = Query::of("SELECT id FROM incident", filter);
        self.rows(&query.text, params_from_iter(query.values), |row| Ok(row.get::<_, i64>(0)? as u64))
    }

    /// The first day of an incident, and its number among those of its day, from 1.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn place_in_day(&self, id: u64) -> Result<Option<(Option<String>, u32)>, StoreError> {
        let query = "SELECT first, 1 + (SELECT count(*) FROM incident other WHERE other.first = incident.first AND other.id < incident.id)
                     FROM incident WHERE id = ?1";
        self.row(query, [id as i64], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What happened to an incident, the first first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn revisions(&self, incident: u64) -> Result<Vec<Revision>, StoreError> {
        self.rows(&format!("{REVISION} WHERE incident = ?1 ORDER BY id"), [incident as i64], revision)
    }

    /// The last revision of each incident up to a time.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn revisions_at(&self, time: &str) -> Result<Vec<Revision>, StoreError> {
        let query = format!("{REVISION} WHERE id IN (SELECT max(id) FROM revision WHERE at <= ?1 GROUP BY incident) ORDER BY incident");
        self.rows(&query, [time], revision)
    }
}

/// A query that grows with what is asked.
pub(crate) struct Query {
    pub(crate) text: String,
    pub(crate) values: Vec<Value>,
}

impl Query {
    /// A selection of incidents, by day, then by id.
    fn of(select: &str, filter: &Filter) -> Self {
        let mut query = Self::new(select.to_owned());
        query.and_filter(filter);
        query.text += " ORDER BY first, id";
        if let Some(limit) = filter.limit {
            query.text += &format!(" LIMIT {limit}");
        }
        query
    }

    pub(crate) fn new(text: String) -> Self {
        Self { text, values: Vec::new() }
    }

    pub(crate) fn and_filter(&mut self, filter: &Filter) {
        self.and_text("last >= ?", filter.from.as_ref());
        self.and_text("first <= ?", filter.to.as_ref());
        self.and_text("country = ?", filter.country.as_ref());
        self.and_text("region = ? COLLATE NOCASE", filter.region.as_ref());
        self.and_text("tactic = ?", filter.tactic.as_ref());
        self.and_text("instr(organisations, ?) > 0", filter.organisation.as_ref().map(|name| format!("|{name}|")).as_ref());
        if let Some([south, west, north, east]) = filter.area {
            self.and("lat BETWEEN ? AND ?", [Value::from(south), Value::from(north)]);
            self.and("lon BETWEEN ? AND ?", [Value::from(west), Value::from(east)]);
        }
        if let Some(killed) = filter.min_killed {
            self.and("killed >= ? AND killed > 0", [Value::from(i64::from(killed))]);
        }
        if filter.has_findings {
            self.and("findings > 0", []);
        }
        if filter.is_reviewed {
            self.and("reviewed", []);
        }
        if let Some(words) = &filter.words {
            let told = "incident.id IN (SELECT incident FROM telling WHERE report IN (SELECT rowid FROM words WHERE words MATCH ?))";
            self.and(told, [Value::from(crate::words::quoted(words))]);
        }
    }

    pub(crate) fn and<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.text += if self.text.contains(" WHERE ") { " AND " } else { " WHERE " };
        self.text += condition;
        self.values.extend(values);
    }

    fn and_text(&mut self, condition: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.and(condition, [Value::from(value.clone())]);
        }
    }
}

pub(crate) fn incident(row: &Row) -> rusqlite::Result<IncidentRow> {
    let first: Option<String> = row.get(1)?;
    let lat: Option<f64> = row.get(6)?;
    Ok(IncidentRow {
        id: row.get::<_, i64>(0)? as u64,
        days: first.zip(row.get(2)?),
        country: row.get(3)?,
        region: row.get(4)?,
        place: row.get(5)?,
        point: lat.zip(row.get(7)?),
        tactic: row.get(8)?,
        organisations: row.get(9)?,
        killed: row.get(10)?,
        reports: row.get(11)?,
        findings: row.get(12)?,
        is_reviewed: row.get(13)?,
        state: row.get(14)?,
    })
}

const REVISION: &str = "SELECT incident, at, by, what, why, members, state FROM revision";

fn revision(row: &Row) -> rusqlite::Result<Revision> {
    Ok(Revision {
        incident: row.get::<_, i64>(0)? as u64,
        at: row.get(1)?,
        by: row.get(2)?,
        what: row.get(3)?,
        why: row.get(4)?,
        members: row.get(5)?,
        state: row.get(6)?,
    })
}
