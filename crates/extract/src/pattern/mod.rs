//! Rules as data: patterns over chunks, read from `en.toml` files.
//!
//! A rule's `match` is a row of atoms around one *pivot*, the chunk captured as `act:` or `say:`. Atoms are `NG VG P
//! COMMA AND WHEN HARM REL SUB BREAK QUOTE W`, `P(by|in)` for given words, `"word|word"` for any chunk with that head, and
//! `*` for any chunk; tests stand in brackets (`[kind=person|number, act=kill, voice=passive, say=claim, word=toll]`,
//! `!=` negates); `name:` captures; `?` makes optional; `( | )` groups; `~3` skips up to three chunks that are no verb
//! group, as few as will do. At each pivot the first rule of the file that matches wins; a match is sought outwards from
//! the pivot, so its cost is bounded by the pattern, not by the sentence.
//!
//! ```text
//! [[rule]]
//! name  = "harm.victim-passive"
//! match = "victim:NG[kind=person|number] ~4 act:VG[act=kill|wound, voice=passive] (P(by) actor:NG)?"
//! sees  = ["Five guards were killed by gunmen."]
//! skips = ["Five hours were killed by waiting."]
//! ```

mod matcher;
mod parse;

use std::collections::BTreeMap;

use recount_lexicon::words::{Lexicon, WordId};
use recount_model::RuleName;

use crate::chunk::traits::Traits;

pub(crate) use matcher::{Captures, at, find};
pub(crate) use parse::learn_words;

/// The rules of one step, in the order of their file.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub(crate) rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `step.what-it-sees`
    pub name: RuleName,
    /// The pattern as written.
    pub pattern: String,
    /// What a match says beyond its captures.
    pub gives: BTreeMap<String, String>,
    /// Sentences it must match.
    pub sees: Vec<String>,
    /// Sentences it must not match.
    pub skips: Vec<String>,
    /// The file it stands in.
    pub file: String,
    /// The line of its name.
    pub line: usize,
    /// Atoms before the pivot, nearest first.
    pub(crate) left: Vec<Item>,
    pub(crate) pivot: Atom,
    pub(crate) right: Vec<Item>,
}

/// Part of a pattern.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// One chunk.
    One { atom: Atom, capture: Option<RuleName>, optional: bool },
    /// One of several rows.
    Any { rows: Vec<Vec<Item>>, optional: bool },
    /// Up to so many chunks that are no verb group.
    Skip(usize),
    /// Up to so many chunks of any sort.
    SkipAny(usize),
}

/// A test of one chunk: every part must hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Atom {
    /// At least one bit of each set.
    pub(crate) any: Vec<Traits>,
    /// No bit of these.
    pub(crate) none: Traits,
    pub(crate) acts: Option<u64>,
    pub(crate) not_acts: u64,
    pub(crate) says: Option<u32>,
    pub(crate) words: Option<Vec<WordId>>,
}

/// A rule file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// What is wrong, and the cure.
    pub problem: String,
}

impl Rules {
    /// Reads a rule file.
    ///
    /// # Errors
    /// Names file, line and cure: text that is no TOML, a rule without `sees` or `skips`, a name used twice, a pattern
    /// that cannot be read.
    pub fn load(file: &str, text: &str, lexicon: &Lexicon) -> Result<Self, RuleError> {
        parse::file(file, text, lexicon)
    }

    /// The rules in order.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }
}
