//! Everything the engine knows before it reads: lists, rules, weights, map.

use recount_lexicon::gazetteer::{Countries, Gazetteer};
use recount_lexicon::words::{Entry, EntryId, GroupKind, Lexicon, ListError};
use recount_tagger::Tagger;
use recount_text::segment::Segmenter;

use crate::chunk::Sets;
use crate::chunk::words::Hit;
use crate::incident::confidence::Confidence;
use crate::mention::count::CountRules;
use crate::mention::place::{PlaceRules, Votes};
use crate::mention::when::WhenRules;
use crate::pattern::{RuleError, Rules};
use crate::told::ToldRules;

/// Lists, rules, weights and map, loaded once and shared by every report.
pub struct Coder {
    pub(crate) segmenter: Segmenter,
    pub(crate) lexicon: Lexicon,
    pub(crate) tagger: Tagger,
    pub(crate) sets: Sets,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) countries: Countries,
    pub(crate) place: PlaceRules,
    pub(crate) when: WhenRules,
    pub(crate) count: CountRules,
    pub(crate) event: Rules,
    pub(crate) told: ToldRules,
    pub(crate) confidence: Confidence,
    hash: u64,
}

/// Files that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CoderError {
    /// A word list.
    #[error(transparent)]
    List(#[from] ListError),
    /// A rule file.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A file of words of one step.
    #[error("{file}: {problem}")]
    Words {
        /// The file.
        file: &'static str,
        /// What is wrong, with its line.
        problem: String,
    },
    /// A file that no step reads.
    #[error("{0}: no step reads a file of this name; `recount rules` lists those that are read")]
    Unknown(String),
}

/// The points of the signs of confidence.
const CONFIDENCE: &str = "incident/confidence.toml";

/// The rule and word files by name, with the built-in text.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("mention/count/en.toml", include_str!("mention/count/en.toml")),
    ("mention/when/en.toml", include_str!("mention/when/en.toml")),
    ("mention/place/en.toml", include_str!("mention/place/en.toml")),
    ("event/en.toml", include_str!("event/en.toml")),
    ("told/en.toml", include_str!("told/en.toml")),
    (CONFIDENCE, include_str!("incident/confidence.toml")),
];

impl Coder {
    /// The built-in coder.
    pub fn builtin() -> Self {
        Self::with(&[]).expect("built-in lists and rules are checked by a test")
    }

    /// The built-in coder with some files replaced: pairs of name (`event/en.toml`, `en/acts.tsv`) and text.
    ///
    /// # Errors
    /// A file that cannot be read; the message names file, line and cure.
    pub fn with(files: &[(String, String)]) -> Result<Self, CoderError> {
        let (rules, lists): (Vec<_>, Vec<_>) = files.iter().cloned().partition(|(name, _)| name.ends_with(".toml"));
        if let Some((name, _)) = rules.iter().find(|(name, _)| !FILES.iter().any(|(known, _)| known == name)) {
            return Err(CoderError::Unknown(name.clone()));
        }
        let file = |name: &str| {
            let given = rules.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
            given.or_else(|| FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)).unwrap_or_default()
        };
        let mut lexicon = Lexicon::with(&lists)?;
        for name in ["event/en.toml", "told/en.toml"] {
            crate::pattern::learn_words(file(name), &mut lexicon);
        }
        let words = |file: &'static str| move |problem| CoderError::Words { file, problem };
        let event = Rules::load("event/en.toml", file("event/en.toml"), &lexicon)?;
        let told = ToldRules::load("told/en.toml", file("told/en.toml"), &lexicon)?;
        let tagger = Tagger::builtin();
        let gazetteer = Gazetteer::builtin();
        let mut hash = lexicon.hash() ^ tagger.hash().rotate_left(17) ^ gazetteer.content_hash().rotate_left(31);
        for (name, _) in FILES {
            hash = hash_of(file(name), hash);
        }
        Ok(Self {
            segmenter: Segmenter::builtin(),
            sets: Sets::of(&lexicon),
            place: PlaceRules::load(file("mention/place/en.toml")).map_err(words("mention/place/en.toml"))?,
            when: WhenRules::load(file("mention/when/en.toml")).map_err(words("mention/when/en.toml"))?,
            count: CountRules::load(file("mention/count/en.toml")).map_err(words("mention/count/en.toml"))?,
            countries: Countries::builtin(),
            event,
            told,
            confidence: Confidence::load(file(CONFIDENCE)).map_err(words(CONFIDENCE))?,
            lexicon,
            tagger,
            gazetteer,
            hash,
        })
    }

    /// Lays the places of a `.places` file over the built-in map.
    ///
    /// # Errors
    /// The bytes are no such file.
    pub fn add_places(&mut self, bytes: Vec<u8>) -> Result<(), recount_lexicon::gazetteer::PlacesError> {
        self.gazetteer.add_layer(bytes)?;
        self.hash ^= self.gazetteer.content_hash().rotate_left(31);
        Ok(())
    }

    /// The hash over every rule, word, weight and map, in hexadecimal.
    pub fn rules_hash(&self) -> String {
        format!("{:016x}", self.hash)
    }

    /// The map.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The pattern rules of every step.
    pub fn rules(&self) -> impl Iterator<Item = &crate::Rule> {
        self.event.iter().chain(self.told.iter())
    }

    /// Whether a phrase is the name of a group or country, not of a place to look up.
    pub(crate) fn is_name(&self, entries: &[EntryId]) -> bool {
        entries.iter().any(|id| matches!(self.lexicon.entry(*id), Entry::Group(..) | Entry::Demonym(..)))
    }

    /// Countries that the phrases of a sentence speak of.
    pub(crate) fn vote(&self, hits: &[Hit], votes: &mut Votes) {
        for hit in hits {
            for id in hit.entries {
                match self.lexicon.entry(*id) {
                    Entry::Demonym(code, _) => votes.add(&String::from_utf8_lossy(code), 2),
                    Entry::Group(group, _) => {
                        let group = self.lexicon.group(*group);
                        if let (GroupKind::Armed | GroupKind::Mission | GroupKind::Force(_), [country]) = (group.list, &group.countries[..])
                        {
                            votes.add(country, 2);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// The gate: a sentence without a word of violence, harm, weapon or speech costs no more than its phrases.
    pub(crate) fn is_marked(&self, hits: &[Hit]) -> bool {
        hits.iter()
            .any(|hit| hit.entries.iter().any(|id| matches!(self.lexicon.entry(*id), Entry::Act(_) | Entry::Weapon(_) | Entry::Say(..))))
    }
}

fn hash_of(text: &str, seed: u64) -> u64 {
    text.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
