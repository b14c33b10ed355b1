//! Which other names of a settlement may lead to it: Latin, written like a name, and not the name of another place far away.

use super::sources::{City, Sources};
use recount_lexicon::fold::{fold, name_key};
use recount_lexicon::gazetteer::{Countries, PlaceRow, is_common_name, is_latin};
use recount_lexicon::geo::{Point, distance_km};
use std::collections::{BTreeMap, BTreeSet};

/// Two places nearer than this may share a name.
const NEAR_KM: f64 = 40.0;

/// Countries whose names come from the Arabic script, where every report has its own spelling.
const ARABIC: [&str; 22] =
    ["SY", "IQ", "YE", "LY", "LB", "JO", "PS", "EG", "SD", "DZ", "TN", "MA", "SA", "AF", "IR", "PK", "KW", "BH", "QA", "AE", "OM", "IL"];

/// Pairs of a romanisation of maps and one of newspapers, on folded names.
const RESPELLED: [(&str, &str); 26] = [
    ("shaykh", "sheikh"),
    ("shaykh", "sheik"),
    ("ayn ", "ain "),
    ("dayr ", "deir "),
    ("bayt ", "beit "),
    ("tall ", "tal "),
    ("tall ", "tel "),
    ("tall ", "tell "),
    ("kafr ", "kafar "),
    ("kafr ", "kfar "),
    ("jabal ", "jebel "),
    ("jisr ", "jisr al "),
    ("abu ", "abou "),
    ("umm ", "um "),
    ("umm ", "oum "),
    ("ay", "ai"),
    ("aw", "ou"),
    ("u", "ou"),
    ("u", "o"),
    ("i", "e"),
    ("qa", "ka"),
    ("q", "k"),
    ("dh", "d"),
    ("iyah", "iya"),
    ("ah", "a"),
    ("ah", "eh"),
];

const ARTICLES: [&str; 13] = ["al ", "ar ", "as ", "ash ", "ad ", "an ", "at ", "az ", "ath ", "adh ", "el ", "er ", "es "];

/// The names of all places, to judge the other names of one.
pub(super) struct Spellings {
    bearers: BTreeMap<String, Vec<Bearer>>,
    countries: BTreeSet<String>,
}

#[derive(Clone, Copy)]
struct Bearer {
    at: Point,
    population: u32,
    is_main_name: bool,
    /// Within this distance a place of the same name is no other place: the town that a region is named after.
    reach_km: f64,
}

impl Spellings {
    /// Gathers who bears which name.
    pub(super) fn new(sources: &Sources, countries: &Countries, regions: &[PlaceRow]) -> Spellings {
        let mut bearers: BTreeMap<String, Vec<Bearer>> = BTreeMap::new();
        for city in &sources.cities {
            let own = Bearer { at: point(city), population: city.population, is_main_name: true, reach_km: NEAR_KM };
            bearers.entry(name_key(&city.name)).or_default().push(own);
            for alias in city.alternatenames.iter().filter(|alias| is_name(alias)) {
                bearers.entry(name_key(alias)).or_default().push(Bearer { is_main_name: false, ..own });
            }
        }
        for region in regions.iter().filter(|region| region.admin2.is_empty()) {
            let at = Point { lat: region.lat, lon: region.lon };
            let bearer = Bearer { at, population: region.population, is_main_name: true, reach_km: NEAR_KM + 1.5 * region.radius_km };
            bearers.entry(name_key(&region.name)).or_default().push(bearer);
        }
        let names = countries.iter().flat_map(|country| std::iter::once(&country.name).chain(&country.aliases).chain(&country.demonyms));
        Spellings { bearers, countries: names.map(|name| name_key(name)).collect() }
    }

    /// Gives the other names of a city that may lead to it.
    pub(super) fn of(&self, city: &City) -> Vec<String> {
        let own = name_key(&city.name);
        let mut seen = BTreeSet::from([own.clone()]);
        let mut kept = Vec::new();
        for alias in city.alternatenames.iter().filter(|alias| is_name(alias)) {
            let key = name_key(alias);
            if !key.is_empty() && !self.is_taken(&key, city) && seen.insert(key) {
                kept.push(alias.clone());
            }
        }
        if ARABIC.contains(&city.countrycode.as_str()) {
            kept.extend(respellings(&own).into_iter().filter(|key| self.is_free(key, city) && seen.insert(key.clone())));
        }
        kept
    }

    /// Tells whether a name belongs to a country, to a place that bears it as its main name, or to a far bigger one.
    fn is_taken(&self, key: &str, city: &City) -> bool {
        self.countries.contains(key)
            || self.others(key, city).any(|other| {
                if other.is_main_name {
                    u64::from(city.population) < 10 * u64::from(other.population) + 1_000
                } else {
                    u64::from(other.population) > 20 * u64::from(city.population) + 20_000
                }
            })
    }

    /// Tells whether nobody far away bears a name: only then may we invent it as a spelling.
    fn is_free(&self, key: &str, city: &City) -> bool {
        key.len() > 4 && !is_common_name(key) && !self.countries.contains(key) && self.others(key, city).next().is_none()
    }

    fn others(&self, key: &str, city: &City) -> impl Iterator<Item = Bearer> {
        let bearers = self.bearers.get(key).map(Vec::as_slice).unwrap_or_default();
        bearers.iter().copied().filter(|other| distance_km(other.at, point(city)) > other.reach_km)
    }
}

/// Gives newspaper spellings of a romanised Arabic name: without article, with "el", with one or two of the usual exchanges.
fn respellings(key: &str) -> Vec<String> {
    let bare = ARTICLES.iter().find_map(|article| key.strip_prefix(article));
    let mut stems: Vec<String> = vec![key.to_owned()];
    if let Some(bare) = bare {
        stems.push(format!("al {bare}"));
        stems.push(bare.to_owned());
    }
    let mut found = Vec::new();
    for stem in &stems {
        let padded = format!("{stem} ");
        for (map, paper) in RESPELLED {
            let once = padded.replace(map, paper);
            for (map, paper) in RESPELLED.iter().skip(16) {
                found.push(once.replace(map, paper).trim_end().to_owned());
            }
            found.push(once.trim_end().to_owned());
        }
    }
    found.extend(stems);
    found.sort();
    found.dedup();
    found.retain(|name| name != key);
    found
}

/// Is a romanised Arabic name without the marks of maps, as papers print it: "Tartus", not "Ţarţūs".
pub(super) fn plain(name: &str, country: &str) -> String {
    if !ARABIC.contains(&country) {
        return name.to_owned();
    }
    let unmarked = |letter: char| fold(letter.encode_utf8(&mut [0; 4]));
    let plain = name.chars().map(|letter| match unmarked(letter) {
        letters if letter.is_uppercase() => letters.to_uppercase(),
        letters => letters,
    });
    plain.collect()
}

/// Tells whether an alternate name is written like a name: Latin, a capital, no code, no note in brackets.
fn is_name(alias: &str) -> bool {
    let letters = alias.chars().filter(|letter| letter.is_alphabetic()).count();
    let has_capital = alias.chars().any(char::is_uppercase);
    let has_small = alias.chars().any(char::is_lowercase);
    let has_notes = alias.contains(|letter: char| letter.is_ascii_digit() || ",;()[]/".contains(letter));
    is_latin(alias) && has_capital && has_small && !has_notes && (3..=40).contains(&letters) && alias.split(' ').count() <= 5
}

fn point(city: &City) -> Point {
    Point { lat: city.latitude, lon: city.longitude }
}
