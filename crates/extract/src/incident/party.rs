//! The parties of an incident: who acts, who answers and at whom it is aimed ("gunmen stormed a barracks": two parties).

use recount_lexicon::words::{Act, GroupKind};
use recount_model::{Evidence, Incident, Party, PartyKind, Role, Stance, Tactic};

use super::draft::Draft;
use super::strand::Strand;
use crate::chunk::traits;
use crate::event::Event;
use crate::event::people::people;
use crate::{Read, Report};

/// The parties, in the order in which they are named.
pub(super) fn parties(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let violent = event.outcome.is_none_or(|outcome| {
                !matches!(outcome, recount_model::Outcome::Released | recount_model::Outcome::Rescued | recount_model::Outcome::Detained)
            });
            let acts = |actor: &usize| violent && !is_only_hurt(read, *actor);
            if let Some(actor) = event.actor.filter(acts) {
                let stance = if answers_attack(read, event) { Stance::Responder } else { Stance::Initiator };
                add_parties(report, read, actor, stance, event.rule, &mut parties);
            }
            act_owner(report, read, event, &mut parties);
            if let Some(target) = event.target {
                add_parties(report, read, target, Stance::Target, event.rule, &mut parties);
                add_owners(report, read, target, &mut parties);
            }
        }
    }
    parties
}

/// "200 of its men, killed or wounded, were left behind": whoever is only hurt attacks nobody.
fn is_only_hurt(read: &Read, actor: usize) -> bool {
    let hurt = |event: &Event| {
        let harm = matches!(
            event.outcome,
            Some(recount_model::Outcome::Killed | recount_model::Outcome::Wounded | recount_model::Outcome::Harmed)
        );
        event.victim == Some(actor) && harm && event.entry.act != Act::Suicide
    };
    let chunk = &read.chunks.chunks[actor];
    let known = read.chunks.parts[chunk.parts.clone()].iter().any(|part| part.people.is_some_and(|entry| entry.stance.is_some()));
    !known && chunk.traits & (traits::INITIATOR | traits::GROUP | traits::WEAPON) == 0 && read.events.iter().any(hurt)
}

/// "Russia struck a station": a country that acts is its government.
fn is_state(part: &crate::chunk::Part) -> bool {
    part.traits & traits::PLACE != 0 && part.country.is_some()
}

fn add_parties(report: &Report, read: &Read, chunk: usize, stance: Stance, rule: &'static str, parties: &mut Vec<Party>) {
    let lexicon = &report.coder.lexicon;
    for part in read.chunks.parts[read.chunks.chunks[chunk].parts.clone()].iter().filter(|part| {
        part.traits & (traits::PERSON | traits::GROUP | traits::WEAPON) != 0 || stance == Stance::Initiator && is_state(part)
    }) {
        if part.traits & traits::WEAPON != 0 && part.country.is_none() && part.group.is_none() {
            continue;
        }
        let Some(people) = people(lexicon, report.text, &read.counts, part) else { continue };
        let group = part.group.map(|group| lexicon.group(group));
        let named = group
            .filter(|group| !matches!(group.list, GroupKind::Agency(_)))
            .map(|group| group.organisation.clone())
            .filter(|name| !name.is_empty());
        let is_force = part.people.is_some_and(|entry| entry.stance == Some(Stance::Responder))
            || part.weapon.is_some_and(|weapon| weapon.kind == recount_model::WeaponKind::Aircraft);
        let organisation = named.or_else(|| {
            part.country.filter(|_| is_force || is_state(part) && stance == Stance::Initiator).and_then(|code| state_of(report, code))
        });
        // Police and soldiers that shoot back answer the attack.
        let stance = match (stance, people.stance) {
            (Stance::Target, Some(Stance::Initiator)) => Stance::Initiator,
            (stance, _) => stance,
        };
        let evidence = Evidence::new(people.words, rule);
        if let Some(known) = parties.iter_mut().find(|known| {
            known.stance == stance && (known.name == people.who || (organisation.is_some() && known.organisation == organisation))
        }) {
            known.evidence.push(evidence);
            continue;
        }
        parties.push(Party {
            stance,
            name: people.who.clone(),
            identified: organisation.is_some() || people.named,
            organisation,
            kind: match people.kind {
                PartyKind::Unknown if is_force || is_state(part) => PartyKind::StateForces,
                PartyKind::Unknown => PartyKind::UnidentifiedArmed,
                kind => kind,
            },
            country: people.nationality.clone(),
            size: people.counted.then_some(people.count),
            evidence: vec![evidence],
        });
    }
}

/// "Gunmen attacked a MINUSMA camp": whose camp it is, is attacked with it.
fn add_owners(report: &Report, read: &Read, target: usize, parties: &mut Vec<Party>) {
    for part in read.chunks.parts[read.chunks.chunks[target].parts.clone()].iter().filter(|part| part.traits & traits::OBJECT != 0) {
        let Some(group) = part.group.map(|group| report.coder.lexicon.group(group)).filter(|group| !group.organisation.is_empty()) else {
            continue;
        };
        let evidence = Evidence::new(report.text.span(part.tokens.clone()), "party.owner-of-object");
        let same = |party: &&mut Party| party.stance == Stance::Target && party.organisation.as_ref() == Some(&group.organisation);
        match parties.iter_mut().find(same) {
            Some(known) => known.evidence.push(evidence),
            None => parties.push(Party {
                stance: Stance::Target,
                name: group.name.clone(),
                organisation: Some(group.organisation.clone()),
                kind: group.kind,
                country: None,
                identified: true,
                size: None,
                evidence: vec![evidence],
            }),
        }
    }
}

