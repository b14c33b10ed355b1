//! From a draft to the published incident: tactic, stage, time, place, parties, objects, weapons, responsibility.

use recount_lexicon::words::{GroupKind, Strength};
use recount_model::Party;
use recount_model::{
    Certainty, Discourse, Effect, Evidence, Incident, IncidentEvidence, Link, LinkKind, Note, Object, PartyKind, Place, Responsibility,
    ResponsibilityStatus, SourceNamed, Stage, Stance, Tactic, WeaponUsed,
};
use recount_text::Part;

use super::draft::Draft;
use super::strand::Strand;
use super::{frame, tally, time};
use crate::chunk::traits;
use crate::event::Event;
use crate::event::people::people;
use crate::told::{Claim, Told};
use crate::{Read, Report};

/// The incident of a draft.
pub(super) fn incident(report: &Report, strands: &[Strand], draft: &Draft, told: &Told, notes: &mut Vec<Note>) -> Incident {
    let (tactic, also, tactic_evidence) = tactic(report, strands, draft);
    let (casualties, totals) = tally::tally(report, strands, draft, tactic, told);
    let hit = |total: &Option<recount_model::Total>| total.as_ref().is_some_and(|total| total.count.high != Some(0));
    let stage = stage(report, strands, draft, hit(&totals.killed) || hit(&totals.wounded));
    let first = &strands[draft.strands[0]];
    let span = report.text.sentences[report.reads[first.read].sentence].span;
    let mut incident = Incident {
        discourse: draft.discourse,
        frame: frame::frame(report, strands, draft, tactic),
        tactic,
        also,
        stage,
        certainty: Certainty::Stated,
        evidence: IncidentEvidence {
            tactic: tactic_evidence,
            stage: Vec::new(),
            certainty: Vec::new(),
            discourse: vec![Evidence::new(span, if draft.discourse == Discourse::News { "discourse.news" } else { "discourse.earlier" })],
        },
        when: when(report, strands, draft, notes),
        place: place(report, draft),
        places: Vec::new(),
        parties: parties(report, strands, draft),
        objects: objects(report, strands, draft),
        weapons: weapons(report, strands, draft),
        casualties,
        totals,
        responsibility: Responsibility { status: ResponsibilityStatus::Unknown, party: None, by: None, evidence: Vec::new() },
        responses: Vec::new(),
        links: Vec::new(),
        sources: Vec::new(),
        confidence: 50,
    };
    tell(strands, draft, told, &mut incident);
    own_state(report, &mut incident);
    incident
}

/// The more specific first (CODEBOOK §3).
const SPECIFIC: &[Tactic] = &[
    Tactic::SuicideBombing,
    Tactic::ChemicalAttack,
    Tactic::HostageTaking,
    Tactic::Kidnapping,
    Tactic::AirStrike,
    Tactic::Shelling,
    Tactic::VehicleRamming,
    Tactic::Bombing,
    Tactic::Ambush,
    Tactic::Assassination,
    Tactic::Execution,
    Tactic::SexualViolence,
    Tactic::Massacre,
    Tactic::Arson,
    Tactic::Looting,
    Tactic::MobViolence,
    Tactic::Crackdown,
    Tactic::Disappearance,
    Tactic::Clash,
    Tactic::Seizure,
    Tactic::ArmedAssault,
    Tactic::Beating,
    Tactic::OtherViolence,
];

