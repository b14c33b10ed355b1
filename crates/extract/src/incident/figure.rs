//! Figures: people to whom one thing happened, with their number, as one noun group tells it.

use std::ops::Range;

use recount_lexicon::words::{Act, WordId};
use recount_model::{Count, CountForm, Outcome, PartyKind, Role, RuleName, Stance};

use super::{among, passing};
use crate::Report;
use crate::chunk::{Part, traits};
use crate::event::people::{People, people};

/// A figure of one noun group.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) outcome: Outcome,
    pub(crate) people: People,
    pub(crate) rule: RuleName,
    /// The words alone make them attackers.
    pub(crate) attackers: bool,
    /// "including three children": inside the figure before.
    pub(crate) subset: bool,
    /// The rule says that it is the whole toll.
    pub(crate) toll: bool,
    /// One of a list ("five guards and a driver").
    pub(crate) listed: bool,
    /// The word for the people.
    pub(crate) head: WordId,
    /// Soldiers or police did it.
    pub(crate) by_state: bool,
    /// Only "shot": alive or dead is not said.
    pub(crate) shot: bool,
    /// There may be more: counts only where no other number does.
    pub(crate) floor: bool,
    /// The number as told, where attackers inside it were taken off.
    pub(crate) told: Count,
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
    found.extend(suicide_actor(report, read, index));
    found.extend(hostages(report, read, index, clause));
    let Some(mut outcome) = event.outcome else { return found };
    let own_number = event.victim.is_none() && sentence.chunks.chunks[event.chunk].traits & traits::COUNTED != 0;
    let victim = event.victim.or(own_number.then_some(event.chunk));
    let Some(victim) = victim else { return found };
    let captive = matches!(outcome, Outcome::Released | Outcome::Rescued | Outcome::Abducted | Outcome::Detained);
    let not_told = outcome == Outcome::Displaced && passing::only_describes(sentence, event)
        || captive && is_taker(sentence, victim, event.chunk)
        || is_untold(report, sentence, event.chunk);
    if not_told {
        return found;
    }
    let unreal = traits::NEGATED | traits::POSSIBLE | traits::FUTURE | if captive { traits::INF } else { 0 };
    if event.mood(&sentence.chunks) & unreal != 0 {
        return found;
    }
    let chunk = &sentence.chunks.chunks[victim];
    let parts: Vec<&Part> = sentence.chunks.parts[chunk.parts.clone()].iter().filter(|part| part.traits != 0).collect();
    let listed = parts.iter().filter(|part| !part.subset).count() > 1;
    let one_by_one = is_told_one_by_one(report, sentence, &parts);
    let hurt = matches!(report.text.fold(sentence.chunks.chunks[event.chunk].tokens.end - 1), "hurt" | "harmed");
    for (n, part) in parts.iter().copied().enumerate() {
        let subset = part.subset || event.subset || one_by_one && n > 0;
        if let Some(shot) = shot_by_state(report, read, index, part) {
            found.push(shot);
            continue;
        }
        if let Some(mut people) = people_of(report, sentence, part, own_number) {
            inherit(report, sentence, victim, part, &mut people);
            if n == 0 && event.subset {
                among::number_before(sentence, event.chunk, &mut people);
            }
            if n == 0 && event.entry.act == Act::Die {
                among::rank_of(report, part, &mut people);
            }
            if people.of_group {
                among::sort_after(report, sentence, event.chunk, &mut people);
            }
            people.of_group &= !is_all_of(sentence, victim, part);
            // "Nobody was hurt": neither killed nor wounded.
            if hurt && people.count.form == CountForm::None {
                outcome = Outcome::Harmed;
            }
            // "40 soldiers and rebels died": how many of each is not said.
            if is_of_both_sides(report, sentence, &parts[n..]) {
                return found;
            }
            let flags = Flags { subset, toll: event.toll || own_number, listed: listed || part.subset };
            found.push(make(report, read, index, outcome, people, part, flags));
        }
    }
    found.extend(whole_of(report, read, index, victim, outcome));
    found.extend(among::as_were(report, read, index, outcome));
    let after = victim.max(event.chunk) + 1;
    found.extend(subsets(report, read, index, outcome, after..clause.end));
    take_attackers_off(&mut found);
    found
}

