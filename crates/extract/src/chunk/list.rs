//! Putting noun groups together: "one member of the Mali National Police", "a contractor working for MINUSMA",
//! "five guards, one policeman and a contractor".

use super::{Chunk, Chunks, Found, Given, Part, traits};

/// Merges what belongs together, left to right; what is swallowed keeps its part with no traits.
pub(super) fn merge(given: &Given, found: &Found, chunks: &mut Chunks) {
    let mut merged: Vec<Chunk> = Vec::with_capacity(chunks.chunks.len());
    let source = std::mem::take(&mut chunks.chunks);
    let mut i = 0;
    while i < source.len() {
        let mut chunk = source[i].clone();
        i += 1;
        if chunk.traits & traits::NG != 0 {
            if let Some(used) = bracketed(given, &source[i..], &mut chunk, chunks) {
                i += used;
            }
            while let Some(used) = postmodifier(given, &source[i..], &mut chunk, chunks) {
                i += used;
            }
            if let Some(used) = some_of_them(&source[i..], &mut chunk, chunks) {
                i += used;
            }
            if let Some(used) = including(given, &source[i..], &mut chunk, chunks) {
                i += used;
            }
            if let Some(list) = merged.last().and_then(|_| joins(given, &merged, &chunk, &source[i..], chunks, found)) {
                let keep = merged.len() - list;
                let mut first = merged[keep].clone();
                first.tokens.end = chunk.tokens.end;
                first.head = chunk.head;
                first.parts.end = chunk.parts.end;
                first.traits |= chunk.traits & !traits::NUMBER;
                merged.truncate(keep);
                merged.push(first);
                continue;
            }
        }
        merged.push(chunk);
    }
    chunks.chunks = merged;
}

/// "the Border Mission (BM) headquarters": the short name in brackets belongs to the name, and the name to what follows.
fn bracketed(given: &Given, rest: &[Chunk], chunk: &mut Chunk, chunks: &mut Chunks) -> Option<usize> {
    let [open, name, close, after @ ..] = rest else { return None };
    let mark = |chunk: &Chunk, mark: &str| chunk.traits & traits::MARK != 0 && given.text.word(chunk.tokens.start) == mark;
    let short =
        name.traits & traits::NG != 0 && name.tokens.len() <= 2 && name.traits & (traits::GROUP | traits::NAME | traits::OTHER) != 0;
    if !(mark(open, "(") && short && mark(close, ")")) || chunk.traits & (traits::GROUP | traits::NAME | traits::OTHER) == 0 {
        return None;
    }
    let group = chunks.parts[chunk.parts.end - 1].group.or(chunks.parts[name.parts.start].group);
    let owner = chunk.parts.end - 1;
    chunks.parts[owner].group = group;
    for swallowed in &mut chunks.parts[name.parts.clone()] {
        swallowed.traits = 0;
    }
    chunk.parts.end = name.parts.end;
    chunk.tokens.end = close.tokens.end;
    let own = traits::OBJECT | traits::PERSON | traits::ACT;
    let Some(thing) = after.first().filter(|thing| thing.traits & own != 0 && group.is_some()) else { return Some(3) };
    let start = chunk.tokens.start;
    for swallowed in &mut chunks.parts[chunk.parts.clone()] {
        swallowed.traits = 0;
    }
    let part = &mut chunks.parts[thing.parts.start];
    part.group = part.group.or(group);
    part.tokens.start = start;
    *chunk = Chunk { tokens: start..thing.tokens.end, ..thing.clone() };
    Some(4)
}

