//! `recount incidents`, `search`, `why` and `history`, and `show` for an incident.

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;
use recount_ledger::{Edit, Ledger, LedgerError, State, View};
use serde_json::json;

use super::filter::FilterArgs;
use super::{Counts, LedgerArgs, Listed, is_text, print};
use crate::commands::coder::date;
use crate::exit::Exit;
use crate::render::{Style, ledger as render};

/// List the incidents of a ledger.
#[derive(Debug, Args)]
pub(crate) struct Incidents {
    #[command(flatten)]
    filter: FilterArgs,
    /// As the reports published up to this day tell it
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "as_known")]
    as_of: Option<Date>,
    /// As the ledger stood at this time (RFC 3339, or a day)
    #[arg(long, value_name = "TIME", value_parser = time)]
    as_known: Option<String>,
    /// How figures are settled
    #[arg(long, value_enum, default_value_t)]
    counts: Counts,
    /// How they are written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Incidents {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ledger = self.ledger.to_read()?;
        let filter = self.filter.filter()?;
        let found = match (self.as_of, &self.as_known) {
            (None, None) if self.counts == Counts::Latest => ledger.incidents(&filter)?,
            (None, None) => ledger.settled(&ledger.incidents(&filter)?, self.counts.rule())?,
            _ if self.filter.is_any() => bail!("--as-of and --as-known list all incidents; leave the filters out"),
            (Some(day), _) => ledger.incidents_as_of(day, self.counts.rule())?,
            (_, Some(time)) => ledger.incidents_as_known(time)?,
        };
        let is_text = is_text(self.format);
        let mut text: String =
            found.iter().map(|state| if is_text { render::line(state) + "\n" } else { format!("{}\n", json!(state)) }).collect();
        if is_text && found.is_empty() {
            text = "no incident here\n".to_owned();
        }
        print(&text)?;
        Ok(Exit::Fine)
    }
}

/// The state of a ledger that is wanted: the present one, unless one of them is given.
#[derive(Debug, Default)]
pub(crate) struct At {
    /// What was published up to a day.
    pub(crate) day: Option<Date>,
    /// What the ledger knew at a time.
    pub(crate) known: Option<String>,
}

/// The time that these words write, as the ledger has times.
pub(crate) fn time(words: &str) -> Result<String, String> {
    if words.len() == 10 && date(words).is_ok() {
        return Ok(format!("{words}T23:59:59.999Z"));
    }
    let is_time = words.get(..10).is_some_and(|day| date(day).is_ok()) && words.ends_with('Z') && words.as_bytes()[10] == b'T';
    if is_time { Ok(words.to_owned()) } else { Err("no time; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ (UTC)".to_owned()) }
}

/// Shows an incident of a ledger; or a report of it, by its address or id.
pub(crate) fn show_of_ledger(id: &str, ledger: &LedgerArgs, counts: Counts, at: &At, format: Option<Listed>) -> Result<Exit> {
    let ledger = ledger.to_read()?;
    let text = match &at.known {
        Some(time) => {
            let state = ledger.show_as_known(id, time)?;
            if is_text(format) { render::line(&state) + "\n" } else { format!("{}\n", json!({"incident": state})) }
        }
        None => match ledger.show(id, counts.rule(), at.day) {
            Err(LedgerError::Unknown(_)) if ledger.versions(id).is_ok() => report(&ledger, id, format)?,
            shown => incident(&ledger, &shown?, format)?,
        },
    };
    print(&text)?;
    Ok(Exit::Fine)
}

fn incident(ledger: &Ledger, view: &View, format: Option<Listed>) -> Result<String> {
    let mut edits = Vec::new();
    for member in &view.state.members {
        let of_incident = |edit: Edit| Edit { changes: edit.changes.into_iter().filter(|it| it.0 == member.local).collect(), ..edit };
        edits.extend(ledger.edits(&member.report)?.into_iter().map(|edit| (member.report.clone(), of_incident(edit))));
    }
    if !is_text(format) {
        let edits: Vec<_> = edits.iter().map(|(report, edit)| render::edit_json(report, edit)).collect();
        return Ok(format!("{}\n", json!({"incident": view.state, "reports": view.reports, "edits": edits})));
    }
    let mut links = Vec::new();
    for member in view.state.members.iter().filter(|member| member.telling != view.state.id) {
        links.extend(ledger.why(&view.state.id, &member.telling)?.into_iter().take(1));
    }
    let edits: String = edits.iter().map(|(report, edit)| render::edit(report, edit)).collect();
    Ok(render::incident(view, &links, Style::of_terminal()) + &edits)
}

/// A report as it was coded last, and what its edits changed.
fn report(ledger: &Ledger, key: &str, format: Option<Listed>) -> Result<String> {
    let (versions, edits) = (ledger.versions(key)?, ledger.edits(key)?);
    let coded = ledger.coded(key)?;
    if !is_text(format) {
        let edits: Vec<_> = edits.iter().map(|edit| render::edit_json(key, edit)).collect();
        return Ok(format!("{}\n", json!({"coded": coded, "edits": edits})));
    }
    let edits: String = edits.iter().map(|edit| render::edit(key, edit)).collect();
    Ok(crate::render::report(&coded, Style::of_terminal()) + "\n" + &render::versions(&versions) + &edits)
}

/// Search the reports of a ledger.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words that a report must have, all of them
    #[arg(required = true)]
    words: Vec<String>,
    /// So many reports at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// How they are written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Search {
    pub(crate) fn run(&self) -> Result<Exit> {
        let found = self.ledger.to_read()?.search(&self.words.join(" "), self.limit)?;
        let is_text = is_text(self.format);
        let mut text = String::new();
        for (coded, incidents) in found {
            text += &if is_text {
                render::report_line(&coded, &incidents)
            } else {
                json!({"report": coded.report, "incidents": incidents}).to_string()
            };
            text.push('\n');
        }
        print(if text.is_empty() && is_text { "no report has these words\n" } else { &text })?;
        Ok(Exit::Fine)
    }
}

/// Say why two incidents or reports are one, or are not.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// An incident or telling
    one: String,
    /// Another
    two: String,
    /// How it is written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Why {
    pub(crate) fn run(&self) -> Result<Exit> {
        let reasons = self.ledger.to_read()?.why(&self.one, &self.two)?;
        if reasons.is_empty() {
            bail!("{} and {} are one telling; name two", self.one, self.two);
        }
        let is_text = is_text(self.format);
        let line = |reason| if is_text { render::reason(reason) } else { render::reason_json(reason) + "\n" };
        print(&reasons.iter().map(line).collect::<String>())?;
        Ok(Exit::Fine)
    }
}

/// Tell what happened to an incident's record, or which versions a report has.
#[derive(Debug, Args)]
pub(crate) struct History {
    /// An incident; or the address or id of a report
    id: String,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl History {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ledger = self.ledger.to_read()?;
        let text: String = match ledger.history(&self.id) {
            Ok(revisions) => revisions.iter().map(|revision| render::revision(revision, state_of(&revision.state).as_ref())).collect(),
            Err(error) => match ledger.versions(&self.id) {
                Ok(versions) => {
                    let edits: String = ledger.edits(&self.id)?.iter().map(|edit| render::edit(&self.id, edit)).collect();
                    render::versions(&versions) + &edits
                }
                Err(_) => return Err(error.into()),
            },
        };
        print(&text)?;
        Ok(Exit::Fine)
    }
}

fn state_of(json: &str) -> Option<State> {
    serde_json::from_str(json).ok()
}
