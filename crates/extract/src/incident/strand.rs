//! Strands: what one sentence, or one clause of it, tells of one occurrence.

use std::ops::Range;

use recount_lexicon::words::{Act, Form, Strength};
use recount_model::Count;

use super::cues::{Cues, cues};
use super::figure::{self, Figure};
use super::site::{best_place, is_precise, is_spoken_there, leave_speakers_places, place_pair, that_city};
use crate::chunk::{Chunk, traits};
use crate::event::Event;
use crate::mention::when::WhenKind;
use crate::{Read, Report};

/// What one sentence or clause tells of one occurrence.
#[derive(Debug, Clone)]
pub(crate) struct Strand {
    /// Index into [`Report::reads`].
    pub(crate) read: usize,
    /// The chunks of its clause.
    pub(crate) clause: Range<usize>,
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
    /// Its place is where somebody spoke.
    pub(crate) spoken_there: bool,
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
            let mut events: Vec<usize> = (0..read.events.len()).filter(told).collect();
            let own = |event: &usize| !is_protested(report, read, read.events[*event].chunk) && !is_judged(read, &read.events[*event]);
            if events.iter().any(own) {
                events.retain(own);
            }
            if !events.is_empty() {
                strands.push(strand(report, i, &clause, events));
            }
        }
    }
    leave_speakers_places(report, &mut strands);
    strands
}

