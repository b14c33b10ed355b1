//! Time, place and surroundings outward.

use recount_model as model;

use super::{Outward, incident_ids};
use crate::schema::{Context, Finding, Note, Place, Statement, When};

impl Outward<'_> {
    pub(super) fn when(&self, when: &model::When) -> When {
        When {
            first: when.first,
            last: when.last,
            part_of_day: when.part_of_day.map(Into::into),
            assumed: when.assumed,
            evidence: self.evidence(&when.evidence),
        }
    }

    pub(super) fn place(&self, place: &model::Place) -> Place {
        Place {
            name: place.name.clone(),
            as_written: place.as_written.clone(),
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            district: place.district.clone(),
            // JSON has no word for a number that is none.
            lat: place.lat.filter(|degrees| degrees.is_finite()),
            lon: place.lon.filter(|degrees| degrees.is_finite()),
            radius_km: place.radius_km,
            kind: place.kind.into(),
            relation: place.relation.into(),
            gazetteer_id: place.gazetteer_id.clone(),
            evidence: self.evidence(&place.evidence),
        }
    }

    pub(super) fn statement(&self, statement: &model::Statement, coded: &model::Coded) -> Statement {
        Statement {
            speaker: statement.speaker.clone(),
            organisation: statement.organisation.clone(),
            act: statement.act.into(),
            about: incident_ids(&statement.about, coded),
            count: statement.count.map(|(count, words)| self.count(count, Some(words))),
            quote: statement.quote.map(|span| self.place_of(span)),
            evidence: self.evidence(&statement.evidence),
        }
    }

    pub(super) fn context(&self, context: &model::Context) -> Context {
        Context {
            kind: context.kind.into(),
            text: self.words(context.span).unwrap_or_default(),
            when: context.when.as_ref().map(|when| self.when(when)),
            place: context.place.as_ref().map(|place| self.place(place)),
            parties: context.parties.clone(),
            evidence: self.evidence(&context.evidence),
        }
    }

    pub(super) fn finding(&self, finding: &model::Finding) -> Finding {
        Finding {
            rule: finding.rule.to_owned(),
            level: finding.level.into(),
            message: finding.message.clone(),
            evidence: self.evidence(&finding.evidence),
        }
    }

    pub(super) fn note(&self, note: &model::Note) -> Note {
        Note { rule: note.rule.to_owned(), message: note.message.clone(), evidence: self.evidence(&note.evidence) }
    }
}
