//! What stands for an incident: made from what its reports tell, the same for any order of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use recount::reconcile::{Rule, Telling, TellingId, Told, across, settle, sources};
use recount::record::{Coded, Incident, Place, When};
use recount_store::{IncidentRow, StoreError, TellingRow};
use serde::{Deserialize, Serialize};

use crate::correct::is_a_persons;

/// What stands for an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct State {
    /// Its id: that of the telling that founds it.
    pub id: String,
    /// What was done: what most of its news reports say.
    pub tactic: String,
    /// First and last day (ISO 8601): what most of its news reports say, told days before assumed ones.
    pub when: Option<(String, String)>,
    /// Whether no report names a day.
    pub day_assumed: bool,
    /// The most specific place, of several the one that most reports name.
    pub place: Option<String>,
    /// First-level region.
    pub region: Option<String>,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Canonical organisations that did it, or are said to.
    pub initiators: Vec<String>,
    /// Canonical organisations that it was done to.
    pub targets: Vec<String>,
    /// The rule that settles the figures.
    pub rule: String,
    /// The figures that stand.
    pub figures: Vec<Figures>,
    /// How many sources tell of it: copies of one story are one.
    pub sources: usize,
    /// The reports that tell of it, by day of publication.
    pub members: Vec<Member>,
    /// Where they contradict each other.
    pub findings: Vec<Finding>,
}

/// A figure that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figures {
    /// Which number it is.
    pub outcome: String,
    /// The least it can be.
    pub low: u32,
    /// The number to use where one must be used.
    pub best: u32,
    /// The most it can be.
    pub high: Option<u32>,
    /// The reports that give it, by their keys.
    pub from: Vec<String>,
    /// How many sources give a figure at all.
    pub sources: usize,
}

/// A report that tells of the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The telling's id.
    pub telling: String,
    /// The key of the report.
    pub report: String,
    /// The id that the report's reader gave it.
    pub id: String,
    /// The incident's number in the report.
    pub local: String,
    /// News of the report; what it recalls lends no figure.
    pub news: bool,
    /// The day of publication (ISO 8601).
    pub published: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The number of its source: reports of one source are copies.
    pub source: usize,
}

/// Where reports contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule that found it.
    pub rule: String,
    /// A sentence for the reviewer.
    pub message: String,
    /// The reports, by their keys.
    pub reports: Vec<String>,
}

/// A telling with its report.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) telling: Telling,
    pub(crate) coded: Rc<Coded>,
}

impl Source {
    pub(crate) fn incident(&self) -> Option<&Incident> {
        self.coded.incidents.iter().find(|incident| incident.id == self.telling.local)
    }
}

/// The telling of a row.
pub(crate) fn parsed(row: &TellingRow) -> Result<Telling, StoreError> {
    let wrong = |error: serde_json::Error| StoreError::Row { path: "ledger".into(), table: "telling", reason: error.to_string() };
    serde_json::from_str(&row.body).map_err(wrong)
}

/// What stands, with the figures by a rule.
pub(crate) fn state(id: TellingId, found: &[Source], rule: Rule) -> State {
    let mut found: Vec<&Source> = found.iter().filter(|source| source.incident().is_some()).collect();
    found.sort_by_key(|source| (source.telling.published.unwrap_or(i32::MAX), source.telling.id));
    let told: Vec<Told> = found
        .iter()
        .filter_map(|source| Some(Told { telling: &source.telling, incident: source.incident()?, report: &source.coded.incidents }))
        .collect();
    let voices: Vec<&Told> = told.iter().filter(|told| told.telling.is_news).collect();
    let voices = if voices.is_empty() { told.iter().collect() } else { voices };
    let place = most_common(voices.iter().filter_map(|told| told.incident.place.as_ref()), |place| {
        (!is_a_persons(&place.evidence), precision(place))
    });
    let when = most_common(voices.iter().filter_map(|told| told.incident.when.as_ref()), |when| {
        (!is_a_persons(&when.evidence), when.assumed, length(when))
    });
    let is_said = |told: &&&Told| is_a_persons(&told.incident.evidence.tactic);
    let said = voices.iter().filter(is_said).map(|told| &told.incident.tactic);
    let tactic = most_common(said, |_| ()).or_else(|| most_common(voices.iter().map(|told| &told.incident.tactic), |_| ()));
    let names = |names: fn(&Telling) -> &Vec<String>| {
        let mut all: Vec<String> = voices.iter().flat_map(|told| names(told.telling)).cloned().collect();
        all.sort();
        all.dedup();
        all
    };
    let key = |i: &usize| told[*i].telling.report.clone();
    let tellings: Vec<&Telling> = told.iter().map(|told| told.telling).collect();
    let groups = sources(&tellings);
    State {
        id: id.to_string(),
        tactic: tactic.map(ToString::to_string).unwrap_or_default(),
        when: when.map(|when| (when.first.to_string(), when.last.to_string())),
        day_assumed: when.is_some_and(|when| when.assumed),
        place: place.map(|place| place.district.clone().unwrap_or_else(|| place.name.clone())),
        region: place.and_then(|place| place.admin1.clone()),
        country: place.and_then(|place| place.country.clone()),
        point: place.and_then(|place| place.lat.zip(place.lon)),
        initiators: names(|telling| &telling.initiators),
        targets: names(|telling| &telling.targets),
        rule: rule.as_str().to_owned(),
        figures: settle(&told, rule).into_iter().map(|settled| figures(&settled, key)).collect(),
        sources: groups.len(),
        members: found.iter().enumerate().map(|(i, source)| member(i, source, &groups)).collect(),
        findings: across(&told)
            .into_iter()
            .map(|it| Finding { rule: it.rule.to_owned(), message: it.message, reports: it.between.iter().map(key).collect() })
            .collect(),
    }
}

