//! The rules of this step by what they look for, and the words it asks for.

use recount_lexicon::words::{Lexicon, SetId, WordId, WordSet};

use crate::chunk::Chunk;
use crate::chunk::traits::Traits;
#[cfg(test)]
use crate::pattern::Item;
use crate::pattern::{Rule, RuleError, Rules};

/// What a rule looks for: the first part of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Source,
    Claim,
    Statement,
    Response,
    Link,
    Context,
}

impl Family {
    fn of(rule: &Rule) -> Option<Self> {
        Some(match rule.name.split_once('.')?.0 {
            "source" => Self::Source,
            "claim" => Self::Claim,
            "statement" => Self::Statement,
            "response" => Self::Response,
            "link" => Self::Link,
            "context" => Self::Context,
            _ => return None,
        })
    }
}

/// The rules of this step.
pub(crate) struct ToldRules {
    rules: Rules,
    /// The rules of each family, in the order of the file.
    families: Vec<(Family, Vec<Key>)>,
    /// Words that a rule turns on, in order.
    pivots: WordSet,
    /// Those that are worth a look although nothing else in the sentence is.
    cues: WordSet,
    pub(super) sets: Sets,
}

/// What a rule's pivot must be at least, kept together: most chunks fail here.
#[derive(Clone, Copy)]
struct Key {
    /// Index of the rule.
    rule: usize,
    /// One of these traits.
    traits: Traits,
    /// One of these acts of speech, a bit each; 0 for any.
    says: u32,
}

impl Key {
    fn of(i: usize, rule: &Rule) -> Self {
        Self { rule: i, traits: rule.pivot.any.first().copied().unwrap_or(Traits::MAX), says: rule.pivot.says.unwrap_or(0) }
    }

    fn fits(self, chunk: &Chunk) -> bool {
        chunk.traits & self.traits != 0 && (self.says == 0 || chunk.say.is_some_and(|say| self.says & (1 << say as u32) != 0))
    }
}

impl ToldRules {
    /// Reads the rule file.
    ///
    /// # Errors
    /// Names file, line and cure.
    pub(crate) fn load(name: &str, text: &str, lexicon: &Lexicon) -> Result<Self, RuleError> {
        let rules = Rules::load(name, text, lexicon)?;
        let mut families: Vec<(Family, Vec<Key>)> = Vec::new();
        let (mut pivots, mut cues) = (WordSet::default(), WordSet::default());
        for (i, rule) in rules.iter().enumerate() {
            let Some(family) = Family::of(rule) else {
                let problem = format!(
                    "rule `{}` is of no known sort; begin its name with source, claim, statement, response, link or context",
                    rule.name
                );
                return Err(RuleError { file: name.to_owned(), line: rule.line, problem });
            };
            match families.iter_mut().find(|(known, _)| *known == family) {
                Some((_, list)) => list.push(Key::of(i, rule)),
                None => families.push((family, vec![Key::of(i, rule)])),
            }
            let words = rule.pivot.words.iter().flatten().copied();
            if matches!(family, Family::Response | Family::Link | Family::Context) || rule.gives.contains_key("cue") {
                cues.extend(words.clone());
            }
            pivots.extend(words);
        }
        // Nouns of risk stand deep in their groups ("one of the deadliest postings").
        cues.extend(lexicon.set("risk-word").into_iter().flat_map(|set| lexicon.words_of(set).iter()));
        Ok(Self { rules, families, pivots, cues, sets: Sets::of(lexicon) })
    }

    /// The rules in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// Whether a word makes a sentence worth cutting up that tells of no violence.
    pub(crate) fn is_cue(&self, word: WordId) -> bool {
        self.cues.contains(word)
    }

    /// Whether some rule turns on this word.
    pub(super) fn is_pivot(&self, word: WordId) -> bool {
        self.pivots.contains(word)
    }

    /// The rules of a family that may turn on this chunk, in order.
    pub(super) fn of(&self, family: Family, chunk: &Chunk) -> impl Iterator<Item = &Rule> {
        let list = self.families.iter().find(|(known, _)| *known == family).map(|(_, list)| list.as_slice());
        list.unwrap_or_default().iter().filter(|key| key.fits(chunk)).map(|key| &self.rules.rules[key.rule])
    }

    /// Names of rules that ask for a word of no list: they could never match.
    #[cfg(test)]
    pub(super) fn deaf(&self) -> Vec<&'static str> {
        fn is_deaf(item: &Item) -> bool {
            match item {
                Item::One { atom, optional, .. } => !optional && atom.words.as_ref().is_some_and(Vec::is_empty),
                Item::Any { rows, .. } => rows.iter().flatten().any(is_deaf),
                Item::Skip(_) | Item::SkipAny(_) => false,
            }
        }
        let deaf = |rule: &&Rule| rule.left.iter().chain(&rule.right).any(is_deaf) || rule.pivot.words.as_ref().is_some_and(Vec::is_empty);
        self.rules.iter().filter(deaf).map(|rule| rule.name).collect()
    }
}

macro_rules! sets {
    ($($(#[$meta:meta])* $name:ident = $word:literal,)+) => {
        /// The word sets of this step (`en/sets.tsv`).
        #[derive(Debug, Clone, Copy)]
        pub(super) struct Sets {
            $($(#[$meta])* pub(super) $name: Option<SetId>,)+
        }

        impl Sets {
            fn of(lexicon: &Lexicon) -> Self {
                Self { $($name: lexicon.set($word),)+ }
            }
        }
    };
}

sets! {
    police = "source-police",
    military = "source-military",
    medical = "source-medical",
    witness = "source-witness",
    monitor = "source-monitor",
    ngo = "source-ngo",
    media = "source-media",
    official = "source-official",
    group = "source-group",
    /// "statement", "message"
    text = "text-of-speech",
    /// "the agency", "the group"
    anaphor = "anaphor",
    nobody = "nobody",
    yet = "yet",
    /// "a recent attack", "a series of attacks"
    other_attack = "other-attack",
    suspected = "suspected",
    article = "article",
    definite = "definite",
    /// "its fighters"
    own = "own",
    /// "it", "they"
    they = "they",
    deny_nouns = "deny-nouns",
    be = "be",
    militant_word = "militant-word",
    /// "group", "faction": what a report calls those of whom nobody has heard
    band = "band",
    /// "Front", "Brigades": a word that names of armed groups hold
    band_name = "band-name",
    /// "Lashkar", "Ansar": a word that they begin with
    band_prefix = "band-prefix",
    /// "the Presidential Guard": a state's own
    state_band = "state-band",
    /// "called", "known as"
    naming = "naming",
    whether = "whether",
    relative = "relative",
    /// "carrying out", "staging"
    carry_out = "carry-out",
    risk_word = "risk-word",
    risk_noun = "risk-noun",
}
