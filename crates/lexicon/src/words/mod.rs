//! The word lists as one phrase matcher: what a run of folded words can mean.
//!
//! Comes in: the lists of `words/`; goes out: a [`Lexicon`] that tells, for a run of words, every [`Entry`] that stands
//! for it. A word is split at hyphens and loses its dots, so "car-bomb" and "car bomb", "U.S." and "US" are one.
//!
//! ```
//! use recount_lexicon::words::{Entry, Lexicon};
//! let lexicon = Lexicon::builtin();
//! let ids = lexicon.ids("suicide car bombers");
//! let (words, entries) = lexicon.longest(&ids).expect("the list has it");
//! assert_eq!(words, 3);
//! assert!(entries.iter().any(|entry| matches!(lexicon.entry(*entry), Entry::Person(person) if person.plural)));
//! ```

mod entry;
pub mod forms;
mod load;
mod set;
mod table;
mod trie;

pub use entry::{Act, ActEntry, Entry, Form, Group, GroupKind, PersonEntry, SayAct, Strength, Thing};
pub use load::ListError;
pub use set::WordSet;
pub use trie::WordId;

use trie::Trie;

use crate::fold::fold_into;

/// Index of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EntryId(pub u32);

/// Index of a group, mission, agency or force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u32);

/// Every word list, compiled.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(crate) trie: Trie,
    pub(crate) entries: Vec<Entry>,
    pub(crate) groups: Vec<Group>,
    pub(crate) sets: Vec<(String, WordSet)>,
    pub(crate) hash: u64,
}

impl Lexicon {
    /// The built-in lists.
    pub fn builtin() -> Self {
        load::builtin().expect("the built-in lists are checked by a test")
    }

    /// The built-in lists with some of them replaced: pairs of a list's name (`en/acts.tsv`) and its text.
    ///
    /// # Errors
    /// A row that cannot be read; the message names list, line and cure.
    pub fn with(lists: &[(String, String)]) -> Result<Self, ListError> {
        load::with(lists)
    }

    /// The id of a folded word without hyphens or dots; [`WordId::UNKNOWN`] for a word of no list.
    pub fn id(&self, word: &str) -> WordId {
        self.trie.id(word)
    }

    /// Makes a word known, so that patterns can ask for it.
    pub fn learn(&mut self, word: &str) -> WordId {
        self.trie.intern(word)
    }

    /// The ids of a written phrase.
    pub fn ids(&self, phrase: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        for word in phrase.split_whitespace() {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            self.split(&folded, &mut ids);
        }
        ids
    }

    /// Appends the ids of a folded token: one, or one a part when it holds hyphens.
    pub fn split(&self, folded: &str, ids: &mut Vec<WordId>) {
        if folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            ids.push(self.id(folded));
            return;
        }
        if let [mark] = folded.as_bytes() {
            if !matches!(mark, b'-' | b'/' | b'.' | b'\'') {
                ids.push(self.id(folded));
            }
            return;
        }
        for part in folded.split(['-', '/', '‑', '–']).filter(|part| !part.is_empty()) {
            // A clitic keeps its apostrophe ("'s"); a lone one ("workers'") is no word.
            if part.contains(['.', '\'']) {
                let bare = part.replace(['.', '\''], "");
                if !bare.is_empty() {
                    ids.push(self.id(&bare));
                }
            } else {
                ids.push(self.id(part));
            }
        }
    }

    /// The longest phrase at the start of `words`, and what it can mean.
    pub fn longest(&self, words: &[WordId]) -> Option<(usize, &[EntryId])> {
        let mut found = None;
        self.each(words, |length, entries| found = Some((length, entries)));
        found
    }

    /// Whether a phrase of a list can begin with the word.
    #[inline]
    pub fn begins(&self, word: WordId) -> bool {
        self.trie.begins(word)
    }

    /// Every phrase at the start of `words`, shortest first: its number of words and what it can mean.
    pub fn each<'a>(&'a self, words: &[WordId], see: impl FnMut(usize, &'a [EntryId])) {
        self.trie.each(words, see);
    }

    /// What an entry says.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// A group.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }

    /// Every group.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether a word stands in the set of this name (`en/sets.tsv`).
    pub fn is_in(&self, set: SetId, word: WordId) -> bool {
        self.sets[set.0].1.contains(word)
    }

    /// The words of a set.
    pub fn words_of(&self, set: SetId) -> &WordSet {
        &self.sets[set.0].1
    }

    /// The set of this name.
    pub fn set(&self, name: &str) -> Option<SetId> {
        self.sets.iter().position(|(known, _)| known == name).map(SetId)
    }

    /// A hash over every list.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

/// A named set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetId(usize);
