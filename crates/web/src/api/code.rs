//! Stories come in: coded to be looked at, or coded and kept.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use recount::read::{ReadOptions, parse_date, read_bytes};
use recount::record::{Coded, content_id};
use recount::{Coder, Document, PublishedFrom};
use recount_ledger::report_key;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::events::Event;
use crate::app::App;
use crate::problem::{Answer, Problem, Sent};

/// Stories that are sent in.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Stories {
    /// Each a pasted story or a file.
    stories: Vec<Story>,
}

/// A pasted story, or a file with one or several.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Story {
    /// The file's name, whose ending tells the format (`.txt`, `.html`, `.jsonl`, `.json`); a pasted story has none.
    name: Option<String>,
    /// The text of the story or file.
    content: String,
    /// The title, where the text does not have it.
    title: Option<String>,
    /// The day of publication (YYYY-MM-DD), where the text does not have it.
    published: Option<String>,
    /// The outlet.
    source: Option<String>,
    /// The address.
    url: Option<String>,
}

/// What was read from the stories.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Read {
    /// The reports.
    reports: Vec<Coded>,
    /// What could not be read.
    errors: Vec<Failed>,
}

/// Something that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Failed {
    /// The file.
    name: String,
    /// What is wrong, and the cure.
    reason: String,
}

/// What became of stories that were kept.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Kept {
    /// Reports that were not there before.
    new: usize,
    /// Other texts of reports that were there.
    versions: usize,
    /// Among the new ones, copies of reports that were there.
    copies: usize,
    /// Reports that were there as they are.
    unchanged: usize,
    /// The keys of the reports.
    reports: Vec<String>,
    /// The incidents that they tell of.
    incidents: Vec<String>,
    /// What could not be read.
    errors: Vec<Failed>,
}

/// The most stories of a request.
const MOST: usize = 1_000;

/// Codes stories; nothing is kept.
pub(crate) async fn code(State(app): State<App>, Sent(sent): Sent<Stories>) -> Answer<Json<Read>> {
    checked(&sent)?;
    app.work(move |coder| Json(read(coder, sent.stories))).await
}

/// Codes stories and keeps them.
pub(crate) async fn add(State(app): State<App>, Sent(sent): Sent<Stories>) -> Answer<Json<Kept>> {
    checked(&sent)?;
    let Read { reports, errors } = app.work(move |coder| read(coder, sent.stories)).await?;
    let keys: Vec<String> = reports.iter().map(|coded| report_key(coded).to_owned()).collect();
    let asked = keys.clone();
    let (added, mut incidents) = app
        .write(move |ledger| {
            let added = ledger.add(&reports)?;
            let mut incidents = Vec::new();
            for key in &asked {
                incidents.extend(ledger.report(key)?.told.into_iter().filter_map(|told| told.incident));
            }
            Ok((added, incidents))
        })
        .await?;
    incidents.sort();
    incidents.dedup();
    app.tell(Event { kind: "added", by: "user".to_owned(), incidents: incidents.clone() });
    let (new, versions, copies, unchanged) = (added.new, added.versions, added.copies, added.unchanged);
    Ok(Json(Kept { new, versions, copies, unchanged, reports: keys, incidents, errors }))
}

fn checked(sent: &Stories) -> Answer<()> {
    if sent.stories.is_empty() || sent.stories.len() > MOST {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("send 1 to {MOST} stories")));
    }
    let days = sent.stories.iter().filter_map(|story| story.published.as_deref());
    match days.into_iter().find(|day| parse_date(day).is_none()) {
        Some(day) => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("published: `{day}` is no day; write it as YYYY-MM-DD"))),
        None => Ok(()),
    }
}

fn read(coder: &Coder, stories: Vec<Story>) -> Read {
    let mut found = Read { reports: Vec::new(), errors: Vec::new() };
    for story in stories {
        let name = story.name.clone().unwrap_or_else(|| "story.txt".to_owned());
        let options = ReadOptions {
            published: story.published.as_deref().and_then(parse_date),
            source: story.source.clone(),
            ..ReadOptions::default()
        };
        for document in read_bytes(&name, story.content.as_bytes(), &options) {
            match document.map_err(|error| error.to_string()).and_then(|document| coded(coder, as_told(document, &story))) {
                Ok(coded) => found.reports.push(coded),
                Err(reason) => found.errors.push(Failed { name: name.clone(), reason }),
            }
        }
    }
    found
}

/// A pasted story is called by its text, and has what was told beside it.
fn as_told(mut document: Document, story: &Story) -> Document {
    if story.name.is_none() {
        document.id = content_id(&document.text);
    }
    if document.title.is_none() {
        document.title.clone_from(&story.title);
    }
    if document.url.is_none() {
        document.url.clone_from(&story.url);
    }
    if let Some(day) = story.published.as_deref().and_then(parse_date).filter(|_| document.published.is_none()) {
        document.published = Some(day);
        document.published_from = Some(PublishedFrom::Given);
    }
    document
}

/// A step that fails on one report costs the others nothing.
fn coded(coder: &Coder, document: Document) -> Result<Coded, String> {
    let failed = |_| "a step of the program failed on this report; please tell us, with the report".to_owned();
    catch_unwind(AssertUnwindSafe(|| coder.code(document))).map_err(failed)
}
