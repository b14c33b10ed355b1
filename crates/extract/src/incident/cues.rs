//! Cues: what the words around a strand say of its part in the report ("another attack", "was planning to", "since").

use std::ops::Range;

use recount_lexicon::words::{Act, Form, SayAct, Strength};
use recount_model::Count;
use recount_text::Part;

use super::passing;
use super::site::is_precise;
use super::strand::{Strand, is_aside, is_deed, token_range};
use crate::chunk::traits;
use crate::event::Event;
use crate::mention::when::WhenKind;
use crate::{Read, Report};

/// What the words say of the strand's part in the report.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cues {
    /// Told as earlier than the news.
    pub(crate) earlier: bool,
    /// "another attack", "a separate attack"
    pub(crate) another: bool,
    /// "two attacks": a number over several incidents.
    pub(crate) joint: Option<Count>,
    /// "in Kidal and Menaka": two places far apart.
    pub(crate) pair: Option<[usize; 2]>,
    /// Planned, feared, possible.
    pub(crate) unreal: bool,
    /// Foiled, defused, failed.
    pub(crate) foiled: bool,
    /// Threatened.
    pub(crate) threatened: bool,
    /// Told of many over a time ("attacks that have killed dozens"): no incident.
    pub(crate) general: bool,
    /// "after", "since" stands before it: told to place another act in time.
    pub(crate) subordinate: bool,
    /// Only arrests and the like: their day is not the day of the act.
    pub(crate) custody: bool,
    /// "the attack", "the men killed on Sunday": told before, it opens no incident of the news.
    pub(crate) looks_back: bool,
    /// Enough to be an incident by itself.
    pub(crate) solid: bool,
}

/// The cues of a strand.
pub(super) fn cues(report: &Report, strand: &Strand, clause: &Range<usize>) -> Cues {
    let read = &report.reads[strand.read];
    let chunks = &read.chunks.chunks;
    let lexicon = &report.coder.lexicon;
    let is_in = |set: &str, token: usize| lexicon.set(set).is_some_and(|set| lexicon.is_in(set, report.words.id(token)));
    let mut cues = Cues::default();
    let mut real = false;
    for event in strand.events.iter().map(|event| &read.events[*event]) {
        let chunk = &chunks[event.chunk];
        let mood = event.mood(&read.chunks);
        let planned = chunks[clause.start..event.chunk].iter().rev().take(4).any(|before| {
            before.tokens.clone().any(|token| is_in("plan", token)) && (before.traits & traits::VG != 0 || mood & traits::INF != 0)
        }) || chunk.tokens.clone().any(|token| is_in("plan", token));
        // "took over peacekeeping" seizes nothing.
        let held = event
            .target
            .is_some_and(|target| chunks[target].traits & (traits::OBJECT | traits::PLACE | traits::GROUP | traits::PERSON) != 0);
        let nothing_seized = event.entry.act == Act::Seize && event.entry.strength == Strength::Weak && !held;
        let unreal = nothing_seized
            || is_denied(read, event)
            || is_none(read, event)
            || mood & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE | traits::INF) != 0
            || planned
            || event.entry.act == Act::Plot
            || passing::is_only_meant(report, read, event)
            || passing::is_habit(read, strand, event);
        let broken = |chunk: usize| chunks[chunk].tokens.clone().any(|token| is_in("foiled-words", token));
        cues.foiled |= matches!(event.entry.act, Act::Foil | Act::Find)
            || broken(event.chunk)
            || event.victim.is_some_and(broken)
            || event.actor.is_some_and(broken)
            || (event.entry.act == Act::Explode && mood & traits::NEGATED != 0);
        real |= !unreal && is_deed(event);
        cues.earlier |= mood & traits::PERFECT != 0 && !has_speech(read) && read.part != Part::Lead && read.part != Part::Headline;
        if chunk.traits & traits::ACT != 0 {
            let below = !matches!(read.part, Part::Headline | Part::Lead);
            cues.another |= chunk.tokens.clone().any(|token| is_in("another", token)) && below;
            let part = &read.chunks.parts[chunk.parts.start];
            let count =
                part.count.map(|count| read.counts[count].count).filter(|count| count.low >= 2 && chunk.traits & traits::COUNTED != 0);
            // "Attacks in two towns kill 30": a bare plural at the top may hold several incidents.
            let bare = !below
                && count.is_none()
                && event.entry.form == Form::Plural
                && !strand.place.is_some_and(|place| is_precise(report, place));
            let count = count.or(bare.then_some(Count::vague(2)));
            if let Some(count) = count.filter(|_| event.entry.act != Act::Die && event.outcome.is_none()) {
                cues.joint = Some(count);
            }
        }
        cues.solid |= is_solid(read, event) && !(passing::goes_on(read, event) && strand.figures.is_empty());
    }
    cues.custody = strand
        .events
        .iter()
        .all(|event| matches!(read.events[*event].entry.act, Act::Arrest | Act::Capture | Act::Release | Act::Rescue | Act::Find));
    cues.general = is_general(report, strand, clause);
    cues.looks_back = strand.events.iter().all(|event| passing::looks_back(report, read, &read.events[*event]));
    // Quoted words judge more often than they tell: without a number they are no news.
    let quoted =
        strand.events.iter().all(|event| report.text.is_quoted(report.text.span(chunks[read.events[*event].chunk].tokens.clone())));
    let counted = strand.figures.iter().any(|figure| figure.people.counted);
    cues.unreal = !real || (quoted && !counted);
    let tokens = token_range(chunks, clause);
    let in_all = tokens.clone().any(|token| {
        let word = report.text.fold(token);
        matches!(word, "altogether" | "combined" | "overall")
            || word == "in" && token + 1 < tokens.end && report.text.fold(token + 1) == "all"
    });
    if in_all && cues.joint.is_none() {
        cues.joint = Some(Count::vague(2));
    }
    if let Some(when) = strand.when.map(|when| &read.whens[when]) {
        // What headline and lead tell is the news, even of last week; of last year it is not.
        let top = matches!(read.part, Part::Headline | Part::Lead);
        cues.earlier |= if top { super::time::is_another_season(report, when) } else { super::time::is_long_ago(report, when) };
    }
    cues.earlier |= after_since(report, read, clause, strand);
    cues.subordinate =
        read.part == Part::Body && is_subordinate(report, read, clause, strand) || super::time::is_before_another(report, strand);
    cues
}