pub(super) fn tactic(report: &Report, strands: &[Strand], draft: &Draft) -> (Tactic, Option<Tactic>, Vec<Evidence>) {
    let mut weights: Vec<(Tactic, i32, Evidence)> = Vec::new();
    let mut add = |tactic: Tactic, weight: i32, evidence: Evidence| match weights.iter_mut().find(|(known, _, _)| *known == tactic) {
        Some((_, sum, _)) => *sum += weight,
        None => weights.push((tactic, weight, evidence)),
    };
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        let top = if matches!(read.part, Part::Headline | Part::Lead | Part::Highlight) { 2 } else { 1 };
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let chunk = &read.chunks.chunks[event.chunk];
            if let Some(tactic) = event.entry.tactic {
                let weight = if event.entry.strength == Strength::Strong { 4 } else { 2 };
                add(tactic, weight * top, Evidence::new(report.text.span(chunk.tokens.clone()), event.rule));
            }
            // A weapon named in a sentence of harm stands for its tactic, if no act does.
            if event.outcome.is_some() && event.actor.is_none() {
                for part in read.chunks.parts.iter().filter(|part| part.traits & traits::WEAPON != 0) {
                    if let Some(tactic) = part.weapon.filter(|weapon| !weapon.weak).and_then(|weapon| weapon.tactic) {
                        add(tactic, top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.weapon-beside"));
                    }
                }
            }
            let weapon_parts = event
                .actor
                .into_iter()
                .chain([event.chunk])
                .flat_map(|chunk| read.chunks.parts[read.chunks.chunks[chunk].parts.clone()].iter());
            for part in weapon_parts {
                if let Some(tactic) = part.weapon.filter(|weapon| !weapon.weak).and_then(|weapon| weapon.tactic) {
                    add(tactic, 4 * top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.weapon"));
                }
                if part.people.is_some() && words_hold(report, part.tokens.clone(), "suicide") {
                    add(Tactic::SuicideBombing, 5 * top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.bomber"));
                }
            }
        }
    }
    if let Some(evidence) = against_protesters(report, strands, draft) {
        add(Tactic::Crackdown, 8, evidence);
    }
    let most = weights.iter().map(|(_, weight, _)| *weight).max().unwrap_or(0);
    let mut likely: Vec<&(Tactic, i32, Evidence)> = weights.iter().filter(|(_, weight, _)| *weight * 3 >= most).collect();
    likely.sort_by_key(|(tactic, _, _)| SPECIFIC.iter().position(|known| known == tactic));
    let first = likely.first().map(|(tactic, _, evidence)| (*tactic, *evidence));
    let second = likely
        .iter()
        .skip(1)
        .find(|(tactic, weight, _)| *weight * 2 >= most && *tactic != Tactic::ArmedAssault)
        .map(|(tactic, _, _)| *tactic);
    match first {
        Some((tactic, evidence)) => (tactic, second, vec![evidence]),
        None => (Tactic::ArmedAssault, None, Vec::new()),
    }
}

/// Troops or police on one side, protesters on the other, and somebody hurt.
fn against_protesters(report: &Report, strands: &[Strand], draft: &Draft) -> Option<Evidence> {
    draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| {
        let read = &report.reads[strand.read];
        let parts = || read.chunks.parts.iter().filter(|part| part.traits != 0);
        let forces = parts().any(|part| part.people.is_some_and(|entry| entry.stance == Some(Stance::Responder)));
        let protesters = parts().find(|part| part.people.is_some_and(|entry| entry.kind == PartyKind::Protesters))?;
        let hurt = strand.figures.iter().any(|figure| !figure.attackers);
        (forces && hurt).then(|| Evidence::new(report.text.span(protesters.tokens.clone()), "tactic.against-protesters"))
    })
}

fn words_hold(report: &Report, mut tokens: std::ops::Range<usize>, word: &str) -> bool {
    tokens.any(|token| report.text.fold(token) == word)
}

fn stage(report: &Report, strands: &[Strand], draft: &Draft, harm: bool) -> Stage {
    let foiled = draft.strands.iter().map(|i| &strands[*i]).filter(|strand| strand.cues.foiled).count();
    let top = draft
        .strands
        .iter()
        .map(|i| &strands[*i])
        .any(|strand| strand.cues.foiled && matches!(report.reads[strand.read].part, Part::Headline | Part::Lead));
    if !harm && (top || foiled * 2 > draft.strands.len()) { Stage::Foiled } else { Stage::Accomplished }
}

fn when(report: &Report, strands: &[Strand], draft: &Draft, notes: &mut Vec<Note>) -> Option<recount_model::When> {
    let mut when = draft.when.clone();
    if when.is_none() {
        let dated = draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| {
            let mention = strand.when.map(|when| &report.reads[strand.read].whens[when])?;
            (mention.first.is_none() && mention.kind != crate::mention::when::WhenKind::TimeOfDay).then_some(mention)
        });
        if let Some(mention) = dated.filter(|_| report.text.document.published.is_none()) {
            notes.push(Note {
                rule: "date.no-publication",
                message: format!(
                    "\"{}\" is not resolved: the report has no publication date; give one",
                    &report.text.document[mention.span]
                ),
                evidence: vec![Evidence::new(mention.span, mention.rule)],
            });
        }
        if draft.discourse == Discourse::News {
            when = draft.strands.iter().find_map(|i| time::of_speech(report, &strands[*i])).or_else(|| time::assumed(report, None));
        }
    }
    when
}

