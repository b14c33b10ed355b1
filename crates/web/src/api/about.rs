//! What is served.

use axum::Json;
use axum::extract::State;
use recount_ledger::Ledger;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::problem::Answer;

/// What is served.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct About {
    /// Version of the program.
    version: String,
    /// Hash over its rules, words and map.
    rules: String,
    /// The file's name.
    ledger: String,
    /// Whether the stories are the invented ones of the demo.
    demo: bool,
    /// Reports.
    reports: u64,
    /// Incidents.
    incidents: u64,
    /// Incidents that wait for a decision.
    open: u64,
}

/// Tells what is served.
pub(crate) async fn about(State(app): State<App>) -> Answer<Json<About>> {
    let (counts, open) = app.read(|ledger| Ok((ledger.counts()?, ledger.count_of(&Default::default())?.1))).await?;
    let info = app.coder().info();
    let name = app.ledger_path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (reports, incidents) = (counts.reports, counts.incidents);
    Ok(Json(About { version: info.version, rules: info.rules, ledger: name, demo: app.is_demo(), reports, incidents, open }))
}

/// Tells that the server is there and can read its ledger.
pub(crate) async fn health(State(app): State<App>) -> Answer<&'static str> {
    app.read(Ledger::last_review).await?;
    Ok("ok\n")
}

/// The description of the API.
pub(crate) async fn openapi() -> Json<Value> {
    Json(crate::openapi::openapi())
}
