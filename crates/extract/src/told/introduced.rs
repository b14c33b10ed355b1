//! Groups that the report itself introduces: "another group, the Hill Front, claimed", "a group calling itself the Hill
//! Front". No list knows them, so they keep the name as written.

use std::ops::Range;

use super::sentence::Sentence;
use crate::chunk::traits;

/// A group that a sentence introduces by a common noun.
#[derive(Debug, Clone)]
pub(super) struct Introduced {
    /// The chunk of the common noun.
    pub(super) noun: usize,
    /// The chunks of the name.
    pub(super) name: Range<usize>,
    /// As written, without the article.
    pub(super) words: String,
}

/// The groups that a sentence introduces with a name of no list.
pub(super) fn introduced(sentence: &Sentence) -> Vec<Introduced> {
    let nouns = (0..sentence.chunks().len()).filter(|i| is_band(sentence, *i));
    nouns.filter_map(|noun| with_name(sentence, noun)).collect()
}

/// "another group", "a splinter faction": one that was not named before.
pub(super) fn is_new_band(sentence: &Sentence, chunk: usize) -> bool {
    is_band(sentence, chunk) && sentence.is(sentence.sets().article, sentence.chunks()[chunk].tokens.start)
}

fn is_band(sentence: &Sentence, chunk: usize) -> bool {
    let head = sentence.chunks()[chunk].head;
    let listed = sentence.parts(chunk).any(|part| part.group.is_some());
    sentence.has(chunk, traits::NG) && !listed && sentence.is(sentence.sets().band, head) && !is_capital(sentence, head)
}

fn with_name(sentence: &Sentence, noun: usize) -> Option<Introduced> {
    let apposition = sentence.has_at(noun + 1, traits::COMMA).then_some(noun + 2);
    let first = apposition.or_else(|| after_naming(sentence, noun + 1))?;
    let name = name_at(sentence, first)?;
    let closed = name.end == sentence.chunks().len() || sentence.has(name.end, traits::COMMA | traits::MARK | traits::BREAK);
    if apposition.is_some() && !closed {
        return None;
    }
    let tokens = sentence.chunks()[name.start].tokens.start..sentence.chunks()[name.end - 1].tokens.end;
    let start = if is_capital(sentence, tokens.start) { tokens.start } else { tokens.start + 1 };
    Some(Introduced { noun, words: sentence.text().words(start..tokens.end).to_owned(), name })
}

/// "called", "known as", "calling itself", "that calls itself": the chunk behind it.
fn after_naming(sentence: &Sentence, from: usize) -> Option<usize> {
    let verb = if sentence.has_at(from, traits::REL) { from + 1 } else { from };
    let names = sentence.has_at(verb, traits::VG) && sentence.is(sentence.sets().naming, sentence.chunks()[verb].head);
    let next = verb + 1;
    names.then(|| if sentence.has_at(next, traits::PRONOUN | traits::P) { next + 1 } else { next })
}

/// The chunks of a name of no list: "the Free Men | of | the North".
fn name_at(sentence: &Sentence, first: usize) -> Option<Range<usize>> {
    let is_name = |i: usize| {
        let chunk = sentence.chunks().get(i).filter(|chunk| chunk.traits & traits::NG != 0);
        chunk.is_some_and(|chunk| {
            let article = sentence.is(sentence.sets().definite, chunk.tokens.start);
            is_capital(sentence, chunk.tokens.start + usize::from(article && chunk.tokens.len() > 1))
        })
    };
    if !is_name(first) || sentence.parts(first).any(|part| part.group.is_some()) {
        return None;
    }
    let mut end = first + 1;
    while sentence.has_at(end, traits::P) && sentence.text().fold(sentence.chunks()[end].head) == "of" && is_name(end + 1) {
        end += 2;
    }
    Some(first..end)
}

fn is_capital(sentence: &Sentence, token: usize) -> bool {
    sentence.text().word(token).starts_with(char::is_uppercase)
}
