//! A trie over words: one look-up a word, the first step by the word's number, one hash look-up a further step.

use rustc_hash::FxHashMap;

use super::EntryId;
use super::table::WordTable;

/// A word of some list; ids start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word of no list.
    pub const UNKNOWN: Self = Self(0);
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Trie {
    words: WordTable,
    /// The node behind each word that begins a phrase, by the word's number; 0 for none.
    firsts: Vec<u32>,
    /// Further steps: node and word, in one number.
    steps: FxHashMap<u64, u32>,
    /// Entries of each node, and the flag that tells whether the node goes on. The first is the root.
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    entries: Vec<EntryId>,
    goes_on: bool,
}

impl Trie {
    /// An empty trie with room for so many phrases.
    pub(crate) fn with_room(phrases: usize) -> Self {
        let mut nodes = Vec::with_capacity(phrases * 2);
        nodes.push(Node::default());
        let steps = FxHashMap::with_capacity_and_hasher(phrases, rustc_hash::FxBuildHasher);
        Self { words: WordTable::with_room(phrases), firsts: Vec::with_capacity(phrases), steps, nodes }
    }

    /// Makes a word known.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        self.words.intern(word)
    }

    pub(crate) fn id(&self, word: &str) -> WordId {
        self.words.id(word)
    }

    /// Adds an entry at a phrase; the same entry is added once.
    pub(crate) fn add(&mut self, phrase: &[WordId], entry: EntryId) {
        let mut node = 0;
        for (i, word) in phrase.iter().enumerate() {
            let fresh = self.nodes.len() as u32;
            let next = if i == 0 {
                let index = word.0 as usize;
                if index >= self.firsts.len() {
                    self.firsts.resize(index + 1, 0);
                }
                let first = &mut self.firsts[index];
                *first = if *first == 0 { fresh } else { *first };
                *first
            } else {
                self.nodes[node as usize].goes_on = true;
                *self.steps.entry(step(node, *word)).or_insert(fresh)
            };
            if next == fresh {
                self.nodes.push(Node::default());
            }
            node = next;
        }
        let entries = &mut self.nodes[node as usize].entries;
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// Whether a phrase can begin with the word.
    #[inline]
    pub(crate) fn begins(&self, word: WordId) -> bool {
        self.firsts.get(word.0 as usize).is_some_and(|node| *node != 0)
    }

    pub(crate) fn each<'a>(&'a self, words: &[WordId], mut see: impl FnMut(usize, &'a [EntryId])) {
        let mut next = words.first().and_then(|first| self.firsts.get(first.0 as usize)).copied().filter(|node| *node != 0);
        let mut length = 1;
        while let Some(index) = next {
            let node = &self.nodes[index as usize];
            if !node.entries.is_empty() {
                see(length, &node.entries);
            }
            let word = words.get(length).filter(|word| node.goes_on && **word != WordId::UNKNOWN);
            next = word.and_then(|word| self.steps.get(&step(index, *word))).copied();
            length += 1;
        }
    }
}

fn step(node: u32, word: WordId) -> u64 {
    u64::from(node) << 32 | u64::from(word.0)
}
