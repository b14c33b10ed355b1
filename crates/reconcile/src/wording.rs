//! The words of a report, reduced to hashes: which rare words it has, which names, and which shingles.
//!
//! In: title and text. Out: [`Wording`]. How common a word is stands in `data/common-words.tsv`, made from thousands of
//! reports by `recount-train words`; a word that is not there is rare.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use recount_lexicon::fold::fold;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// How many words of a report are read.
const READ: usize = 1_000;
/// How many of them are kept: rare ones and those said often first.
const WORDS: usize = 64;
/// From the fourth time on it says no more that a word is said again; the title says each word twice.
const OFTEN: u32 = 4;
/// How many names of the whole text are kept, the first first.
const NAMES: usize = 24;
/// How many full names are kept.
const FULL_NAMES: usize = 8;
/// From this rarity on a word can be part of a full name.
const NAME_PART: u8 = 6;
/// The length of a shingle in words.
const SHINGLE: usize = 4;
/// How many values a sketch of shingles has.
pub(crate) const SKETCH: usize = 24;
/// The rarity of a word that the list of common words does not have.
pub(crate) const RAREST: u8 = 12;
/// From this rarity on a word can lead to other reports.
const RARE: u8 = 7;
/// How many words lead to other reports.
const RARE_WORDS: usize = 6;
/// From this rarity on a word with a capital is taken for a name.
const NAME: u8 = 8;

/// The words of a report as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wording {
    /// Words by hash, each with its weight: its rarity times how often it is said.
    pub words: Vec<(u32, u8)>,
    /// The rarest of them, the rarest first.
    pub rare: Vec<u32>,
    /// Rare words with a capital, of the whole text, by hash.
    pub names: Vec<u32>,
    /// Two rare words with a capital beside each other, of the whole text, by hash: a full name, most often.
    pub full_names: Vec<u32>,
    /// The least hash of the shingles under each of 24 hash functions: the share of equal values is the share of
    /// shared shingles.
    pub sketch: Vec<u32>,
    /// How many words the report has, up to 1,000.
    pub length: u32,
}

/// The wording of a report.
pub(crate) fn wording(title: Option<&str>, text: &str) -> Wording {
    let mut said: BTreeMap<u32, (u8, u32)> = BTreeMap::new();
    let mut names = Names::default();
    let mut hashes = Vec::new();
    let title_words = title.into_iter().flat_map(written_words).map(|word| (word, 2));
    for (written, times) in title_words.chain(written_words(text).map(|word| (word, 1))).take(READ) {
        let folded = fold(written);
        hashes.push(hash(&folded));
        let word = stem(&folded);
        let rarity = COMMON.get(word).copied().unwrap_or(RAREST);
        names.see(hash(word), rarity, written.starts_with(char::is_uppercase));
        if rarity > 0 {
            said.entry(hash(word)).or_insert((rarity, 0)).1 += times;
        }
    }
    let mut words: Vec<(u32, u8, u8)> =
        said.into_iter().map(|(hash, (rarity, times))| (hash, rarity, rarity * times.min(OFTEN) as u8)).collect();
    words.sort_by_key(|&(hash, rarity, weight)| (std::cmp::Reverse((weight, rarity)), hash));
    words.truncate(WORDS);
    let rare = words.iter().filter(|word| word.1 >= RARE).map(|word| word.0).take(RARE_WORDS).collect();
    let mut words: Vec<(u32, u8)> = words.into_iter().map(|(hash, _, weight)| (hash, weight)).collect();
    words.sort_unstable();
    let (names, full_names) = names.finish();
    Wording { words, rare, names, full_names, sketch: sketch(&hashes), length: hashes.len() as u32 }
}

/// Names as they come along.
#[derive(Default)]
struct Names {
    names: Vec<u32>,
    full_names: Vec<u32>,
    /// The word before, where it can be part of a full name.
    before: Option<u32>,
}

impl Names {
    fn see(&mut self, word: u32, rarity: u8, is_capital: bool) {
        let part = (rarity >= NAME_PART && is_capital).then_some(word);
        if let Some(full) = self.before.zip(part).map(|(before, part)| before.rotate_left(5) ^ part)
            && self.full_names.len() < FULL_NAMES
            && !self.full_names.contains(&full)
        {
            self.full_names.push(full);
        }
        self.before = part;
        if rarity >= NAME && is_capital && self.names.len() < NAMES && !self.names.contains(&word) {
            self.names.push(word);
        }
    }

    /// Names and full names, sorted.
    fn finish(mut self) -> (Vec<u32>, Vec<u32>) {
        self.names.sort_unstable();
        self.full_names.sort_unstable();
        (self.names, self.full_names)
    }
}

