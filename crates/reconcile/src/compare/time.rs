//! Features of time: when it happened, and when it was published.

use super::Feature;
use crate::telling::{Stretch, Telling};

pub(super) fn compare(one: &Telling, two: &Telling, features: &mut Vec<Feature>) {
    match (one.days, two.days) {
        (Some(one), Some(two)) => of_days(one, two, features),
        _ => features.push(Feature::DayUnknown),
    }
    if is_assumed_later(one, two) || is_assumed_later(two, one) {
        features.push(Feature::DayAssumedLater);
    }
    if is_after(one, two) || is_after(two, one) {
        features.push(Feature::DayAfterPublication);
    }
    if let Some((one, two)) = one.published.zip(two.published) {
        let gap = (one - two).abs();
        let rows = [
            (gap == 0, Feature::PublishedSame),
            (gap >= 2, Feature::PublishedGap2),
            (gap >= 4, Feature::PublishedGap4),
            (gap >= 8, Feature::PublishedGap8),
            (gap >= 30, Feature::PublishedGap30),
        ];
        features.extend(rows.into_iter().filter(|row| row.0).map(|row| row.1));
    }
}

fn of_days(one: Stretch, two: Stretch, features: &mut Vec<Feature>) {
    let gap = gap(one, two);
    let is_told = |days: Stretch| !days.assumed && days.first == days.last;
    let rows = [
        (gap > 0 && is_told(one) && is_told(two), Feature::DayTold),
        (one.first == one.last && (one.first, one.last) == (two.first, two.last), Feature::DaySame),
        (gap == 0, Feature::DayShared),
        (gap >= 2, Feature::DayGap2),
        (gap >= 4, Feature::DayGap4),
        (gap >= 8, Feature::DayGap8),
    ];
    features.extend(rows.into_iter().filter(|row| row.0).map(|row| row.1));
}

/// The days between two stretches; none where they share a day.
fn gap(one: Stretch, two: Stretch) -> i32 {
    (one.first - two.last).max(two.first - one.last).max(0)
}

/// A breaking report without a day is dated to its publication: another may know that it was a day or two before.
fn is_assumed_later(one: &Telling, two: &Telling) -> bool {
    const BEFORE: i32 = 3;
    let assumed = one.days.filter(|days| days.assumed).map(|days| days.last);
    assumed.zip(two.days).is_some_and(|(last, days)| !days.assumed && (1..=BEFORE).contains(&(last - days.last)))
}

/// Nobody reports what has not happened yet.
fn is_after(one: &Telling, two: &Telling) -> bool {
    one.days.zip(two.published).is_some_and(|(days, published)| days.first > published && !days.assumed)
}