/// "Five guards were killed and seven wounded": the seven are guards too.
fn inherit(report: &Report, sentence: &crate::Read, victim: usize, part: &Part, people: &mut People) {
    let bare = part.traits & traits::NUMBER != 0 || part.people.is_some_and(|entry| entry.pronoun);
    if !bare || people.role != Role::Unknown || people.count.form == CountForm::None {
        return;
    }
    // Only those to whom something was done: "troops, rebels trade fire; 7 dead" tells of no side.
    let hurt = |i: usize| sentence.events.iter().any(|event| event.victim == Some(i) || event.target == Some(i));
    let before =
        (0..victim).rev().filter(|i| hurt(*i)).flat_map(|i| sentence.chunks.parts[sentence.chunks.chunks[i].parts.clone()].iter().rev());
    let told = before.filter(|other| other.traits & traits::PERSON != 0 && !other.subset).find(|other| {
        other
            .people
            .is_some_and(|entry| (entry.plural || entry.mass) && !entry.status && !entry.pronoun && other.traits & traits::INITIATOR == 0)
    });
    let Some(other) = told.and_then(|other| crate::event::people::people(&report.coder.lexicon, report.text, &sentence.counts, other))
    else {
        return;
    };
    people.role = other.role;
    people.organisation = other.organisation;
    people.nationality = other.nationality;
    people.age = other.age;
}

/// "The troops captured a depot": they took it, nobody took them.
fn is_taker(sentence: &crate::Read, victim: usize, verb: usize) -> bool {
    let chunks = &sentence.chunks.chunks;
    let takes = chunks[verb].traits & (traits::ACTIVE | traits::PAST) != 0 && chunks[verb].traits & traits::VG != 0;
    victim < verb && takes && chunks.get(verb + 1).is_some_and(|next| next.traits & traits::NG != 0)
}

/// "No casualties were given": nothing is said of them.
fn is_untold(report: &Report, sentence: &crate::Read, noun: usize) -> bool {
    let lexicon = &report.coder.lexicon;
    let next = sentence.chunks.chunks.get(noun + 1).filter(|next| next.traits & traits::VG != 0);
    next.is_some_and(|verb| lexicon.set("untold").is_some_and(|set| lexicon.is_in(set, report.words.id(verb.tokens.end - 1))))
}

/// "Two people, a farmer and his son, were killed": the two, one by one.
fn is_told_one_by_one(report: &Report, sentence: &crate::Read, parts: &[&Part]) -> bool {
    let people = |part: &Part| people(&report.coder.lexicon, report.text, &sentence.counts, part);
    let Some((first, rest)) = parts.split_first().filter(|(first, _)| first.count.is_some()) else { return false };
    let Some(first) = people(first).filter(|first| first.role == Role::Unknown && first.count.is_exact()) else { return false };
    let each = |part: &&Part| people(part).is_some_and(|one| !one.counted && one.count == Count::exact(1));
    rest.len() >= 2 && first.count.low as usize == rest.len() && rest.iter().all(each)
}

/// A number before victims and attackers alike.
fn is_of_both_sides(report: &Report, sentence: &crate::Read, parts: &[&Part]) -> bool {
    let [first, next, ..] = parts else { return false };
    let people = |part: &Part| people(&report.coder.lexicon, report.text, &sentence.counts, part);
    let attack = |people: &People| people.stance == Some(Stance::Initiator);
    let Some((first, next)) = people(first).zip(people(next)) else { return false };
    first.counted && !next.counted && next.count.is_some_only() && attack(&first) != attack(&next)
}

/// "Nine of the 40 wounded were soldiers": 40 were wounded.
fn whole_of(report: &Report, read: usize, index: usize, victim: usize, outcome: Outcome) -> Option<Figure> {
    let sentence = &report.reads[read];
    let chunks = &sentence.chunks.chunks;
    let event = &sentence.events[index];
    let has = |i: usize, traits: traits::Traits| chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    // "Nine of the 40 were wounded" tells of nine only: the word of harm must stand as a noun before its verb.
    let noun = event.chunk == victim + 1
        && has(event.chunk, traits::PAST)
        && !has(event.chunk, traits::PASSIVE)
        && has(event.chunk + 1, traits::VG);
    let part = sentence.chunks.parts[chunks[victim].parts.clone()].iter().find(|part| part.traits != 0)?;
    let own = part.count.map(|count| &sentence.counts[count]).filter(|count| noun && count.of_group)?;
    let whole = sentence.counts.iter().find(|count| count.tokens.start > own.tokens.start && part.tokens.contains(&count.tokens.start))?;
    let mut people = people_of(report, sentence, part, false)?;
    people.count = whole.count;
    people.count_words = whole.span;
    people.count_rule = whole.rule;
    people.of_group = false;
    people.additional = false;
    Some(make(report, read, index, outcome, people, part, Flags::default()))
}

