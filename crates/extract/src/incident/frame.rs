//! Whether a draft is violence at all, and of what sort.
//!
//! "Chelsea clash with Barcelona" and "the Mumbai bombings film" are no violence: a word that also has a peaceful use
//! needs somebody armed or somebody hurt beside it.

use recount_lexicon::words::{Act, GroupKind, SetId, Strength};
use recount_model::{Frame, Outcome, PartyKind, Role, Tactic, WeaponKind};
use recount_text::Part;

use super::draft::Draft;
use super::strand::Strand;
use crate::chunk::traits;
use crate::event::Event;
use crate::{Read, Report};

/// What the sentences of a draft hold.
#[derive(Default)]
struct Signs {
    /// Somebody was killed, wounded or abducted.
    harmed: bool,
    /// A group, force, weapon or attacker stands there.
    armed: bool,
    /// A word that means violence only.
    hard: bool,
    /// A word that means violence among other things.
    soft: bool,
    /// "killed", "wounded": harm that somebody does.
    hurt: bool,
    /// A word of everyday use ("hit", "beat", "strike").
    loose: bool,
    /// A violent word with somebody or something done to.
    aimed: bool,
}

/// Whether the draft tells of violence: an act, or people hurt by somebody.
pub(crate) fn is_violence(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let mut signs = Signs::default();
    for strand in draft.strands.iter().map(|i| &strands[*i]).filter(|strand| !strand.cues.unreal || strand.cues.foiled) {
        let read = &report.reads[strand.read];
        signs.harmed |= strand.figures.iter().any(|figure| {
            matches!(
                figure.outcome,
                Outcome::Killed
                    | Outcome::Wounded
                    | Outcome::Harmed
                    | Outcome::Abducted
                    | Outcome::Released
                    | Outcome::Rescued
                    | Outcome::Missing
            ) && figure.people.count.form != recount_model::CountForm::None
        });
        signs.armed |= is_armed(report, read);
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            look(read, event, &mut signs);
        }
    }
    if is_peaceful(report, strands, draft) {
        return false;
    }
    let plain = signs.hard || signs.soft || signs.loose;
    signs.hard && (signs.aimed || signs.harmed || signs.armed)
        || signs.hurt && signs.armed
        || signs.harmed && (signs.armed && plain || signs.soft)
        || plain && signs.armed && signs.aimed
}

/// Sport, films, markets, animals and computers have attacks, shots and battles too: their words against those of war.
fn is_peaceful(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let lexicon = &report.coder.lexicon;
    let (Some(peaceful), Some(terror)) = (lexicon.set("peaceful"), lexicon.set("terror")) else { return false };
    let mut sentences: Vec<usize> = draft.strands.iter().map(|i| report.reads[strands[*i].read].sentence).collect();
    sentences.push(0);
    sentences.sort_unstable();
    sentences.dedup();
    let mut balance = 0;
    for sentence in sentences.iter().filter_map(|i| report.text.sentences.get(*i)) {
        for token in sentence.tokens.clone() {
            let word = report.words.id(token);
            balance += i32::from(lexicon.is_in(peaceful, word)) - i32::from(lexicon.is_in(terror, word)) * 2;
        }
    }
    let reads: Vec<usize> = draft.strands.iter().map(|i| strands[*i].read).collect();
    balance -= reads.iter().filter(|read| is_armed(report, &report.reads[**read])).count().min(3) as i32;
    let dead: u32 = draft
        .strands
        .iter()
        .flat_map(|i| &strands[*i].figures)
        .filter(|figure| figure.people.counted)
        .map(|figure| figure.people.count.low.min(30))
        .max()
        .unwrap_or(0);
    balance - (dead / 3) as i32 > 0
}

