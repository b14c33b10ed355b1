//! Strands: what one sentence, or one clause of it, tells of one occurrence.

use std::ops::Range;

use recount_lexicon::gazetteer::PlaceKind;
use recount_lexicon::words::{Act, Strength};
use recount_model::Count;

use super::cues::{Cues, cues};
use super::figure::{self, Figure};
use crate::chunk::{Chunk, traits};
use crate::event::Event;
use crate::mention::when::WhenKind;
use crate::{Read, Report};

/// What one sentence or clause tells of one occurrence.
#[derive(Debug, Clone)]
pub(crate) struct Strand {
    /// Index into [`Report::reads`].
    pub(crate) read: usize,
    /// Indices into the sentence's events.
    pub(crate) events: Vec<usize>,
    /// Index into [`Report::places`].
    pub(crate) place: Option<usize>,
    /// How firmly the place belongs to the act.
    pub(crate) place_weight: i32,
    /// Index into the sentence's dates.
    pub(crate) when: Option<usize>,
    /// Index of the day on which somebody spoke of it.
    pub(crate) speech: Option<usize>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) cues: Cues,
}

/// Every strand of the report, in reading order.
pub(crate) fn find_strands(report: &Report) -> Vec<Strand> {
    let mut strands = Vec::new();
    for (i, read) in report.reads.iter().enumerate() {
        if read.events.is_empty() {
            continue;
        }
        for clause in clauses(report, read) {
            let told = |event: &usize| clause.contains(&read.events[*event].chunk) && !is_aside(read, read.events[*event].chunk);
            let events: Vec<usize> = (0..read.events.len()).filter(told).collect();
            if !events.is_empty() {
                strands.push(strand(report, i, &clause, events));
            }
        }
    }
    strands
}

