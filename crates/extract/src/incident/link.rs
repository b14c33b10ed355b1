//! What sentences without an event of their own tell of the incidents: who claims them, how others answered, which belong together.

use recount_model::{Discourse, Incident, Link, Party, PartyKind, Responsibility, ResponsibilityStatus, Stance};

use super::draft::{ByRead, MOST_MEANT};
use super::party::own_state;
use crate::Report;
use crate::told::{Claim, Told};

/// Claims, responses and links, which may stand in sentences without an event of their own.
pub(super) fn link(report: &Report, incidents: &mut [Incident], told: &Told, by_read: &ByRead) {
    let news: Vec<usize> = (0..incidents.len()).filter(|i| incidents[*i].discourse == Discourse::News).take(MOST_MEANT).collect();
    for claim in &told.claims {
        let mut of_claim = by_read.of(claim.read);
        of_claim.retain(|i| incidents[*i].discourse == Discourse::News);
        // "claimed the attacks" speaks of all; a sentence on something earlier beside the claim leaves it to the news.
        if of_claim.is_empty() || claim.joint {
            of_claim.clone_from(&news);
        }
        for i in of_claim {
            let incident = &mut incidents[i];
            name_party(incident, claim);
            if rank(claim.status) > rank(incident.responsibility.status) {
                incident.responsibility = Responsibility {
                    status: claim.status,
                    party: claim.organisation.clone().or_else(|| claim.party.clone()),
                    by: claim.by.clone(),
                    evidence: vec![claim.evidence],
                };
            }
        }
    }
    for incident in incidents.iter_mut() {
        own_state(report, incident);
    }
    for (read, response) in &told.responses {
        if let Some(incident) = by_read.of(*read).first().and_then(|i| incidents.get_mut(*i)) {
            incident.responses.push(response.clone());
        }
    }
    let news: Vec<usize> = (0..incidents.len()).filter(|i| incidents[*i].discourse == Discourse::News).take(2).collect();
    for (_, kind, evidence) in &told.links {
        if let [first, second, ..] = news[..] {
            incidents[first].links.push(Link { to: second, kind: *kind, evidence: vec![*evidence] });
            incidents[second].links.push(Link { to: first, kind: *kind, evidence: vec![*evidence] });
        }
    }
}

/// Who claims an attack took part in it; who is accused may have.
fn name_party(incident: &mut Incident, claim: &Claim) {
    let stance = match claim.status {
        ResponsibilityStatus::Claimed => Stance::Initiator,
        ResponsibilityStatus::Accused => Stance::Unclear,
        _ => return,
    };
    let Some(name) = claim.party.as_ref() else { return };
    // "Government forces" take part under the name that they are given; "two men" accused of it do not.
    let is_band = claim.armed && claim.status == ResponsibilityStatus::Claimed;
    if claim.organisation.is_none() && claim.kind != PartyKind::StateForces && !is_band {
        return;
    }
    let is_same = |party: &Party| match &claim.organisation {
        Some(organisation) => party.organisation.as_ref() == Some(organisation),
        None => party.name == *name,
    };
    let is_known = |party: &Party| is_same(party) && matches!(party.stance, Stance::Initiator | Stance::Unclear);
    match incident.parties.iter_mut().find(|party| is_known(party)) {
        Some(party) => party.evidence.push(claim.evidence),
        None => incident.parties.push(Party {
            stance,
            name: name.clone(),
            organisation: claim.organisation.clone(),
            kind: claim.kind,
            country: None,
            identified: true,
            size: None,
            evidence: vec![claim.evidence],
        }),
    }
}

fn rank(status: ResponsibilityStatus) -> u8 {
    match status {
        ResponsibilityStatus::Unknown => 0,
        ResponsibilityStatus::Accused => 1,
        ResponsibilityStatus::NoClaim => 2,
        ResponsibilityStatus::Denied => 3,
        ResponsibilityStatus::Claimed => 4,
    }
}