/// "of X", "working for X", "from X": how many chunks it takes.
fn postmodifier(given: &Given, rest: &[Chunk], chunk: &mut Chunk, chunks: &mut Chunks) -> Option<usize> {
    let sets = given.sets;
    let word = |chunk: &Chunk| given.words.id(chunk.tokens.start);
    let is_preposition = |chunk: &Chunk| chunk.traits & traits::P != 0;
    let is_noun = |chunk: &Chunk| chunk.traits & traits::NG != 0;
    let own = chunk.parts.clone().rev().find(|part| chunks.parts[*part].traits & !traits::WEAPON != 0)?;
    match rest {
        [of, noun, ..] if is_preposition(of) && word(of) == sets.of && is_noun(noun) => {
            if !takes_of(given, &chunks.parts[own], noun) {
                return None;
            }
            absorb(own, noun, chunk, chunks);
            Some(2)
        }
        [verb, preposition, noun, ..]
            if chunk.traits & traits::PERSON != 0
                && verb.traits & traits::VG != 0
                && verb.traits & (traits::ING | traits::PAST) != 0
                && verb.acts == 0
                && verb.say.is_none()
                && is_preposition(preposition)
                && noun.traits & traits::GROUP != 0 =>
        {
            absorb(own, noun, chunk, chunks);
            Some(3)
        }
        // "a student walking beside him was wounded": the insertion before the verb.
        [verb, preposition, noun, next, ..]
            if chunk.traits & traits::PERSON != 0
                && verb.traits & traits::ING != 0
                && verb.acts == 0
                && verb.say.is_none()
                && is_preposition(preposition)
                && is_noun(noun)
                && next.traits & traits::VG != 0
                && next.acts != 0 =>
        {
            for swallowed in &mut chunks.parts[noun.parts.clone()] {
                swallowed.traits = 0;
            }
            chunk.tokens.end = noun.tokens.end;
            chunk.parts.end = noun.parts.end;
            Some(3)
        }
        // "two guards escorting pupils were killed": whom they escorted was not.
        [verb, noun, next, ..]
            if chunk.traits & traits::PERSON != 0
                && chunk.traits & traits::COUNTED != 0
                && verb.traits & traits::ING != 0
                && verb.traits & traits::BE == 0
                && verb.acts == 0
                && verb.say.is_none()
                && is_noun(noun)
                && next.traits & traits::PASSIVE != 0
                && next.acts != 0 =>
        {
            for swallowed in &mut chunks.parts[noun.parts.clone()] {
                swallowed.traits = 0;
            }
            chunk.tokens.end = noun.tokens.end;
            chunk.parts.end = noun.parts.end;
            Some(2)
        }
        // "men with rifles and grenades".
        [preposition, noun, and, other, ..]
            if chunk.traits & traits::PERSON != 0
                && is_preposition(preposition)
                && given.text.fold(preposition.tokens.start) == "with"
                && noun.traits & other.traits & traits::WEAPON != 0
                && and.traits & traits::AND != 0 =>
        {
            chunk.tokens.end = other.tokens.end;
            chunk.parts.end = other.parts.end;
            Some(4)
        }
        // "five peacekeepers from Togo", "men with rifles".
        [preposition, noun, ..]
            if chunk.traits & traits::PERSON != 0
                && is_preposition(preposition)
                && (given.text.fold(preposition.tokens.start) == "from" && noun.traits & traits::PLACE != 0
                    || given.text.fold(preposition.tokens.start) == "with" && noun.traits & traits::WEAPON != 0) =>
        {
            let country = chunks.parts[noun.parts.end - 1].country;
            chunks.parts[own].country = chunks.parts[own].country.or(country);
            if noun.traits & traits::PLACE != 0 {
                for swallowed in &mut chunks.parts[noun.parts.clone()] {
                    swallowed.traits = 0;
                }
            }
            chunk.tokens.end = noun.tokens.end;
            chunk.parts.end = noun.parts.end;
            Some(2)
        }
        [preposition, noun, ..]
            if chunk.traits & traits::PERSON != 0
                && is_preposition(preposition)
                && matches!(given.text.fold(preposition.tokens.start), "from" | "with")
                && noun.traits & traits::GROUP != 0 =>
        {
            absorb(own, noun, chunk, chunks);
            Some(2)
        }
        _ => None,
    }
}

/// "nine people, five of them peacekeepers,": an insertion that tells a part.
fn some_of_them(rest: &[Chunk], chunk: &mut Chunk, chunks: &mut Chunks) -> Option<usize> {
    let [comma, number, of, them, people, close, ..] = rest else { return None };
    let is = |chunk: &Chunk, traits: traits::Traits| chunk.traits & traits != 0;
    let fits = is(chunk, traits::PERSON | traits::NUMBER)
        && is(comma, traits::COMMA)
        && is(number, traits::NUMBER)
        && is(of, traits::P)
        && is(them, traits::PRONOUN)
        && is(people, traits::PERSON)
        && is(close, traits::COMMA);
    if !fits {
        return None;
    }
    let count = chunks.parts[number.parts.clone()].iter().find_map(|part| part.count);
    for swallowed in &mut chunks.parts[number.parts.start..them.parts.end] {
        swallowed.traits = 0;
    }
    for part in &mut chunks.parts[people.parts.clone()] {
        part.subset = true;
        part.count = part.count.or(count);
    }
    chunk.tokens.end = people.tokens.end;
    chunk.parts.end = people.parts.end;
    Some(6)
}