fn look(read: &Read, event: &Event, signs: &mut Signs) {
    let chunks = &read.chunks.chunks;
    let peaceful = matches!(
        event.entry.tactic,
        Some(
            Tactic::Clash
                | Tactic::Execution
                | Tactic::Massacre
                | Tactic::Seizure
                | Tactic::Looting
                | Tactic::Beating
                | Tactic::Crackdown
                | Tactic::MobViolence
        )
    );
    let is_act = match event.entry.strength {
        Strength::Strong => true,
        Strength::Harm => false,
        Strength::Weak => !matches!(event.entry.act, Act::FireWord | Act::Foil | Act::Find | Act::Arrest | Act::Capture | Act::Plot),
    };
    let top = matches!(read.part, Part::Headline | Part::Lead | Part::Highlight);
    let blast = event.entry.act == Act::Explode && top && event.actor.is_none();
    let aimed_at = |chunk: Option<usize>| {
        chunk.is_some_and(|chunk| {
            chunks[chunk].traits & (traits::PERSON | traits::GROUP | traits::OBJECT | traits::PLACE | traits::NUMBER) != 0
        })
    };
    let armed_actor = event.actor.is_some_and(|actor| chunks[actor].traits & (traits::INITIATOR | traits::GROUP | traits::WEAPON) != 0);
    signs.hard |= (event.entry.strength == Strength::Strong && !peaceful) || blast;
    let everyday = matches!(
        event.entry.act,
        Act::Strike | Act::Beat | Act::Ram | Act::Destroy | Act::Damage | Act::Burn | Act::Loot | Act::Seize | Act::Clash
    ) && event.entry.strength == Strength::Weak;
    signs.soft |= is_act && !everyday;
    signs.loose |= is_act;
    signs.aimed |= is_act && (aimed_at(event.target) || aimed_at(event.victim) || armed_actor) || blast;
    let by_somebody =
        event.actor.is_some_and(|actor| chunks[actor].traits & (traits::INITIATOR | traits::GROUP | traits::WEAPON | traits::PERSON) != 0);
    let harm = matches!(event.entry.act, Act::Kill | Act::Wound | Act::Abduct | Act::Shoot | Act::Rape | Act::Beat);
    signs.hurt |= matches!(event.entry.act, Act::Kill | Act::Wound | Act::Die) && event.victim.is_some();
    signs.soft |= harm && by_somebody && event.victim.is_some();
}

/// Fighters, forces, attackers or weapons in the sentence.
pub(super) fn is_armed(report: &Report, read: &Read) -> bool {
    let lexicon = &report.coder.lexicon;
    read.chunks.parts.iter().any(|part| {
        let group = part
            .group
            .is_some_and(|group| matches!(lexicon.group(group).list, GroupKind::Armed | GroupKind::Mission | GroupKind::Force(_)));
        let people = part.people.is_some_and(|person| {
            matches!(person.role, Role::Soldier | Role::Combatant | Role::Militia | Role::Peacekeeper) && !person.weak && !person.named
                || matches!(person.kind, PartyKind::UnidentifiedArmed | PartyKind::Rioters)
        });
        group || people || part.weapon.is_some_and(|weapon| !weapon.weak)
    })
}

/// The frame of a draft.
pub(crate) fn frame(report: &Report, strands: &[Strand], draft: &Draft, tactic: Tactic) -> Frame {
    let lexicon = &report.coder.lexicon;
    let [accidents, crimes, terrors] = ["accident", "crime", "terror"].map(|name| lexicon.set(name));
    let is_in = |set: Option<SetId>, token: usize| set.is_some_and(|set| lexicon.is_in(set, report.words.id(token)));
    let (mut political, mut accident, mut crime) = (by_tactic(tactic), 0, 0);
    let (mut killings, mut blind, mut terror, mut device) = (0, 0, 0, false);
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for token in report.text.sentences[read.sentence].tokens.clone() {
            accident += i32::from(is_in(accidents, token));
            crime += i32::from(is_in(crimes, token));
            political += i32::from(is_in(terrors, token)) * 2;
        }
        political += read.chunks.parts.iter().map(|part| politics_of(report, part)).sum::<i32>();
        device |= read.chunks.parts.iter().any(is_device);
        killings += strand.events.iter().map(|i| &read.events[*i]).filter(|event| is_killing(read, event)).count().min(1) as i32 * 4;
        terror += report.text.sentences[read.sentence].tokens.clone().filter(|token| is_in(terrors, *token)).count();
        blind += strand.events.iter().map(|i| &read.events[*i]).filter(|event| is_blind(report, read, event)).count() as i32;
        political +=
            strand.figures.iter().filter(|figure| figure.people.role == Role::Police && !figure.attackers).count().min(1) as i32 * 3;
    }
    // Who kills several for reasons of their own ("jealousy", "estranged wife") is no politician for the number.
    if crime < 2 {
        political += killings;
    }
    if terror == 0 && !device && !matches!(tactic, Tactic::VehicleRamming | Tactic::Arson) {
        accident += 2 * blind;
    }
    // "A bomb derailed a train": a crash that somebody made.
    if device {
        accident = (accident - 2).max(0);
    }
    if accident > 0 && political < 3 + accident * 3 {
        Frame::Accident
    } else if political >= 4 {
        Frame::Political
    } else if crime > 1 || crime > 0 && political < 2 {
        Frame::Criminal
    } else {
        Frame::Unknown
    }
}

