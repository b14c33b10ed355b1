//! Whether a draft is violence at all, and of what sort.

use recount_lexicon::words::{Act, GroupKind, Strength};
use recount_model::{Frame, ObjectKind, PartyKind, Role, Tactic};

use super::draft::Draft;
use super::strand::Strand;
use crate::chunk::traits;
use crate::Report;

/// Whether the draft tells of violence: an act, or people hurt by somebody.
pub(crate) fn is_violence(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let mut act = false;
    let harmed = draft.strands.iter().any(|i| strands[*i].figures.iter().any(|figure| figure.people.counted));
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let chunks = &read.chunks.chunks;
            let by_somebody = event.actor.is_some_and(|actor| chunks[actor].traits & (traits::INITIATOR | traits::GROUP | traits::WEAPON | traits::PERSON) != 0);
            act |= event.entry.strength == Strength::Strong;
            act |= event.entry.act == Act::Kill && by_somebody;
            act |= matches!(event.entry.act, Act::Attack | Act::Explode | Act::Blowup | Act::Shoot | Act::Strike | Act::Seize | Act::Burn | Act::Fire | Act::Clash)
                && (by_somebody || event.target.is_some() || !strand.figures.is_empty() || harmed);
        }
    }
    act
}

/// The frame of a draft.
pub(crate) fn frame(report: &Report, strands: &[Strand], draft: &Draft, tactic: Tactic) -> Frame {
    let lexicon = &report.coder.lexicon;
    let is_in = |set: &str, token: usize| lexicon.set(set).is_some_and(|set| lexicon.is_in(set, report.words.id(token)));
    let mut political = 0;
    let mut accident = 0;
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for token in report.text.sentences[read.sentence].tokens.clone() {
            accident += i32::from(is_in("accident", token));
            political += i32::from(is_in("terror", token)) * 2;
        }
        political += strand.events.iter().map(|i| &read.events[*i]).filter(|event| event.entry.act == Act::Attack && event.entry.strength == Strength::Weak).count().min(2) as i32;
        for part in &read.chunks.parts {
            let armed = part.group.is_some_and(|group| matches!(lexicon.group(group).list, GroupKind::Armed | GroupKind::Mission | GroupKind::Force(_)));
            political += i32::from(armed) * 3;
            political += part.people.map_or(0, |person| match person.kind {
                PartyKind::RebelGroup | PartyKind::ExternalForces | PartyKind::PoliticalMilitia | PartyKind::IdentityMilitia | PartyKind::Protesters => 3,
                PartyKind::UnidentifiedArmed => 1,
                PartyKind::StateForces => match person.role {
                    Role::Soldier => 2,
                    _ => 0,
                },
                _ => match person.role {
                    Role::Official | Role::Politician | Role::Diplomat | Role::Journalist | Role::UnStaff | Role::AidWorker | Role::Judge => 2,
                    _ => 0,
                },
            });
            political += part.object.map_or(0, |object| match object.kind {
                ObjectKind::UnBase | ObjectKind::MilitaryBase | ObjectKind::PolicePost | ObjectKind::PlaceOfWorship | ObjectKind::Diplomatic | ObjectKind::Checkpoint | ObjectKind::GovernmentBuilding => 2,
                _ => 0,
            });
        }
    }
    let by_tactic = match tactic {
        Tactic::SuicideBombing | Tactic::AirStrike | Tactic::ChemicalAttack | Tactic::Shelling | Tactic::Crackdown => 4,
        Tactic::Bombing | Tactic::Ambush | Tactic::Assassination | Tactic::Massacre | Tactic::Clash | Tactic::Seizure | Tactic::Execution | Tactic::MobViolence => 3,
        Tactic::Kidnapping | Tactic::HostageTaking | Tactic::VehicleRamming => 2,
        _ => 0,
    };
    let score = political + by_tactic;
    if accident > 0 && score < 3 + accident * 2 {
        Frame::Accident
    } else if score >= 4 {
        Frame::Political
    } else if score >= 2 {
        Frame::Unknown
    } else {
        Frame::Criminal
    }
}

/// Whether a draft is of the default scope.
pub(crate) fn is_political(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let (tactic, _, _) = super::cast::tactic(report, strands, draft);
    matches!(frame(report, strands, draft, tactic), Frame::Political | Frame::Unknown)
}