/// "struck a gathering of fighters and killed 15 of them": "them" were not counted before, the 15 are all that is told.
fn is_all_of(sentence: &crate::Read, victim: usize, part: &Part) -> bool {
    let chunks = &sentence.chunks;
    let before = chunks.chunks[..victim].iter().rev().flat_map(|chunk| chunks.parts[chunk.parts.clone()].iter().rev());
    let people = before
        .filter(|other| other.traits & traits::PERSON != 0)
        .find(|other| other.people.is_some_and(|entry| entry.plural && !entry.pronoun));
    part.traits & traits::PRONOUN != 0 && people.is_some_and(|other| other.count.is_none() && !other.definite)
}

/// "… before police shot him dead": the one shot is the attacker.
fn shot_by_state(report: &Report, read: usize, index: usize, part: &Part) -> Option<Figure> {
    let event = &report.reads[read].events[index];
    let alone = part.traits & traits::PRONOUN != 0 && matches!(report.text.fold(part.head), "him" | "her");
    if !alone || event.outcome != Some(Outcome::Killed) {
        return None;
    }
    let people = people(&report.coder.lexicon, report.text, &report.reads[read].counts, part)?;
    let mut figure = make(report, read, index, Outcome::Killed, people, part, Flags { subset: false, toll: false, listed: false });
    figure.people.count = Count::exact(1);
    figure.told = figure.people.count;
    figure.attackers = true;
    figure.by_state.then_some(figure)
}

pub(super) fn people_of(report: &Report, sentence: &crate::Read, part: &Part, own_number: bool) -> Option<People> {
    let mut people = people(&report.coder.lexicon, report.text, &sentence.counts, part)?;
    if own_number {
        people.role = Role::Unknown;
    }
    // Pronouns and groups tell of people, but give no number of their own.
    let tells = part.traits & (traits::PERSON | traits::NUMBER | traits::NAME | traits::COUNTED) != 0 || own_number;
    tells.then_some(people)
}

/// What a figure is beside its number.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) subset: bool,
    pub(super) toll: bool,
    pub(super) listed: bool,
}

pub(super) fn make(report: &Report, read: usize, index: usize, outcome: Outcome, mut people: People, part: &Part, flags: Flags) -> Figure {
    let sentence = &report.reads[read];
    let event = &sentence.events[index];
    // "pro-government fighters": those who are attacked with the villagers.
    let lexicon = &report.coder.lexicon;
    let own_side = part.tokens.clone().any(|token| lexicon.set("own-side").is_some_and(|set| lexicon.is_in(set, report.words.id(token))));
    let attackers = people.stance == Some(Stance::Initiator) && !own_side;
    let by_state = event.actor.is_some_and(|actor| {
        let parts = &sentence.chunks.parts[sentence.chunks.chunks[actor].parts.clone()];
        parts.iter().any(|part| part.traits != 0 && part.people.is_some_and(|entry| entry.stance == Some(Stance::Responder)))
    });
    // "Two men were arrested": by whom goes without saying.
    let by_state = by_state || outcome == Outcome::Detained && event.actor.is_none() && people.may_be_suspects();
    let told = people.count;
    if event.floor && people.count.is_exact() {
        people.count = Count::at_least(people.count.low);
    }
    let floor = event.floor;
    let shot = event.shot;
    let head = if part.people_tokens.is_empty() { WordId::UNKNOWN } else { report.words.id(part.people_tokens.end - 1) };
    Figure {
        outcome,
        people,
        rule: event.rule,
        attackers,
        subset: flags.subset,
        toll: flags.toll,
        listed: flags.listed,
        head,
        by_state,
        shot,
        floor,
        told,
    }
}

/// "Five people including a suicide bomber": four victims.
fn take_attackers_off(found: &mut [Figure]) {
    let attackers: u32 = found
        .iter()
        .filter(|figure| figure.subset && figure.attackers && figure.people.count.is_exact())
        .map(|figure| figure.people.count.low)
        .sum();
    let Some(whole) = found.iter_mut().find(|figure| !figure.subset && !figure.attackers).filter(|_| attackers > 0) else { return };
    let count = &mut whole.people.count;
    if count.low >= attackers && count.form != CountForm::Vague {
        count.low -= attackers;
        count.best -= attackers;
        count.high = count.high.map(|high| high.saturating_sub(attackers));
        whole.people.count_rule = "count.less-attackers";
    }
}

