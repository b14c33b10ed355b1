//! The word lists that cutting needs. In: the files of `data/en`. Out: [`Lists`], looked up by folded words.

use std::collections::{HashMap, HashSet};

use recount_lexicon::fold::fold_into;

/// What is known of a shortened word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// Only with a capital first letter.
    pub capital: bool,
    /// A word of its own when it stands all in capitals.
    pub is_word: bool,
    /// Where it stands.
    pub before: Before,
}

/// What an abbreviation stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A name: it never ends a sentence.
    Name,
    /// A number; elsewhere it is no abbreviation.
    Number,
    /// Anything.
    Anything,
}

/// Every list, parsed.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    pub abbreviations: HashMap<String, Abbreviation>,
    pub starters: HashSet<String>,
    /// Endings ("'s") that part from any word.
    pub clitics: Vec<String>,
    /// Whole words ("he'd") that part before the apostrophe.
    pub clitic_words: HashSet<String>,
    /// Joined words with the byte where they part.
    pub joined: Vec<(String, usize)>,
    pub connectors: HashSet<String>,
    pub agencies: HashSet<String>,
    pub acronyms: HashSet<String>,
    /// Names of several words, each a list of folded words; longest first.
    pub long_places: Vec<Vec<String>>,
    pub highlights: HashSet<String>,
    pub noise_lines: HashSet<String>,
    pub noise_starts: Starts,
    pub caption_starts: Starts,
    pub caption_ends: Vec<String>,
    pub caption_marks: Starts,
    /// What stands before a day of publication; longest first.
    pub date_prefixes: Vec<String>,
    pub weekdays: HashSet<String>,
    pub clock_words: HashSet<String>,
    pub months: Months,
}

impl Lists {
    /// The lists that the program carries.
    pub(super) fn builtin() -> Self {
        let clitics = entries(include_str!("../../data/en/clitics.txt"));
        let (endings, whole): (Vec<&str>, Vec<&str>) = clitics.partition(|entry| entry.starts_with('*'));
        Self {
            abbreviations: entries(include_str!("../../data/en/abbreviations.txt")).map(abbreviation).collect(),
            starters: set(include_str!("../../data/en/starters.txt")),
            clitics: endings.into_iter().map(|ending| ending.trim_start_matches('*').to_owned()).collect(),
            clitic_words: whole.into_iter().map(str::to_owned).collect(),
            joined: entries(include_str!("../../data/en/joined.txt")).filter_map(joined).collect(),
            connectors: set(include_str!("../../data/en/connectors.txt")),
            agencies: set(include_str!("../../data/en/agencies.txt")),
            acronyms: set(include_str!("../../data/en/acronyms.txt")),
            long_places: long_places(include_str!("../../data/en/long-places.txt")),
            highlights: set(include_str!("../../data/en/highlights.txt")),
            noise_lines: set(include_str!("../../data/en/noise-lines.txt")),
            noise_starts: Starts::new(include_str!("../../data/en/noise-starts.txt")),
            caption_starts: Starts::new(include_str!("../../data/en/caption-starts.txt")),
            caption_ends: list(include_str!("../../data/en/caption-ends.txt")),
            caption_marks: Starts::new(include_str!("../../data/en/caption-marks.txt")),
            date_prefixes: list(include_str!("../../data/en/date-prefixes.txt")),
            weekdays: set(include_str!("../../data/en/weekdays.txt")),
            clock_words: set(include_str!("../../data/en/clock-words.txt")),
            months: Months::builtin(),
        }
    }
}

/// Beginnings of lines, by their first byte.
#[derive(Debug, Clone)]
pub(super) struct Starts(Vec<Vec<String>>);

impl Starts {
    fn new(file: &'static str) -> Self {
        let mut by_byte = vec![Vec::new(); 256];
        for start in entries(file) {
            by_byte[usize::from(start.as_bytes()[0].to_ascii_lowercase())].push(start.to_owned());
        }
        Self(by_byte)
    }

    /// Whether one of them begins these words.
    pub(super) fn begin(&self, words: &str) -> bool {
        let first = words.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        self.0[usize::from(first)].iter().any(|start| starts_with(words, start))
    }
}

/// Whether words begin so, capitals aside.
pub(super) fn starts_with(words: &str, start: &str) -> bool {
    words.as_bytes().get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
}

/// The names of the months.
#[derive(Debug, Clone)]
pub(crate) struct Months(HashMap<&'static str, i8>);

impl Months {
    /// The names that the program carries.
    pub(crate) fn builtin() -> Self {
        let months = entries(include_str!("../../data/en/months.txt")).filter_map(|entry| entry.split_once(' '));
        Self(months.filter_map(|(name, number)| Some((name, number.parse().ok()?))).collect())
    }

    /// The number of a month by its folded name or abbreviation (a period after it does not matter).
    pub(crate) fn number(&self, fold: &str) -> Option<i8> {
        let is_possible = (3..=10).contains(&fold.len());
        is_possible.then(|| self.0.get(fold.trim_end_matches('.')).copied())?
    }
}

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(file: &'static str) -> HashSet<String> {
    entries(file).map(str::to_owned).collect()
}

/// Longest first: the first entry that fits is the right one. Spaces around an entry count.
fn list(file: &'static str) -> Vec<String> {
    let lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut list: Vec<String> = lines.map(str::to_owned).collect();
    list.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    list
}

fn abbreviation(entry: &str) -> (String, Abbreviation) {
    let word = entry.trim_start_matches(['<', '0', '=']);
    let before = match entry.as_bytes().first() {
        Some(b'<') => Before::Name,
        Some(b'0') => Before::Number,
        _ => Before::Anything,
    };
    let capital = word.starts_with(char::is_uppercase);
    (word.to_lowercase(), Abbreviation { capital, is_word: entry.starts_with('='), before })
}

fn joined(entry: &str) -> Option<(String, usize)> {
    let (first, second) = entry.split_once('|')?;
    Some((format!("{first}{second}"), first.len()))
}

fn long_places(file: &'static str) -> Vec<Vec<String>> {
    let mut places: Vec<Vec<String>> = entries(file).map(folded_words).collect();
    places.sort_by_key(|words| std::cmp::Reverse(words.len()));
    places
}

fn folded_words(entry: &str) -> Vec<String> {
    let fold = |word: &str| {
        let mut folded = String::new();
        fold_into(word, &mut folded);
        folded
    };
    entry.split_whitespace().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_holds_something() {
        let lists = Lists::builtin();
        assert!(lists.abbreviations.len() > 50 && lists.noise_starts.begin("Read more here"));
        assert!(lists.clitics.contains(&"n't".to_owned()) && lists.clitic_words.contains("he'd"));
        assert_eq!(lists.joined[0], ("cannot".to_owned(), 3));
    }

    #[test]
    fn a_month_is_known_by_its_short_name() {
        let months = Months::builtin();
        assert_eq!((months.number("sept."), months.number("jan"), months.number("noon")), (Some(9), Some(1), None));
    }
}