/// "A vehicle struck and killed a boy", "the fire killed 60": what kills has no will.
fn is_blind(report: &Report, read: &Read, event: &Event) -> bool {
    use recount_model::ObjectKind;
    let lexicon = &report.coder.lexicon;
    let Some(actor) = event.actor.filter(|_| event.outcome == Some(Outcome::Killed) && event.entry.act == Act::Kill) else { return false };
    let chunk = &read.chunks.chunks[actor];
    let blind = lexicon.set("blind-force").is_some_and(|set| lexicon.is_in(set, report.words.id(chunk.head)));
    let moving = read.chunks.parts[chunk.parts.clone()].iter().any(|part| {
        let kind = part.object.map(|object| object.kind);
        matches!(kind, Some(ObjectKind::Vehicle | ObjectKind::Transport | ObjectKind::Convoy)) && part.weapon.is_none()
    });
    blind || moving
}

/// "bomb", "mine": what goes off because somebody set it.
fn is_device(part: &crate::chunk::Part) -> bool {
    let by_hand = |weapon: &recount_lexicon::words::Thing<WeaponKind>| {
        !weapon.weak && matches!(weapon.tactic, Some(Tactic::Bombing | Tactic::SuicideBombing))
    };
    part.traits != 0 && part.weapon.as_ref().is_some_and(by_hand)
}

/// "A driver killed 84 people": somebody kills several.
fn is_killing(read: &Read, event: &Event) -> bool {
    let chunks = &read.chunks.chunks;
    let by_person = event.actor.is_some_and(|actor| chunks[actor].traits & traits::PERSON != 0);
    event.entry.act == Act::Kill && by_person && event.victim.is_some_and(|victim| chunks[victim].traits & traits::COUNTED != 0)
}

fn by_tactic(tactic: Tactic) -> i32 {
    match tactic {
        Tactic::SuicideBombing | Tactic::AirStrike | Tactic::ChemicalAttack | Tactic::Shelling | Tactic::Crackdown => 4,
        Tactic::Bombing
        | Tactic::Ambush
        | Tactic::Assassination
        | Tactic::Massacre
        | Tactic::Clash
        | Tactic::Seizure
        | Tactic::MobViolence => 3,
        Tactic::Kidnapping | Tactic::HostageTaking | Tactic::VehicleRamming | Tactic::Execution => 2,
        _ => 0,
    }
}

fn politics_of(report: &Report, part: &crate::chunk::Part) -> i32 {
    use recount_model::ObjectKind;
    let lexicon = &report.coder.lexicon;
    let armed =
        part.group.is_some_and(|group| matches!(lexicon.group(group).list, GroupKind::Armed | GroupKind::Mission | GroupKind::Force(_)));
    let people = part.people.map_or(0, |person| match person.kind {
        PartyKind::RebelGroup
        | PartyKind::ExternalForces
        | PartyKind::PoliticalMilitia
        | PartyKind::IdentityMilitia
        | PartyKind::Protesters => 3,
        PartyKind::UnidentifiedArmed => 1,
        PartyKind::StateForces if person.role == Role::Soldier => 2,
        PartyKind::StateForces => 0,
        _ => match person.role {
            Role::Official | Role::Politician | Role::Diplomat | Role::Journalist | Role::UnStaff | Role::AidWorker | Role::Judge => 2,
            _ => 0,
        },
    });
    let object = part.object.map_or(0, |object| match object.kind {
        ObjectKind::UnBase
        | ObjectKind::MilitaryBase
        | ObjectKind::PolicePost
        | ObjectKind::PlaceOfWorship
        | ObjectKind::Diplomatic
        | ObjectKind::Checkpoint
        | ObjectKind::GovernmentBuilding => 2,
        _ => 0,
    });
    i32::from(armed) * 3 + people + object
}

/// Whether a draft is of the default scope.
pub(crate) fn is_political(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let (tactic, _, _) = super::tactic::tactic(report, strands, draft);
    matches!(frame(report, strands, draft, tactic), Frame::Political | Frame::Unknown)
}
