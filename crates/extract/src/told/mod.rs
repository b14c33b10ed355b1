//! What is told about the events: who says it, who claims or denies it, who answers, what surrounds it.

use recount_model::{
    Context, Evidence, LinkKind, Response, ResponsibilityStatus, RuleName, SourceKind, Statement,
};

use crate::Report;

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

/// Everything told about the events of a report.
pub(crate) fn find_told(report: &Report) -> Told {
    let _ = report;
    Told::default()
}
