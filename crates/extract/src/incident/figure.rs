//! Figures: people to whom one thing happened, with their number, as one noun group tells it.

use std::ops::Range;

use recount_lexicon::words::{Act, PersonEntry};
use recount_model::{Count, Outcome, PartyKind, Role, RuleName, Stance};

use crate::Report;
use crate::chunk::{Part, traits};
use crate::event::people::{People, people};
use crate::event::Event;

/// A figure of one noun group.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) outcome: Outcome,
    pub(crate) people: People,
    pub(crate) rule: RuleName,
    /// Index into the sentence's events.
    pub(crate) event: usize,
    /// The words alone make them attackers.
    pub(crate) attackers: bool,
    /// "including three children": inside the figure before.
    pub(crate) subset: bool,
    /// The rule says that it is the whole toll.
    pub(crate) toll: bool,
    /// One of a list ("five guards and a driver").
    pub(crate) listed: bool,
}

/// The figures of one event.
pub(crate) fn figures(report: &Report, read: usize, index: usize, clause: &Range<usize>) -> Vec<Figure> {
    let sentence = &report.reads[read];
    let event = &sentence.events[index];
    let mut found = Vec::new();
    if event.entry.act == Act::Suicide {
        found.extend(bombers(report, read, index));
        return found;
    }
    let Some(outcome) = event.outcome else { return found };
    let own_number = event.victim.is_none() && sentence.chunks.chunks[event.chunk].traits & traits::COUNTED != 0;
    let victim = event.victim.or(own_number.then_some(event.chunk));
    let Some(victim) = victim else { return found };
    if event.mood(&sentence.chunks) & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE) != 0 {
        return found;
    }
    let chunk = &sentence.chunks.chunks[victim];
    let parts: Vec<&Part> = sentence.chunks.parts[chunk.parts.clone()].iter().filter(|part| part.traits != 0).collect();
    let listed = parts.len() > 1;
    for part in parts {
        if let Some(people) = people_of(report, sentence, part, own_number) {
            let toll = event.toll || own_number;
            found.push(make(event, index, outcome, people, part.people, Flags { subset: false, toll, listed }));
        }
    }
    let after = victim.max(event.chunk) + 1;
    found.extend(subsets(report, read, index, outcome, after..clause.end));
    found
}

fn people_of(report: &Report, sentence: &crate::Read, part: &Part, own_number: bool) -> Option<People> {
    let mut people = people(&report.coder.lexicon, report.text, &sentence.counts, part)?;
    if own_number {
        people.role = Role::Unknown;
    }
    // Pronouns and groups tell of people, but give no number of their own.
    let tells = part.traits & (traits::PERSON | traits::NUMBER | traits::NAME | traits::COUNTED) != 0 || own_number;
    tells.then_some(people)
}

struct Flags {
    subset: bool,
    toll: bool,
    listed: bool,
}

fn make(event: &Event, index: usize, outcome: Outcome, people: People, entry: Option<PersonEntry>, flags: Flags) -> Figure {
    let attackers = people.stance == Some(Stance::Initiator) || entry.is_some_and(|entry| entry.stance == Some(Stance::Initiator));
    Figure { outcome, people, rule: event.rule, event: index, attackers, subset: flags.subset, toll: flags.toll, listed: flags.listed }
}

/// "…, including three children and a nurse": people inside the figure before.
fn subsets(report: &Report, read: usize, index: usize, outcome: Outcome, range: Range<usize>) -> Vec<Figure> {
    let sentence = &report.reads[read];
    let chunks = &sentence.chunks.chunks;
    let lexicon = &report.coder.lexicon;
    let Some(set) = lexicon.set("including") else { return Vec::new() };
    let mut found = Vec::new();
    for (step, i) in range.clone().enumerate() {
        let chunk = &chunks[i];
        if chunk.traits & traits::VG != 0 || step > 6 {
            break;
        }
        if chunk.traits & traits::P == 0 || !lexicon.is_in(set, report.words.id(chunk.tokens.start)) {
            continue;
        }
        let Some(next) = chunks.get(i + 1).filter(|next| next.traits & (traits::PERSON | traits::NUMBER | traits::NAME) != 0) else { continue };
        for part in sentence.chunks.parts[next.parts.clone()].iter().filter(|part| part.traits != 0) {
            if let Some(people) = people_of(report, sentence, part, false) {
                let event = &sentence.events[index];
                found.push(make(event, index, outcome, people, part.people, Flags { subset: true, toll: false, listed: true }));
            }
        }
        break;
    }
    found
}

/// A bomber who blew himself up is dead, unless the sentence says otherwise.
fn bombers(report: &Report, read: usize, index: usize) -> Option<Figure> {
    let sentence = &report.reads[read];
    let event = &sentence.events[index];
    let mood = event.mood(&sentence.chunks);
    if mood & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE) != 0 {
        return None;
    }
    let actor = event.actor?;
    let chunk = &sentence.chunks.chunks[actor];
    let part = sentence.chunks.parts[chunk.parts.clone()].iter().find(|part| part.traits != 0)?;
    let mut people = people(&report.coder.lexicon, report.text, &sentence.counts, part)?;
    if !people.counted && part.people.is_some_and(|entry| !entry.plural) {
        people.count = Count::exact(1);
    }
    if people.kind == PartyKind::Unknown {
        people.kind = PartyKind::UnidentifiedArmed;
    }
    let mut figure = make(event, index, Outcome::Killed, people, part.people, Flags { subset: false, toll: false, listed: false });
    figure.attackers = true;
    Some(figure)
}