fn figures(settled: &recount::reconcile::Settled, key: impl Fn(&usize) -> String) -> Figures {
    let recount::reconcile::Figure { low, best, high } = settled.figure;
    let from = settled.from.iter().map(key).collect();
    Figures { outcome: settled.outcome.to_owned(), low, best, high, from, sources: settled.sources }
}

fn member(i: usize, source: &Source, groups: &[Vec<usize>]) -> Member {
    let Source { telling, coded } = source;
    Member {
        telling: telling.id.to_string(),
        report: telling.report.clone(),
        id: coded.report.id.clone(),
        local: telling.local.clone(),
        news: telling.is_news,
        published: coded.report.published.map(|day| day.to_string()),
        outlet: coded.report.source.clone(),
        source: groups.iter().position(|group| group.contains(&i)).map_or(0, |number| number + 1),
    }
}

/// The row of an incident, with the figures by the usual rule.
pub(crate) fn incident_row(id: TellingId, found: &[Source], is_reviewed: bool) -> IncidentRow {
    let state = state(id, found, Rule::default());
    row_of(id, &state, is_reviewed)
}

/// The row of a state.
pub(crate) fn row_of(id: TellingId, state: &State, is_reviewed: bool) -> IncidentRow {
    let organisations: Vec<&str> = state.initiators.iter().chain(&state.targets).map(String::as_str).collect();
    IncidentRow {
        id: id.0,
        days: state.when.clone(),
        country: state.country.clone(),
        region: state.region.clone(),
        place: state.place.clone(),
        point: state.point,
        tactic: state.tactic.clone(),
        organisations: format!("|{}|", organisations.join("|")),
        killed: state.figures.iter().find(|figures| figures.outcome == "killed").map(|figures| figures.best),
        reports: state.members.len() as u32,
        findings: state.findings.len() as u32,
        is_reviewed,
        state: serde_json::to_string(state).unwrap_or_default(),
    }
}

/// The most specific first: a place with a name in a town before the town, before the region, before the country.
pub(crate) fn precision(place: &Place) -> u32 {
    place.radius_km.unwrap_or(1_000).max(if place.lat.is_none() { 1_000 } else { 0 })
}

pub(crate) fn length(when: &When) -> i64 {
    when.last.duration_since(when.first).as_hours() / 24
}

/// The value that most give among those that `rank` puts first; of several the first.
pub(crate) fn most_common<'v, T: PartialEq, R: Ord>(values: impl Iterator<Item = &'v T>, rank: impl Fn(&T) -> R) -> Option<&'v T> {
    let values: Vec<&T> = values.collect();
    let best = values.iter().map(|value| rank(value)).min()?;
    let values: Vec<&T> = values.into_iter().filter(|value| rank(value) == best).collect();
    let votes = |value: &T| values.iter().filter(|other| **other == value).count();
    let mut most: Option<(usize, &T)> = None;
    for value in &values {
        let n = votes(value);
        if most.is_none_or(|(before, _)| n > before) {
            most = Some((n, value));
        }
    }
    most.map(|(_, value)| value)
}

/// The incidents of a set of tellings, linked without the file.
pub(crate) fn groups_by_incident(rows: &[TellingRow]) -> BTreeMap<u64, Vec<TellingRow>> {
    let mut groups: BTreeMap<u64, Vec<TellingRow>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.incident).or_default().push(row.clone());
    }
    groups
}
