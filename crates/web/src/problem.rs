//! What goes wrong: at the start as an error, in an answer as `application/problem+json` (RFC 9457).

use std::net::{IpAddr, SocketAddr};

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, body};
use recount_ledger::{LedgerError, StoreError};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::reports::Reviewed;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// An address that others could reach.
    #[error(
        "{0}: only addresses of this machine are served (127.0.0.1, ::1): there are no accounts yet, so whoever could reach another \
         address could change the ledger; use an SSH tunnel from elsewhere"
    )]
    NotLoopback(IpAddr),
    /// The address is taken.
    #[error("{0}: cannot be served ({1}); choose another port with `--port N`, or 0 for a free one")]
    Bind(SocketAddr, #[source] std::io::Error),
    /// The system gives no threads.
    #[error("the server cannot run: {0}")]
    Runtime(#[source] std::io::Error),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// An answer that says what is wrong.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// What sort of problem it is.
    #[serde(rename = "type")]
    kind: String,
    /// The sort of problem, in words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What is wrong and how it is mended.
    detail: String,
    /// What others said meanwhile, where they were faster.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    since: Vec<Reviewed>,
}

/// An answer, or what is wrong.
pub(crate) type Answer<T> = Result<T, Problem>;

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem");
        Self { kind: "about:blank".to_owned(), title, status: status.as_u16(), detail: detail.into(), since: Vec::new() }
    }

    pub(crate) fn wrong(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn closing() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server is ending; start it again")
    }

    pub(crate) fn broken() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "a step of the program failed on this request; nothing was changed")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let status = match &error {
            LedgerError::Unknown(_) => StatusCode::NOT_FOUND,
            LedgerError::Ambiguous(_) => StatusCode::BAD_REQUEST,
            LedgerError::Decision(_) => StatusCode::UNPROCESSABLE_ENTITY,
            LedgerError::Overtaken(_) => StatusCode::CONFLICT,
            LedgerError::Store(StoreError::Busy(_) | StoreError::Full(_) | StoreError::ReadOnly(_)) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut problem = Self::new(status, error.to_string());
        if let LedgerError::Overtaken(since) = error {
            problem.since = since.iter().map(Reviewed::of).collect();
        }
        problem
    }
}

/// What a request asks for behind its `?`.
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let wrong = |error: QueryRejection| Problem::wrong(error.body_text());
        Query::from_request_parts(parts, state).await.map(|Query(asked)| Self(asked)).map_err(wrong)
    }
}

/// What a request sends as JSON.
pub(crate) struct Sent<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<body::Body>, state: &S) -> Result<Self, Problem> {
        let wrong = |error: JsonRejection| Problem::new(error.status(), error.body_text());
        Json::from_request(request, state).await.map(|Json(sent)| Self(sent)).map_err(wrong)
    }
}
