//! Features of numbers: the same, compatible, grown over time, or too far apart.

use super::Feature;
use crate::telling::{Figure, Telling};

/// From these numbers on it is a coincidence where two incidents have the same.
const SOME: u32 = 4;
const MANY: u32 = 10;

pub(super) fn compare(one: &Telling, two: &Telling, features: &mut Vec<Feature>) {
    let [killed, wounded, abducted, initiators] = [0, 1, 2, 3].map(|i| one.figures[i].zip(two.figures[i]));
    if let Some((first, second)) = killed {
        let (earlier, later) = if one.published > two.published { (second, first) } else { (first, second) };
        features.push(of_killed(earlier, later, one.published == two.published));
        let is_same = first.best == second.best;
        features.extend((is_same && first.best >= SOME).then_some(Feature::KilledSameSome));
        features.extend((is_same && first.best >= MANY).then_some(Feature::KilledSameMany));
    }
    if let Some((first, second)) = wounded {
        let (earlier, later) = if one.published > two.published { (second, first) } else { (first, second) };
        features.push(if first.best == second.best {
            Feature::WoundedSame
        } else if is_compatible(first, second) || is_within_twice(first, second) {
            Feature::WoundedCompatible
        } else if later.best > earlier.best && one.published != two.published {
            Feature::WoundedMore
        } else {
            Feature::WoundedOther
        });
    }
    for (one, two) in [abducted, initiators].into_iter().flatten() {
        let is_same = one.best == two.best || is_compatible(one, two);
        features.push(if is_same { Feature::OtherCountSame } else { Feature::OtherCountOther });
    }
    features.dedup();
}

fn of_killed(earlier: Figure, later: Figure, same_day: bool) -> Feature {
    if earlier.best == later.best {
        return Feature::KilledSame;
    }
    if (earlier.high == Some(0)) != (later.high == Some(0)) {
        return Feature::KilledDenied;
    }
    if is_compatible(earlier, later) {
        return Feature::KilledCompatible;
    }
    match is_within_twice(earlier, later) {
        false if later.best > earlier.best && !same_day => Feature::KilledMore,
        false => Feature::KilledOther,
        true if later.best > earlier.best || same_day => Feature::KilledGrown,
        true => Feature::KilledShrunk,
    }
}

/// Whether one number can be meant by both.
fn is_compatible(one: Figure, two: Figure) -> bool {
    let reaches = |high: Option<u32>, low: u32| high.is_none_or(|high| high >= low);
    // A floor far below the other number is true of nearly everything.
    reaches(one.high, two.low) && reaches(two.high, one.low) && is_within_twice(one, two)
}

fn is_within_twice(one: Figure, two: Figure) -> bool {
    let (less, more) = (one.best.min(two.best), one.best.max(two.best));
    more <= less.saturating_mul(2) || more - less <= 2
}