/// The words of a text in the form in which the list of common words has them.
pub fn words_of(text: &str) -> impl Iterator<Item = String> {
    written_words(text).map(|word| stem(&fold(word)).to_owned())
}

impl Wording {
    /// How alike the words are, in thousandths: the cosine of their weights.
    pub(crate) fn likeness(&self, other: &Self) -> u32 {
        let length = |words: &[(u32, u8)]| words.iter().map(|&(_, weight)| u64::from(weight).pow(2)).sum::<u64>();
        let shared: u64 = self.shared(other).map(|(one, two)| u64::from(one) * u64::from(two)).sum();
        let both = (length(&self.words) * length(&other.words)).isqrt();
        (shared * 1_000).checked_div(both).unwrap_or(0) as u32
    }

    /// The weights of the words that both have.
    fn shared<'w>(&'w self, other: &'w Self) -> impl Iterator<Item = (u8, u8)> + 'w {
        let found = |word: &(u32, u8)| other.words.binary_search_by_key(&word.0, |other| other.0).ok().map(|i| (word.1, other.words[i].1));
        self.words.iter().filter_map(found)
    }

    /// How many rare names both have.
    pub(crate) fn shared_names(&self, other: &Self) -> usize {
        self.names.iter().filter(|name| other.names.binary_search(name).is_ok()).count()
    }

    /// How many full names both have.
    pub(crate) fn shared_full_names(&self, other: &Self) -> usize {
        self.full_names.iter().filter(|name| other.full_names.binary_search(name).is_ok()).count()
    }

    /// How much of a coincidence the shared words are, in bits: the sum of their rarities.
    pub(crate) fn shared_rarity(&self, other: &Self) -> u32 {
        self.shared(other).map(|(one, two)| u32::from(one.min(two).min(RAREST))).sum()
    }

    /// The share of shared shingles, in thousandths.
    pub(crate) fn copied(&self, other: &Self) -> u32 {
        if self.sketch.is_empty() || other.sketch.is_empty() {
            return 0;
        }
        let equal = self.sketch.iter().zip(&other.sketch).filter(|(one, two)| one == two).count();
        (equal * 1_000 / SKETCH) as u32
    }
}

/// Rarity by word: how often the number of reports must be halved to reach those that have the word.
static COMMON: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let rows = include_str!("../data/common-words.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t')).filter_map(|(word, rarity)| Some((word, rarity.parse().ok()?))).collect()
});

fn written_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’').filter(|word| !word.is_empty())
}

/// The word without the endings that headlines change.
fn stem(word: &str) -> &str {
    let ending =
        ["ings", "ing", "ers", "ed", "es", "er", "s"].into_iter().find(|ending| word.ends_with(ending) && word.len() >= ending.len() + 4);
    ending.map_or(word, |ending| &word[..word.len() - ending.len()])
}

/// FNV-1a with 32 bits: the same on every machine.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The least hash of the shingles under each hash function; a report of fewer words than a shingle has no sketch.
fn sketch(hashes: &[u32]) -> Vec<u32> {
    if hashes.len() < SHINGLE {
        return Vec::new();
    }
    let mut least = vec![u32::MAX; SKETCH];
    for shingle in hashes.windows(SHINGLE) {
        let mut value = shingle.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, word| mixed(hash ^ u64::from(*word)));
        for least in &mut least {
            value = mixed(value);
            *least = (*least).min((value >> 32) as u32);
        }
    }
    least
}

/// SplitMix64: spreads every bit over all others.
pub(crate) fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Gunmen on motorcycles attacked the market of Kelabo on Monday and killed nine traders, the mayor said by telephone. \
                         They burned four shops and left towards the river before soldiers came.";

    #[test]
    fn a_story_is_a_copy_of_itself_and_not_of_another() {
        let (one, two) = (wording(None, STORY), wording(None, "Parliament will vote on the budget of the railways next week."));
        assert_eq!((one.copied(&one), one.copied(&two)), (1_000, 0));
        assert_eq!((one.likeness(&one), one.shared_names(&two)), (1_000, 0));
    }

    #[test]
    fn a_light_rewrite_keeps_most_shingles() {
        let rewrite = STORY.replace("on Monday ", "").replace("by telephone", "");
        assert!(wording(None, STORY).copied(&wording(None, &rewrite)) > 400);
    }

    #[test]
    fn an_empty_text_is_like_nothing() {
        let empty = wording(None, "");
        assert_eq!((empty.copied(&empty), empty.likeness(&empty)), (0, 0));
    }

    #[test]
    fn endings_that_headlines_change_do_not_matter() {
        let word = |text| words_of(text).next();
        assert_eq!(word("Clashes"), word("clash"));
        assert_eq!(word("killed"), word("killing"));
        assert_eq!(word("gas").as_deref(), Some("gas"));
    }
}
