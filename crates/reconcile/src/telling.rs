//! What one report tells of one incident, reduced to what can be compared.
//!
//! In: a coded report. Out: a [`Telling`] for each of its incidents, in their order. It holds no sentence of the
//! report: words are kept as hashes.

use recount_lexicon::fold::name_key;
use recount_record::{
    Coded, Count, Date, Discourse, Incident, ObjectKind, Place, PlaceKind, ResponsibilityStatus, Stance, Tactic, Total, WeaponKind, When,
    content_id,
};
use serde::{Deserialize, Serialize};

use crate::wording::{Wording, wording};

/// A telling's name: a hash over its report's key and its number there, so that it is the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TellingId(pub u64);

impl TellingId {
    /// The id of incident `local` of the report `report`.
    pub fn new(report: &str, local: &str) -> Self {
        let digits = content_id(&format!("{report}\n{local}"));
        Self(u64::from_str_radix(&digits, 16).unwrap_or_default())
    }

    /// The id that these hexadecimal digits write.
    pub fn from_word(word: &str) -> Option<Self> {
        (word.len() == 16).then(|| u64::from_str_radix(word, 16).ok()).flatten().map(Self)
    }
}

impl std::fmt::Display for TellingId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

/// What one report tells of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Its name.
    pub id: TellingId,
    /// The key of its report: two tellings with one key are of one report, and never one incident.
    pub report: String,
    /// The incident's number in the report.
    pub local: String,
    /// The day of publication, in days since 1970.
    pub published: Option<i32>,
    /// News of its report; what is recalled as background lends no figure.
    pub is_news: bool,
    /// When it happened.
    pub days: Option<Stretch>,
    /// Where it happened.
    pub spot: Option<Spot>,
    /// The one country that the parties belong to, where no place is named ("Nigerian troops").
    pub implied: Option<String>,
    /// What was done.
    pub tactics: Vec<Tactic>,
    /// Canonical organisations that did it, or are said to have done it.
    pub initiators: Vec<String>,
    /// Canonical organisations that it was done to.
    pub targets: Vec<String>,
    /// What was hit.
    pub objects: Vec<ObjectKind>,
    /// What was used.
    pub weapons: Vec<WeaponKind>,
    /// Killed, wounded, abducted, and initiators killed.
    pub figures: [Option<Figure>; 4],
    /// The words of the report, as hashes.
    pub wording: Wording,
}

/// A stretch of days, in days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The first day it can be.
    pub first: i32,
    /// The last day it can be.
    pub last: i32,
    /// Whether the report names no day.
    pub assumed: bool,
}

/// A place, reduced to what can be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The folded name.
    pub name: String,
    /// The folded name of a part of the city.
    pub district: Option<String>,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// First-level region, folded.
    pub region: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// How far from the point the act can have been, in kilometres.
    pub radius_km: f64,
    /// Whether it is an area rather than a place in it.
    pub is_area: bool,
    /// Whether it is a whole country.
    pub is_country: bool,
}

/// A number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The least it can be.
    pub low: u32,
    /// The number to use where one must be used.
    pub best: u32,
    /// The most it can be; open where there is none.
    pub high: Option<u32>,
}

impl From<&Count> for Figure {
    fn from(count: &Count) -> Self {
        Self { low: count.low, best: count.best, high: count.high }
    }
}

/// The tellings of a coded report, whose key in the ledger is `report`.
pub fn tellings(report: &str, coded: &Coded) -> Vec<Telling> {
    if coded.incidents.is_empty() {
        return Vec::new();
    }
    let wording = wording(coded.report.title.as_deref(), &coded.report.text);
    coded.incidents.iter().map(|incident| telling(report, coded, incident, &wording)).collect()
}

/// A day as a number: days since 1970.
pub fn day_number(date: Date) -> i32 {
    const DAY_SECONDS: i64 = 86_400;
    let days = date.duration_since(Date::constant(1970, 1, 1)).as_secs() / DAY_SECONDS;
    i32::try_from(days).expect("a date of the calendar lies within ten thousand years")
}

fn telling(report: &str, coded: &Coded, incident: &Incident, wording: &Wording) -> Telling {
    let figure = |total: &Option<Total>| total.as_ref().map(|total| Figure::from(&total.count));
    let totals = &incident.totals;
    let mut tactics = vec![incident.tactic];
    tactics.extend(incident.also);
    Telling {
        id: TellingId::new(report, &incident.id),
        report: report.to_owned(),
        local: incident.id.clone(),
        published: coded.report.published.map(day_number),
        is_news: incident.discourse == Discourse::News,
        days: incident.when.as_ref().map(stretch),
        spot: incident.place.as_ref().map(spot),
        implied: implied(incident),
        tactics,
        initiators: initiators(incident),
        targets: organisations(incident, &[Stance::Target]),
        objects: sorted(incident.objects.iter().map(|object| object.kind)),
        weapons: sorted(incident.weapons.iter().map(|weapon| weapon.kind)),
        figures: [&totals.killed, &totals.wounded, &totals.abducted, &totals.initiators_killed].map(figure),
        wording: wording.clone(),
    }
}

fn stretch(when: &When) -> Stretch {
    Stretch { first: day_number(when.first), last: day_number(when.last), assumed: when.assumed }
}

fn spot(place: &Place) -> Spot {
    Spot {
        name: name_key(&place.name),
        district: place.district.as_deref().map(name_key),
        country: place.country.clone(),
        region: place.admin1.as_deref().map(name_key),
        point: place.lat.zip(place.lon),
        radius_km: place.radius_km.map_or(5.0, f64::from),
        is_area: matches!(place.kind, PlaceKind::Region | PlaceKind::Country),
        is_country: place.kind == PlaceKind::Country,
    }
}

fn implied(incident: &Incident) -> Option<String> {
    let parties = incident.parties.iter().filter_map(|party| party.country.clone());
    let countries = sorted(parties.chain(incident.casualties.iter().filter_map(|casualty| casualty.nationality.clone())));
    match &countries[..] {
        [one] if incident.place.is_none() => Some(one.clone()),
        _ => None,
    }
}

fn initiators(incident: &Incident) -> Vec<String> {
    let mut names = organisations(incident, &[Stance::Initiator, Stance::Unclear]);
    let responsible = &incident.responsibility;
    if matches!(responsible.status, ResponsibilityStatus::Claimed | ResponsibilityStatus::Accused) {
        names.extend(responsible.party.clone());
    }
    sorted(names.into_iter())
}

fn organisations(incident: &Incident, stances: &[Stance]) -> Vec<String> {
    let parties = incident.parties.iter().filter(|party| stances.contains(&party.stance));
    sorted(parties.filter_map(|party| party.organisation.clone()))
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items.dedup();
    items
}
