//! Reports: lists, one of them with its coding, and search.

use axum::Json;
use axum::extract::State;
use recount::record::{Coded, Report};
use recount_ledger::{Correction, Quality, ReportRow, ReportView, ReviewRow, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::problem::{Answer, Asked};

/// What a person said about an incident of a report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Reviewed {
    /// Its number.
    pub(crate) number: i64,
    /// When (RFC 3339).
    at: String,
    /// Who.
    by: String,
    /// The incident's number in the report.
    local: String,
    /// `accept`, `reject`, `correct` or `undo`.
    act: String,
    /// The field that was corrected.
    field: Option<String>,
    /// What it was set to.
    #[schemars(with = "Option<Correction>")]
    correction: Option<serde_json::Value>,
    /// For what reason.
    why: String,
    /// The number of the review that it undoes.
    undoes: Option<i64>,
}

impl Reviewed {
    pub(crate) fn of(row: &ReviewRow) -> Self {
        Self {
            number: row.number,
            at: row.at.clone(),
            by: row.by.clone(),
            local: row.local.clone(),
            act: row.act.clone(),
            field: row.field.clone(),
            correction: row.value.as_deref().and_then(|json| serde_json::from_str(json).ok()),
            why: row.why.clone(),
            undoes: row.undoes,
        }
    }
}

/// A page of reports.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reports {
    /// The reports.
    reports: Vec<Listed>,
    /// What the next page's `cursor` is; `null` at the end.
    next: Option<i64>,
}

/// A report in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Listed {
    /// Its key: its address, else the id that its reader gave it.
    key: String,
    /// The day of publication.
    published: Option<String>,
    /// The title.
    title: Option<String>,
    /// The outlet.
    outlet: Option<String>,
    /// When it came (RFC 3339).
    added: String,
    /// How many incidents it tells of.
    incidents: u32,
}

impl From<ReportRow> for Listed {
    fn from(row: ReportRow) -> Self {
        let ReportRow { key, published, title, outlet, added, incidents, .. } = row;
        Self { key, published, title, outlet, added, incidents }
    }
}

/// A report with its coding.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Shown {
    /// Its key.
    key: String,
    /// As it counts: what people say is laid over what was read.
    coded: Coded,
    /// As it was read.
    read: Coded,
    /// What each of its incidents became.
    told: Vec<Told>,
    /// What people said about it, the first first.
    reviews: Vec<Reviewed>,
    /// The number of the last review, to be sent with a decision.
    seen: i64,
}

/// Which page of the list.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Paged {
    /// `next` of the page before.
    cursor: Option<i64>,
    /// So many at most.
    limit: Option<u32>,
}

/// Which report.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Keyed {
    /// Its key.
    key: String,
}

/// Which words.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Words {
    /// Words that a report must have, all of them.
    q: String,
    /// So many at most.
    limit: Option<u32>,
}

/// A report that was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// Its key.
    key: String,
    /// The report.
    report: Report,
    /// The incidents that it tells of.
    incidents: Vec<String>,
}

const PAGE: u32 = 50;
const LONGEST_PAGE: u32 = 500;

/// Lists reports, the latest first.
pub(crate) async fn list(State(app): State<App>, Asked(paged): Asked<Paged>) -> Answer<Json<Reports>> {
    let limit = paged.limit.unwrap_or(PAGE).clamp(1, LONGEST_PAGE);
    app.read(move |ledger| {
        let rows = ledger.report_page(paged.cursor, limit)?;
        let next = rows.last().filter(|_| rows.len() as u32 == limit).map(|row| row.number);
        Ok(Json(Reports { reports: rows.into_iter().map(Listed::from).collect(), next }))
    })
    .await
}

/// Shows one.
pub(crate) async fn show(State(app): State<App>, Asked(keyed): Asked<Keyed>) -> Answer<Json<Shown>> {
    app.read(move |ledger| {
        let seen = ledger.last_review()?;
        let ReportView { key, read, coded, told, reviews } = ledger.report(&keyed.key)?;
        Ok(Json(Shown { key, coded, read, told, reviews: reviews.iter().map(Reviewed::of).collect(), seen }))
    })
    .await
}

/// Tells what people found right among what they reviewed.
pub(crate) async fn quality(State(app): State<App>) -> Answer<Json<Quality>> {
    app.read(|ledger| ledger.quality().map(Json)).await
}

/// Finds reports that have all of these words, the most fitting first.
pub(crate) async fn search(State(app): State<App>, Asked(words): Asked<Words>) -> Answer<Json<Vec<Found>>> {
    let limit = words.limit.unwrap_or(PAGE).clamp(1, LONGEST_PAGE);
    app.read(move |ledger| {
        let found = ledger.search(&words.q, limit)?.into_iter();
        let found =
            found.map(|(coded, incidents)| Found { key: recount_ledger::report_key(&coded).to_owned(), report: coded.report, incidents });
        Ok(Json(found.collect()))
    })
    .await
}
