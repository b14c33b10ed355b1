//! What values there are: places of the map, rules with their examples, and the closed vocabularies.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use recount::Document;
use recount::gazetteer::{Candidate, Gazetteer};
use recount::read::parse_date;
use recount::record::{
    Age, Certainty, Discourse, Outcome, PartyKind, Place, PlaceKind, Relation, ResponsibilityStatus, Role, Sex, Side, Stage, Stance,
    Status, Tactic,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::app::App;
use crate::problem::{Answer, Asked, Problem};

/// Which places.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Named {
    /// The name, in any Latin spelling.
    q: String,
}

/// A place that bears a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// The place, as an incident's `where` takes it.
    place: Place,
    /// Inhabitants; 0 where the map does not know.
    population: u32,
}

/// A rule with its examples.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RuleShown {
    /// Its name.
    name: String,
    /// What it looks for; `null` for a rule in the program.
    pattern: Option<String>,
    /// Where it stands.
    file: Option<String>,
    /// Sentences that it reads.
    sees: Vec<String>,
    /// Sentences that it passes over.
    skips: Vec<String>,
}

/// A word of a vocabulary.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Word {
    /// The word.
    word: &'static str,
    /// What it means.
    meaning: &'static str,
}

const MOST_PLACES: usize = 50;

/// Finds the places that bear a name.
pub(crate) async fn places(State(app): State<App>, Asked(named): Asked<Named>) -> Answer<Json<Vec<Found>>> {
    app.work(move |coder| {
        let map = coder.engine().gazetteer();
        let candidates = map.find_name(&named.q).map(|found| found.candidates).unwrap_or_default();
        Json(candidates.iter().take(MOST_PLACES).map(|candidate| found_place(map, candidate, &named.q)).collect())
    })
    .await
}

fn found_place(map: &Gazetteer, candidate: &Candidate, name: &str) -> Found {
    let place = map.place(candidate.id);
    let word = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    Found {
        place: Place {
            name: place.name.to_owned(),
            as_written: name.to_owned(),
            country: word(place.country),
            admin1: place.admin1.map(str::to_owned),
            admin2: place.admin2.map(str::to_owned),
            district: None,
            lat: Some(place.lat),
            lon: Some(place.lon),
            radius_km: Some(place.radius_km.round() as u32),
            kind: PlaceKind::from_word(place.kind.as_str()).unwrap_or(PlaceKind::Settlement),
            relation: Relation::In,
            gazetteer_id: Some(place.gazetteer_id.to_string()),
            evidence: Vec::new(),
        },
        population: place.population,
    }
}

/// Shows a rule.
pub(crate) async fn rule(State(app): State<App>, Path(name): Path<String>) -> Answer<Json<RuleShown>> {
    let known = app.coder().engine().rules().find(|rule| rule.name == name);
    if let Some(rule) = known {
        let (sees, skips) = (rule.sees.clone(), rule.skips.clone());
        let file = Some(format!("{}:{}", rule.file, rule.line));
        return Ok(Json(RuleShown { name, pattern: Some(rule.pattern.clone()), file, sees, skips }));
    }
    let is_a_name = name.contains('.') && name.bytes().all(|letter| letter.is_ascii_lowercase() || b".-_".contains(&letter));
    if !is_a_name {
        return Err(Problem::new(StatusCode::NOT_FOUND, format!("{name}: no name of a rule; `recount rules` lists them")));
    }
    Ok(Json(RuleShown { name, pattern: None, file: None, sees: Vec::new(), skips: Vec::new() }))
}

/// Lists the closed vocabularies.
pub(crate) async fn vocabulary() -> Json<BTreeMap<&'static str, Vec<Word>>> {
    macro_rules! words {
        ($($name:literal => $vocabulary:ident),+ $(,)?) => {
            BTreeMap::from([$(($name, $vocabulary::ALL.iter().map(|it| Word { word: it.as_str(), meaning: it.meaning() }).collect())),+])
        };
    }
    Json(words! {
        "age" => Age, "certainty" => Certainty, "discourse" => Discourse, "outcome" => Outcome, "party_kind" => PartyKind,
        "relation" => Relation, "responsibility" => ResponsibilityStatus, "role" => Role, "sex" => Sex, "side" => Side,
        "stage" => Stage, "stance" => Stance, "status" => Status, "tactic" => Tactic,
    })
}

/// Words that a person points at.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Selected {
    /// The words.
    q: String,
    /// The day of publication, against which "on Monday" is resolved.
    published: Option<String>,
}

/// What words can mean as a value.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Meant {
    /// The first number.
    count: Option<Number>,
    /// The first stretch of days.
    days: Option<Days>,
    /// Places of this name.
    places: Vec<Found>,
}

/// A number of people.
#[derive(Debug, Serialize, JsonSchema)]
struct Number {
    /// The least.
    low: u32,
    /// The number to use.
    best: u32,
    /// The most.
    high: Option<u32>,
}

/// A stretch of days.
#[derive(Debug, Serialize, JsonSchema)]
struct Days {
    /// The first (ISO 8601).
    first: String,
    /// The last (ISO 8601).
    last: String,
}

const LONGEST_SELECTION: usize = 2_000;

/// Reads words that a person points at as a number, as days and as a place.
pub(crate) async fn mentions(State(app): State<App>, Asked(selected): Asked<Selected>) -> Answer<Json<Meant>> {
    if selected.q.len() > LONGEST_SELECTION {
        return Err(Problem::wrong("q: too many words for one value; select fewer"));
    }
    app.work(move |coder| {
        let mut document = Document::new("selection", None, selected.q.clone());
        document.published = selected.published.as_deref().and_then(parse_date);
        let found = coder.mentions(&document);
        let count = found.counts.first().map(|it| Number { low: it.count.low, best: it.count.best, high: it.count.high });
        let days = found.dates.iter().find_map(|it| Some(Days { first: it.first?.to_string(), last: it.last?.to_string() }));
        let map = coder.engine().gazetteer();
        let candidates = map.find_name(&selected.q).map(|found| found.candidates).unwrap_or_default();
        let places = candidates.iter().take(MOST_PLACES).map(|candidate| found_place(map, candidate, &selected.q)).collect();
        Json(Meant { count, days, places })
    })
    .await
}
