//! The gate: the phrases of a report come in, whether it can tell of violence at all goes out.
//!
//! "Profits rose, the company said" costs its words and no more. A word of strength or harm opens the gate ("bombing",
//! "killed"), so does an everyday word that tells what became of people ("released"), or one beside somebody armed
//! ("soldiers hit a car").

use std::ops::Range;

use recount_lexicon::words::{Act, ActEntry, Entry, GroupKind, Lexicon, PersonEntry, Strength};
use recount_model::{PartyKind, Role};
use recount_text::{Part, Text};

use crate::chunk::find_hits;
use crate::chunk::words::{Hit, Words};
use crate::event::outcome;

/// The phrases of a report, sentence by sentence.
pub(crate) struct Phrases<'r> {
    hits: Vec<Hit<'r>>,
    /// Sentence and its phrases; sentences of noise are not among them.
    sentences: Vec<(usize, Range<usize>)>,
}

impl<'r> Phrases<'r> {
    /// Finds the phrases of every sentence.
    pub(crate) fn of(lexicon: &'r Lexicon, text: &Text, words: &Words) -> Self {
        let mut phrases = Self { hits: Vec::with_capacity(text.tokens.len() / 5), sentences: Vec::with_capacity(text.sentences.len()) };
        for (i, sentence) in text.sentences.iter().enumerate() {
            if sentence.part != Part::Noise && !sentence.tokens.is_empty() {
                let first = phrases.hits.len();
                find_hits(lexicon, text, words, sentence.tokens.clone(), &mut phrases.hits);
                phrases.sentences.push((i, first..phrases.hits.len()));
            }
        }
        phrases
    }

    /// The sentences by number, each with its phrases.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (usize, &[Hit<'r>])> {
        self.sentences.iter().map(|(i, range)| (*i, &self.hits[range.clone()]))
    }

    /// Whether the report can tell of violence.
    pub(crate) fn can_tell_of_violence(&self, lexicon: &Lexicon, text: &Text) -> bool {
        self.sentences().any(|(_, hits)| tells_of_violence(lexicon, text, hits))
    }
}

fn tells_of_violence(lexicon: &Lexicon, text: &Text, hits: &[Hit]) -> bool {
    let (mut acts, mut speaks, mut armed) = (false, false, false);
    for hit in hits {
        for entry in hit.entries.iter().map(|id| lexicon.entry(*id)) {
            match entry {
                Entry::Act(act) if is_plain(act) => return true,
                Entry::Act(_) => acts = true,
                Entry::Say(..) => speaks = true,
                Entry::Person(person) => armed |= is_armed(person),
                Entry::Group(group, _) => {
                    armed |= matches!(lexicon.group(*group).list, GroupKind::Armed | GroupKind::Mission | GroupKind::Force(_));
                }
                Entry::Weapon(weapon) => armed |= !weapon.weak,
                Entry::Object(_) | Entry::Country(..) | Entry::Demonym(..) => {}
            }
        }
    }
    // "claimed 18 lives": a verb of speech that kills.
    let kills =
        |hit: &Hit| (hit.tokens.end..hit.tokens.end + LIVES_AWAY).any(|token| token < text.tokens.len() && text.fold(token) == "lives");
    armed && (acts || speaks && hits.iter().any(kills))
}

/// How many tokens behind "claimed" the "lives" can stand.
const LIVES_AWAY: usize = 12;

/// An act that needs nobody armed beside it to be violence.
fn is_plain(act: &ActEntry) -> bool {
    act.strength != Strength::Weak || act.act == Act::Explode || act.act == Act::Lose || outcome(act.act).is_some()
}

fn is_armed(person: &PersonEntry) -> bool {
    matches!(person.role, Role::Soldier | Role::Combatant | Role::Militia | Role::Peacekeeper)
        || matches!(person.kind, PartyKind::UnidentifiedArmed | PartyKind::Rioters)
}
