//! A trie over words: one hash look-up a word, and one a step.

use rustc_hash::FxHashMap;

use super::EntryId;

/// A word of some list; ids start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word of no list.
    pub const UNKNOWN: Self = Self(0);
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Trie {
    words: FxHashMap<Box<str>, WordId>,
    steps: FxHashMap<(u32, WordId), u32>,
    /// Entries of each node, and the flag that tells whether the node goes on.
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    entries: Vec<EntryId>,
    goes_on: bool,
}

impl Trie {
    /// Makes a word known.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = WordId(self.words.len() as u32 + 1);
        self.words.insert(word.into(), id);
        id
    }

    pub(crate) fn id(&self, word: &str) -> WordId {
        self.words.get(word).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// Adds an entry at a phrase; the same entry is added once.
    pub(crate) fn add(&mut self, phrase: &[WordId], entry: EntryId) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for word in phrase {
            self.nodes[node as usize].goes_on = true;
            let fresh = self.nodes.len() as u32;
            let next = *self.steps.entry((node, *word)).or_insert(fresh);
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

    pub(crate) fn each<'a>(&'a self, words: &[WordId], mut see: impl FnMut(usize, &'a [EntryId])) {
        let mut node = 0;
        for (i, word) in words.iter().enumerate() {
            if *word == WordId::UNKNOWN || !self.nodes.get(node as usize).is_some_and(|node| node.goes_on) {
                return;
            }
            let Some(next) = self.steps.get(&(node, *word)) else { return };
            node = *next;
            let entries = &self.nodes[node as usize].entries;
            if !entries.is_empty() {
                see(i + 1, entries);
            }
        }
    }
}
