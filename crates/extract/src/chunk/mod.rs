//! Tags and chunks: a sentence comes in, its noun, verb and other groups go out, each with the traits patterns ask for.
//!
//! "Five guards | were killed | by | gunmen | in | Kidal": a noun group knows its count, its people, group, country,
//! object, weapon and act; a verb group its act, voice and mood.

mod group;
mod list;
mod noun;
pub(crate) mod traits;
mod verb;
pub(crate) mod words;

use std::ops::Range;

use recount_lexicon::words::{Act, ActEntry, Entry, GroupId, Lexicon, PersonEntry, SayAct, Thing, WordId, WordSet};
use recount_model::{ObjectKind, WeaponKind};
use recount_tagger::{Tag, Tagger};
use recount_text::{Text, TokenKind};

use crate::mention::{count::CountMention, place::PlaceMention, when::WhenMention};
use traits::Traits;
use words::{Hit, Words};

/// What the chunker is given besides the text.
pub(crate) struct Given<'a, 'r> {
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) tagger: &'r Tagger,
    pub(crate) sets: &'r Sets,
    pub(crate) text: &'a Text<'a>,
    pub(crate) words: &'a Words,
}

/// The word sets the chunker asks for.
#[derive(Debug, Clone)]
pub(crate) struct Sets {
    be: WordSet,
    get: WordSet,
    have: WordSet,
    future: WordSet,
    modal: WordSet,
    possible: WordSet,
    negation: WordSet,
    no: WordId,
    relative: WordSet,
    subordinate: WordSet,
    article: WordSet,
    definite: WordSet,
    to: WordId,
    had: WordId,
    of: WordId,
    transparent: WordSet,
    place_nouns: WordSet,
    including: WordSet,
    among: WordId,
    towns: WordSet,
    prepositions: WordSet,
    possessive: WordId,
}

impl Sets {
    /// Resolves the sets in the lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let set = |name: &str| lexicon.set(name).map(|set| lexicon.words_of(set).clone()).unwrap_or_default();
        let one = |word: &str| lexicon.id(word);
        Self {
            be: set("be"),
            get: set("get"),
            have: set("have"),
            future: set("future"),
            modal: set("modal"),
            possible: set("possible"),
            negation: set("negation"),
            no: one("no"),
            relative: set("relative"),
            subordinate: set("subordinate"),
            article: set("article"),
            definite: set("definite"),
            to: one("to"),
            had: one("had"),
            of: one("of"),
            transparent: set("transparent"),
            place_nouns: set("place-nouns"),
            including: set("including"),
            among: one("among"),
            towns: set("towns"),
            prepositions: set("prepositions"),
            possessive: one("s"),
        }
    }
}

impl Sets {
    /// "city", "town", "village".
    pub(crate) fn is_town(&self, word: WordId) -> bool {
        self.towns.contains(word)
    }
}

/// A group of words.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub(crate) tokens: Range<usize>,
    /// The token that carries the meaning.
    pub(crate) head: usize,
    pub(crate) traits: Traits,
    /// One bit an act.
    pub(crate) acts: u64,
    pub(crate) act: Option<ActEntry>,
    pub(crate) say: Option<SayAct>,
    /// Noun groups of a list, one for a single noun group: indices into [`Chunks::parts`].
    pub(crate) parts: Range<usize>,
    /// Index of the date.
    pub(crate) when: Option<usize>,
}

/// What a noun group says.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) tokens: Range<usize>,
    pub(crate) head: usize,
    /// Index into the sentence's counts.
    pub(crate) count: Option<usize>,
    /// "a", "an", "another"
    pub(crate) article: bool,
    /// "the", "these"
    pub(crate) definite: bool,
    pub(crate) people: Option<PersonEntry>,
    pub(crate) people_tokens: Range<usize>,
    pub(crate) group: Option<GroupId>,
    pub(crate) country: Option<[u8; 2]>,
    pub(crate) object: Option<Thing<ObjectKind>>,
    pub(crate) weapon: Option<Thing<WeaponKind>>,
    pub(crate) act: Option<ActEntry>,
    /// Index into the sentence's places.
    pub(crate) place: Option<usize>,
    /// "including three children": inside the group before.
    pub(crate) subset: bool,
    pub(crate) traits: Traits,
}

/// A sentence in groups.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) parts: Vec<Part>,
}

/// The mentions the chunker respects: it never cuts one.
pub(crate) struct Found<'a> {
    pub(crate) whens: &'a [WhenMention],
    pub(crate) counts: &'a [CountMention],
    pub(crate) places: &'a [PlaceMention],
}

/// Cuts one sentence into groups.
pub(crate) fn chunk(given: &Given, tokens: Range<usize>, hits: &[Hit], found: &Found) -> Chunks {
    let tags = tag(given, tokens.clone(), hits);
    let mut chunks = Chunks::default();
    let sentence = group::Sentence { given, tokens, tags: &tags, hits, found };
    group::cut(&sentence, &mut chunks);
    list::merge(given, found, &mut chunks);
    chunks
}

/// Every phrase of the lexicon in a sentence, leftmost, then longest.
pub(crate) fn find_hits<'r>(lexicon: &'r Lexicon, text: &Text, words: &Words, tokens: Range<usize>, hits: &mut Vec<Hit<'r>>) {
    let mut start = tokens.start;
    while start < tokens.end {
        match words.longest(lexicon, text, start, tokens.end) {
            Some(hit) => {
                start = hit.tokens.end;
                hits.push(hit);
            }
            None => start += 1,
        }
    }
}

fn tag(given: &Given, tokens: Range<usize>, hits: &[Hit]) -> Vec<Tag> {
    let text = given.text;
    let words: Vec<&str> = tokens.clone().map(|token| text.word(token)).collect();
    let mut settled: Vec<Option<Tag>> = tokens
        .clone()
        .map(|token| match text.tokens[token].kind {
            TokenKind::Mark => Some(Tag::Punct),
            TokenKind::Number => Some(Tag::Num),
            TokenKind::Word => None,
        })
        .collect();
    for hit in hits {
        let is_name = |entry: &Entry| matches!(entry, Entry::Group(..) | Entry::Country(..));
        if hit.entries.iter().any(|id| is_name(given.lexicon.entry(*id))) {
            for token in hit.tokens.clone() {
                if text.tokens[token].kind == TokenKind::Word {
                    settled[token - tokens.start] = Some(Tag::Propn);
                }
            }
        }
    }
    let mut tags = Vec::with_capacity(words.len());
    given.tagger.tag(&words, &settled, text.capitals, &mut tags);
    tags
}

/// The bit of an act.
pub(crate) fn bit(act: Act) -> u64 {
    1 << act as u8
}