/// "12 people, including three children and a nurse,": the people inside are parts of the group before.
fn including(given: &Given, rest: &[Chunk], chunk: &mut Chunk, chunks: &mut Chunks) -> Option<usize> {
    let people = traits::PERSON | traits::NUMBER;
    if chunk.traits & people == 0 {
        return None;
    }
    let comma = usize::from(rest.first()?.traits & traits::COMMA != 0);
    let preposition = rest.get(comma)?;
    if preposition.traits & traits::P == 0 || !given.sets.including.contains(given.words.id(preposition.tokens.start)) {
        return None;
    }
    let mut used = comma + 1;
    // "among them three nurses".
    if let Some(them) = rest.get(used).filter(|them| them.traits & traits::PRONOUN != 0) {
        for swallowed in &mut chunks.parts[them.parts.clone()] {
            swallowed.traits = 0;
        }
        used += 1;
    }
    let first = used;
    // "Two nurses among 12 killed": the twelve hold the two.
    let reversed = used == 1
        && given.sets.among == given.words.id(preposition.tokens.start)
        && rest.get(1).is_some_and(|inside| inside.traits & people != 0 && inside.traits & (traits::COUNTED | traits::NUMBER) != 0);
    if reversed {
        let inside = &rest[1];
        for part in &mut chunks.parts[chunk.parts.clone()] {
            part.subset = true;
        }
        chunk.tokens.end = inside.tokens.end;
        chunk.parts.end = inside.parts.end;
        chunk.traits |= inside.traits & traits::COUNTED;
        return Some(2);
    }
    while let Some(inside) = rest.get(used).filter(|inside| inside.traits & (people | traits::NAME) != 0) {
        for part in &mut chunks.parts[inside.parts.clone()] {
            part.subset = true;
        }
        chunk.tokens.end = inside.tokens.end;
        chunk.parts.end = inside.parts.end;
        used += 1;
        let link = |at: usize| rest.get(at).is_some_and(|link| link.traits & (traits::COMMA | traits::AND) != 0);
        let links = usize::from(link(used)) + usize::from(link(used) && link(used + 1));
        let goes_on = rest.get(used + links).is_some_and(|next| next.traits & (people | traits::NAME) != 0)
            && rest.get(used + links + 1).is_none_or(|next| next.traits & (traits::VG | traits::HARM) == 0);
        if links == 0 || !goes_on {
            // The closing comma of the insertion.
            let closes = rest.get(used).is_some_and(|link| link.traits & traits::COMMA != 0);
            let before_verb = rest.get(used + 1).is_some_and(|next| next.traits & (traits::VG | traits::HARM) != 0);
            return Some(used + usize::from(closes && before_verb && comma == 1));
        }
        used += links;
    }
    (used > first).then_some(used)
}

/// Whether "X of Y" is one thing: a member of the police, dozens of people, the city of Kidal, the headquarters of a mission.
fn takes_of(given: &Given, part: &Part, noun: &Chunk) -> bool {
    if part.traits & traits::ACT != 0 {
        return false;
    }
    let head = given.words.id(part.head);
    let of_people = part.people.is_some_and(|people| people.of);
    let transparent = given.sets.transparent.contains(head);
    let place = given.sets.place_nouns.contains(head) && noun.traits & traits::PLACE != 0;
    let owned = part.traits & traits::OBJECT != 0 && noun.traits & (traits::GROUP | traits::PERSON) != 0;
    let people = part.traits & traits::PERSON != 0
        && noun.traits & (traits::GROUP | traits::PLACE | traits::PERSON | traits::OTHER | traits::OBJECT) != 0;
    of_people || transparent || place || owned || people || part.traits & traits::NUMBER != 0
}

