//! Incidents: lists, one of them in full, the queue, and why two are one.

use axum::Json;
use axum::extract::{Path, State};
use recount::Date;
use recount::read::parse_date;
use recount::record::{Coded, Tactic};
use recount_ledger::{Filter, Ground, Ledger, LedgerError, Order, Reason, Rule, State as Standing, Triage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::reports::Reviewed;
use crate::app::App;
use crate::problem::{Answer, Asked, Problem};

/// Which incidents are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Wanted {
    /// No earlier than this day.
    from: Option<String>,
    /// No later than this day.
    to: Option<String>,
    /// In this country (ISO 3166-1 alpha-2).
    country: Option<String>,
    /// In this region of the first level.
    region: Option<String>,
    /// Within these degrees: south,west,north,east.
    #[serde(rename = "box")]
    area: Option<String>,
    /// With this tactic.
    tactic: Option<String>,
    /// By or against this organisation.
    organisation: Option<String>,
    /// With so many dead or more.
    min_killed: Option<u32>,
    /// Told by a report with all of these words.
    words: Option<String>,
    /// Only where reports contradict each other.
    has_findings: Option<bool>,
    /// Only those about which a person has said something.
    reviewed: Option<bool>,
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Paged {
    /// So many at most.
    limit: Option<u32>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// `newest`, `killed` or `impact`.
    order: Option<String>,
}

/// How figures are settled and what was known.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct AsOf {
    /// `latest`, `lowest`, `low-best-high` or `majority`.
    counts: Option<String>,
    /// As the reports published up to this day tell it.
    as_of: Option<String>,
}

/// A page of incidents.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Listed {
    /// The incidents.
    incidents: Vec<Row>,
    /// What the next page's `cursor` is; `null` at the end.
    next: Option<String>,
    /// How many incidents are wanted in all.
    total: u64,
    /// How many of them wait for a decision.
    open: u64,
}

/// An incident in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// What stands.
    #[serde(flatten)]
    state: Standing,
    /// How much it needs a person.
    triage: Need,
}

/// How much an incident needs a person.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Need {
    /// Points: the more, the sooner it should be looked at.
    impact: u32,
    /// What gives them.
    reasons: Vec<Ground>,
    /// The least of what its reports are sure of, from 0 to 1.
    confidence: f64,
    /// How far from its point it can have been, in kilometres.
    radius: Option<u32>,
    /// Whether a report of it waits for a decision.
    open: bool,
}

/// An incident in full.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Shown {
    /// What stands.
    incident: Standing,
    /// How much it needs a person.
    triage: Need,
    /// What each report says, in the order of the incident's members, as it counts.
    reports: Vec<Coded>,
    /// Why the reports belong together: each against the first.
    links: Vec<Why>,
    /// What people said about its reports, the first first.
    reviews: Vec<Reviewed>,
    /// What happened to the record, the first first.
    history: Vec<Change>,
    /// The number of the last review, to be sent with a decision.
    seen: i64,
}

/// Why two tellings are one incident, or are not.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Why {
    /// A telling.
    one: String,
    /// Another.
    two: String,
    /// Whether they are in one incident.
    together: bool,
    /// The points of the pair: above zero speaks for one incident.
    score: i32,
    /// What decides, the greatest first.
    features: Vec<Feature>,
}

/// A sign for or against.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Feature {
    /// A sentence.
    words: &'static str,
    /// Its points.
    points: i32,
}

/// What happened to an incident's record.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Change {
    /// When (RFC 3339).
    at: String,
    /// Who or what did it.
    by: String,
    /// What was done.
    what: String,
    /// For what reason.
    why: String,
    /// What stood since; `null` where it was no incident any more.
    state: Option<Standing>,
}

/// Two ids.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Pair {
    /// An incident or telling.
    one: String,
    /// Another.
    two: String,
}

const PAGE: u32 = 50;
const LONGEST_PAGE: u32 = 500;

impl Wanted {
    /// The same for the ledger.
    pub(crate) fn filter(self) -> Answer<Filter> {
        if let Some(tactic) = self.tactic.as_ref().filter(|tactic| Tactic::from_word(tactic).is_none()) {
            return Err(Problem::wrong(format!("tactic: `{tactic}` is none; /api/v1/vocabulary lists them")));
        }
        Ok(Filter {
            from: self.from.map(|day| date("from", &day)).transpose()?.map(|day| day.to_string()),
            to: self.to.map(|day| date("to", &day)).transpose()?.map(|day| day.to_string()),
            country: self.country.map(|code| code.to_uppercase()),
            region: self.region,
            area: self.area.map(|words| area(&words)).transpose()?,
            tactic: self.tactic,
            organisation: self.organisation,
            min_killed: self.min_killed,
            has_findings: self.has_findings.unwrap_or_default(),
            is_reviewed: self.reviewed.unwrap_or_default(),
            words: self.words,
            limit: None,
        })
    }
}