fn place(report: &Report, draft: &Draft) -> Option<Place> {
    let index = draft.place.or_else(|| {
        // A dateline names the bureau, not the site: its country is believed, no more.
        (draft.discourse == Discourse::News && !report.places.is_empty())
            .then(|| report.places.iter().position(|place| place.chosen.is_some()))
            .flatten()
    })?;
    let mention = &report.places[index];
    let id = mention.chosen?;
    Some(crate::mention::place::place_of(&report.coder.gazetteer, report.text, mention, id))
}

fn parties(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let violent = event.outcome.is_none_or(|outcome| {
                !matches!(outcome, recount_model::Outcome::Released | recount_model::Outcome::Rescued | recount_model::Outcome::Detained)
            });
            if let Some(actor) = event.actor.filter(|_| violent) {
                let stance = if answers_attack(read, event) { Stance::Responder } else { Stance::Initiator };
                add_parties(report, read, actor, stance, event.rule, &mut parties);
            }
            act_owner(report, read, event, &mut parties);
            if let Some(target) = event.target {
                add_parties(report, read, target, Stance::Target, event.rule, &mut parties);
            }
        }
    }
    parties
}

/// "Russia struck a station": a country that acts is its government.
fn is_state(part: &crate::chunk::Part) -> bool {
    part.traits & traits::PLACE != 0 && part.country.is_some()
}

fn add_parties(report: &Report, read: &Read, chunk: usize, stance: Stance, rule: &'static str, parties: &mut Vec<Party>) {
    let lexicon = &report.coder.lexicon;
    for part in read.chunks.parts[read.chunks.chunks[chunk].parts.clone()]
        .iter()
        .filter(|part| part.traits & (traits::PERSON | traits::GROUP | traits::WEAPON) != 0 || is_state(part))
    {
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
            kind: if people.kind == PartyKind::Unknown { PartyKind::UnidentifiedArmed } else { people.kind },
            country: people.nationality.clone(),
            size: people.counted.then_some(people.count),
            evidence: vec![evidence],
        });
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
    state && !others
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
        name: report.text.document[span].to_owned(),
        kind: armed.map_or(PartyKind::StateForces, |group| group.kind),
        organisation: Some(organisation),
        country: part.country.map(|code| String::from_utf8_lossy(&code).into_owned()),
        identified: true,
        size: None,
        evidence: vec![Evidence::new(span, "party.owner-of-act")],
    });
}

/// "The army opened fire": the army of the country it happened in.
fn own_state(report: &Report, incident: &mut Incident) {
    let country = incident.place.as_ref().and_then(|place| place.country.as_deref()).and_then(|code| code.as_bytes().try_into().ok());
    let Some(state) = country.and_then(|code| state_of(report, code)) else { return };
    for party in incident
        .parties
        .iter_mut()
        .filter(|party| party.stance == Stance::Initiator && party.kind == PartyKind::StateForces && party.organisation.is_none())
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

fn objects(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<Object> {
    let mut objects: Vec<Object> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let effect = effect(event.entry.act);
            // "… before troops retook it": the object told of last.
            if event.target.is_some_and(|target| read.chunks.chunks[target].traits & traits::PRONOUN != 0) && effect != Effect::Attacked {
                if let Some(last) = objects.last_mut().filter(|last| !last.effects.contains(&effect)) {
                    last.effects.push(effect);
                }
            }
            let chunks = event.target.into_iter().chain([event.chunk]).chain(event.victim);
            for part in chunks.flat_map(|chunk| read.chunks.parts[read.chunks.chunks[chunk].parts.clone()].iter()) {
                let Some(object) = part.object.filter(|_| part.traits != 0) else { continue };
                let span = report.text.span(part.tokens.clone());
                let name = report.text.document[span].to_owned();
                let evidence = Evidence::new(span, event.rule);
                let owner = part.group.map(|group| report.coder.lexicon.group(group));
                let un =
                    owner.is_some_and(|owner| matches!(owner.list, GroupKind::Mission | GroupKind::Agency(recount_model::SourceKind::Un)));
                let kind = match object.kind {
                    recount_model::ObjectKind::MilitaryBase
                    | recount_model::ObjectKind::GovernmentBuilding
                    | recount_model::ObjectKind::PolicePost
                        if un =>
                    {
                        recount_model::ObjectKind::UnBase
                    }
                    kind => kind,
                };
                if let Some(known) = objects
                    .iter_mut()
                    .find(|known| known.kind == kind && (known.name == name || known.name.ends_with(&name) || name.ends_with(&known.name)))
                {
                    if !known.effects.contains(&effect) {
                        known.effects.push(effect);
                    }
                    known.evidence.push(evidence);
                    continue;
                }
                objects.push(Object {
                    name,
                    kind,
                    owner: owner.map(|owner| owner.name.clone()),
                    effects: vec![effect],
                    evidence: vec![evidence],
                });
            }
        }
    }
    objects
}

