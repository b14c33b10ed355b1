//! An incident outward.

use recount_model as model;

use super::figures::words_of_number;
use super::{Outward, incident_id, party_id};
use crate::schema::{Incident, IncidentEvidence, Link, Object, Party, Response, Responsibility, SourceNamed, WeaponUsed};

impl Outward<'_> {
    pub(super) fn incident(&self, position: usize, incident: &model::Incident, coded: &model::Coded) -> Incident {
        let parties = incident.parties.iter().enumerate();
        let known = |link: &&model::Link| link.to < coded.incidents.len();
        Incident {
            id: incident_id(position),
            discourse: incident.discourse.into(),
            frame: incident.frame.into(),
            tactic: incident.tactic.into(),
            also: incident.also.map(Into::into),
            stage: incident.stage.into(),
            certainty: incident.certainty.into(),
            evidence: self.incident_evidence(&incident.evidence),
            when: incident.when.as_ref().map(|when| self.when(when)),
            place: incident.place.as_ref().map(|place| self.place(place)),
            places: incident.places.iter().map(|place| self.place(place)).collect(),
            parties: parties.map(|(i, party)| self.party(i, party)).collect(),
            objects: incident.objects.iter().map(|object| self.object(object)).collect(),
            weapons: incident.weapons.iter().map(|weapon| self.weapon(weapon)).collect(),
            casualties: incident.casualties.iter().map(|casualty| self.casualty(casualty, incident)).collect(),
            totals: self.totals(incident),
            responsibility: self.responsibility(&incident.responsibility),
            responses: incident.responses.iter().map(|response| self.response(response)).collect(),
            links: incident.links.iter().filter(known).map(|link| self.link(link)).collect(),
            sources: incident.sources.iter().map(|source| self.source(source)).collect(),
            confidence: f64::from(incident.confidence.min(100)) / 100.0,
        }
    }

    fn incident_evidence(&self, evidence: &model::IncidentEvidence) -> IncidentEvidence {
        IncidentEvidence {
            tactic: self.evidence(&evidence.tactic),
            stage: self.evidence(&evidence.stage),
            certainty: self.evidence(&evidence.certainty),
            discourse: self.evidence(&evidence.discourse),
        }
    }

    fn party(&self, position: usize, party: &model::Party) -> Party {
        Party {
            id: party_id(position),
            stance: party.stance.into(),
            name: party.name.clone(),
            organisation: party.organisation.clone(),
            kind: party.kind.into(),
            country: party.country.clone(),
            identified: party.identified,
            size: party.size.map(|size| self.count(size, words_of_number(&party.evidence))),
            evidence: self.evidence(&party.evidence),
        }
    }

    fn object(&self, object: &model::Object) -> Object {
        Object {
            name: object.name.clone(),
            kind: object.kind.into(),
            owner: object.owner.clone(),
            effects: object.effects.iter().copied().map(Into::into).collect(),
            evidence: self.evidence(&object.evidence),
        }
    }

    fn weapon(&self, weapon: &model::WeaponUsed) -> WeaponUsed {
        WeaponUsed { name: weapon.name.clone(), kind: weapon.kind.into(), evidence: self.evidence(&weapon.evidence) }
    }

    fn responsibility(&self, responsibility: &model::Responsibility) -> Responsibility {
        Responsibility {
            status: responsibility.status.into(),
            party: responsibility.party.clone(),
            by: responsibility.by.clone(),
            evidence: self.evidence(&responsibility.evidence),
        }
    }

    fn response(&self, response: &model::Response) -> Response {
        Response { party: response.party.clone(), action: response.action.clone(), evidence: self.evidence(&response.evidence) }
    }

    fn link(&self, link: &model::Link) -> Link {
        Link { to: incident_id(link.to), kind: link.kind.into(), evidence: self.evidence(&link.evidence) }
    }

    fn source(&self, source: &model::SourceNamed) -> SourceNamed {
        SourceNamed { name: source.name.clone(), kind: source.kind.into(), evidence: self.evidence(&source.evidence) }
    }
}
