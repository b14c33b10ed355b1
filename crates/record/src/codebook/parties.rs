//! Who stood on which side, over all reports.

use std::collections::BTreeSet;

use crate::{Party, PartyKind, Side, Stance, Status};

use super::account::Account;
use super::table::Codebooks;

/// The parties of a stance, each once. Where one is identified, those that only have a description are left out.
pub(super) fn parties<'a>(account: &Account<'a>, stance: Stance) -> Vec<&'a Party> {
    let mut seen = BTreeSet::new();
    let lead = account.lead().incident;
    let told = account.news().map(|told| told.incident).filter(|incident| !std::ptr::eq(*incident, lead));
    let all = lead.parties.iter().chain(told.flat_map(|incident| &incident.parties));
    let mut parties: Vec<&Party> = all.filter(|party| party.stance == stance && seen.insert(name(party).to_lowercase())).collect();
    if parties.iter().any(|party| party.organisation.is_some()) {
        parties.retain(|party| party.organisation.is_some() || party.identified);
    }
    parties
}

/// The canonical name of a party, else what the report calls it.
pub(super) fn name(party: &Party) -> &str {
    party.organisation.as_deref().unwrap_or(&party.name)
}

/// Whether those who were struck were armed: as parties, objects or casualties say, in this order.
pub(super) fn is_armed_target(books: &Codebooks, account: &Account) -> bool {
    let targets = parties(account, Stance::Target);
    if !targets.is_empty() {
        return targets.iter().any(|party| books.parties.get(party.kind.as_str(), "armed") == "1");
    }
    let lead = account.lead().incident;
    let objects = lead.objects.iter().map(|object| books.objects.get(object.kind.as_str(), "armed"));
    let victims = lead.casualties.iter().filter(|casualty| casualty.side == Side::Victim && casualty.status == Status::Adopted);
    let roles = victims.map(|casualty| books.roles.get(casualty.role.as_str(), "armed"));
    objects.chain(roles).any(|armed| armed == "1")
}

/// Whether the parties are states or their missions.
pub(super) fn is_state(party: &Party) -> bool {
    matches!(party.kind, PartyKind::StateForces | PartyKind::ExternalForces)
}

/// Organisations of the people who were struck and of the owners of what was hit, without those that are parties.
pub(super) fn organisations_struck<'a>(account: &Account<'a>, but: &[&Party]) -> Vec<&'a str> {
    let lead = account.lead().incident;
    let victims = lead.casualties.iter().filter(|casualty| casualty.side != Side::Initiator && casualty.status == Status::Adopted);
    let all = victims.filter_map(|casualty| casualty.organisation.as_deref());
    let mut names: Vec<&str> = Vec::new();
    for name in all.chain(lead.objects.iter().filter_map(|object| object.owner.as_deref())) {
        if !names.contains(&name) && !but.iter().any(|party| self::name(party) == name) {
            names.push(name);
        }
    }
    names
}
