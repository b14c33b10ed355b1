//! `recount explain`: a report with the words behind every value underlined, and the rule that read them.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Result, bail};
use clap::Args;
use recount::record::{Coded, Incident};

use super::coder::{CoderArgs, Given};
use crate::exit::{Exit, tell};
use crate::input::first_report;
use crate::render::{Style, headline};

mod marks;

use marks::{Mark, Story};

/// Show a report with the words behind every value, and the rule that read them.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The report; of several, the first; `-` is standard input
    path: PathBuf,
    /// Only this incident, by its number
    #[arg(long, value_name = "N")]
    incident: Option<String>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    coder: CoderArgs,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Exit> {
        let document = match first_report(&self.path, &self.given.options()) {
            Ok(document) => document,
            Err(row) => {
                tell(&format!("{}: {}", row.file, row.reason));
                return Ok(Exit::NothingRead);
            }
        };
        let coded = self.coder.coder()?.code(document);
        let text = explained(&coded, self.incident.as_deref(), Style::of_terminal().width)?;
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(Exit::Fine)
    }
}

/// The story once for each incident, then once for what stands around them.
fn explained(coded: &Coded, only: Option<&str>, width: usize) -> Result<String> {
    let chosen: Vec<&Incident> = coded.incidents.iter().filter(|incident| only.is_none_or(|id| incident.id == id)).collect();
    if let (Some(id), true) = (only, chosen.is_empty()) {
        let ids: Vec<&str> = coded.incidents.iter().map(|incident| incident.id.as_str()).collect();
        match ids.is_empty() {
            true => bail!("{}: no incident {id}; the report has none", coded.report.id),
            false => bail!("{}: no incident {id}; the report has {}", coded.report.id, ids.join(", ")),
        }
    }
    let story = Story::of(&coded.report, width.saturating_sub(8));
    let mut text = String::new();
    for incident in chosen {
        text += &section(&story, &headline(incident), &marks::of_incident(incident), &coded.report.id);
    }
    if only.is_none() {
        for (title, marks) in marks::around(coded) {
            text += &section(&story, &title, &marks, &coded.report.id);
        }
    }
    Ok(text)
}

/// The lines of the story that hold marks, under a title.
fn section(story: &Story, title: &str, marks: &[Mark], name: &str) -> String {
    let (marks, sentences) = (story.laid(marks), story.sentences(marks));
    let sentences: String = sentences.iter().map(|sentence| format!("  = {sentence}\n")).collect();
    if marks.is_empty() {
        return format!("{title}\n{sentences}\n");
    }
    let annotations = marks.iter().map(|(span, label, is_first)| {
        let kind = if *is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(span.clone()).label(label.as_str())
    });
    let snippet = Snippet::source(story.text()).path(name).annotations(annotations);
    let group = Group::with_level(Level::NOTE).element(snippet);
    let renderer = if io::stdout().is_terminal() { Renderer::styled() } else { Renderer::plain() };
    format!("{title}\n{}\n{sentences}\n", renderer.term_width(10_000).render(&[group]))
}
