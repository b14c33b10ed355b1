//! Acts told in passing: an event and its sentence come in, whether it is a deed of its own goes out.
//!
//! "The front will go on with its attacks", "stop bombing villages" and "those who kill thieves are seldom tried" tell of no deed;
//! "the men killed on Sunday had come from the coast" looks back at one that was told already.

use recount_lexicon::words::{Act, Form, WordId};

use super::strand::Strand;
use crate::chunk::{Chunk, traits};
use crate::event::Event;
use crate::{Read, Report};

/// "will go on with its attacks", "may launch an assault", "stop bombing villages": an act no more real than the verb before it.
pub(super) fn is_only_meant(report: &Report, read: &Read, event: &Event) -> bool {
    let chunks = &read.chunks.chunks;
    let act = &chunks[event.chunk];
    let noun = act.traits & traits::NG != 0;
    if !noun && act.traits & traits::ING == 0 {
        return false;
    }
    let is = |i: usize, traits: traits::Traits| chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let Some(verb) = event.chunk.checked_sub(1) else { return false };
    let behind_preposition = is(verb, traits::P) && verb > 0;
    let verb = if behind_preposition { verb - 1 } else { verb };
    if !is(verb, traits::VG) {
        return false;
    }
    let meant = is(verb, traits::FUTURE | traits::POSSIBLE | traits::INF | traits::NEGATED) && !behind_preposition;
    let desists = is_in(report, "desist", report.words.id(chunks[verb].head)) && !is(verb, traits::PAST | traits::PASSIVE);
    let known = noun && is_known(report, read, act);
    (meant || desists) && !known
}

/// "the attack", not "its attacks": something that was told before.
fn is_known(report: &Report, read: &Read, act: &Chunk) -> bool {
    let first = report.words.id(act.tokens.start);
    read.chunks.parts[act.parts.clone()].first().is_some_and(|part| part.definite) && !is_in(report, "own", first)
}

/// "Those who injure thieves are seldom tried": what somebody does at any time, at no place and to nobody counted.
pub(super) fn is_habit(read: &Read, strand: &Strand, event: &Event) -> bool {
    let verb = &read.chunks.chunks[event.chunk];
    let bare = verb.traits & traits::ACTIVE != 0 && matches!(event.entry.form, Form::Base | Form::Third);
    let below = matches!(read.part, recount_text::Part::Lead | recount_text::Part::Body);
    bare && below && strand.when.is_none() && strand.place.is_none() && !is_counted(strand)
}

/// "the attack", "the men killed on Sunday": what was told before.
pub(super) fn looks_back(report: &Report, read: &Read, event: &Event) -> bool {
    let chunks = &read.chunks.chunks;
    let act = &chunks[event.chunk];
    if act.traits & traits::ACT != 0 {
        return event.victim.is_none() && act.traits & traits::COUNTED == 0 && is_known(report, read, act);
    }
    let reduced = act.traits & traits::PAST != 0 && event.victim.is_some_and(|victim| victim + 1 == event.chunk);
    reduced && event.victim.is_some_and(|victim| chunks[victim].traits & traits::COUNTED == 0 && is_known(report, read, &chunks[victim]))
}

/// "condemned the attacks": all that the report tells of, not the one that it told last.
pub(super) fn is_on_all(report: &Report, read: &Read) -> bool {
    let plural = |event: &Event| event.entry.form == Form::Plural && event.entry.act != Act::Die && looks_back(report, read, event);
    read.events.iter().any(plural)
}

/// "was aiming at both groups": what goes on is no blow that fell.
pub(super) fn goes_on(read: &Read, event: &Event) -> bool {
    let verb = &read.chunks.chunks[event.chunk];
    verb.traits & traits::VG != 0 && verb.traits & traits::ING == 0 && event.entry.form == Form::Ing
}

/// "Drivers have been attacked at the ford before", "has staged several attacks": done at some time, at no place and to nobody
/// counted.
pub(super) fn is_of_any_time(read: &Read, strand: &Strand) -> bool {
    let chunks = &read.chunks.chunks;
    let perfect = |i: usize| chunks.get(i).is_some_and(|chunk| chunk.traits & traits::PRESENT_PERFECT != 0);
    let told_so = |event: &usize| {
        let at = read.events[*event].chunk;
        perfect(at) || chunks[at].traits & traits::NG != 0 && at > 0 && perfect(at - 1)
    };
    // "have cost hundreds of lives": so many over a time are no number.
    let number = strand.figures.iter().any(|figure| figure.people.counted && figure.people.count.form != recount_model::CountForm::Vague);
    strand.when.is_none() && strand.place.is_none() && !number && strand.events.iter().all(told_so)
}

/// "burnt trucks", "displaced families": what a noun group says of its noun is no deed of the sentence.
pub(super) fn only_describes(read: &Read, event: &Event) -> bool {
    let chunk = &read.chunks.chunks[event.chunk];
    chunk.traits & traits::NG != 0 && chunk.traits & traits::COUNTED == 0 && matches!(event.entry.form, Form::PastPart | Form::Part)
}

fn is_counted(strand: &Strand) -> bool {
    strand.figures.iter().any(|figure| figure.people.counted)
}

fn is_in(report: &Report, set: &str, word: WordId) -> bool {
    let lexicon = &report.coder.lexicon;
    lexicon.set(set).is_some_and(|set| lexicon.is_in(set, word))
}