/// "20 hostages" tells how many were taken, whatever is said of them; who was freed is a floor.
fn hostages(report: &Report, read: usize, index: usize, clause: &Range<usize>) -> Vec<Figure> {
    let sentence = &report.reads[read];
    let event = &sentence.events[index];
    let first = sentence.events.iter().position(|other| clause.contains(&other.chunk)) == Some(index);
    let freed = sentence.events.iter().any(|other| {
        matches!(other.outcome, Some(Outcome::Released | Outcome::Rescued)) && other.mood(&sentence.chunks) & traits::INF == 0
    });
    let Some(set) = report.coder.lexicon.set("hostage").filter(|_| first && !freed && event.outcome != Some(Outcome::Abducted)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for part in sentence.chunks.chunks[clause.clone()].iter().flat_map(|chunk| &sentence.chunks.parts[chunk.parts.clone()]) {
        let is_hostage = part.count.is_some()
            && !part.people_tokens.is_empty()
            && report.coder.lexicon.is_in(set, report.words.id(part.people_tokens.end - 1));
        if let Some(people) = is_hostage.then(|| people_of(report, sentence, part, false)).flatten() {
            found.push(make(report, read, index, Outcome::Abducted, people, part, Flags { subset: false, toll: false, listed: false }));
        }
    }
    found
}

/// "…, including three children and a nurse": people inside the figure before.
fn subsets(report: &Report, read: usize, index: usize, outcome: Outcome, range: Range<usize>) -> Vec<Figure> {
    let sentence = &report.reads[read];
    let chunks = &sentence.chunks.chunks;
    let lexicon = &report.coder.lexicon;
    let Some(set) = lexicon.set("including") else { return Vec::new() };
    let mut found = Vec::new();
    // "Five people died in a raid on a post: two nurses, a guard …": a colon tells who they were.
    let is_colon = |i: &usize| chunks[*i].traits & traits::BREAK != 0 && report.text.word(chunks[*i].tokens.start) == ":";
    let own = sentence.events[index].chunk;
    let nearest = |colon: &usize| !sentence.events.iter().any(|other| other.outcome.is_some() && other.chunk > own && other.chunk < *colon);
    let colon = range.clone().find(is_colon).filter(nearest);
    let mut verb = false;
    for (step, i) in range.clone().enumerate() {
        let chunk = &chunks[i];
        let at_colon = colon == Some(i);
        verb |= chunk.traits & traits::VG != 0;
        if !at_colon && colon.is_none_or(|colon| colon < i) && (chunk.traits & traits::VG != 0 || step > 6) {
            break;
        }
        let colon = at_colon || chunk.traits & traits::BREAK != 0 && step <= 3;
        let including = step <= 6 && !verb && chunk.traits & traits::P != 0 && lexicon.is_in(set, report.words.id(chunk.tokens.start));
        if !colon && !including {
            continue;
        }
        let listed = chunks.get(i + 1).is_some_and(|next| next.traits & traits::PERSON != 0 && next.traits & traits::COUNTED != 0);
        if colon && !listed {
            break;
        }
        let Some(next) = chunks.get(i + 1).filter(|next| next.traits & (traits::PERSON | traits::NUMBER | traits::NAME) != 0) else {
            continue;
        };
        for part in sentence.chunks.parts[next.parts.clone()].iter().filter(|part| part.traits != 0) {
            if let Some(people) = people_of(report, sentence, part, false) {
                found.push(make(report, read, index, outcome, people, part, Flags { subset: true, toll: false, listed: true }));
            }
        }
        break;
    }
    found
}

/// A suicide bomber who struck is dead by design.
fn suicide_actor(report: &Report, read: usize, index: usize) -> Option<Figure> {
    let sentence = &report.reads[read];
    let event = &sentence.events[index];
    let struck = matches!(
        event.entry.act,
        Act::Kill | Act::Wound | Act::Attack | Act::Strike | Act::Blowup | Act::Explode | Act::Ram | Act::Bomb | Act::Destroy | Act::Damage
    );
    let mood = event.mood(&sentence.chunks);
    if !struck || mood & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE | traits::INF) != 0 {
        return None;
    }
    let chunk = &sentence.chunks.chunks[event.actor?];
    let part = sentence.chunks.parts[chunk.parts.clone()].iter().find(|part| part.traits & traits::PERSON != 0)?;
    let suicide = part.tokens.clone().any(|token| report.text.fold(token) == "suicide");
    if !suicide {
        return None;
    }
    let people = people(&report.coder.lexicon, report.text, &sentence.counts, part)?;
    if people.count.is_some_only() {
        return None;
    }
    let mut figure = make(report, read, index, Outcome::Killed, people, part, Flags { subset: false, toll: false, listed: false });
    figure.attackers = true;
    figure.rule = "figure.suicide-bomber";
    Some(figure)
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
    let mut figure = make(report, read, index, Outcome::Killed, people, part, Flags { subset: false, toll: false, listed: false });
    figure.attackers = true;
    Some(figure)
}