/// "It denied that civilians had been hit", "denied shelling the market": what somebody says did not happen.
fn is_denied(read: &Read, event: &Event) -> bool {
    let chunks = &read.chunks.chunks;
    let verb = &chunks[event.chunk];
    let Some(said) = (0..event.chunk).rev().find(|i| chunks[*i].say.is_some() && chunks[*i].traits & traits::VG != 0) else { return false };
    // "denied responsibility for killing five": the five are dead all the same.
    let alone = chunks[said].say == Some(SayAct::Deny) && chunks[said].tokens.len() <= 2;
    let subject = verb.traits & traits::ING != 0 || (said + 1..event.chunk).any(|i| chunks[i].traits & (traits::REL | traits::NG) != 0);
    // "denied firing shells that killed seven": the seven are dead.
    let told_beside = chunks.get(said + 1).is_some_and(|next| next.traits & traits::ING != 0)
        && (said + 2..event.chunk).any(|i| chunks[i].traits & traits::REL != 0);
    verb.traits & traits::VG != 0 && alone && subject && !told_beside
}

/// "No major battles were reported", "no device was found".
fn is_none(read: &Read, event: &Event) -> bool {
    let none = |chunk: usize| {
        let part = read.chunks.parts[read.chunks.chunks[chunk].parts.clone()].first();
        let count = part.and_then(|part| part.count).map(|count| read.counts[count].count.form);
        count == Some(recount_model::CountForm::None)
    };
    event.outcome.is_none() && (none(event.chunk) || event.target.is_some_and(none))
}

/// In reported speech "had" only says that the speech is past.
fn has_speech(read: &Read) -> bool {
    read.chunks.chunks.iter().any(|chunk| chunk.say.is_some() && chunk.traits & traits::VG != 0)
}

