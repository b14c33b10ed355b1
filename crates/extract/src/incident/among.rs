//! Those among the dead or wounded: "Eight of the dead were cadets", "nine of the 40 wounded were soldiers".

use recount_model::{Count, Outcome, Role};

use super::figure::{Figure, Flags, make, people_of};
use crate::chunk::{Part, traits};
use crate::event::people::{People, people};
use crate::{Read, Report};

/// "Eight of the dead were cadets": eight cadets.
pub(super) fn number_before(sentence: &Read, noun: usize, people: &mut People) {
    let parts = &sentence.chunks.parts[sentence.chunks.chunks[noun].parts.clone()];
    let Some(count) = parts.iter().find_map(|part| part.count).filter(|_| !people.counted && people.count.is_some_only()) else { return };
    let count = &sentence.counts[count];
    people.count = count.count;
    people.count_words = count.span;
    people.count_rule = count.rule;
    people.rounded = count.rounded;
    people.counted = true;
}

/// "Sixteen people were killed, as were four attackers": the attackers too.
pub(super) fn as_were(report: &Report, read: usize, index: usize, outcome: Outcome) -> Option<Figure> {
    let sentence = &report.reads[read];
    let verb = sentence.events[index].chunk;
    let after = &sentence.chunks.chunks[verb + 1..];
    let after = if after.first()?.traits & traits::COMMA != 0 { &after[1..] } else { after };
    let [link, be, who, ..] = after else { return None };
    let told = link.traits & traits::SUB != 0
        && report.text.fold(link.tokens.start) == "as"
        && be.traits & traits::BE != 0
        && who.traits & (traits::PERSON | traits::NUMBER) != 0;
    let part = sentence.chunks.parts[who.parts.clone()].iter().find(|part| part.traits != 0).filter(|_| told)?;
    let people = people_of(report, sentence, part, false)?;
    Some(make(report, read, index, outcome, people, part, Flags { listed: true, ..Flags::default() }))
}

/// "Nine of the 40 wounded were soldiers": the nine are soldiers.
pub(super) fn sort_after(report: &Report, sentence: &Read, verb: usize, told: &mut People) {
    let chunks = &sentence.chunks.chunks;
    let [verb, be, sort, ..] = &chunks[verb..] else { return };
    let names = verb.traits & traits::PAST != 0 && be.traits & traits::BE != 0 && sort.traits & traits::PERSON != 0;
    if !names || sort.traits & traits::COUNTED != 0 || told.role != Role::Unknown {
        return;
    }
    let part = sentence.chunks.parts[sort.parts.clone()].iter().find(|part| part.traits & traits::PERSON != 0);
    let Some(sort) = part.and_then(|part| people(&report.coder.lexicon, report.text, &sentence.counts, part)) else { return };
    *told = People { count: told.count, count_words: told.count_words, count_rule: told.count_rule, of_group: true, counted: true, ..sort };
}

/// "A third guard has died of his wounds": three guards are dead.
pub(super) fn rank_of(report: &Report, part: &Part, people: &mut People) {
    let word = |token: usize| report.coder.count.ordinal(report.text.fold(token)).map(|rank| (token, rank));
    let before = part.tokens.start..part.people_tokens.start.max(part.tokens.start);
    let Some((token, rank)) = before.clone().find_map(word).filter(|(_, rank)| *rank > 1 && people.count == Count::exact(1)) else {
        return;
    };
    people.count = Count::exact(rank);
    people.count_words = report.text.span(token..token + 1);
    people.count_rule = "count.rank";
    people.counted = true;
}