/// A sentence is cut where both halves have an act and a place or a date of their own.
fn clauses(report: &Report, read: &Read) -> Vec<Range<usize>> {
    let chunks = &read.chunks.chunks;
    let mut cuts = vec![0];
    for (i, chunk) in chunks.iter().enumerate() {
        let start = *cuts.last().unwrap_or(&0);
        let compares = matches!(report.text.fold(chunk.tokens.start), "similar" | "like" | "unlike" | "recalling" | "echoing" | "compared");
        let is_cut = compares
            || chunk.traits & (traits::SUB | traits::BREAK) != 0
            || chunk.when.is_some_and(|when| read.whens[when].to_event)
            || (chunk.traits & traits::AND != 0 && chunks.get(i + 1).is_some_and(|after| after.traits & traits::COMMA != 0))
            || (chunk.traits & traits::AND != 0 && chunks.get(i.wrapping_sub(1)).is_some_and(|before| before.traits & traits::COMMA != 0));
        if is_cut && own(report, read, start..i) && own(report, read, i..chunks.len()) {
            cuts.push(i);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([chunks.len()]);
    cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a clause has an act, and a precise place or a date, of its own.
fn own(report: &Report, read: &Read, range: Range<usize>) -> bool {
    let has_act = read.events.iter().any(|event| range.contains(&event.chunk) && is_deed(event));
    let tokens = token_range(&read.chunks.chunks, &range);
    let has_place = read.places.clone().any(|place| {
        let mention = &report.places[place];
        tokens.contains(&mention.tokens.start) && mention.is_placed && is_precise(report, place)
    });
    let has_date =
        read.whens.iter().any(|when| tokens.contains(&when.tokens.start) && when.first.is_some() && when.kind != WhenKind::TimeOfDay);
    has_act && (has_place || has_date)
}

/// "The coalition, whose aircraft have bombed the rebels for years, said …": what the clause between the commas tells of is
/// not what the sentence is about.
pub(super) fn is_aside(read: &Read, chunk: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let is = |i: usize, traits: traits::Traits| chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let opened = (1..chunk).rev().take_while(|i| !is(*i, traits::COMMA | traits::BREAK)).find(|i| is(*i, traits::REL));
    let closed = (chunk..chunks.len()).find(|i| is(*i, traits::COMMA));
    let goes_on = closed.is_some_and(|closed| (closed..chunks.len()).any(|i| is(i, traits::VG)));
    is(chunk, traits::PRESENT_PERFECT) && opened.is_some_and(|relative| is(relative - 1, traits::COMMA)) && goes_on
}

/// Whether an event is an act of its own, not the find or the foiling of one.
pub(super) fn is_deed(event: &Event) -> bool {
    if matches!(event.entry.act, Act::Find | Act::Foil) {
        return false;
    }
    event.outcome.is_some() || event.entry.strength == Strength::Strong || event.target.is_some() || event.entry.tactic.is_some()
}

pub(crate) fn token_range(chunks: &[Chunk], range: &Range<usize>) -> Range<usize> {
    if range.is_empty() || chunks.is_empty() {
        return 0..0;
    }
    chunks[range.start].tokens.start..chunks[range.end - 1].tokens.end
}

/// Whether a place is a town, a part of one or a site: not a region or country.
pub(crate) fn is_precise(report: &Report, place: usize) -> bool {
    report.places[place].chosen.is_some_and(|id| {
        let kind = report.coder.gazetteer.kind(id);
        !matches!(kind, PlaceKind::Country | PlaceKind::Region) && !report.places[place].is_region
    })
}

fn strand(report: &Report, i: usize, clause: &Range<usize>, events: Vec<usize>) -> Strand {
    let read = &report.reads[i];
    let tokens = token_range(&read.chunks.chunks, clause);
    let (place, place_weight) = match best_place(report, read, &tokens, &events) {
        (None, _) => (that_city(report, read, clause), 20),
        found => found,
    };
    let when = best_when(read, &tokens, &events);
    let speech = (0..read.whens.len()).find(|when| is_speech_time(read, *when) && read.whens[*when].first.is_some());
    let figures = events.iter().flat_map(|event| figure::figures(report, i, *event, clause)).collect();
    let mut strand = Strand { read: i, events, place, place_weight, when, speech, figures, cues: Cues::default() };
    strand.cues = cues(report, &strand, clause);
    strand.cues.pair = place_pair(report, read, &tokens);
    let deeds = strand.events.iter().any(|event| {
        !matches!(read.events[*event].entry.act, Act::Retake | Act::Seize | Act::Arrest | Act::Capture | Act::Release | Act::Rescue)
    });
    let background = read.part == recount_text::Part::Body && strand.figures.is_empty();
    if !deeds || background || strand.cues.general || strand.cues.unreal {
        strand.cues.pair = None;
    }
    if strand.cues.pair.is_some() && strand.cues.joint.is_none() {
        strand.cues.joint = Some(Count::exact(2));
    }
    strand
}

/// How many words back the town of "the city" is looked for.
const FAR: usize = 600;
/// The most towns among which it is looked for.
const MOST_TOWNS: usize = 64;

/// "the city", "the Malian town": the town named last before it, even where the name stands alone ("Gao is dangerous").
fn that_city(report: &Report, read: &Read, clause: &Range<usize>) -> Option<usize> {
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
fn place_pair(report: &Report, read: &Read, tokens: &Range<usize>) -> Option<[usize; 2]> {
    let places: Vec<usize> = read.places.clone().filter(|place| tokens.contains(&report.places[*place].tokens.start)).collect();
    places.windows(2).find_map(|pair| {
        let (one, other) = (&report.places[pair[0]], &report.places[pair[1]]);
        let joined = other.tokens.start == one.tokens.end + 1 && report.text.fold(one.tokens.end) == "and" && one.is_placed;
        let towns = is_precise(report, pair[0]) && is_precise(report, pair[1]);
        (joined && towns && super::draft::apart(report, pair[0], pair[1]) == Some(true)).then_some([pair[0], pair[1]])
    })
}

fn best_place(report: &Report, read: &Read, tokens: &Range<usize>, events: &[usize]) -> (Option<usize>, i32) {
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
        if is_speakers_place(report, read, place) || (kind == PlaceKind::Country && is_modifier_only(read, mention.tokens.start)) {
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

/// Farther than any date of the same clause.
const BARRIER: usize = 1_000;

fn best_when(read: &Read, tokens: &Range<usize>, events: &[usize]) -> Option<usize> {
    let chunks = &read.chunks.chunks;
    let mut best: Option<(usize, usize)> = None;
    for (i, when) in read.whens.iter().enumerate() {
        let is_date = !matches!(when.kind, WhenKind::Duration | WhenKind::Vague) && !when.since;
        if !is_date || !tokens.contains(&when.tokens.start) || is_speech_time(read, i) {
            continue;
        }
        let at = chunks.iter().position(|chunk| chunk.when == Some(i));
        let far = |event: &usize| {
            let chunk = read.events[*event].chunk;
            // A date in another clause ("… since troops came in May") is not the day of the act.
            let clause = at.is_some_and(|at| chunks[chunk.min(at)..chunk.max(at)].iter().any(|between| between.traits & traits::SUB != 0));
            chunks[chunk].head.abs_diff(when.tokens.start) + if clause { BARRIER } else { 0 }
        };
        let distance = events.iter().map(far).min().unwrap_or(BARRIER) + if when.kind == WhenKind::TimeOfDay { 50 } else { 0 };
        let other_clause = distance >= BARRIER && when.past;
        if other_clause {
            continue;
        }
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, i));
        }
    }
    best.map(|(_, i)| i)
}

/// "police said on Sunday": the time of the speech.
fn is_speech_time(read: &Read, when: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let Some(i) = chunks.iter().position(|chunk| chunk.when == Some(when)) else { return false };
    let speaks = |chunk: &Chunk| chunk.say.is_some() && chunk.acts == 0 && chunk.traits & traits::VG != 0;
    let near = chunks[..i]
        .iter()
        .enumerate()
        .rev()
        .take(6)
        .find(|(_, chunk)| chunk.traits & (traits::VG | traits::COMMA | traits::SUB | traits::ACT | traits::HARM) != 0);
    let Some((verb, _)) = near.filter(|(_, chunk)| speaks(chunk)) else { return false };
    // "said on Sunday a bomb killed two": what follows is the news, and may have the day.
    let acts_follow = chunks[i + 1..].iter().any(|chunk| chunk.acts != 0);
    let acts_before = chunks[..verb].iter().any(|chunk| chunk.acts != 0);
    if acts_follow { read.whens.len() > 1 } else { acts_before }
}
