//! What a person says about a report's incidents is laid over what was read from it; the reading itself stays as it is.
//!
//! In: a coded report and its reviews, the first first. Out: the report as it counts: corrected fields bear the person
//! as their evidence, rejected incidents are gone.

use std::collections::BTreeSet;

use recount::record::{
    Casualty, Certainty, Coded, Count, CountForm, Date, Discourse, Evidence, Incident, Outcome, Party, Place, Quote, Responsibility, Side,
    Stage, Status, Tactic, Total, TotalFrom, When,
};
use recount_store::ReviewRow;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The rule that the words which a person points at bear.
const SELECTED: &str = "review.selected-words";

/// What a person sets a field to, and the words that they point at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// The value in the published form; `null` where the report does not tell.
    pub value: serde_json::Value,
    /// The words of the report that give it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Quote>,
}

/// The fields of an incident that a person can correct, and the form of their values.
pub const FIELDS: [(&str, &str); 17] = [
    ("tactic", "a tactic"),
    ("stage", "a stage"),
    ("certainty", "a certainty"),
    ("discourse", "news or background"),
    ("when", "{first, last}"),
    ("where", "a place"),
    ("killed", "{low, best, high}"),
    ("wounded", "{low, best, high}"),
    ("abducted", "{low, best, high}"),
    ("missing", "{low, best, high}"),
    ("harmed", "{low, best, high}"),
    ("initiators_killed", "{low, best, high}"),
    ("initiators_wounded", "{low, best, high}"),
    ("initiators_arrested", "{low, best, high}"),
    ("casualties", "a list of casualties"),
    ("parties", "a list of parties"),
    ("responsibility", "{status, party, by}"),
];

#[derive(Deserialize)]
struct Days {
    first: Date,
    last: Date,
}

#[derive(Deserialize)]
struct Number {
    low: u32,
    best: u32,
    high: Option<u32>,
}

#[derive(Deserialize)]
struct Responsible {
    status: recount::record::ResponsibilityStatus,
    party: Option<String>,
    by: Option<String>,
}

/// The numbers of the reviews that are not undone, the first first.
pub(crate) fn standing(reviews: &[ReviewRow]) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for review in reviews.iter().rev() {
        if let Some(target) = review.undoes.filter(|_| !undone.contains(&review.number)) {
            undone.insert(target);
        }
    }
    reviews.iter().map(|review| review.number).filter(|number| !undone.contains(number)).collect()
}

/// The last word about an incident of a report, whether it is right: `Some(false)` where it is rejected.
pub(crate) fn verdict(reviews: &[ReviewRow], local: &str) -> Option<bool> {
    let standing = standing(reviews);
    let about = |review: &&ReviewRow| review.local == local && standing.contains(&review.number);
    reviews.iter().rev().filter(about).find_map(|review| match review.act.as_str() {
        "accept" => Some(true),
        "reject" => Some(false),
        _ => None,
    })
}

/// Lays the reviews over a coded report.
pub(crate) fn apply(coded: &mut Coded, reviews: &[ReviewRow]) {
    let standing = standing(reviews);
    for review in reviews.iter().filter(|review| review.act == "correct" && standing.contains(&review.number)) {
        let Some(incident) = coded.incidents.iter_mut().find(|incident| incident.id == review.local) else { continue };
        let Some(correction) = review.value.as_deref().and_then(|json| serde_json::from_str::<Correction>(json).ok()) else { continue };
        let person = Evidence::Person { by: review.by.clone(), at: review.at.clone(), why: review.why.clone() };
        // What was checked when it was written fits.
        let _ = set(incident, review.field.as_deref().unwrap_or_default(), &correction, person);
    }
    coded.incidents.retain(|incident| verdict(reviews, &incident.id) != Some(false));
}

/// Sets a field; what is wrong with the value, in words.
pub(crate) fn set(incident: &mut Incident, field: &str, correction: &Correction, person: Evidence) -> Result<(), String> {
    let words =
        correction.words.iter().map(|it| Evidence::Words { part: it.part, start: it.start, end: it.end, rule: SELECTED.to_owned() });
    let evidence: Vec<Evidence> = std::iter::once(person).chain(words).collect();
    let value = &correction.value;
    match field {
        "tactic" => {
            incident.tactic = read::<Tactic>(field, value)?;
            incident.evidence.tactic = evidence;
        }
        "stage" => {
            incident.stage = read::<Stage>(field, value)?;
            incident.evidence.stage = evidence;
        }
        "certainty" => {
            incident.certainty = read::<Certainty>(field, value)?;
            incident.evidence.certainty = evidence;
        }
        "discourse" => {
            incident.discourse = read::<Discourse>(field, value)?;
            incident.evidence.discourse = evidence;
        }
        "when" => incident.when = when(read::<Option<Days>>(field, value)?.as_ref(), evidence)?,
        "where" => incident.place = read::<Option<Place>>(field, value)?.map(|place| Place { evidence, ..place }),
        "casualties" => {
            incident.casualties = casualties(read(field, value)?, &evidence)?;
            total_up(incident, &evidence);
        }
        "parties" => incident.parties = parties(read(field, value)?, &evidence),
        "responsibility" => {
            let Responsible { status, party, by } = read(field, value)?;
            incident.responsibility = Responsibility { status, party, by, evidence };
        }
        _ => {
            let total = total(read::<Option<Number>>(field, value)?.as_ref(), evidence)?;
            *total_of(incident, field).ok_or_else(|| unknown(field))? = total;
        }
    }
    Ok(())
}

