//! Which tellings are worth comparing: those that share a key.
//!
//! In: a telling. Out: [`Keys`], hashes of *time and place*, *time and rare word*, *full name*, and *stretches of words*. A key always
//! holds a window of a few days, so that what one report costs depends on how dense the days are and never on how long
//! the ledger is; only the keys of copies hold none.
//!
//! A whole country is asked for by tellings that know no more than the country; two tellings that know their town meet
//! over the towns around.

use crate::telling::Telling;
use crate::wording::mixed;

/// A stretch of days longer than this says too little about the time: "in 2015" meets nothing.
const LONGEST: i32 = 31;
/// How many days before publication a report without a day may tell of.
const BEFORE: i32 = 3;
/// Windows for places, in days; each begins half its length after the one before.
const PLACE_WINDOW: i32 = 8;
/// Windows for rare words, in days.
const WORD_WINDOW: i32 = 16;
/// Windows for full names, in days.
const NAME_WINDOW: i32 = 120;
/// How many values of a sketch make one key of a copy.
const BAND: usize = 3;
/// The side of a square of the map, in degrees.
const SQUARE: f64 = 1.0;

/// The keys of a telling. It meets those whose `posts` hold one of its `asks`, and those whose `asks` hold one of its
/// `posts`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Under these it is found.
    pub posts: Vec<u64>,
    /// Under these it looks for others.
    pub asks: Vec<u64>,
}

/// The keys of a telling, sorted.
pub fn keys(telling: &Telling) -> Keys {
    let mut keys = Keys::default();
    if let Some((first, last)) = days(telling) {
        for window in windows(first, last, PLACE_WINDOW) {
            place_keys(telling, window, &mut keys);
        }
        for window in windows(first, last, WORD_WINDOW) {
            for word in &telling.wording.rare {
                keys.both(key(Kind::Word, window, u64::from(*word)));
            }
        }
    }
    for name in &telling.wording.full_names {
        for window in windows(first_day(telling), first_day(telling), NAME_WINDOW) {
            keys.both(key(Kind::Name, window, u64::from(*name)));
        }
    }
    for band in copy_keys(&telling.wording.sketch) {
        keys.both(band);
    }
    for list in [&mut keys.posts, &mut keys.asks] {
        list.sort_unstable();
        list.dedup();
    }
    keys
}

/// The keys under which copies of a report are found.
pub fn copy_keys(sketch: &[u32]) -> Vec<u64> {
    let bands = sketch.chunks_exact(BAND).enumerate();
    bands.map(|(i, band)| key(Kind::Copy, i as i32, band.iter().fold(0, |hash, value| mixed(hash ^ u64::from(*value))))).collect()
}

impl Keys {
    /// The keys that it looks for and is not found under: who keeps an index needs no more of `asks`.
    pub fn only_asks(&self) -> Vec<u64> {
        self.asks.iter().filter(|key| self.posts.binary_search(key).is_err()).copied().collect()
    }

    fn both(&mut self, key: u64) {
        self.posts.push(key);
        self.asks.push(key);
    }
}

/// The days that a telling can be of: its own where it has them, else those before publication.
fn days(telling: &Telling) -> Option<(i32, i32)> {
    match (telling.days, telling.published) {
        (Some(days), _) if days.last - days.first <= LONGEST => Some((days.first, days.last)),
        (None, Some(published)) => Some((published - BEFORE, published)),
        _ => None,
    }
}

/// The day around which full names are looked for: a trial recalls the victim's name weeks after the shots.
fn first_day(telling: &Telling) -> i32 {
    telling.published.or(telling.days.map(|days| days.last)).unwrap_or_default()
}

/// The numbers of the windows that hold one of these days; every day lies in two.
fn windows(first: i32, last: i32, length: i32) -> std::ops::RangeInclusive<i32> {
    let step = length / 2;
    first.div_euclid(step) - 1..=last.div_euclid(step)
}

fn place_keys(telling: &Telling, window: i32, keys: &mut Keys) {
    if let Some(country) = &telling.implied {
        let country = word(country);
        keys.both(key(Kind::Land, window, country));
        keys.asks.push(key(Kind::Town, window, country));
    }
    let Some(spot) = &telling.spot else { return };
    if let Some(country) = &spot.country {
        let country = word(country);
        let (town, land) = (key(Kind::Town, window, country), key(Kind::Land, window, country));
        if spot.is_area {
            keys.both(land);
            keys.asks.push(town);
        } else {
            keys.posts.push(town);
            keys.asks.push(land);
        }
    }
    if let Some((lat, lon)) = spot.point.filter(|_| !spot.is_area) {
        for (kind, shift) in [(Kind::Square, 0.0), (Kind::Shifted, SQUARE / 2.0)] {
            let (row, column) = (((lat + shift) / SQUARE).floor(), ((lon + shift) / SQUARE).floor());
            keys.both(key(kind, window, mixed(row as i64 as u64) ^ column as i64 as u64));
        }
    }
}

/// What a key is made of.
#[derive(Clone, Copy)]
enum Kind {
    Town,
    Land,
    Square,
    Shifted,
    Word,
    Name,
    Copy,
}

/// A key begins with its days, so that an index has the keys of one time side by side: what is added today touches the
/// pages of today, however long the index is.
fn key(kind: Kind, window: i32, what: u64) -> u64 {
    const DAYS_BITS: u32 = 20;
    let step = match kind {
        Kind::Word => WORD_WINDOW,
        Kind::Name => NAME_WINDOW,
        Kind::Copy => return mixed(mixed(kind as u64 ^ (window as u64) << 8) ^ what),
        _ => PLACE_WINDOW,
    } / 2;
    let days = i64::from(window) * i64::from(step) / 4 + (1 << (DAYS_BITS - 1));
    let hash = mixed(mixed(kind as u64 ^ (window as i64 as u64) << 8) ^ what);
    ((days as u64) << (64 - DAYS_BITS)) | (hash >> DAYS_BITS)
}

fn word(word: &str) -> u64 {
    word.bytes().fold(0, |hash, byte| mixed(hash ^ u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_within_half_a_window_share_one() {
        for first in -9..9 {
            for gap in 0..=4 {
                let (one, two) = (windows(first, first, 8), windows(first + gap, first + gap, 8));
                assert!(one.clone().any(|window| two.contains(&window)), "{first} and {gap} days later");
            }
        }
    }

    #[test]
    fn a_telling_of_no_day_and_no_words_has_no_keys() {
        assert!(copy_keys(&[]).is_empty());
        assert_eq!(windows(8, 8, 8).count(), 2);
    }
}
