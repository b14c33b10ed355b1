//! How alike two tellings are, by named features.
//!
//! In: two tellings. Out: the [`Feature`]s that hold for them. A feature holds or does not; a list of weights gives
//! each its points. Comparing is symmetric.

mod features;
mod time;
mod place;
mod act;
mod count;
mod word;

pub use features::{Direction, Feature};

use crate::telling::Telling;
use crate::weights::Weights;

/// What was found about a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The features that hold, in their order.
    pub features: Vec<Feature>,
}

/// Compares two tellings.
pub fn compare(one: &Telling, two: &Telling) -> Comparison {
    let mut features = vec![Feature::Always];
    time::compare(one, two, &mut features);
    place::compare(one, two, &mut features);
    act::compare(one, two, &mut features);
    count::compare(one, two, &mut features);
    word::compare(one, two, &mut features);
    together(&mut features);
    features.sort_unstable();
    Comparison { features }
}

impl Comparison {
    /// The points of the pair: above zero speaks for one incident.
    pub fn score(&self, weights: &Weights) -> i32 {
        self.features.iter().map(|feature| weights.of(*feature)).sum()
    }

    /// The features that decide most, with their points: the greatest first.
    pub fn reasons(&self, weights: &Weights) -> Vec<(Feature, i32)> {
        let mut reasons: Vec<_> = self.features.iter().map(|feature| (*feature, weights.of(*feature))).collect();
        reasons.retain(|reason| reason.1 != 0);
        reasons.sort_by_key(|&(feature, points)| (std::cmp::Reverse(points.abs()), feature));
        reasons
    }
}

/// What two features say together and neither says alone.
fn together(features: &mut Vec<Feature>) {
    use Feature as F;
    let has = |wanted: &[F]| wanted.iter().any(|feature| features.contains(feature));
    let (day, place, killed) = (has(&[F::DayShared]), has(&[F::PlaceSame]), has(&[F::KilledSame]));
    let other_killed = has(&[F::KilledOther, F::KilledMore, F::KilledShrunk, F::KilledGrown, F::KilledDenied]);
    let coarse = has(&[F::PlaceHolds, F::PlaceCountry, F::PlaceOnlyCountry, F::PlaceImplied, F::PlaceUnknown]);
    let headlines = has(&[F::Headlines]);
    let rows = [
        (day && place, F::DayAndPlace),
        (day && killed, F::DayAndKilled),
        (place && killed, F::PlaceAndKilled),
        (place && has(&[F::Words12]), F::PlaceAndWords),
        (place && has(&[F::Names1]), F::PlaceAndNames),
        (day && has(&[F::Words18]), F::DayAndWords),
        (coarse && killed, F::CoarseAndKilled),
        (coarse && has(&[F::Words18]), F::CoarseAndWords),
        (coarse && other_killed, F::CoarseOtherKilled),
        (coarse && !has(&[F::Words12]), F::CoarseOtherWords),
        (headlines && has(&[F::Words25]), F::HeadlinesAlike),
        (headlines && killed, F::HeadlinesAndKilled),
        (headlines && other_killed, F::HeadlinesOtherKilled),
        (headlines && !has(&[F::PublishedSame]), F::HeadlinesOtherDay),
        (has(&[F::PlaceApart150]) && !has(&[F::FullName, F::Names2]), F::ApartOtherNames),
    ];
    features.extend(rows.into_iter().filter(|row| row.0).map(|row| row.1));
}