fn date(name: &str, words: &str) -> Answer<Date> {
    parse_date(words).ok_or_else(|| Problem::wrong(format!("{name}: `{words}` is no day; write it as YYYY-MM-DD")))
}

fn area(words: &str) -> Answer<[f64; 4]> {
    let numbers: Vec<f64> = words.split(',').filter_map(|number| number.trim().parse().ok()).filter(|n: &f64| n.is_finite()).collect();
    numbers.try_into().map_err(|_| Problem::wrong(format!("box: `{words}` is none; write south,west,north,east in degrees")))
}

impl From<Triage> for Need {
    fn from(triage: Triage) -> Self {
        let Triage { impact, reasons, confidence, radius, is_open } = triage;
        Self { impact, reasons: serde_json::from_str(&reasons).unwrap_or_default(), confidence, radius, open: is_open }
    }
}

/// Lists incidents, page after page.
pub(crate) async fn list(State(app): State<App>, Asked(wanted): Asked<Wanted>, Asked(paged): Asked<Paged>) -> Answer<Json<Listed>> {
    let order = match paged.order.as_deref() {
        None | Some("newest") => Order::Newest,
        Some("killed") => Order::Killed,
        Some("impact") => Order::Impact,
        Some(other) => return Err(Problem::wrong(format!("order: `{other}` is none; use newest, killed or impact"))),
    };
    listed(app, wanted, order, paged).await
}

/// Lists what needs a decision, what needs it most first.
pub(crate) async fn queue(State(app): State<App>, Asked(wanted): Asked<Wanted>, Asked(paged): Asked<Paged>) -> Answer<Json<Listed>> {
    listed(app, wanted, Order::Impact, paged).await
}

async fn listed(app: App, wanted: Wanted, order: Order, paged: Paged) -> Answer<Json<Listed>> {
    let filter = wanted.filter()?;
    let limit = paged.limit.unwrap_or(PAGE).clamp(1, LONGEST_PAGE);
    app.read(move |ledger| {
        let page = ledger.page(&filter, order, paged.cursor.as_deref(), limit)?;
        let (total, open) = ledger.count_of(&filter)?;
        let incidents = page.incidents.into_iter().map(|(state, triage)| Row { state, triage: triage.into() }).collect();
        Ok(Json(Listed { incidents, next: page.next, total, open }))
    })
    .await
}

/// Shows one.
pub(crate) async fn show(State(app): State<App>, Path(id): Path<String>, Asked(asked): Asked<AsOf>) -> Answer<Json<Shown>> {
    let rule = match asked.counts.as_deref() {
        None => Rule::default(),
        Some(word) => Rule::from_word(word)
            .ok_or_else(|| Problem::wrong(format!("counts: `{word}` is no rule; use latest, lowest, low-best-high or majority")))?,
    };
    let day = asked.as_of.map(|day| date("as_of", &day)).transpose()?;
    app.read(move |ledger| shown(ledger, &id, rule, day).map(Json)).await
}

fn shown(ledger: &Ledger, id: &str, rule: Rule, day: Option<Date>) -> Result<Shown, LedgerError> {
    let seen = ledger.last_review()?;
    let view = ledger.show(id, rule, day)?;
    let mut links = Vec::new();
    let mut reviews = Vec::new();
    for member in &view.state.members {
        if member.telling != view.state.id {
            links.extend(ledger.why(&view.state.id, &member.telling)?.into_iter().take(1).map(why_of));
        }
        let rows = ledger.reviews_of_report(&member.report)?;
        reviews.extend(rows.iter().filter(|row| row.local == member.local).map(Reviewed::of));
    }
    reviews.sort_by_key(|review| review.number);
    let triage = ledger.triage(&view.state.id)?.into();
    let history = changes(ledger, &view.state.id)?;
    Ok(Shown { incident: view.state, triage, reports: view.reports, links, reviews, history, seen })
}

fn why_of(reason: Reason) -> Why {
    let Reason { one, two, together, score, features, .. } = reason;
    Why { one, two, together, score, features: features.into_iter().map(|(words, points)| Feature { words, points }).collect() }
}

fn changes(ledger: &Ledger, id: &str) -> Result<Vec<Change>, LedgerError> {
    let revisions = ledger.history(id)?.into_iter();
    Ok(revisions
        .map(|it| Change { at: it.at, by: it.by, what: it.what, why: it.why, state: serde_json::from_str(&it.state).ok() })
        .collect())
}

/// Tells what happened to one.
pub(crate) async fn history(State(app): State<App>, Path(id): Path<String>) -> Answer<Json<Vec<Change>>> {
    app.read(move |ledger| changes(ledger, &id).map(Json)).await
}

/// Tells why two are one, or are not.
pub(crate) async fn why(State(app): State<App>, Asked(pair): Asked<Pair>) -> Answer<Json<Vec<Why>>> {
    app.read(move |ledger| Ok(Json(ledger.why(&pair.one, &pair.two)?.into_iter().map(why_of).collect()))).await
}
