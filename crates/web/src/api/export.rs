//! The ledger out, as it is written: nothing of it is held back in memory.

use std::io::{self, Write};

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use recount_ledger::{ExportOptions, Ledger, Profile};
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::mpsc;

use crate::app::App;
use crate::problem::{Answer, Asked, Problem};

/// What goes into an export.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct Options {
    /// Leaves the text of reports out.
    no_text: Option<bool>,
    /// Adds when each version came, and what happened to each incident.
    history: Option<bool>,
}

/// The profiles with the sort of file and its ending.
const PROFILES: [(&str, Profile, &str, &str); 4] = [
    ("jsonl", Profile::Jsonl, "application/x-ndjson", "jsonl"),
    ("geojson", Profile::Geojson, "application/geo+json", "geojson"),
    ("members", Profile::Members, "application/x-ndjson", "jsonl"),
    ("gold", Profile::Gold, "application/json", "json"),
];

/// Bytes of a piece, and how many pieces may wait for a slow reader.
const PIECE: usize = 64 << 10;
const WAITING: usize = 4;

/// Writes the ledger out.
pub(crate) async fn export(State(app): State<App>, Path(name): Path<String>, Asked(options): Asked<Options>) -> Answer<Response> {
    let Some((_, profile, kind, ending)) = PROFILES.into_iter().find(|profile| profile.0 == name) else {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.0).collect();
        return Err(Problem::new(StatusCode::NOT_FOUND, format!("{name}: no profile; use one of {}", names.join(", "))));
    };
    let turn = app.exports().try_acquire_owned();
    let turn =
        turn.map_err(|_| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "other exports are being written; try again when they are done"))?;
    let ledger = Ledger::to_read(app.ledger_path())?;
    let options = ExportOptions { no_text: options.no_text.unwrap_or_default(), history: options.history.unwrap_or_default() };
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut out = io::BufWriter::with_capacity(PIECE, Pieces(sender.clone()));
        let written = ledger.export(profile, options, &mut out).map_err(|error| error.to_string());
        // What was begun cannot become another answer: the stream breaks off, and the reader sees that it is not whole.
        if let Err(error) = written.and_then(|()| out.flush().map_err(|error| error.to_string())) {
            let _ = sender.blocking_send(Err(io::Error::other(error)));
        }
    });
    let body = Body::from_stream(unfold(receiver, |mut receiver| async move { receiver.recv().await.map(|piece| (piece, receiver)) }));
    let disposition = format!("attachment; filename=\"recount-{name}.{ending}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], body).into_response())
}

/// Sends what is written, piece by piece.
struct Pieces(mpsc::Sender<io::Result<Vec<u8>>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
