//! What is told about the events: who says it, who claims or denies it, who answers, what surrounds it.
//!
//! "The Hill Front claimed the raid, an army spokesman said": a claim by the group, told by a military source.

mod claim;
mod context;
mod introduced;
mod link;
mod party;
mod response;
mod rules;
mod sentence;
mod source;
mod speaker;
mod statement;

#[cfg(test)]
mod tests;

use std::fmt::Write;

use recount_model::{Context, Evidence, LinkKind, PartyKind, Response, ResponsibilityStatus, RuleName, SourceKind, Statement};

use crate::Report;

pub(crate) use rules::ToldRules;
use sentence::Sentence;
use speaker::Memory;

/// A source named for a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// Index into [`Report::reads`].
    pub(crate) read: usize,
    pub(crate) name: String,
    pub(crate) kind: SourceKind,
    pub(crate) evidence: Evidence,
}

/// Who is responsible, as one sentence tells it.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) read: usize,
    pub(crate) status: ResponsibilityStatus,
    /// As written.
    pub(crate) party: Option<String>,
    /// Canonical.
    pub(crate) organisation: Option<String>,
    pub(crate) by: Option<String>,
    /// What sort of party it is.
    pub(crate) kind: PartyKind,
    /// An armed group, by a list or by the words.
    pub(crate) armed: bool,
    /// The words speak of several attacks ("claimed the bombings").
    pub(crate) joint: bool,
    pub(crate) evidence: Evidence,
}

/// Everything told about the events of a report, each with the sentence (index into [`Report::reads`]) it stands in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) statements: Vec<(usize, Statement)>,
    pub(crate) responses: Vec<(usize, Response)>,
    pub(crate) contexts: Vec<(usize, Context)>,
    pub(crate) links: Vec<(usize, LinkKind, Evidence)>,
}

impl Told {
    /// The sources named for a sentence (index into [`Report::reads`]).
    pub(crate) fn attributions_of(&self, read: usize) -> &[Attribution] {
        let first = self.attributions.partition_point(|attribution| attribution.read < read);
        let end = self.attributions.partition_point(|attribution| attribution.read <= read);
        &self.attributions[first..end]
    }

    /// The rules that matched.
    pub(crate) fn rules(&self) -> Vec<RuleName> {
        let claims = self.claims.iter().map(|claim| claim.evidence.rule);
        let attributions = self.attributions.iter().map(|attribution| attribution.evidence.rule);
        let statements = self.statements.iter().flat_map(|(_, statement)| statement.evidence.iter().map(|evidence| evidence.rule));
        let responses = self.responses.iter().flat_map(|(_, response)| response.evidence.iter().map(|evidence| evidence.rule));
        let contexts = self.contexts.iter().flat_map(|(_, context)| context.evidence.iter().map(|evidence| evidence.rule));
        let links = self.links.iter().map(|(_, _, evidence)| evidence.rule);
        claims.chain(attributions).chain(statements).chain(responses).chain(contexts).chain(links).collect()
    }
}

impl Told {
    /// What is told in one sentence, a line each, for those who write rules.
    pub(crate) fn outline(&self, read: usize, out: &mut String) {
        for source in self.attributions.iter().filter(|source| source.read == read) {
            let _ = writeln!(out, "    source {} ({}) · {}", source.name, source.kind.as_str(), source.evidence.rule);
        }
        for claim in self.claims.iter().filter(|claim| claim.read == read) {
            let _ = writeln!(
                out,
                "    {} {:?} {:?} by {:?} · {}",
                claim.status.as_str(),
                claim.party,
                claim.organisation,
                claim.by,
                claim.evidence.rule
            );
        }
        for (_, statement) in self.statements.iter().filter(|(at, _)| *at == read) {
            let rule = statement.evidence.first().map_or("", |evidence| evidence.rule);
            let _ = writeln!(
                out,
                "    {} by {} ({:?}) {:?} · {rule}",
                statement.act.as_str(),
                statement.speaker,
                statement.organisation,
                statement.count
            );
        }
        for (_, response) in self.responses.iter().filter(|(at, _)| *at == read) {
            let rule = response.evidence.first().map_or("", |evidence| evidence.rule);
            let _ = writeln!(out, "    response of {}: {} · {rule}", response.party, response.action);
        }
        for (_, context) in self.contexts.iter().filter(|(at, _)| *at == read) {
            let rule = context.evidence.first().map_or("", |evidence| evidence.rule);
            let days = context.when.as_ref().map(|when| (when.first, when.last));
            let _ = writeln!(out, "    context {} {days:?} {:?} · {rule}", context.kind.as_str(), context.parties);
        }
        for (_, kind, evidence) in self.links.iter().filter(|(at, _, _)| *at == read) {
            let _ = writeln!(out, "    link {} · {}", kind.as_str(), evidence.rule);
        }
    }
}

/// Everything told about the events of a report.
pub(crate) fn find_told(report: &Report) -> Told {
    let mut told = Told::default();
    let mut memory = Memory::default();
    let mut calendar = context::Calendar::default();
    for (index, read) in report.reads.iter().enumerate() {
        calendar.turn_to(report, read);
        if read.chunks.chunks.is_empty() {
            continue;
        }
        let mut sentence = Sentence { report, index, read, introduced: &[] };
        let introduced = introduced::introduced(&sentence);
        sentence.introduced = &introduced;
        let speakers = source::find_sources(&sentence, &mut memory, &mut told);
        claim::find_claims(&sentence, &memory, &speakers, &mut told);
        response::find_responses(&sentence, &speakers, &mut told);
        statement::find_statements(&sentence, &mut memory, &mut told);
        link::find_links(&sentence, &mut told);
        context::find_contexts(&sentence, &calendar, &mut told);
        party::remember(&sentence, &mut memory);
    }
    told
}
