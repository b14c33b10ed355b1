//! Where a strand's act took place: the best of the places that its words name, or the town that "the city" stands for.

use std::ops::Range;

use recount_lexicon::gazetteer::PlaceKind;

use super::conflict::apart;
use super::strand::Strand;
use crate::chunk::{Chunk, traits};
use crate::{Read, Report};

/// How many words back the town of "the city" is looked for.
const FAR: usize = 600;
/// The most towns among which it is looked for.
const MOST_TOWNS: usize = 64;

/// Whether a place is a town, a part of one or a site: not a region or country.
pub(crate) fn is_precise(report: &Report, place: usize) -> bool {
    report.places[place].chosen.is_some_and(|id| {
        let kind = report.coder.gazetteer.kind(id);
        !matches!(kind, PlaceKind::Country | PlaceKind::Region) && !report.places[place].is_region
    })
}

pub(super) fn best_place(report: &Report, read: &Read, tokens: &Range<usize>, events: &[usize]) -> (Option<usize>, i32) {
    let chunks = &read.chunks.chunks;
    let at = events.iter().map(|event| chunks[read.events[*event].chunk].head).collect::<Vec<_>>();
    let mut best: (Option<usize>, i32) = (None, 0);
    for place in read.places.clone() {
        let mention = &report.places[place];
        if !tokens.contains(&mention.tokens.start) {
            continue;
        }
        let Some(id) = mention.chosen.or_else(|| mention.container.and_then(|outer| report.places[outer].chosen)) else { continue };
        let kind = report.coder.gazetteer.place(id).kind;
        // A village that the map does not know is still the place; its container is where it lies.
        if mention.chosen.is_none() {
            let distance = at.iter().map(|head| head.abs_diff(mention.tokens.start)).min().unwrap_or(99) as i32;
            let weight = 32 + if mention.is_placed { 14 } else { 8 } - distance.min(20) / 2;
            if weight > best.1 {
                best = (Some(place), weight);
            }
            continue;
        }
        if is_elsewhere(report, read, place)
            || is_speakers_place(report, read, place)
            || (kind == PlaceKind::Country && is_modifier_only(read, mention.tokens.start))
        {
            continue;
        }
        let precision = match kind {
            PlaceKind::District | PlaceKind::Facility => 34,
            PlaceKind::Settlement if mention.is_region => 22,
            PlaceKind::Settlement => 32,
            PlaceKind::Natural => 20,
            PlaceKind::Region => 22,
            PlaceKind::Country => 10,
        };
        let distance = at.iter().map(|head| head.abs_diff(mention.tokens.start)).min().unwrap_or(99) as i32;
        let loose = mention.strength == 0 && (mention.is_modifier || mention.is_in_name);
        let firm = if mention.strength == 1 && !mention.is_placed {
            -4
        } else if mention.is_placed {
            14
        } else if mention.is_doubtful || loose && mention.is_in_name {
            0
        } else {
            8
        };
        let offset = if mention.distance_km.is_some() || mention.bearing.is_some() { 14 } else { 0 };
        let weight = precision + firm - offset - distance.min(20) / 2;
        if weight > best.1 {
            best = (Some(place), weight);
        }
    }
    best
}

/// "the ambassador to Spain", "after a visit to Geneva": what was there is not the act.
fn is_elsewhere(report: &Report, read: &Read, place: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let lexicon = &report.coder.lexicon;
    let Some(at) = chunks.iter().position(|chunk| chunk.tokens.contains(&report.places[place].tokens.start)).filter(|at| *at >= 2) else {
        return false;
    };
    let is_there = lexicon.set("elsewhere").is_some_and(|set| lexicon.is_in(set, report.words.id(chunks[at - 2].head)));
    is_there && chunks[at - 1].traits & traits::P != 0 && chunks[at - 2].traits & traits::NG != 0
}

/// "a U.S. consulate": a country that only describes something else.
fn is_modifier_only(read: &Read, token: usize) -> bool {
    let chunk = read.chunks.chunks.iter().find(|chunk| chunk.tokens.contains(&token));
    chunk.is_some_and(|chunk| {
        let part = read.chunks.parts[chunk.parts.clone()].iter().find(|part| part.tokens.contains(&token));
        chunk.traits & (traits::PLACE | traits::ACT) == 0 && part.is_some_and(|part| part.head > token)
    })
}

/// "police in Gao said": a place inside a speaker's name is not where it happened.
fn is_speakers_place(report: &Report, read: &Read, place: usize) -> bool {
    let tokens = &report.places[place].tokens;
    let chunks = &read.chunks.chunks;
    let Some(i) = chunks.iter().position(|chunk| chunk.tokens.contains(&tokens.start)) else { return false };
    let inside_person =
        chunks[i].traits & (traits::PERSON | traits::GROUP | traits::OTHER | traits::NAME) != 0 && chunks[i].traits & traits::PLACE == 0;
    let speaks = |chunk: Option<&Chunk>| chunk.is_some_and(|chunk| chunk.say.is_some() && chunk.traits & traits::VG != 0);
    let told = i >= 1 && chunks[i - 1].traits & traits::P != 0 && report.text.fold(chunks[i - 1].tokens.start) == "according";
    inside_person && (speaks(chunks.get(i + 1)) || told || (i > 0 && speaks(chunks.get(i - 1))))
}

