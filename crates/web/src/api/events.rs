//! Whoever has a page open is told what others change.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{self, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;

use crate::app::App;

/// A change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Event {
    /// `decided`, `added` or `missed`: some changes were not told, so look at everything anew.
    pub(crate) kind: &'static str,
    /// Who did it.
    pub(crate) by: String,
    /// The incidents that it touched.
    pub(crate) incidents: Vec<String>,
}

/// Tells changes as they come, until the server ends.
pub(crate) async fn stream(State(app): State<App>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let listening = (app.events(), app.closing().subscribe());
    let events = unfold(listening, |(mut events, mut closing)| async move {
        if *closing.borrow() {
            return None;
        }
        let event = tokio::select! {
            event = events.recv() => event,
            _ = closing.changed() => return None,
        };
        let event = match event {
            Ok(event) => event,
            Err(RecvError::Lagged(_)) => Event { kind: "missed", by: String::new(), incidents: Vec::new() },
            Err(RecvError::Closed) => return None,
        };
        let data = serde_json::to_string(&event).unwrap_or_default();
        Some((Ok(sse::Event::default().event("change").data(data)), (events, closing)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}
