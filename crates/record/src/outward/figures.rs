//! Numbers outward: each with its words.

use recount_model as model;

use super::{Outward, incident_ids, party_id};
use crate::schema::{Casualty, Count, Sum, Total, Totals};

impl Outward<'_> {
    pub(super) fn count(&self, count: model::Count, words: Option<model::Span>) -> Count {
        Count {
            low: count.low,
            best: count.best,
            high: count.high,
            form: count.form.into(),
            words: words.and_then(|span| self.words(span)),
        }
    }

    pub(super) fn casualty(&self, casualty: &model::Casualty, incident: &model::Incident) -> Casualty {
        let party = casualty.party.filter(|&position| position < incident.parties.len());
        let part_of = casualty.part_of.filter(|&position| position < incident.casualties.len());
        Casualty {
            outcome: casualty.outcome.into(),
            side: casualty.side.into(),
            party: party.map(party_id),
            who: casualty.who.clone(),
            role: casualty.role.into(),
            organisation: casualty.organisation.clone(),
            nationality: casualty.nationality.clone(),
            age: casualty.age.map(Into::into),
            sex: casualty.sex.map(Into::into),
            staff: casualty.staff.map(Into::into),
            count: self.count(casualty.count, Some(casualty.words)),
            total: casualty.total,
            part_of: part_of.map(|position| position as u32),
            by: casualty.by.name.clone(),
            source_kind: casualty.by.kind.into(),
            status: casualty.status.into(),
            evidence: self.evidence(&casualty.evidence),
        }
    }

    pub(super) fn totals(&self, incident: &model::Incident) -> Totals {
        let totals = &incident.totals;
        let total = |total: &Option<model::Total>| total.as_ref().map(|total| self.total(total, incident));
        Totals {
            killed: total(&totals.killed),
            wounded: total(&totals.wounded),
            abducted: total(&totals.abducted),
            missing: total(&totals.missing),
            harmed: total(&totals.harmed),
            initiators_killed: total(&totals.initiators_killed),
            initiators_wounded: total(&totals.initiators_wounded),
            initiators_arrested: total(&totals.initiators_arrested),
        }
    }

    fn total(&self, total: &model::Total, incident: &model::Incident) -> Total {
        Total {
            count: self.count(total.count, words_of_total(total, incident)),
            from: total.from.into(),
            side_unclear: total.side_unclear,
            evidence: self.evidence(&total.evidence),
        }
    }

    pub(super) fn sum(&self, sum: &model::Sum, coded: &model::Coded) -> Sum {
        Sum {
            outcome: sum.outcome.into(),
            side: sum.side.into(),
            count: self.count(sum.count, Some(sum.words)),
            covers: incident_ids(&sum.covers, coded),
            by: sum.by.clone(),
            source_kind: sum.source_kind.into(),
            evidence: self.evidence(&sum.evidence),
        }
    }
}

/// The words of a total: those of the casualty figure that it repeats, else of the number its evidence points at. A
/// sum of several parts has no words of its own.
fn words_of_total(total: &model::Total, incident: &model::Incident) -> Option<model::Span> {
    let told_at = |span: model::Span| total.evidence.iter().any(|it| it.span.holds(span) || span.holds(it.span));
    incident
        .casualties
        .iter()
        .find(|casualty| casualty.count == total.count && told_at(casualty.words))
        .map(|casualty| casualty.words)
        .or_else(|| match total.from {
            model::TotalFrom::Sum => None,
            model::TotalFrom::Stated | model::TotalFrom::Refined => words_of_number(&total.evidence),
        })
}

/// The first words that a rule for numbers has read.
pub(super) fn words_of_number(evidence: &[model::Evidence]) -> Option<model::Span> {
    evidence.iter().find(|evidence| evidence.rule.starts_with("count.")).map(|evidence| evidence.span)
}
