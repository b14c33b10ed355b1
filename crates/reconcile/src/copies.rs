//! Wire copies and light rewrites count as one source.

use std::collections::BTreeMap;

use crate::telling::Telling;
use crate::wording::Wording;

/// From this share of shared shingles on, in thousandths, two reports are one source.
pub const SAME_SOURCE: u32 = 500;

/// Whether one report is a copy of the other.
pub fn is_copy(one: &Wording, two: &Wording) -> bool {
    one.copied(two) >= SAME_SOURCE
}

/// The tellings of an incident by source: each source's tellings as positions, copies of one another together. Sources
/// stand in the order of their first member.
pub fn sources(tellings: &[&Telling]) -> Vec<Vec<usize>> {
    let mut source: Vec<usize> = (0..tellings.len()).collect();
    for i in 0..tellings.len() {
        for j in 0..i {
            let is_one = tellings[i].report == tellings[j].report || is_copy(&tellings[i].wording, &tellings[j].wording);
            if is_one && source[i] != source[j] {
                let (kept, gone) = (source[i].min(source[j]), source[i].max(source[j]));
                source.iter_mut().filter(|source| **source == gone).for_each(|source| *source = kept);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, source) in source.into_iter().enumerate() {
        groups.entry(source).or_default().push(i);
    }
    groups.into_values().collect()
}
