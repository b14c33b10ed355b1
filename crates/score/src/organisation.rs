//! Whether the organisation is right, whatever the outlet's word for it.
//!
//! In: `data/organisations.json`, names and the other words for them. Out: the canonical names of an incident's
//! initiators, and whether the gold's is among them.

use std::collections::{BTreeMap, BTreeSet};

use recount_record::{Incident, ResponsibilityStatus, Stance};
use serde::Deserialize;

/// Canonical names by the words for them in small letters.
pub(crate) struct Organisations {
    names: BTreeMap<String, String>,
}

impl Organisations {
    /// The names that come with the program.
    pub(crate) fn builtin() -> Self {
        let rows: Vec<Row> =
            serde_json::from_str(include_str!("../data/organisations.json")).expect("the file is part of the program and read by a test");
        let mut names = BTreeMap::new();
        for row in rows {
            for word in row.also.iter().chain([&row.name]) {
                names.insert(word.to_lowercase(), row.name.clone());
            }
        }
        Self { names }
    }

    /// The name that the gold uses; unknown names in small letters as they stand.
    fn canonical(&self, name: &str) -> String {
        let word = name.trim().to_lowercase();
        let word = word.strip_prefix("the ").unwrap_or(&word);
        self.names.get(word).cloned().unwrap_or_else(|| word.to_owned())
    }

    /// The organisations that the coder gives as initiator or as responsible.
    pub(crate) fn initiators(&self, coded: &Incident) -> BTreeSet<String> {
        let struck = |stance| matches!(stance, Stance::Initiator | Stance::Unclear);
        let parties = coded.parties.iter().filter(|party| struck(party.stance));
        let responsible = match coded.responsibility.status {
            ResponsibilityStatus::Claimed | ResponsibilityStatus::Accused => coded.responsibility.party.as_deref(),
            _ => None,
        };
        parties
            .filter_map(|party| party.organisation.as_deref())
            .chain(responsible)
            .filter(|name| !name.is_empty())
            .map(|name| self.canonical(name))
            .collect()
    }

    /// Whether one of the gold's organisations (separated by `;`) is among these.
    pub(crate) fn is_among(&self, gold: &str, initiators: &BTreeSet<String>) -> bool {
        gold.split(';').any(|name| initiators.contains(&self.canonical(name)))
    }
}

#[derive(Deserialize)]
struct Row {
    name: String,
    also: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlets_word_gives_the_canonical_name() {
        let organisations = Organisations::builtin();
        assert_eq!(organisations.canonical(" The Islamic State group"), "Islamic State");
        assert_eq!(organisations.canonical("Tatmadaw"), "Government of Myanmar");
        assert_eq!(organisations.canonical("Front of Kela"), "front of kela");
    }
}
