//! Groups that no list knows: "another group, the Hill Front, claimed", "a group calling itself the Hill Front" are introduced
//! by the report; "the Hill Front claimed" is known by its form. They keep the name as written.

use std::ops::Range;

use super::sentence::Sentence;
use crate::chunk::traits;

/// A group that a sentence introduces by a common noun, or that its name shows.
#[derive(Debug, Clone)]
pub(super) struct Introduced {
    /// The chunk of the common noun; of the name where there is none.
    pub(super) noun: usize,
    /// The chunks of the name.
    pub(super) name: Range<usize>,
    /// As written, without the article.
    pub(super) words: String,
}

/// The groups of a sentence that no list knows.
pub(super) fn introduced(sentence: &Sentence) -> Vec<Introduced> {
    let mut found: Vec<Introduced> = Vec::new();
    for chunk in 0..sentence.chunks().len() {
        let band = if is_band(sentence, chunk) { with_name(sentence, chunk) } else { by_form(sentence, chunk) };
        found.extend(band.filter(|band| !found.iter().any(|known| known.name.contains(&band.name.start))));
    }
    found
}

/// "the Free Newry Brigade", "Lashkar-e-Toofan": two words or more in capitals, one of which names of armed groups hold. The
/// army of a country is none.
fn by_form(sentence: &Sentence, chunk: usize) -> Option<Introduced> {
    if sentence.text().capitals || sentence.parts(chunk).any(|part| part.country.is_some()) {
        return None;
    }
    let name = name_at(sentence, chunk)?;
    let words = words_of(sentence, &name);
    let (sets, text) = (sentence.sets(), sentence.text());
    let capitals = words.clone().filter(|token| is_capital(sentence, *token)).count();
    let has_form = words.clone().any(|token| is_capital(sentence, token) && sentence.is(sets.band_name, token));
    let prefixed = sentence.is(sets.band_prefix, words.start) || {
        let first = text.fold(words.start).split(['-', '\'', '’']).next().unwrap_or_default();
        sets.band_prefix.is_some_and(|set| sentence.report.coder.lexicon.is_in(set, sentence.report.coder.lexicon.id(first)))
    };
    let of_state = words.clone().all(|token| sentence.is(sets.band_name, token) || sentence.is(sets.state_band, token));
    (has_form && capitals > 1 && !of_state || prefixed).then(|| Introduced { noun: chunk, words: text.words(words).to_owned(), name })
}

/// The tokens of a name without its article.
fn words_of(sentence: &Sentence, name: &Range<usize>) -> Range<usize> {
    let tokens = sentence.chunks()[name.start].tokens.start..sentence.chunks()[name.end - 1].tokens.end;
    if is_capital(sentence, tokens.start) && !sentence.is(sentence.sets().definite, tokens.start) {
        tokens
    } else {
        tokens.start + 1..tokens.end
    }
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
    Some(Introduced { noun, words: sentence.text().words(words_of(sentence, &name)).to_owned(), name })
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
