//! `recount incidents`, `search`, `why` and `history`, and `show` for an incident.

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;
use recount_ledger::State;
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
    #[arg(long, value_name = "TIME")]
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

/// Shows an incident of a ledger.
pub(crate) fn show_incident(id: &str, ledger: &LedgerArgs, counts: Counts, as_of: Option<Date>, format: Option<Listed>) -> Result<Exit> {
    let ledger = ledger.to_read()?;
    let view = ledger.show(id, counts.rule(), as_of)?;
    let text = if is_text(format) {
        let mut links = Vec::new();
        for member in view.state.members.iter().filter(|member| member.telling != view.state.id) {
            links.extend(ledger.why(&view.state.id, &member.telling)?.into_iter().take(1));
        }
        render::incident(&view, &links, Style::of_terminal())
    } else {
        format!("{}\n", json!({"incident": view.state, "reports": view.reports}))
    };
    print(&text)?;
    Ok(Exit::Fine)
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
                Ok(versions) => render::versions(&versions),
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
