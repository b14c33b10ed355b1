//! The API, a file a subject. `/api/v1/openapi.json` describes it.

pub(crate) mod about;
pub(crate) mod code;
pub(crate) mod decisions;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod incidents;
pub(crate) mod overview;
pub(crate) mod reports;
pub(crate) mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};

use crate::app::App;
use crate::problem::Problem;

/// The most bytes of a decision.
const MOST_DECISION: usize = 1 << 20;
/// The most bytes of reports that are sent: one of the longest that is read, and what JSON adds.
const MOST_REPORT: usize = 40 << 20;

/// Every path under `/api/v1`.
pub(crate) fn router() -> Router<App> {
    let reports = Router::new()
        .route("/code", post(code::code))
        .route("/reports", get(reports::list).post(code::add))
        .layer(DefaultBodyLimit::max(MOST_REPORT));
    Router::new()
        .route("/about", get(about::about))
        .route("/openapi.json", get(about::openapi))
        .route("/overview", get(overview::overview))
        .route("/incidents", get(incidents::list))
        .route("/incidents/{id}", get(incidents::show))
        .route("/incidents/{id}/history", get(incidents::history))
        .route("/queue", get(incidents::queue))
        .route("/why", get(incidents::why))
        .route("/report", get(reports::show))
        .route("/quality", get(reports::quality))
        .route("/search", get(reports::search))
        .route("/decisions", post(decisions::decide))
        .route("/decisions/preview", post(decisions::preview))
        .route("/exports", get(export::list))
        .route("/exports/{profile}", get(export::export))
        .route("/events", get(events::stream))
        .route("/places", get(words::places))
        .route("/mentions", get(words::mentions))
        .route("/rules/{name}", get(words::rule))
        .route("/vocabulary", get(words::vocabulary))
        .layer(DefaultBodyLimit::max(MOST_DECISION))
        .merge(reports)
        .fallback(|| async { Problem::new(StatusCode::NOT_FOUND, "no such path; /api/v1/openapi.json lists them") })
        .method_not_allowed_fallback(|| async {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this path does not do that; /api/v1/openapi.json says what it does")
        })
}
