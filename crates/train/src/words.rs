//! How common words are: coded reports go in, a list of words with their rarity comes out.
//!
//! Rarity is how often the number of reports must be halved to reach those that have the word; a word of fewer than
//! [`REPORTS`] reports is left out, and so is rare to who reads the list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use recount::reconcile::words_of;

use crate::link::read_coded;

/// In how many reports a word must stand to enter the list.
const REPORTS: u32 = 6;

/// The list, and what to tell the user.
pub(crate) fn train(inputs: &[PathBuf]) -> Result<(String, String), String> {
    let mut reports = 0_u32;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for path in inputs {
        for coded in read_coded(path)? {
            reports += 1;
            let title = coded.report.title.unwrap_or_default();
            let words: BTreeSet<String> = words_of(&title).chain(words_of(&coded.report.text)).collect();
            for word in words {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts.retain(|word, n| *n >= REPORTS && word.chars().any(char::is_alphabetic));
    let mut list = format!("# word, rarity; from {reports} reports by `recount-train words`\n");
    for (word, n) in &counts {
        list += &format!("{word}\t{}\n", (reports / n).ilog2());
    }
    Ok((list, format!("{} words of {reports} reports\n", counts.len())))
}
