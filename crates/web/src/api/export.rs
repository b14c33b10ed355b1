//! The ledger out, as it is written: nothing of it is held back in memory.

use std::io::{self, Write};

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use recount::record::codebook;
use recount_ledger::{ExportOptions, Filter, Ledger, Profile, Request, export as into_codebook};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    /// Of a codebook: what was refused, merged, forced or quoted, instead of the incidents.
    losses: Option<bool>,
}

/// A profile, of the ledger itself or of a codebook.
#[derive(Clone, Copy)]
enum Wanted {
    Whole(Profile),
    Codebook(codebook::Profile),
}

/// A form in which the ledger can be had.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Form {
    /// The profile's name.
    name: &'static str,
    /// What it holds, in a line.
    about: &'static str,
    /// The sort of its file.
    form: &'static str,
    /// A codebook loses something; `?losses=true` tells what.
    loses: bool,
}

impl Wanted {
    fn all() -> impl Iterator<Item = Self> {
        let whole = Profile::ALL.iter().copied().map(Self::Whole);
        whole.chain(codebook::Profile::ALL.map(Self::Codebook))
    }

    fn form(self) -> Form {
        match self {
            Self::Whole(profile) => Form { name: profile.as_str(), about: profile.about(), form: profile.form(), loses: false },
            Self::Codebook(profile) => {
                let books = codebook::Codebooks::builtin();
                Form { name: profile.as_str(), about: profile.about(&books), form: profile.file_form(&books), loses: true }
            }
        }
    }
}

/// Media type and ending of a sort of file.
fn media(form: &Form) -> (&'static str, &'static str) {
    match form.form {
        "jsonl" => ("application/x-ndjson", "jsonl"),
        "json" => ("application/json", "json"),
        "geojson" => ("application/geo+json", "geojson"),
        "csv" => ("text/csv; charset=utf-8", "csv"),
        "xml" => ("application/xml", form.name),
        "text" => ("text/plain; charset=utf-8", "txt"),
        other => ("application/octet-stream", other),
    }
}

/// The forms in which the ledger can be had.
pub(crate) async fn list() -> Json<Vec<Form>> {
    Json(Wanted::all().map(Wanted::form).collect())
}

/// Bytes of a piece, and how many pieces may wait for a slow reader.
const PIECE: usize = 64 << 10;
const WAITING: usize = 4;

/// Writes the ledger out.
pub(crate) async fn export(State(app): State<App>, Path(name): Path<String>, Asked(options): Asked<Options>) -> Answer<Response> {
    let Some(wanted) = Wanted::all().find(|wanted| wanted.form().name == name) else {
        let names: Vec<&str> = Wanted::all().map(|wanted| wanted.form().name).collect();
        return Err(Problem::new(StatusCode::NOT_FOUND, format!("{name}: no profile; use one of {}", names.join(", "))));
    };
    let form = wanted.form();
    let losses = options.losses.unwrap_or_default() && form.loses;
    let (kind, ending) = if losses { ("text/csv; charset=utf-8", "losses.csv") } else { media(&form) };
    let turn = app.exports().try_acquire_owned();
    let turn =
        turn.map_err(|_| Problem::new(StatusCode::SERVICE_UNAVAILABLE, "other exports are being written; try again when they are done"))?;
    let ledger = Ledger::to_read(app.ledger_path())?;
    let (no_text, history) = (options.no_text.unwrap_or_default(), options.history.unwrap_or_default());
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut out = io::BufWriter::with_capacity(PIECE, Pieces(sender.clone()));
        let written = match wanted {
            Wanted::Whole(profile) => ledger.export(profile, ExportOptions { no_text, history }, &mut out),
            Wanted::Codebook(profile) => {
                let settings = codebook::Settings { no_text, ..codebook::Settings::default() };
                let request = Request { profile, filter: Filter::default(), rule: None, settings, is_raw: false };
                let sink = &mut io::sink();
                let done = if losses {
                    into_codebook(&ledger, &request, sink, &mut out)
                } else {
                    into_codebook(&ledger, &request, &mut out, sink)
                };
                done.map(drop)
            }
        };
        let written = written.map_err(|error| error.to_string());
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
