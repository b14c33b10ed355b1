//! What any reader of words pays: word boundaries and a scan with many phrases.

use std::hint::black_box;

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};
use unicode_segmentation::UnicodeSegmentation;

const PHRASES: usize = 50_000;
const SEED: u64 = 0x5EED_0F50_0000_0001;
const SYLLABLES: [&str; 32] = [
    "ba", "ter", "mo", "lin", "ka", "ren", "shi", "do", "al", "gun", "fi", "ra", "ton", "be", "mar", "sul", "ne", "po", "ga", "dar", "vi",
    "lo", "sa", "mer", "ti", "hu", "ze", "con", "pri", "na", "ed", "ing",
];

/// A scanner with phrases from a fixed seed.
pub(super) struct Floor {
    phrases: DoubleArrayAhoCorasick<u32>,
}

impl Floor {
    pub(super) fn new() -> Self {
        let mut seed = SEED;
        let mut next = move || {
            // xorshift: the same numbers on every machine.
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        let mut phrases: Vec<String> = Vec::with_capacity(PHRASES + PHRASES / 10);
        while phrases.len() < PHRASES + PHRASES / 10 {
            let words = 1 + next() % 3;
            let word = |next: &mut dyn FnMut() -> u64| {
                let syllables = 2 + next() % 2;
                (0..syllables).map(|_| SYLLABLES[(next() % 32) as usize]).collect::<String>()
            };
            phrases.push((0..words).map(|_| word(&mut next)).collect::<Vec<_>>().join(" "));
        }
        phrases.sort();
        phrases.dedup();
        phrases.truncate(PHRASES);
        let builder = DoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        Self { phrases: builder.build(phrases).expect("the phrases differ from each other") }
    }

    /// Looks at every word and finds every phrase.
    pub(super) fn scan(&self, text: &str) {
        let words = text.split_word_bounds().count();
        let hits = self.phrases.leftmost_find_iter(text).count();
        black_box((words, hits));
    }
}
