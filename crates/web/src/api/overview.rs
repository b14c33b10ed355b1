//! All incidents that are wanted, in columns: small enough to be filtered in the browser.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use recount::Date;
use recount::reconcile::day_number;
use recount_ledger::Dot;
use schemars::JsonSchema;
use serde::Serialize;

use super::incidents::Wanted;
use crate::app::App;
use crate::problem::{Answer, Asked};

/// All incidents that are wanted, a list a column; `null` is unknown.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Overview {
    /// Ids.
    ids: Vec<String>,
    /// First day, in days since 1970.
    first: Vec<Option<i32>>,
    /// How many days later the last day is.
    days: Vec<u32>,
    /// Degrees north.
    lat: Vec<Option<f64>>,
    /// Degrees east.
    lon: Vec<Option<f64>>,
    /// How far from its point it can have been, in kilometres.
    radius: Vec<Option<u32>>,
    /// Positions in `tactics`.
    tactic: Vec<u32>,
    /// Positions in `countries`.
    country: Vec<Option<u32>>,
    /// Positions in `places`.
    place: Vec<Option<u32>>,
    /// Dead.
    killed: Vec<Option<u32>>,
    /// Reports.
    reports: Vec<u32>,
    /// Contradictions.
    findings: Vec<u32>,
    /// 1 where a report waits for a decision.
    open: Vec<u8>,
    /// The tactics.
    tactics: Vec<String>,
    /// The countries (ISO 3166-1 alpha-2).
    countries: Vec<String>,
    /// The places.
    places: Vec<String>,
}

/// Positions of words in a list that grows.
#[derive(Default)]
struct Words {
    known: BTreeMap<String, u32>,
    all: Vec<String>,
}

impl Words {
    fn position(&mut self, word: &str) -> u32 {
        if let Some(&position) = self.known.get(word) {
            return position;
        }
        let position = self.all.len() as u32;
        self.all.push(word.to_owned());
        self.known.insert(word.to_owned(), position);
        position
    }
}

/// Lists them.
pub(crate) async fn overview(State(app): State<App>, Asked(wanted): Asked<Wanted>) -> Answer<Json<Overview>> {
    let filter = wanted.filter()?;
    app.read(move |ledger| Ok(Json(columns(&ledger.dots(&filter)?)))).await
}

fn columns(dots: &[Dot]) -> Overview {
    let mut overview = Overview::default();
    let (mut tactics, mut countries, mut places) = (Words::default(), Words::default(), Words::default());
    let day = |day: &Option<String>| day.as_ref().and_then(|day| day.parse::<Date>().ok()).map(day_number);
    // A hundredth of a degree is a kilometre: as exact as any report.
    let rounded = |degrees: f64| (degrees * 100.0).round() / 100.0;
    for dot in dots {
        let (first, last) = (day(&dot.first), day(&dot.last));
        let (lat, lon) = dot.point.unzip();
        overview.ids.push(format!("{:016x}", dot.id));
        overview.first.push(first);
        overview.days.push(first.zip(last).map_or(0, |(first, last)| last.saturating_sub(first).max(0).unsigned_abs()));
        overview.lat.push(lat.map(rounded));
        overview.lon.push(lon.map(rounded));
        overview.radius.push(dot.radius);
        overview.tactic.push(tactics.position(&dot.tactic));
        overview.country.push(dot.country.as_deref().map(|country| countries.position(country)));
        overview.place.push(dot.place.as_deref().map(|place| places.position(place)));
        overview.killed.push(dot.killed);
        overview.reports.push(dot.reports);
        overview.findings.push(dot.findings);
        overview.open.push(u8::from(dot.is_open));
    }
    overview.tactics = tactics.all;
    overview.countries = countries.all;
    overview.places = places.all;
    overview
}
