//! The tag dictionary: counted words go in, a class for each frequent word comes out.

use std::collections::BTreeMap;

use recount_tagger::format::SETTLED;
use recount_tagger::{Style, Tag, WordFacts, style_of};

use super::treebank::Sentence;

/// How often a word must be seen to get a class.
const LISTED: u32 = 4;

/// How often a word must be seen to be settled, by kind: function words, names and content words.
const SETTLED_FUNCTION: u32 = 12;
const SETTLED_CONTENT: u32 = 80;

/// The last class number of a byte.
const LAST_CLASS: usize = 255;

/// The entries of frequent words: hash of the word to class and *settled* bit.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// In the order of the hashes.
    pub(crate) entries: BTreeMap<u64, u32>,
}

/// A sentence as the tagger sees it.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The words with their dictionary entries.
    pub(crate) words: Vec<WordFacts>,
    /// The right tags.
    pub(crate) tags: Vec<Tag>,
    /// How the sentence uses capitals.
    pub(crate) style: Style,
}

type Counts = [u32; Tag::COUNT];

impl Dictionary {
    /// Counts the words of sentences.
    pub(crate) fn count(sentences: &[Sentence], folded: bool) -> Dictionary {
        let mut words: BTreeMap<u64, Counts> = BTreeMap::new();
        for sentence in sentences {
            let seen = look_at(sentence, folded);
            for (facts, tag) in seen.words.iter().zip(&seen.tags) {
                words.entry(facts.dictionary_key(seen.style)).or_default()[*tag as usize] += 1;
            }
        }
        words.retain(|_, counts| counts.iter().sum::<u32>() >= LISTED);
        let classes = number_classes(&words);
        let entry = |counts: &Counts| {
            let class = classes[&tags_of(counts)];
            class | if is_settled(counts) { SETTLED } else { 0 }
        };
        let entries = words.iter().map(|(hash, counts)| (*hash, entry(counts))).collect();
        Dictionary { entries }
    }

    /// Sees sentences as the tagger will, with the entries of their words.
    pub(crate) fn look_up_all(&self, sentences: &[Sentence], folded: bool) -> Vec<Seen> {
        sentences.iter().map(|sentence| self.look_up(sentence, folded)).collect()
    }

    fn look_up(&self, sentence: &Sentence, folded: bool) -> Seen {
        let mut seen = look_at(sentence, folded);
        for facts in &mut seen.words {
            let entry = self.entries.get(&facts.dictionary_key(seen.style));
            facts.set_entry(entry.copied().unwrap_or(0));
        }
        seen
    }
}

fn look_at(sentence: &Sentence, folded: bool) -> Seen {
    let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
    let mut first = true;
    let mut seen = Seen { words: Vec::new(), tags: sentence.tags.clone(), style: style_of(&words, folded) };
    for word in words {
        let facts = WordFacts::of(word, first);
        first &= facts.is_mark();
        seen.words.push(facts);
    }
    seen
}

/// Gives every set of tags a number: a single tag its own plus one, the others by how many words have them.
fn number_classes(words: &BTreeMap<u64, Counts>) -> BTreeMap<u32, u32> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for counts in words.values() {
        *sizes.entry(tags_of(counts)).or_default() += 1;
    }
    let mut sets: Vec<(usize, u32)> = sizes.iter().filter(|(set, _)| set.count_ones() > 1).map(|(set, n)| (*n, *set)).collect();
    sets.sort_by_key(|(n, set)| (std::cmp::Reverse(*n), *set));
    let mut classes: BTreeMap<u32, u32> = (0..Tag::COUNT as u32).map(|tag| (1 << tag, tag + 1)).collect();
    for (i, (_, set)) in sets.iter().enumerate() {
        classes.insert(*set, (Tag::COUNT + 1 + i).min(LAST_CLASS) as u32);
    }
    classes
}

/// The tags that a word has in one of sixteen places or more, as bits.
fn tags_of(counts: &Counts) -> u32 {
    let total: u32 = counts.iter().sum();
    let frequent = (0..Tag::COUNT).filter(|tag| counts[*tag] * 16 >= total.max(1));
    frequent.map(|tag| 1 << tag).sum()
}

/// Whether a word has one tag only, seen often enough to believe it.
fn is_settled(counts: &Counts) -> bool {
    let total: u32 = counts.iter().sum();
    let best = (0..Tag::COUNT).max_by_key(|tag| counts[*tag]).unwrap_or(0);
    let is_content = [Tag::Noun, Tag::Verb, Tag::Propn, Tag::Adj, Tag::Intj, Tag::X].iter().any(|tag| *tag as usize == best);
    let (needed, strays) = if is_content { (SETTLED_CONTENT, 400) } else { (SETTLED_FUNCTION, 150) };
    total >= needed && (total - counts[best]) * strays <= total && tags_of(counts) == 1 << best
}
