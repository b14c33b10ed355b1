//! Cutting a sentence into groups, left to right, each token once.

use std::ops::Range;

use recount_lexicon::words::{Entry, WordId, WordSet};
use recount_tagger::Tag;
use recount_text::TokenKind;

use super::words::Hit;
use super::{Chunk, Chunks, Found, Given, noun, traits, verb};
use crate::mention::when::WhenKind;

/// A sentence with everything known of its tokens.
pub(super) struct Sentence<'a, 'r> {
    pub(super) given: &'a Given<'a, 'r>,
    pub(super) tokens: Range<usize>,
    pub(super) tags: &'a [Tag],
    pub(super) hits: &'a [Hit<'r>],
    pub(super) found: &'a Found<'a>,
}

impl Sentence<'_, '_> {
    pub(super) fn tag(&self, token: usize) -> Tag {
        self.tags[token - self.tokens.start]
    }

    pub(super) fn id(&self, token: usize) -> WordId {
        self.given.words.id(token)
    }

    /// The phrase that covers a token.
    pub(super) fn hit(&self, token: usize) -> Option<&Hit<'_>> {
        let after = self.hits.partition_point(|hit| hit.tokens.start <= token);
        after.checked_sub(1).map(|i| &self.hits[i]).filter(|hit| hit.tokens.contains(&token))
    }

    /// The phrase that begins at a token.
    pub(super) fn hit_from(&self, token: usize) -> Option<&Hit<'_>> {
        self.hit(token).filter(|hit| hit.tokens.start == token)
    }

    pub(super) fn entries(&self, hit: &Hit) -> impl Iterator<Item = &Entry> {
        hit.entries.iter().map(|id| self.given.lexicon.entry(*id))
    }

    /// The date that begins at a token.
    pub(super) fn when(&self, token: usize) -> Option<usize> {
        self.found.whens.iter().position(|when| when.tokens.start == token && when.kind != WhenKind::Duration)
    }

    /// The count that begins at a token.
    pub(super) fn count(&self, token: usize) -> Option<usize> {
        self.found.counts.iter().position(|count| count.tokens.start == token)
    }

    pub(super) fn is(&self, set: &WordSet, token: usize) -> bool {
        token < self.tokens.end && set.contains(self.id(token))
    }
}

pub(super) fn cut(sentence: &Sentence, chunks: &mut Chunks) {
    let mut token = sentence.tokens.start;
    while token < sentence.tokens.end {
        let next = cut_one(sentence, token, chunks);
        debug_assert!(next > token, "every group holds a token");
        token = next.max(token + 1);
    }
}

fn cut_one(sentence: &Sentence, token: usize, chunks: &mut Chunks) -> usize {
    if let Some(when) = sentence.when(token) {
        let tokens = sentence.found.whens[when].tokens.clone();
        let end = tokens.end;
        chunks.chunks.push(Chunk { when: Some(when), ..plain(tokens, traits::WHEN) });
        return end;
    }
    if sentence.given.text.tokens[token].kind == TokenKind::Mark {
        chunks.chunks.push(plain(token..token + 1, mark(sentence, token)));
        return token + 1;
    }
    // "including" and "following" are tagged as verbs, but lead noun groups.
    if sentence.is(&sentence.given.sets.prepositions, token) && sentence.given.text.tokens[token].kind == TokenKind::Word {
        chunks.chunks.push(plain(token..token + 1, traits::P));
        return token + 1;
    }
    // "Over thirty-five": a number is no verb, whatever the tag of its first word.
    let counted = sentence.count(token).and_then(|_| noun::group(sentence, token, chunks));
    if let Some(end) = counted.or_else(|| verb::group(sentence, token, chunks)).or_else(|| noun::group(sentence, token, chunks)) {
        return end;
    }
    let (end, kind) = other(sentence, token);
    if kind != 0 {
        chunks.chunks.push(plain(token..end, kind));
    }
    end
}

pub(super) fn plain(tokens: Range<usize>, traits: u64) -> Chunk {
    Chunk { head: tokens.start, tokens, traits, acts: 0, act: None, say: None, parts: 0..0, when: None }
}

/// What a mark stands for.
fn mark(sentence: &Sentence, token: usize) -> u64 {
    match sentence.given.text.word(token) {
        "," => traits::COMMA,
        "\"" | "“" | "”" | "''" | "``" => traits::QUOTE,
        ":" | ";" | "—" | "–" | "--" | "-" | "---" => traits::BREAK,
        _ => traits::MARK,
    }
}

/// Prepositions, links and the rest. Adverbs vanish: no pattern needs them.
fn other(sentence: &Sentence, token: usize) -> (usize, u64) {
    let sets = sentence.given.sets;
    if let Some(hit) = sentence.hit_from(token) {
        let end = hit.tokens.end;
        if sentence.entries(hit).any(|entry| matches!(entry, Entry::Say(..))) && end > token + 1 {
            return (end, traits::P);
        }
    }
    if sentence.is(&sets.relative, token) {
        return (token + 1, traits::REL);
    }
    if sentence.is(&sets.subordinate, token) {
        let kind = if sentence.tag(token) == Tag::Adp { traits::SUB | traits::P } else { traits::SUB };
        return (token + 1, kind);
    }
    let kind = match sentence.tag(token) {
        Tag::Adp | Tag::Sconj => traits::P,
        Tag::Cconj => traits::AND,
        Tag::Adv | Tag::Part | Tag::Intj => 0,
        _ => traits::WORD,
    };
    (token + 1, kind)
}
