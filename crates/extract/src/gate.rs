//! The gate: the phrases of a report come in, the sentences that are worth reading go out.
//!
//! "Profits rose, the company said" costs its words and no more. A word of strength or harm opens the gate ("bombing",
//! "killed"), so does an everyday word beside somebody armed ("soldiers hit a car", "rebels released a film crew"), and so
//! does a person who is shot.
//! Through an open gate goes what stands near such a sentence, the beginning of the report, and whoever is accused or speaks
//! of an armed group.

use std::ops::Range;

use recount_lexicon::words::{Act, ActEntry, Entry, GroupKind, Lexicon, PersonEntry, SayAct, Strength};
use recount_model::{PartyKind, Role};
use recount_text::{Part, Text};

use crate::chunk::find_hits;
use crate::chunk::words::{Hit, Words};

/// The phrases of a report, sentence by sentence.
pub(crate) struct Phrases<'r> {
    hits: Vec<Hit<'r>>,
    sentences: Vec<Marked>,
}

/// A sentence with its phrases; sentences of noise are none.
struct Marked {
    sentence: usize,
    hits: Range<usize>,
    is_near: bool,
}

impl<'r> Phrases<'r> {
    /// Finds the phrases of every sentence.
    pub(crate) fn of(lexicon: &'r Lexicon, text: &Text, words: &Words) -> Self {
        let mut phrases = Self { hits: Vec::with_capacity(text.tokens.len() / 5), sentences: Vec::with_capacity(text.sentences.len()) };
        for (i, sentence) in text.sentences.iter().enumerate() {
            if sentence.part != Part::Noise && !sentence.tokens.is_empty() {
                let first = phrases.hits.len();
                find_hits(lexicon, text, words, sentence.tokens.clone(), &mut phrases.hits);
                phrases.sentences.push(Marked { sentence: i, hits: first..phrases.hits.len(), is_near: false });
            }
        }
        phrases
    }

    /// Opens the gate around the sentences that tell of violence; whether there is any.
    pub(crate) fn open(&mut self, lexicon: &Lexicon, text: &Text) -> bool {
        let mut reached = 0;
        for i in 0..self.sentences.len() {
            if tells_of_violence(lexicon, text, &self.hits[self.sentences[i].hits.clone()]) {
                let end = (i + 1 + NEAR).min(self.sentences.len());
                for near in &mut self.sentences[reached.max(i.saturating_sub(NEAR))..end] {
                    near.is_near = true;
                }
                reached = end;
            }
        }
        if reached > 0 {
            for marked in self.sentences.iter_mut().filter(|marked| !marked.is_near) {
                marked.is_near = tells_of_responsibility(lexicon, &self.hits[marked.hits.clone()]);
            }
        }
        reached > 0
    }

    /// The sentences behind the open gate by number, each with its phrases.
    pub(crate) fn near(&self) -> impl Iterator<Item = (usize, &[Hit<'r>])> {
        let near = self.sentences.iter().enumerate().filter(|(i, marked)| marked.is_near || *i < BEGINNING).map(|(_, marked)| marked);
        near.map(|marked| (marked.sentence, &self.hits[marked.hits.clone()]))
    }

    /// All sentences.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &[Hit<'r>])> {
        self.sentences.iter().map(|marked| (marked.sentence, &self.hits[marked.hits.clone()]))
    }
}

/// How many sentences before and after one that tells of violence are read.
const NEAR: usize = 3;
/// The headline and the lead are always read: they name the place.
const BEGINNING: usize = 3;

fn tells_of_violence(lexicon: &Lexicon, text: &Text, hits: &[Hit]) -> bool {
    let (mut acts, mut speaks, mut armed) = (false, false, false);
    for (i, hit) in hits.iter().enumerate() {
        for entry in hit.entries.iter().map(|id| lexicon.entry(*id)) {
            match entry {
                Entry::Act(act) if is_plain(act) => return true,
                Entry::Act(act) if act.act == Act::Shoot && is_shot_at_people(lexicon, text, hit, hits.get(i + 1)) => return true,
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

/// "Police blamed the Hill Front for it": far from the attack it may tell whose it was.
fn tells_of_responsibility(lexicon: &Lexicon, hits: &[Hit]) -> bool {
    let (mut claims, mut says, mut armed) = (false, false, false);
    for entry in hits.iter().flat_map(|hit| hit.entries).map(|id| lexicon.entry(*id)) {
        match entry {
            Entry::Say(say, _) => {
                says = true;
                claims |= matches!(say, SayAct::Claim | SayAct::ClaimN | SayAct::Accuse | SayAct::Deny);
            }
            Entry::Group(group, _) => armed |= matches!(lexicon.group(*group).list, GroupKind::Armed | GroupKind::Force(_)),
            _ => {}
        }
    }
    claims || says && armed
}

/// "was shot", "shot his brother": films and goals are shot too, but people are not filmed so.
fn is_shot_at_people(lexicon: &Lexicon, text: &Text, shot: &Hit, next: Option<&Hit>) -> bool {
    let be = |token: usize| {
        let word = lexicon.id(text.fold(token));
        ["be", "get"].iter().any(|name| lexicon.set(name).is_some_and(|set| lexicon.is_in(set, word)))
    };
    let passive = shot.tokens.start.checked_sub(1).is_some_and(be);
    let people = next.is_some_and(|next| {
        next.tokens.start <= shot.tokens.end + PEOPLE_AWAY && next.entries.iter().any(|id| matches!(lexicon.entry(*id), Entry::Person(_)))
    });
    passive || people
}

/// How many tokens can stand between "shot" and the people.
const PEOPLE_AWAY: usize = 2;

/// How many tokens behind "claimed" the "lives" can stand.
const LIVES_AWAY: usize = 12;

/// An act that needs nobody armed beside it to be violence. Songs are released, teams lose and markets are hurt.
fn is_plain(act: &ActEntry) -> bool {
    let is_everyday = matches!(act.act, Act::Lose | Act::Release | Act::Rescue | Act::Harm);
    act.act == Act::Explode || act.strength != Strength::Weak && !is_everyday
}

fn is_armed(person: &PersonEntry) -> bool {
    matches!(person.role, Role::Soldier | Role::Combatant | Role::Militia | Role::Peacekeeper)
        || matches!(person.kind, PartyKind::UnidentifiedArmed | PartyKind::Rioters)
}
