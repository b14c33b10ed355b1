//! Features of wording: how alike the leads are, which names are shared, and whether one is a copy of the other.

use super::Feature;
use crate::copies::SAME_SOURCE;
use crate::telling::Telling;

/// A report of so few words is a headline.
const HEADLINE: u32 = 30;
/// How many names a report has where not to share one says something.
const NAMES: usize = 3;

pub(super) fn compare(one: &Telling, two: &Telling, features: &mut Vec<Feature>) {
    let (one, two) = (&one.wording, &two.wording);
    let likeness = [
        (60, Feature::Words6),
        (120, Feature::Words12),
        (180, Feature::Words18),
        (250, Feature::Words25),
        (400, Feature::Words40),
        (600, Feature::Words60),
    ];
    reached(one.likeness(two), &likeness, features);
    let shared = [
        (12, Feature::Shared12),
        (20, Feature::Shared20),
        (30, Feature::Shared30),
        (45, Feature::Shared45),
        (70, Feature::Shared70),
        (110, Feature::Shared110),
    ];
    reached(one.shared_rarity(two), &shared, features);
    reached(one.shared_full_names(two), &[(1, Feature::FullName), (2, Feature::FullNames)], features);
    let names = one.shared_names(two);
    reached(names, &[(1, Feature::Names1), (2, Feature::Names2), (3, Feature::Names3), (5, Feature::Names5)], features);
    if names == 0 && one.names.len() >= NAMES && two.names.len() >= NAMES {
        features.push(Feature::NamesNone);
    }
    if one.copied(two) >= SAME_SOURCE {
        features.push(Feature::Copied);
    }
    match (one.length <= HEADLINE, two.length <= HEADLINE) {
        (true, true) => features.push(Feature::Headlines),
        (false, false) => {}
        _ => features.push(Feature::Headline),
    }
}

/// Each feature whose bound is reached: what is much is also some.
fn reached<T: PartialOrd + Copy>(value: T, steps: &[(T, Feature)], features: &mut Vec<Feature>) {
    features.extend(steps.iter().filter(|step| value >= step.0).map(|step| step.1));
}
