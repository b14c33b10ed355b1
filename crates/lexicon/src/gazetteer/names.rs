//! What makes a name usable: letters that English texts can print, acronyms, everyday words, and how far a settlement reaches.

use crate::fold::name_key;

/// Names of places that are everyday words in English news: one a line, sorted, folded; `#` starts a comment.
static COMMON_NAMES: &str = include_str!("../../data/common-names.en.txt");

/// Tells whether a name consists of Latin letters, with whatever marks.
pub fn is_latin(name: &str) -> bool {
    let is_plain =
        |letter: char| matches!(letter, '\u{0}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{201f}' | '\u{2032}' | 'ꞌ');
    name.chars().all(is_plain) && name.chars().any(char::is_alphabetic)
}

/// Tells whether a name is an acronym, which only capitals make a name: "US", "CAR", "U.A.E.".
pub fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=5).contains(&letters) && name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '.')
}

/// Tells whether a name is also an everyday English word.
pub fn is_common_name(name: &str) -> bool {
    CommonNames::new().holds(&name_key(name))
}

/// Is the radius in kilometres that a settlement of so many inhabitants reaches.
pub fn settlement_radius_km(population: u32) -> f64 {
    let radius = (f64::from(population).sqrt() / 40.0).clamp(2.0, 30.0);
    (radius * 10.0).round() / 10.0
}

/// The everyday words, ready to be asked many times.
pub(super) struct CommonNames {
    sorted: Vec<&'static str>,
}

impl CommonNames {
    pub(super) fn new() -> CommonNames {
        let lines = COMMON_NAMES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut sorted: Vec<&str> = lines.collect();
        sorted.sort_unstable();
        CommonNames { sorted }
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.sorted.binary_search(&key).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_all_capitals() {
        assert!(is_acronym("US") && is_acronym("U.A.E.") && is_acronym("DRC"));
        assert!(!is_acronym("Us") && !is_acronym("U") && !is_acronym("BURMA II"));
    }

    #[test]
    fn everyday_words_are_known() {
        assert!(is_common_name("Of") && is_common_name("Police"));
        assert!(!is_common_name("Timbuktu"));
    }

    #[test]
    fn only_latin_names_are_latin() {
        assert!(is_latin("Đồng Hới") && is_latin("Khān Shaykhūn") && is_latin("El‘ad"));
        assert!(!is_latin("Тимбукту") && !is_latin("123"));
    }

    #[test]
    fn a_radius_grows_with_the_town() {
        assert_eq!(settlement_radius_km(0), 2.0);
        assert_eq!(settlement_radius_km(37_002), 4.8);
        assert_eq!(settlement_radius_km(20_000_000), 30.0);
    }
}
