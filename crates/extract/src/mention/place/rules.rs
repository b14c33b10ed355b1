//! The words around place names, each with what it can do there. In: `en.toml`; out: [`PlaceRules`], one look-up a word.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What a word can do beside a place name: one bit a class of `en.toml`.
pub(super) type Classes = u32;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $word:expr;)*) => {
        $($(#[$doc])* pub(super) const $name: Classes = 1 << $bit;)*
        const CLASSES: &[(&str, Classes)] = &[$(($word, $name),)*];
    };
}

classes! {
    /// "in": puts an act in the place.
    LOCATING = 0, "locating";
    /// "near": puts it beside the place.
    NEAR = 1, "near";
    BETWEEN = 2, "between";
    /// "rocked": a verb whose object is where the act was.
    HITTING = 3, "hitting";
    /// "from": names a place, but not where the act was.
    WEAK = 4, "weak";
    DIRECTION = 5, "direction";
    /// "central": a part of a place, but no direction.
    INNER = 6, "inner";
    MILE = 7, "mile";
    KILOMETRE = 8, "kilometre";
    METRE = 9, "metre";
    REGION = 10, "region";
    REGIONS = 11, "regions";
    DISTRICT = 12, "district";
    SETTLEMENT = 13, "settlement";
    /// "streets of": a part of a place.
    PART = 14, "part";
    /// "outskirts of": beside or at the rim of a place.
    EDGE = 15, "edge";
    TITLE = 16, "title";
    /// "Police": a public body of the place.
    BODY = 17, "body";
    /// "Times": the place only lends its name.
    TAIL = 18, "tail";
    SAYS = 19, "says";
    TIME = 20, "time";
    /// Never a place by itself.
    STOP = 21, "stop";
    ADJECTIVE = 22, "adjective";
    /// "-based"
    HYPHEN = 23, "hyphen";
    /// "al-", "de": inside a name.
    PARTICLE = 24, "particle";
    ARTICLE = 25, "article";
    GIVEN = 26, "given";
    SURNAME = 27, "surname";
    /// "village": a name beside it is a place, known or not.
    NAMED = 28, "named";
    /// "County": the name before it is a region, not the town of the name.
    COUNTY = 29, "county";
    /// "neighbourhood": a part of a city.
    QUARTER = 30, "quarter";
    /// "Street": only named after the place.
    ROAD = 31, "road";
}

/// A word for the sort of place.
pub(super) const SORT: Classes = REGION | DISTRICT | SETTLEMENT | QUARTER;
/// A word that can stand before a place and tie an act to it.
pub(super) const PLACING: Classes = LOCATING | NEAR | BETWEEN | HITTING;

/// English words around place names.
#[derive(Debug, Clone)]
pub struct PlaceRules {
    words: FxHashMap<String, Classes>,
    never: FxHashSet<String>,
    clear: FxHashSet<String>,
    abbreviations: FxHashMap<String, String>,
    spelled: FxHashMap<String, String>,
    numbers: FxHashMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    never: Vec<String>,
    clear: Vec<String>,
    words: BTreeMap<String, Vec<String>>,
    abbreviations: BTreeMap<String, String>,
    spelled: BTreeMap<String, String>,
    numbers: BTreeMap<String, f64>,
}

impl PlaceRules {
    /// Reads `en.toml`.
    ///
    /// # Errors
    /// The text is no TOML, lacks a list or has one that no step reads; the message names the line or the list.
    pub fn load(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        if let Some((missing, _)) = CLASSES.iter().find(|(name, _)| !file.words.contains_key(*name)) {
            return Err(format!("[words] lacks the list `{missing}`; write `{missing} = []` if it shall be empty"));
        }
        let mut words: FxHashMap<String, Classes> = FxHashMap::default();
        for (name, list) in file.words {
            let Some((_, class)) = CLASSES.iter().find(|(known, _)| *known == name) else {
                return Err(format!("[words] has a list `{name}` that no step reads; take it out"));
            };
            for word in list {
                *words.entry(word).or_default() |= class;
            }
        }
        Ok(Self {
            words,
            never: file.never.into_iter().collect(),
            clear: file.clear.into_iter().collect(),
            abbreviations: file.abbreviations.into_iter().collect(),
            spelled: file.spelled.into_iter().collect(),
            numbers: file.numbers.into_iter().collect(),
        })
    }

    /// What a folded word, with its period or without, can do; 0 for a word of no list.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.words.get(word.trim_end_matches('.')).copied().unwrap_or(0)
    }

    /// Whether the folded words of a name are known to be no place.
    pub(super) fn is_never(&self, words: &[&str]) -> bool {
        words.len() > 1 && self.never.contains(&words.join(" "))
    }

    /// Whether a short form with periods inside ("N.Y.") needs no comma before it.
    pub(super) fn is_clear(&self, short: &str) -> bool {
        self.clear.contains(short)
    }

    /// The region behind "Fla." or "W.Va", given without its periods.
    pub(super) fn abbreviation(&self, word: &str) -> Option<&str> {
        self.abbreviations.get(word).map(String::as_str)
    }

    /// "saint" for "st", "st" for "saint".
    pub(super) fn spelled(&self, word: &str) -> Option<&str> {
        self.spelled.get(word).map(String::as_str)
    }

    /// A distance in figures or words.
    pub(super) fn number(&self, word: &str) -> Option<f64> {
        let known = self.numbers.get(word).copied();
        known
            .or_else(|| if word.contains(',') { word.replace(',', "").parse().ok() } else { word.parse().ok() })
            .filter(|number: &f64| number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_an_unknown_class_is_refused() {
        let text = include_str!("en.toml").replace("\n[abbreviations]", "\ncolour = [\"red\"]\n[abbreviations]");
        assert!(PlaceRules::load(&text).unwrap_err().contains("`colour`"));
        let text = include_str!("en.toml").replace("\nbetween = ", "\nbetwixt = ");
        assert!(PlaceRules::load(&text).unwrap_err().contains("`between`"));
    }

    #[test]
    fn distances_are_figures_or_words() {
        let rules = PlaceRules::load(include_str!("en.toml")).unwrap();
        assert_eq!(
            (rules.number("1,200"), rules.number("forty"), rules.number("km"), rules.number("inf")),
            (Some(1200.0), Some(40.0), None, None)
        );
    }
}