fn unknown(field: &str) -> String {
    let all: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    format!("{field}: no field that can be corrected; use one of {}", all.join(", "))
}

fn read<T: DeserializeOwned>(field: &str, value: &serde_json::Value) -> Result<T, String> {
    let form = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, form)| *form).ok_or_else(|| unknown(field))?;
    serde_json::from_value(value.clone()).map_err(|error| format!("{field}: {error}; give {form}"))
}

fn when(days: Option<&Days>, evidence: Vec<Evidence>) -> Result<Option<When>, String> {
    match days {
        None => Ok(None),
        Some(Days { first, last }) if first > last => Err(format!("when: {first} is after {last}; give the first day first")),
        Some(Days { first, last }) => Ok(Some(When { first: *first, last: *last, part_of_day: None, assumed: false, evidence })),
    }
}

fn total(number: Option<&Number>, evidence: Vec<Evidence>) -> Result<Option<Total>, String> {
    let Some(&Number { low, best, high }) = number else { return Ok(None) };
    let count = Count { low, best, high, form: form(low, best, high), words: None };
    is_ordered(&count)?;
    Ok(Some(Total { count, from: TotalFrom::Stated, side_unclear: false, evidence }))
}

fn form(low: u32, best: u32, high: Option<u32>) -> CountForm {
    match high {
        Some(0) => CountForm::None,
        Some(high) if low == best && best == high => CountForm::Exact,
        Some(_) => CountForm::Range,
        None => CountForm::AtLeast,
    }
}

fn is_ordered(count: &Count) -> Result<(), String> {
    let Count { low, best, high, .. } = count;
    if low > best || high.is_some_and(|high| high < *best) {
        let high = high.map_or_else(|| "open".to_owned(), |high| high.to_string());
        return Err(format!("{low}, {best}, {high}: not in order; give the least, the best and the most number"));
    }
    Ok(())
}

/// Rows without evidence of their own get the person's.
fn casualties(mut rows: Vec<Casualty>, evidence: &[Evidence]) -> Result<Vec<Casualty>, String> {
    let n = rows.len() as u32;
    for row in &mut rows {
        is_ordered(&row.count)?;
        if row.part_of.is_some_and(|whole| whole >= n) {
            return Err(format!("{}: is part of a row that is not there", row.who));
        }
        if row.evidence.is_empty() {
            row.evidence = evidence.to_vec();
        }
    }
    Ok(rows)
}

fn parties(mut rows: Vec<Party>, evidence: &[Evidence]) -> Vec<Party> {
    rows.iter_mut().filter(|row| row.evidence.is_empty()).for_each(|row| row.evidence = evidence.to_vec());
    rows
}

/// The totals with what is counted in each.
const COUNTED: [(&str, Outcome, Side); 8] = [
    ("killed", Outcome::Killed, Side::Victim),
    ("wounded", Outcome::Wounded, Side::Victim),
    ("abducted", Outcome::Abducted, Side::Victim),
    ("missing", Outcome::Missing, Side::Victim),
    ("harmed", Outcome::Harmed, Side::Victim),
    ("initiators_killed", Outcome::Killed, Side::Initiator),
    ("initiators_wounded", Outcome::Wounded, Side::Initiator),
    ("initiators_arrested", Outcome::Detained, Side::Initiator),
];

fn total_of<'i>(incident: &'i mut Incident, field: &str) -> Option<&'i mut Option<Total>> {
    let totals = &mut incident.totals;
    Some(match field {
        "killed" => &mut totals.killed,
        "wounded" => &mut totals.wounded,
        "abducted" => &mut totals.abducted,
        "missing" => &mut totals.missing,
        "harmed" => &mut totals.harmed,
        "initiators_killed" => &mut totals.initiators_killed,
        "initiators_wounded" => &mut totals.initiators_wounded,
        "initiators_arrested" => &mut totals.initiators_arrested,
        _ => return None,
    })
}

/// The totals that the rows of the casualties give: the row that is the whole number, else the sum of those that are
/// part of no other.
fn total_up(incident: &mut Incident, evidence: &[Evidence]) {
    for (field, outcome, side) in COUNTED {
        let stands = |row: &&Casualty| {
            row.status == Status::Adopted
                && row.outcome == outcome
                && (row.side == side || (row.side == Side::Unclear && side == Side::Victim))
        };
        let rows: Vec<&Casualty> = incident.casualties.iter().filter(stands).collect();
        let whole = rows.iter().filter(|row| row.total).max_by_key(|row| row.count.best).map(|row| (row.count.clone(), TotalFrom::Stated));
        let parts: Vec<&Count> = rows.iter().filter(|row| row.part_of.is_none()).map(|row| &row.count).collect();
        let count = whole.or_else(|| (!parts.is_empty()).then(|| (sum(&parts), TotalFrom::Sum)));
        let total = count.map(|(count, from)| Total { count, from, side_unclear: false, evidence: evidence.to_vec() });
        if let Some(field) = total_of(incident, field) {
            *field = total;
        }
    }
}

fn sum(parts: &[&Count]) -> Count {
    let add = |number: fn(&Count) -> u32| parts.iter().fold(0_u32, |all, count| all.saturating_add(number(count)));
    let (low, best) = (add(|count| count.low), add(|count| count.best));
    let high = parts.iter().try_fold(0_u32, |all, count| count.high.map(|high| all.saturating_add(high)));
    Count { low, best, high, form: form(low, best, high), words: None }
}

/// Whether a person has said it.
pub(crate) fn is_a_persons(evidence: &[Evidence]) -> bool {
    evidence.iter().any(|it| matches!(it, Evidence::Person { .. }))
}
