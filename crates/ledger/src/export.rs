//! Everything out, and our own lines in again.
//!
//! No clock and no chance enters an export: two ledgers of the same reports and decisions give the same bytes.

use std::io::{BufRead, Write};

use recount::reconcile::TellingId;
use recount::record::{Coded, Discourse};
use recount_store::{Decision, Filter};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::add::Added;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::review::as_reviewed;
use crate::review_lines::ReviewLine;
use crate::state::State;

/// What an export is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Reports, decisions and incidents, a line each: what `import` reads.
    Jsonl,
    /// Incidents as points on a map; one without coordinates has no geometry.
    Geojson,
    /// A line a telling: report, its number there, its incident.
    Members,
    /// Reports that people have reviewed, in the form of reports coded by hand.
    Gold,
    /// Incidents as a table, a row each.
    #[cfg(feature = "columnar")]
    Parquet,
}

impl Profile {
    /// Every profile.
    pub const ALL: &[Self] = &[
        Self::Jsonl,
        Self::Geojson,
        Self::Members,
        Self::Gold,
        #[cfg(feature = "columnar")]
        Self::Parquet,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Geojson => "geojson",
            Self::Members => "members",
            Self::Gold => "gold",
            #[cfg(feature = "columnar")]
            Self::Parquet => "parquet",
        }
    }

    /// The form of its file.
    pub fn form(self) -> &'static str {
        match self {
            Self::Jsonl | Self::Members => "jsonl",
            Self::Geojson => "geojson",
            Self::Gold => "json",
            #[cfg(feature = "columnar")]
            Self::Parquet => "parquet",
        }
    }

    /// What it holds, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Jsonl => "reports, decisions and incidents with all evidence, a line each: what recount import reads",
            Self::Geojson => "incidents as points on a map",
            Self::Members => "which incident each report's incidents are in, a line each",
            Self::Gold => "reports that people have reviewed, in the form of reports coded by hand",
            #[cfg(feature = "columnar")]
            Self::Parquet => "incidents as a Parquet table, a row each",
        }
    }
}

/// What goes into an export.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExportOptions {
    /// Leaves the text of reports out.
    pub no_text: bool,
    /// Adds when each version came, and the revisions.
    pub history: bool,
}

/// A line of the profile `jsonl`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line {
    /// A report with what was read from it.
    Report {
        key: String,
        coded: Box<Coded>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        added: Vec<String>,
    },
    /// What a person decided about two tellings.
    Decision { by: String, together: bool, one: String, two: String, why: String },
    /// What a person said about an incident of a report.
    Review(Box<ReviewLine>),
    /// An incident as it stands; made from the lines before, and not read back.
    Incident {
        state: Box<State>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        history: Vec<Value>,
    },
}

/// How many reports an import adds at a time.
const BATCH: usize = 500;

impl Ledger {
    /// Writes the ledger.
    ///
    /// # Errors
    /// The file cannot be read, or the output not written.
    pub fn export(&self, profile: Profile, options: ExportOptions, out: &mut impl Write) -> Result<(), LedgerError> {
        match profile {
            Profile::Jsonl => self.export_lines(options, out),
            Profile::Geojson => self.export_map(out),
            Profile::Members => self.export_members(out),
            Profile::Gold => self.export_gold(options, out),
            #[cfg(feature = "columnar")]
            Profile::Parquet => {
                let table = crate::parquet::table(&self.states_by_id()?).map_err(std::io::Error::other)?;
                Ok(out.write_all(&table)?)
            }
        }
    }

    fn export_lines(&self, options: ExportOptions, out: &mut impl Write) -> Result<(), LedgerError> {
        let read = self.store.read();
        read.each_stored(|mut stored| {
            if options.no_text {
                stored.coded.report.text.clear();
            }
            let versions = if options.history { read.versions(stored.report)? } else { Vec::new() };
            let added = versions.into_iter().map(|version| version.added).collect();
            write_line(out, &Line::Report { key: stored.key, coded: Box::new(stored.coded), added })
        })?;
        for Decision { by, together, one, two, why, .. } in read.decisions()? {
            let (one, two) = (TellingId(one).to_string(), TellingId(two).to_string());
            write_line(out, &Line::Decision { by, together, one, two, why })?;
        }
        for line in self.review_lines()? {
            write_line(out, &Line::Review(Box::new(line)))?;
        }
        self.each_state(|state| {
            let revisions = if options.history { self.history(&state.id)? } else { Vec::new() };
            let history = revisions.iter().map(|it| json!({"at": it.at, "by": it.by, "what": it.what, "why": it.why})).collect();
            write_line(out, &Line::Incident { state: Box::new(state), history })
        })
    }

    fn export_members(&self, out: &mut impl Write) -> Result<(), LedgerError> {
        let mut rows = Vec::new();
        self.each_state(|state| {
            rows.extend(state.members.into_iter().map(|member| (member.id, member.local, state.id.clone())));
            Ok(())
        })?;
        rows.sort();
        for (report, local, incident) in rows {
            writeln!(out, "{}", json!({"report": report, "local": local, "incident": incident}))?;
        }
        Ok(())
    }