/// "the city", "the Malian town": the town named last before it, even where the name stands alone ("Gao is dangerous").
pub(super) fn that_city(report: &Report, read: &Read, clause: &Range<usize>) -> Option<usize> {
    let sets = &report.coder.sets;
    let part = read.chunks.chunks[clause.clone()]
        .iter()
        .flat_map(|chunk| &read.chunks.parts[chunk.parts.clone()])
        .find(|part| part.definite && part.traits & traits::PLACE == 0 && sets.is_town(report.words.id(part.head)))?;
    let fits = |id| part.country.is_none_or(|code| report.coder.gazetteer.place(id).country.as_bytes() == code);
    let is_town = |place: &usize| {
        let mention = &report.places[*place];
        let here = mention.distance_km.is_none() && mention.bearing.is_none();
        here && is_precise(report, *place) && mention.chosen.is_some_and(fits)
    };
    let towns: Vec<usize> = (0..read.places.start).rev().filter(is_town).take(MOST_TOWNS).collect();
    let first = read.chunks.chunks[clause.start].tokens.start;
    let named = |token: usize| towns.iter().copied().find(|town| is_named_at(report, *town, token));
    (first.saturating_sub(FAR)..first).rev().find_map(named)
}

/// Whether the words from a token on are a town's name, and tell of the town itself: "90 km from Gao" tells of another place.
fn is_named_at(report: &Report, town: usize, token: usize) -> bool {
    let town = &report.places[town];
    let same = town
        .tokens
        .clone()
        .enumerate()
        .all(|(n, own)| token + n < report.text.tokens.len() && report.text.fold(token + n) == report.text.fold(own));
    let from_afar = |other: &crate::mention::place::PlaceMention| {
        other.tokens.contains(&token) && (other.distance_km.is_some() || other.bearing.is_some())
    };
    let at = report.places.partition_point(|other| other.tokens.end <= token);
    same && !report.places.get(at).is_some_and(from_afar)
}

/// Two towns joined by "and".
pub(super) fn place_pair(report: &Report, read: &Read, tokens: &Range<usize>) -> Option<[usize; 2]> {
    let places: Vec<usize> = read.places.clone().filter(|place| tokens.contains(&report.places[*place].tokens.start)).collect();
    places.windows(2).find_map(|pair| {
        let (one, other) = (&report.places[pair[0]], &report.places[pair[1]]);
        let joined = other.tokens.start == one.tokens.end + 1 && report.text.fold(one.tokens.end) == "and" && one.is_placed;
        let towns = is_precise(report, pair[0]) && is_precise(report, pair[1]);
        // "a post between Kidal and Menaka": one place.
        let between = one.tokens.start.checked_sub(1).is_some_and(|before| report.text.fold(before) == "between");
        (joined && towns && !between && apart(report, pair[0], pair[1]) == Some(true)).then_some([pair[0], pair[1]])
    })
}

/// "A school in Ottawa said that three former pupils had been killed": in a report on another country, Ottawa is not where.
pub(super) fn leave_speakers_places(report: &Report, strands: &mut [Strand]) {
    let country = |place: usize| report.places[place].chosen.map(|id| report.coder.gazetteer.place(id).country.to_owned());
    let told = |strand: &Strand| strand.place.filter(|_| !strand.spoken_there).and_then(country);
    let Some(main) = strands.iter().find_map(told) else { return };
    for strand in strands.iter_mut().filter(|strand| strand.spoken_there) {
        if strand.place.and_then(country).is_some_and(|other| other != main) {
            strand.place = None;
            strand.place_weight = 0;
        }
    }
}

/// "A school in Ottawa, Canada, said", "In Ottawa, the minister said".
pub(super) fn is_spoken_there(report: &Report, read: &Read, place: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let is = |i: usize, traits: traits::Traits| chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let start = report.places[place].tokens.start;
    let Some(at) = chunks.iter().position(|chunk| chunk.tokens.contains(&start)).filter(|at| *at >= 1 && is(at - 1, traits::P)) else {
        return false;
    };
    let after = (at + 1..chunks.len()).find(|i| !is(*i, traits::COMMA | traits::PLACE)).unwrap_or(chunks.len());
    let speaks = |i: usize| chunks.get(i).is_some_and(|chunk| chunk.say.is_some() && chunk.acts == 0 && chunk.traits & traits::VG != 0);
    let subject_before = at >= 2 && is(at - 2, traits::NG) && !is(at - 2, traits::ACT);
    subject_before && speaks(after) || at == 1 && is(after, traits::NG) && speaks(after + 1)
}