/// "has carried out a series of attacks that have killed scores": many over a time.
fn is_general(report: &Report, strand: &Strand, clause: &Range<usize>) -> bool {
    let read = &report.reads[strand.read];
    if read.part != Part::Body {
        return false;
    }
    let chunks = &read.chunks.chunks[clause.clone()];
    let lexicon = &report.coder.lexicon;
    let Some(set) = lexicon.set("general") else { return false };
    let toll = strand.figures.iter().any(|figure| figure.people.count.low >= 2_000);
    let vague = toll || chunks.iter().any(|chunk| chunk.tokens.clone().any(|token| lexicon.is_in(set, report.words.id(token))));
    let perfect = clause.clone().any(|i| read.chunks.chunks[i].traits & traits::PRESENT_PERFECT != 0 && !is_aside(read, i));
    let tokens = token_range(&read.chunks.chunks, clause);
    let since = read.whens.iter().any(|when| tokens.contains(&when.tokens.start) && (when.since || when.kind == WhenKind::Vague));
    let dated = strand
        .when
        .is_some_and(|when| read.whens[when].first.zip(read.whens[when].last).is_some_and(|(first, last)| (last - first).get_days() < 4));
    // "Officials are frequently targeted".
    let often = lexicon.set("often").is_some_and(|often| tokens.clone().any(|token| lexicon.is_in(often, report.words.id(token))));
    // "After a series of assassinations": many, of which nothing is told.
    let in_series = |event: &usize| {
        let words = read.chunks.chunks[read.events[*event].chunk].tokens.clone();
        lexicon.set("series").is_some_and(|series| words.clone().any(|token| lexicon.is_in(series, report.words.id(token))))
    };
    let series = strand.figures.is_empty() && strand.events.iter().all(in_series);
    !dated && (often || series || passing::is_of_any_time(read, strand) || perfect && vague || since && (perfect || vague))
}

/// "… begun after gunmen killed 130 people in the capital": the clause only dates something else.
fn is_subordinate(report: &Report, read: &Read, clause: &Range<usize>, strand: &Strand) -> bool {
    let first = strand.events.first().map_or(clause.end, |event| read.events[*event].chunk);
    let from = first.saturating_sub(3).max(clause.start);
    read.chunks.chunks[from..first]
        .iter()
        .any(|chunk| matches!(report.text.fold(chunk.tokens.start), "after" | "since" | "following" | "where"))
}

/// "the deadliest since the bombing of 2012": what follows "since" is earlier.
fn after_since(report: &Report, read: &Read, clause: &Range<usize>, strand: &Strand) -> bool {
    let first = strand.events.first().map_or(clause.end, |event| read.events[*event].chunk);
    let from = first.saturating_sub(4).max(clause.start);
    read.chunks.chunks[from..first].iter().any(|chunk| report.text.fold(chunk.tokens.start) == "since")
}

fn is_solid(read: &Read, event: &Event) -> bool {
    let has_people = event
        .victim
        .is_some_and(|victim| read.chunks.chunks[victim].traits & (traits::PERSON | traits::COUNTED | traits::NUMBER | traits::NAME) != 0);
    match event.entry.strength {
        Strength::Strong => true,
        Strength::Harm => has_people || event.outcome.is_some() && read.chunks.chunks[event.chunk].traits & traits::COUNTED != 0,
        Strength::Weak => {
            let top = matches!(read.part, Part::Headline | Part::Lead);
            let blast = event.entry.act == Act::Explode && top;
            let seized_thing = event.entry.act == Act::Seize
                && event
                    .target
                    .is_none_or(|target| read.chunks.chunks[target].traits & (traits::OBJECT | traits::PLACE | traits::GROUP) == 0);
            if seized_thing {
                return false;
            }
            blast
                || has_people
                || event.target.is_some_and(|target| {
                    read.chunks.chunks[target].traits & (traits::PERSON | traits::OBJECT | traits::GROUP | traits::PLACE) != 0
                })
                || event
                    .actor
                    .is_some_and(|actor| read.chunks.chunks[actor].traits & (traits::INITIATOR | traits::WEAPON | traits::GROUP) != 0)
        }
    }
}
