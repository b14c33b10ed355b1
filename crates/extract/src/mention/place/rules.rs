//! The words around place names.

use serde::Deserialize;

/// English words around place names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRules {
    /// Words that put an act in a place.
    pub(super) r#in: Vec<String>,
    pub(super) near: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) directions: Vec<String>,
    pub(super) miles: Vec<String>,
    pub(super) kilometres: Vec<String>,
    pub(super) region_nouns: Vec<String>,
    pub(super) district_nouns: Vec<String>,
    pub(super) settlement_nouns: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) name_tails: Vec<String>,
    pub(super) says: Vec<String>,
}

impl PlaceRules {
    /// Reads `en.toml`.
    ///
    /// # Errors
    /// The text is no TOML or lacks a list; the message names the line.
    pub fn load(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// Whether a list holds a word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// Degrees clockwise from north of a direction word.
pub(super) fn degrees(word: &str) -> Option<f64> {
    let word = word.replace('-', "");
    let stem = word.strip_suffix("ern").unwrap_or(&word);
    Some(match stem {
        "north" => 0.0,
        "northeast" => 45.0,
        "east" => 90.0,
        "southeast" => 135.0,
        "south" => 180.0,
        "southwest" => 225.0,
        "west" => 270.0,
        "northwest" => 315.0,
        _ => return None,
    })
}