/// Police or soldiers who kill or arrest attackers answer an attack; those who kill others make one.
fn answers_attack(read: &Read, event: &Event) -> bool {
    let state = event.actor.is_some_and(|actor| {
        let parts = &read.chunks.parts[read.chunks.chunks[actor].parts.clone()];
        parts.iter().any(|part| part.traits != 0 && part.people.is_some_and(|entry| entry.stance == Some(Stance::Responder)))
    });
    let others = event.victim.or(event.target).is_some_and(|hurt| {
        let chunk = &read.chunks.chunks[hurt];
        chunk.traits & (traits::PERSON | traits::PLACE | traits::OBJECT) != 0
            && chunk.traits & traits::INITIATOR == 0
            && (chunk.traits & traits::COUNTED != 0 || read.chunks.parts[chunk.parts.start].people.is_none_or(|entry| entry.plural))
    });
    // "Police raided a flat": a search, whoever lives there.
    let search = event.entry.act == Act::Attack
        && event.outcome.is_none()
        && event.actor.is_some_and(|actor| {
            let parts = &read.chunks.parts[read.chunks.chunks[actor].parts.clone()];
            parts.iter().any(|part| part.people.is_some_and(|entry| entry.role == Role::Police))
        });
    // "Commandos entered, killing six of the militants": whoever kills attackers and is none.
    let of_attackers = event.victim.is_some_and(|victim| read.chunks.chunks[victim].traits & traits::INITIATOR != 0)
        && event.actor.is_some_and(|actor| read.chunks.chunks[actor].traits & (traits::INITIATOR | traits::ACT | traits::WEAPON) == 0);
    state && (!others || search) || of_attackers && !others
}

/// "a Russian air strike", "an Islamic State attack": the words before the act name who did it.
fn act_owner(report: &Report, read: &Read, event: &Event, parties: &mut Vec<Party>) {
    let chunk = &read.chunks.chunks[event.chunk];
    let Some(part) = read.chunks.parts[chunk.parts.clone()].iter().find(|part| part.traits & traits::ACT != 0) else { return };
    let armed = part
        .group
        .map(|group| report.coder.lexicon.group(group))
        .filter(|group| matches!(group.list, GroupKind::Armed | GroupKind::Force(_)));
    let from_afar = matches!(event.entry.tactic, Some(Tactic::AirStrike | Tactic::Shelling))
        || part.weapon.is_some_and(|weapon| matches!(weapon.tactic, Some(Tactic::AirStrike | Tactic::Shelling)));
    let state = part.country.filter(|_| from_afar && part.place.is_none()).and_then(|code| state_of(report, code));
    let Some(organisation) = armed.map(|group| group.organisation.clone()).filter(|name| !name.is_empty()).or(state) else { return };
    let span = report.text.span(part.tokens.clone());
    if parties.iter().any(|known| known.organisation.as_ref() == Some(&organisation)) {
        return;
    }
    parties.push(Party {
        stance: Stance::Initiator,
        name: armed.map_or_else(|| organisation.clone(), |group| group.name.clone()),
        kind: armed.map_or(PartyKind::StateForces, |group| group.kind),
        organisation: Some(organisation),
        country: part.country.map(|code| String::from_utf8_lossy(&code).into_owned()),
        identified: true,
        size: None,
        evidence: vec![Evidence::new(span, "party.owner-of-act")],
    });
}

/// "The army opened fire", "activists accused government forces": those of the country it happened in.
pub(super) fn own_state(report: &Report, incident: &mut Incident) {
    let country = incident.place.as_ref().and_then(|place| place.country.as_deref()).and_then(|code| code.as_bytes().try_into().ok());
    let Some(state) = country.and_then(|code| state_of(report, code)) else { return };
    for party in incident
        .parties
        .iter_mut()
        .filter(|party| matches!(party.stance, Stance::Initiator | Stance::Unclear))
        .filter(|party| party.kind == PartyKind::StateForces && party.organisation.is_none())
    {
        party.organisation = Some(state.clone());
        party.evidence.push(Evidence::new(party.evidence[0].span, "party.state-of-the-place"));
    }
}

/// "Government of X".
fn state_of(report: &Report, code: [u8; 2]) -> Option<String> {
    let code = String::from_utf8_lossy(&code).into_owned();
    report.coder.countries.by_iso2(&code).map(|country| format!("Government of {}", with_article(&country.name)))
}

/// English names of countries that take the article.
fn with_article(name: &str) -> String {
    let plural =
        ["United States", "United Kingdom", "Philippines", "Netherlands", "Democratic Republic of the Congo", "Central African Republic"];
    if plural.contains(&name) { format!("the {name}") } else { name.to_owned() }
}