    fn export_map(&self, out: &mut impl Write) -> Result<(), LedgerError> {
        writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
        let mut between = "";
        self.each_state(|state| {
            // An incident without a place on the map is a feature without geometry, as RFC 7946 has it.
            let geometry = state.point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
            let mut properties = json!(state);
            if let Some(fields) = properties.as_object_mut() {
                fields.remove("point");
            }
            write!(out, "{between}{}", json!({"type": "Feature", "id": state.id, "geometry": geometry, "properties": properties}))?;
            between = ",\n";
            Ok(())
        })?;
        if !between.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "]}}")?;
        Ok(())
    }

    fn export_gold(&self, options: ExportOptions, out: &mut impl Write) -> Result<(), LedgerError> {
        let reviewed = self.store.read().incidents(&Filter { is_reviewed: true, ..Filter::default() })?;
        let reviewed: Vec<u64> = reviewed.into_iter().map(|row| row.id).collect();
        let mut reports = Vec::new();
        self.store.read().each_stored(|stored| {
            let rows = self.store.read().tellings_of_report(stored.report)?;
            if rows.iter().any(|row| reviewed.contains(&row.incident)) {
                let incident = |local: &str| {
                    let id = TellingId::new(&stored.key, local).0;
                    rows.iter().find(|row| row.id == id).map(|row| TellingId(row.incident).to_string())
                };
                let reviewed = as_reviewed(self.store.read(), stored.report)?;
                reports.push(gold(reviewed.as_ref().map_or(&stored.coded, |stored| &stored.coded), options, incident));
            }
            Ok::<(), LedgerError>(())
        })?;
        writeln!(out, "{:#}", Value::Array(reports))?;
        Ok(())
    }

    /// Hands over every incident as it stands, by id; one is in memory at a time.
    fn each_state(&self, mut take: impl FnMut(State) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
        let mut ids = self.store.read().incident_ids(&Filter::default())?;
        ids.sort_unstable();
        for id in ids {
            if let Some(row) = self.store.read().incident(id)? {
                take(self.read_state(&row.state)?)?;
            }
        }
        Ok(())
    }

    /// Reads what the profile `jsonl` wrote.
    ///
    /// # Errors
    /// A line is no such line; the lines of its batch and after are not read then.
    pub fn import(&mut self, lines: impl BufRead) -> Result<Added, LedgerError> {
        let mut added = Added::default();
        let mut waiting: Vec<(String, Coded)> = Vec::new();
        let mut decided = Vec::new();
        let mut reviews = Vec::new();
        for (i, line) in lines.lines().enumerate() {
            let wrong = |error: serde_json::Error| LedgerError::Import { line: i + 1, reason: error.to_string() };
            match serde_json::from_str(&line?).map_err(wrong)? {
                Line::Report { key, coded, .. } => waiting.push((key, *coded)),
                Line::Decision { by, together, one, two, why } => {
                    let id = |word: &str| {
                        let reason = format!("`{word}` is no id");
                        TellingId::from_word(word).ok_or(LedgerError::Import { line: i + 1, reason })
                    };
                    decided.push(Decision { at: String::new(), by, together, one: id(&one)?.0, two: id(&two)?.0, why });
                }
                Line::Review(review) => reviews.push(*review),
                Line::Incident { .. } => {}
            }
            if waiting.len() == BATCH {
                added.join(self.import_batch(&waiting, &[])?);
                waiting.clear();
            }
        }
        added.join(self.import_batch(&waiting, &decided)?);
        self.import_reviews(&reviews)?;
        Ok(added)
    }

    fn import_batch(&mut self, reports: &[(String, Coded)], decided: &[Decision]) -> Result<Added, LedgerError> {
        self.change(("recount", "a ledger was imported"), |work| {
            let known = work.batch.read().decisions()?;
            let is_new = |decision: &&Decision| !known.iter().any(|it| Decision { at: String::new(), ..it.clone() } == **decision);
            let new: Vec<&Decision> = decided.iter().filter(is_new).collect();
            for decision in &new {
                work.batch.put_decision(decision)?;
            }
            work.learn_decisions()?;
            let mut added = Added::default();
            for (key, coded) in reports {
                work.keep(key, coded, &mut added)?;
            }
            work.touched.extend(new.iter().flat_map(|decision| [TellingId(decision.one), TellingId(decision.two)]));
            Ok(added)
        })
    }
}

fn write_line(out: &mut impl Write, line: &Line) -> Result<(), LedgerError> {
    let text = serde_json::to_string(line).map_err(std::io::Error::other)?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// A report in the form of those that are coded by hand.
fn gold(coded: &Coded, options: ExportOptions, incident_of: impl Fn(&str) -> Option<String>) -> Value {
    let report = &coded.report;
    let incidents = coded.incidents.iter().map(|incident| {
        let count = |total: &Option<recount::record::Total>| total.as_ref().map(|total| json!([total.count.low, total.count.high]));
        let place = incident.place.as_ref();
        json!({
            "ref": incident_of(&incident.id),
            "news": incident.discourse == Discourse::News,
            "type": incident.tactic,
            "stage": incident.stage,
            "date": incident.when.as_ref().filter(|when| when.first == when.last).map(|when| when.first.to_string()),
            "country": place.and_then(|place| place.country.clone()),
            "place": place.map(|place| place.as_written.clone()),
            "lat": place.and_then(|place| place.lat),
            "lon": place.and_then(|place| place.lon),
            "killed": count(&incident.totals.killed),
            "wounded": count(&incident.totals.wounded),
            "abducted": count(&incident.totals.abducted),
            "perp_killed": count(&incident.totals.initiators_killed),
        })
    });
    let text = if options.no_text { "" } else { report.text.as_str() };
    json!({"id": report.id, "title": report.title, "outlet": report.source, "lang": report.language,
           "published": report.published.map(|day| day.to_string()), "text": text, "incidents": incidents.collect::<Vec<_>>()})
}