fn absorb(own: usize, noun: &Chunk, chunk: &mut Chunk, chunks: &mut Chunks) {
    let other = chunks.parts[noun.parts.end - 1].clone();
    let inner = noun.parts.end - 1;
    let part = &mut chunks.parts[own];
    let own_people = part.people;
    let generic = part.traits & traits::NUMBER != 0
        || own_people.is_some_and(|people| people.of || people.group || people.pronoun)
        || (part.traits & (traits::PERSON | traits::OBJECT | traits::GROUP | traits::PLACE) == 0);
    let count = part.count;
    if generic {
        part.people = other.people.or(own_people);
        if other.people.is_some() {
            part.people_tokens = other.people_tokens.clone();
        }
        part.traits = (part.traits & (traits::NG | traits::COUNTED)) | other.traits;
        part.object = part.object.or(other.object);
        part.weapon = part.weapon.or(other.weapon);
        part.act = part.act.or(other.act);
        if let (Some(people), Some(entry)) = (part.people.as_mut(), own_people) {
            people.group |= entry.group;
        }
        // "one of the 12 guards": the number that counts is the first.
        part.count = count.or(other.count.filter(|_| !other.definite));
        if part.people.is_none() && own_people.is_some_and(|people| people.of) {
            part.people = own_people;
        }
        if own_people.is_some_and(|people| people.of) {
            part.traits |= traits::PERSON;
        }
    }
    part.group = part.group.or(other.group);
    part.country = part.country.or(other.country);
    part.place = part.place.or(other.place);
    part.tokens.end = part.tokens.end.max(noun.tokens.end);
    chunk.traits = part.traits;
    chunk.act = part.act.filter(|_| part.traits & traits::ACT != 0);
    chunk.acts = chunk.act.map_or(0, |act| super::bit(act.act));
    for swallowed in &mut chunks.parts[own + 1..=inner] {
        swallowed.traits = 0;
    }
    chunk.tokens.end = noun.tokens.end;
    chunk.parts.end = noun.parts.end;
}

/// Whether a noun group goes on a list that ends `merged`: how many chunks of `merged` the list takes with it.
fn joins(given: &Given, merged: &[Chunk], chunk: &Chunk, rest: &[Chunk], chunks: &Chunks, found: &Found) -> Option<usize> {
    let is_people = |chunk: &Chunk| {
        chunk.traits & (traits::PERSON | traits::NUMBER) != 0 || (chunk.traits & traits::NAME != 0) || (chunk.traits & traits::GROUP != 0)
    };
    // "himself and ten others".
    let reflexive = |chunk: &Chunk| {
        chunk.traits & traits::PRONOUN != 0
            && (given.text.fold(chunk.head).ends_with("self") || given.text.fold(chunk.head).ends_with("selves"))
    };
    let counted = |chunk: &Chunk| {
        let Some(part) = chunks.parts[chunk.parts.clone()].iter().rev().find(|part| part.traits != 0 && !part.subset) else { return false };
        part.article || part.count.is_some_and(|count| !found.counts[count].ordinal)
    };
    let (list, links) = match merged {
        [.., list, comma, and] if comma.traits & traits::COMMA != 0 && and.traits & traits::AND != 0 => (list, 2),
        [.., list, link] if link.traits & (traits::COMMA | traits::AND) != 0 => (list, 1),
        _ => return None,
    };
    if reflexive(list) && links == 1 && chunk.traits & (traits::PERSON | traits::NUMBER) != 0 {
        return Some(2);
    }
    if list.traits & traits::NG == 0 || !is_people(list) || !is_people(chunk) {
        return None;
    }
    if !list_goes(list, chunk) {
        return None;
    }
    let by_comma = links == 1 && merged[merged.len() - 1].traits & traits::COMMA != 0;
    let verb_follows =
        rest.first().is_some_and(|next| next.traits & traits::VG != 0 && next.traits & (traits::PASSIVE | traits::PAST | traits::BE) == 0);
    if by_comma && (!counted(chunk) || !counted(list)) {
        return None;
    }
    // "killed seven and another six were injured": the second begins a clause of its own.
    let object = merged.len() > links + 1 && {
        let before = &merged[merged.len() - links - 2];
        before.traits & traits::VG != 0 && before.acts != 0 || before.traits & traits::P != 0
    };
    let clause = rest.first().is_some_and(|next| next.traits & traits::VG != 0 && (next.acts != 0 || next.traits & traits::BE != 0));
    if object && clause {
        return None;
    }
    let speaks = rest.first().is_some_and(|next| next.traits & traits::VG != 0 && next.say.is_some());
    if speaks || (verb_follows && !counted(chunk)) {
        return None;
    }
    Some(links + 1)
}

/// A name goes with names, a group with groups, people with people.
fn list_goes(list: &Chunk, chunk: &Chunk) -> bool {
    let people = traits::PERSON | traits::NUMBER;
    (list.traits & people != 0 && chunk.traits & people != 0)
        || (list.traits & traits::NAME != 0 && chunk.traits & traits::NAME != 0)
        || (list.traits & traits::GROUP != 0 && chunk.traits & traits::GROUP != 0)
}
