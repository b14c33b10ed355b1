//! Incidents: the events of a report come in, put together into occurrences with one time, place and tactic.

mod among;
mod cast;
pub mod confidence;
mod conflict;
mod cues;
mod draft;
mod figure;
mod finding;
mod frame;
mod joint;
mod link;
mod object;
mod party;
mod passing;
mod site;
mod split;
mod strand;
mod tactic;
mod tally;
mod time;
mod total;
mod totals;

use recount_model::{Coded, Context, Document, Finding, Incident, Note, Statement, Sum};

use crate::Report;
use crate::told::Told;

/// A coded report but for the document.
pub(crate) struct Formed {
    incidents: Vec<Incident>,
    sums: Vec<Sum>,
    statements: Vec<Statement>,
    context: Vec<Context>,
    findings: Vec<Finding>,
    notes: Vec<Note>,
}

impl Formed {
    /// With its document.
    pub(crate) fn of(self, document: Document) -> Coded {
        let language = document.language.clone().unwrap_or_else(|| "en".to_owned());
        Coded {
            document,
            language,
            incidents: self.incidents,
            sums: self.sums,
            statements: self.statements,
            context: self.context,
            findings: self.findings,
            notes: self.notes,
        }
    }
}

/// Puts a report's events together.
pub(crate) fn form(report: &Report, told: Told, all_frames: bool) -> Formed {
    let strands = strand::find_strands(report);
    let mut drafts = draft::gather(report, &strands, &told);
    if !all_frames {
        drafts.incidents.retain(|draft| frame::is_political(report, &strands, draft));
    }
    let mut notes = Vec::new();
    let mut incidents: Vec<Incident> = Vec::with_capacity(drafts.incidents.len());
    for draft in &drafts.incidents {
        incidents.push(cast::incident(report, &strands, draft, &told, &mut notes));
    }
    confidence::rate(report, &strands, &drafts.incidents, &mut incidents);
    let sums = tally::sums(&strands, &drafts);
    let by_read = drafts.by_read(&strands);
    link::link(report, &mut incidents, &told, &by_read);
    let findings = finding::find(report, &strands, &drafts, &incidents, &sums);
    let statements = told
        .statements
        .into_iter()
        .map(|(read, mut statement)| {
            statement.about = if passing::is_on_all(report, &report.reads[read]) { by_read.news() } else { by_read.of(read) };
            statement
        })
        .collect();
    let context = told.contexts.into_iter().map(|(_, context)| context).collect();
    Formed { incidents, sums, statements, context, findings, notes }
}