fn effect(act: recount_lexicon::words::Act) -> Effect {
    use recount_lexicon::words::Act;
    match act {
        Act::Destroy | Act::Burn | Act::Blowup => Effect::Destroyed,
        Act::Damage => Effect::Damaged,
        Act::Seize => Effect::Seized,
        Act::Retake => Effect::Retaken,
        _ => Effect::Attacked,
    }
}

fn weapons(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<WeaponUsed> {
    let mut weapons: Vec<WeaponUsed> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for part in &read.chunks.parts {
            let Some(weapon) = part.weapon.filter(|weapon| part.traits & (traits::WEAPON | traits::ACT) != 0 && !weapon.weak) else {
                continue;
            };
            let span = report.text.span(part.tokens.clone());
            let evidence = Evidence::new(span, "weapon.named");
            match weapons.iter_mut().find(|known| known.kind == weapon.kind) {
                Some(known) => known.evidence.push(evidence),
                None => {
                    weapons.push(WeaponUsed { name: report.text.document[span].to_owned(), kind: weapon.kind, evidence: vec![evidence] })
                }
            }
        }
    }
    weapons
}

/// Sources, claims and responses told in the sentences of the incident.
fn tell(strands: &[Strand], draft: &Draft, told: &Told, incident: &mut Incident) {
    let reads: Vec<usize> = draft.strands.iter().map(|i| strands[*i].read).collect();
    for attribution in told.attributions.iter().filter(|attribution| reads.contains(&attribution.read)) {
        match incident.sources.iter_mut().find(|known| known.name == attribution.name) {
            Some(known) => known.evidence.push(attribution.evidence),
            None => incident.sources.push(SourceNamed {
                name: attribution.name.clone(),
                kind: attribution.kind,
                evidence: vec![attribution.evidence],
            }),
        }
    }
}

/// Claims, responses and links, which may stand in sentences without an event of their own.
pub(super) fn link(incidents: &mut [Incident], told: &Told, of_read: &dyn Fn(usize) -> Vec<usize>) {
    let news: Vec<usize> = (0..incidents.len()).filter(|i| incidents[*i].discourse == Discourse::News).collect();
    for claim in &told.claims {
        let mut of_claim: Vec<usize> = of_read(claim.read).into_iter().filter(|i| news.contains(i)).collect();
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
    for (read, response) in &told.responses {
        if let Some(incident) = of_read(*read).first().and_then(|i| incidents.get_mut(*i)) {
            incident.responses.push(response.clone());
        }
    }
    let news: Vec<usize> = (0..incidents.len()).filter(|i| incidents[*i].discourse == Discourse::News).collect();
    for (_, kind, evidence) in &told.links {
        if let [first, second, ..] = news[..] {
            let kind: LinkKind = *kind;
            incidents[first].links.push(Link { to: second, kind, evidence: vec![*evidence] });
            incidents[second].links.push(Link { to: first, kind, evidence: vec![*evidence] });
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
    let Some((organisation, name)) = claim.organisation.as_ref().zip(claim.party.as_ref()) else { return };
    let is_known =
        |party: &Party| party.organisation.as_ref() == Some(organisation) && matches!(party.stance, Stance::Initiator | Stance::Unclear);
    match incident.parties.iter_mut().find(|party| is_known(party)) {
        Some(party) => party.evidence.push(claim.evidence),
        None => incident.parties.push(Party {
            stance,
            name: name.clone(),
            organisation: Some(organisation.clone()),
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
