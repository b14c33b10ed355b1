//! The word lists laid over a text: which phrases of the lexicon stand where.

use std::ops::Range;

use recount_lexicon::words::{Entry, EntryId, Lexicon, WordId};
use recount_text::{Shape, Text};

/// The text's tokens as words of the lexicon.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: Vec<WordId>,
    /// First id of each token, and one more at the end.
    firsts: Vec<u32>,
}

/// A phrase of the lexicon in the text.
#[derive(Debug, Clone)]
pub(crate) struct Hit<'r> {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it can mean.
    pub(crate) entries: &'r [EntryId],
}

impl Words {
    /// Looks every token up once.
    pub(crate) fn of(lexicon: &Lexicon, text: &Text) -> Self {
        let mut words = Self { ids: Vec::with_capacity(text.tokens.len() + 8), firsts: Vec::with_capacity(text.tokens.len() + 1) };
        for token in 0..text.tokens.len() {
            words.firsts.push(words.ids.len() as u32);
            lexicon.split(text.fold(token), &mut words.ids);
        }
        words.firsts.push(words.ids.len() as u32);
        words
    }

    /// The word of a token; for a token with hyphens, its last part.
    pub(crate) fn id(&self, token: usize) -> WordId {
        let (first, last) = (self.firsts[token], self.firsts[token + 1]);
        if first == last { WordId::UNKNOWN } else { self.ids[last as usize - 1] }
    }

    /// The longest phrase from this token on that ends with a token.
    pub(crate) fn longest<'r>(&self, lexicon: &'r Lexicon, text: &Text, start: usize, end: usize) -> Option<Hit<'r>> {
        let first = self.firsts[start] as usize;
        let ids = &self.ids[first..self.firsts[end] as usize];
        if !ids.first().is_some_and(|id| lexicon.begins(*id)) {
            return None;
        }
        let mut found: Option<Hit<'r>> = None;
        let mut after = start + 1;
        lexicon.each(ids, |length, entries| {
            let stop = (first + length) as u32;
            while after < end && self.firsts[after] < stop {
                after += 1;
            }
            if self.firsts[after] == stop && entries.iter().any(|id| is_written_so(lexicon, lexicon.entry(*id), text, start, after)) {
                found = Some(Hit { tokens: start..after, entries });
            }
        });
        found
    }
}

/// Acronyms count in capitals only ("US", "IS", "ADF"), and names of groups and countries need a capital somewhere.
pub(crate) fn is_written_so(lexicon: &Lexicon, entry: &Entry, text: &Text, start: usize, end: usize) -> bool {
    match entry {
        Entry::Group(_, upper) | Entry::Country(_, upper) if !text.capitals => {
            let shape = |wanted: &[Shape]| (start..end).any(|token| wanted.contains(&text.tokens[token].shape));
            if *upper { shape(&[Shape::Upper]) } else { shape(&[Shape::Upper, Shape::Capital, Shape::Mixed]) }
        }
        Entry::Group(_, true) | Entry::Country(_, true) => {
            let word = text.word(start);
            let common = lexicon.set("also-word").is_some_and(|set| lexicon.is_in(set, lexicon.id(text.fold(start))));
            word.len() > 2 && !common || word.contains('.')
        }
        _ => true,
    }
}