/// A sentence is cut where both halves have an act and a place or a date of their own.
fn clauses(report: &Report, read: &Read) -> Vec<Range<usize>> {
    let chunks = &read.chunks.chunks;
    let mut cuts = vec![0];
    for (i, chunk) in chunks.iter().enumerate() {
        let start = *cuts.last().unwrap_or(&0);
        let compares = matches!(report.text.fold(chunk.tokens.start), "similar" | "like" | "unlike" | "recalling" | "echoing" | "compared");
        // "a day after troops killed six": the words that lead to another act date it.
        let to_event = chunk.when.is_some_and(|when| read.whens[when].to_event);
        let is_cut = compares
            || to_event
            || chunk.traits & (traits::SUB | traits::BREAK) != 0
            || (chunk.traits & traits::AND != 0 && chunks.get(i + 1).is_some_and(|after| after.traits & traits::COMMA != 0))
            || (chunk.traits & traits::AND != 0 && chunks.get(i.wrapping_sub(1)).is_some_and(|before| before.traits & traits::COMMA != 0));
        let after = i..chunks.len();
        if is_cut && own(report, read, start..i) && (own(report, read, after.clone()) || to_event && has_deed(read, &after)) {
            cuts.push(i);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([chunks.len()]);
    cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a clause has an act, and a precise place or a date, of its own.
fn own(report: &Report, read: &Read, range: Range<usize>) -> bool {
    let tokens = token_range(&read.chunks.chunks, &range);
    let has_place = read.places.clone().any(|place| {
        let mention = &report.places[place];
        tokens.contains(&mention.tokens.start) && mention.is_placed && is_precise(report, place)
    });
    let has_date =
        read.whens.iter().any(|when| tokens.contains(&when.tokens.start) && when.first.is_some() && when.kind != WhenKind::TimeOfDay);
    has_deed(read, &range) && (has_place || has_date)
}

fn has_deed(read: &Read, range: &Range<usize>) -> bool {
    read.events.iter().any(|event| range.contains(&event.chunk) && is_deed(event))
}

/// "The coalition, whose aircraft have bombed the rebels for years, said …": what the clause between the commas tells of is
/// not what the sentence is about.
pub(super) fn is_aside(read: &Read, chunk: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let is = |i: usize, traits: traits::Traits| chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let opened = (1..chunk).rev().take_while(|i| !is(*i, traits::COMMA | traits::BREAK)).find(|i| is(*i, traits::REL));
    let closed = (chunk..chunks.len()).find(|i| is(*i, traits::COMMA));
    let goes_on = closed.is_some_and(|closed| (closed..chunks.len()).any(|i| is(i, traits::VG)));
    let perfect = is(chunk, traits::PRESENT_PERFECT)
        || is(chunk, traits::ACT) && opened.is_some_and(|relative| (relative..chunk).any(|i| is(i, traits::PRESENT_PERFECT)));
    perfect && opened.is_some_and(|relative| is(relative - 1, traits::COMMA)) && goes_on
}

/// "Shot during a march to protest against the killing of two drivers": what a protest is about came before it.
fn is_protested(report: &Report, read: &Read, chunk: usize) -> bool {
    let chunks = &read.chunks.chunks;
    let lexicon = &report.coder.lexicon;
    let protest = |i: usize| lexicon.set("protest").is_some_and(|set| lexicon.is_in(set, report.words.id(chunks[i].head)));
    let act = chunks[chunk].traits & traits::ACT != 0;
    act && chunk >= 2 && chunks[chunk - 1].traits & traits::P != 0 && protest(chunk - 2)
}

/// "Attacks on nurses may be crimes": what acts of a sort may be, tells of none.
fn is_judged(read: &Read, event: &Event) -> bool {
    let chunks = &read.chunks.chunks;
    let act = &chunks[event.chunk];
    let of_a_sort = act.traits & (traits::COUNTED | traits::PERFECT) == 0
        && (act.traits & traits::ING != 0 || event.entry.form == Form::Plural && act.traits & traits::VG == 0);
    let finite = chunks[event.chunk + 1..].iter().find(|chunk| chunk.traits & traits::VG != 0 && chunk.traits & traits::ING == 0);
    of_a_sort && finite.is_some_and(|verb| verb.traits & traits::POSSIBLE != 0)
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
    let mut strand = Strand {
        read: i,
        clause: clause.clone(),
        events,
        place,
        place_weight,
        when,
        speech,
        figures,
        spoken_there: false,
        cues: Cues::default(),
    };
    strand.spoken_there = strand.place.is_some_and(|place| is_spoken_there(report, read, place));
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

/// Farther than any date of the same clause.
const BARRIER: usize = 1_000;

fn best_when(read: &Read, tokens: &Range<usize>, events: &[usize]) -> Option<usize> {
    let chunks = &read.chunks.chunks;
    let mut best: Option<(usize, usize)> = None;
    let deed = events.iter().any(|event| !is_aftermath(read, *event, true));
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
        let nearest = events.iter().min_by_key(|event| far(event));
        if deed && nearest.is_some_and(|event| is_aftermath(read, *event, when.anchored)) {
            continue;
        }
        let distance = nearest.map_or(BARRIER, far) + if when.kind == WhenKind::TimeOfDay { 50 } else { 0 };
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

/// An arrest, a find, or a death "two days later": its day is not the day of the act told with it.
pub(super) fn is_aftermath(read: &Read, event: usize, later: bool) -> bool {
    let event = &read.events[event];
    if event.mood(&read.chunks) & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE | traits::INF) != 0 {
        return false;
    }
    match event.entry.act {
        Act::Arrest | Act::Capture | Act::Find | Act::Release | Act::Rescue => true,
        Act::Die => later,
        _ => false,
    }
}

/// "police said on Sunday": the time of the speech.
pub(super) fn is_speech_time(read: &Read, when: usize) -> bool {
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
    // "said on Sunday that": the day of the speech.
    let that = chunks.get(i + 1).is_some_and(|next| next.traits & traits::REL != 0);
    if that && read.part == recount_text::Part::Body {
        return true;
    }
    // "said on Sunday a bomb killed two": what follows is the news, and may have the day.
    let acts_follow = chunks[i + 1..].iter().any(|chunk| chunk.acts != 0);
    let acts_before = chunks[..verb].iter().any(|chunk| chunk.acts != 0);
    if acts_follow { read.whens.len() > 1 } else { acts_before }
}
