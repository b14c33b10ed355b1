//! The gazetteer: folded words come in, the places that bear the longest name standing there go out.
//!
//! ```
//! use recount_lexicon::gazetteer::Gazetteer;
//! let gazetteer = Gazetteer::builtin();
//! let id = gazetteer.find("Tombouctou")[0];
//! assert_eq!(gazetteer.place(id).name, "Timbuktu");
//! let found = gazetteer.longest(&["khan", "sheikhoun", "was", "hit"]).expect("a town in Syria");
//! assert_eq!(found.words, 2);
//! ```

mod country;
mod geonames;
mod names;
mod places;
mod write;

pub use country::{Countries, Country, CountryMatch};
pub use geonames::{ImportError, import_geonames};
pub use names::{is_acronym, is_common_name, is_latin, settlement_radius_km};
pub use places::PlacesError;
pub use write::{PlaceRow, WriteError, write_places};

use crate::fold::{fold, name_key};
use places::Places;
use std::borrow::Cow;
use std::fmt;

static BUILTIN: &[u8] = include_bytes!("../../data/gazetteer.places");
const INDEX_BITS: u32 = 24;
const MOST_LAYERS: usize = 1 << (32 - INDEX_BITS);

/// The place names of the world, and above them the layers that a user adds; a later layer wins over an earlier one.
#[derive(Clone)]
pub struct Gazetteer {
    layers: Vec<Places>,
}

/// The longest name that starts at a word.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMatch {
    /// How many of the given words the name takes.
    pub words: usize,
    /// Whether the name is also an everyday word ("Of", "Police"): believe it only in strong context.
    pub is_common: bool,
    /// The places that bear the name: user layers first, countries, then falling population. Never empty.
    pub candidates: Vec<Candidate>,
}

/// A place that bears the name that was looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub id: PlaceId,
    /// Whether the name is the main name of the place, not one of its other spellings.
    pub is_main_name: bool,
    /// Whether the name is an acronym ("US", "CAR"): believe it only if the text has capitals.
    pub needs_capitals: bool,
}

/// The handle of a place in one [`Gazetteer`]; not stable from version to version, see [`PlaceRecord::gazetteer_id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// What the gazetteer knows of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRecord<'g> {
    /// The main name.
    pub name: &'g str,
    /// The ISO code of the country; empty for regions across borders ("Sahel").
    pub country: &'g str,
    /// The first-level region; for such a region itself its own name.
    pub admin1: Option<&'g str>,
    /// The second-level region; for such a region itself its own name.
    pub admin2: Option<&'g str>,
    /// The city that a district is part of.
    pub parent: Option<&'g str>,
    /// The latitude of the middle in degrees.
    pub lat: f64,
    /// The longitude of the middle in degrees.
    pub lon: f64,
    /// The radius within which the place lies, in kilometres.
    pub radius_km: f64,
    /// The inhabitants; 0 where the gazetteer does not know.
    pub population: u32,
    /// What the place is.
    pub kind: PlaceKind,
    /// The lasting name of the place: `geonames:2449067`, `recount:sadr-city-iq`.
    pub gazetteer_id: GazetteerId<'g>,
    /// Whether the main name is also an everyday word.
    pub is_common: bool,
}

/// The lasting name of a place, written as `geonames:2449067` or `recount:sadr-city-iq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GazetteerId<'g> {
    /// A place of GeoNames.
    GeoNames(u32),
    /// A place of ours or of a user's layer.
    Own(&'g str),
}

impl fmt::Display for GazetteerId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GazetteerId::GeoNames(number) => write!(f, "geonames:{number}"),
            GazetteerId::Own(name) => write!(f, "recount:{name}"),
        }
    }
}

/// What a place is, as the codebook names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A region of a country, or across borders.
    Region,
    /// A city, town, village or camp.
    Settlement,
    /// A part of a city.
    District,
    /// A built thing: base, airport, crossing, dam.
    Facility,
    /// A mountain, lake, river, forest or island.
    Natural,
}

impl Gazetteer {
    /// Is the gazetteer that the program carries, read in place.
    pub fn builtin() -> Gazetteer {
        let places = Places::open_trusted(Cow::Borrowed(BUILTIN));
        Gazetteer { layers: vec![places.expect("the built-in gazetteer is checked by a test")] }
    }

    /// Is a gazetteer without any place, to be filled with layers.
    pub fn empty() -> Gazetteer {
        Gazetteer { layers: Vec::new() }
    }

    /// Lays the places of a `.places` file over those there are; a place of the same lasting name is replaced.
    pub fn add_layer(&mut self, bytes: Vec<u8>) -> Result<(), PlacesError> {
        if self.layers.len() >= MOST_LAYERS {
            return Err(PlacesError::TooManyLayers);
        }
        self.layers.push(Places::open(Cow::Owned(bytes))?);
        Ok(())
    }

    /// Finds the longest name that starts at the first of some folded words.
    pub fn longest(&self, words: &[&str]) -> Option<NameMatch> {
        if let [only] = &self.layers[..] {
            let found = only.longest(words)?;
            let mut candidates = Vec::new();
            self.push_candidates(0, found.value, &mut candidates);
            return (!candidates.is_empty()).then(|| NameMatch { words: found.words, is_common: found.is_common(), candidates });
        }
        let per_layer: Vec<_> = self.layers.iter().map(|layer| layer.longest(words)).collect();
        let words = per_layer.iter().flatten().map(|found| found.words).max()?;
        let mut is_common = false;
        let mut candidates = Vec::new();
        for (layer, found) in per_layer.iter().enumerate().rev() {
            let Some(found) = found.filter(|found| found.words == words) else { continue };
            is_common |= found.is_common();
            self.push_candidates(layer, found.value, &mut candidates);
        }
        (!candidates.is_empty()).then_some(NameMatch { words, is_common, candidates })
    }

    /// Finds the places that bear a name, whatever its capitals, marks and hyphens.
    pub fn find(&self, name: &str) -> Vec<PlaceId> {
        self.find_name(name).map(|found| found.candidates.iter().map(|candidate| candidate.id).collect()).unwrap_or_default()
    }

    /// Finds the places that bear a name, with what else [`Gazetteer::longest`] tells.
    pub fn find_name(&self, name: &str) -> Option<NameMatch> {
        let key = name_key(name);
        let words: Vec<&str> = key.split(' ').collect();
        self.longest(&words).filter(|found| found.words == words.len())
    }

    /// Is what the gazetteer knows of a place.
    pub fn place(&self, id: PlaceId) -> PlaceRecord<'_> {
        let (layer, index) = id.parts();
        self.layers[layer].record(index)
    }

    /// Is what the place is, without the rest of its record.
    pub fn kind(&self, id: PlaceId) -> PlaceKind {
        let (layer, index) = id.parts();
        self.layers[layer].kind(index)
    }

    /// Gives every place, layer by layer.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + '_ {
        let layers = self.layers.iter().enumerate();
        layers.flat_map(|(layer, places)| (0..places.len()).map(move |index| PlaceId::new(layer, index)))
    }

    /// Is the number of places.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|layer| layer.len() as usize).sum()
    }

    /// Tells whether there is no place at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Is a number that changes with any byte of any layer, for `coder.rules`.
    pub fn content_hash(&self) -> u64 {
        self.layers.iter().fold(0, |hash, layer| hash.rotate_left(17) ^ layer.content_hash())
    }

    /// Pushes the candidates of one layer, but not those that a higher layer has replaced.
    fn push_candidates(&self, layer: usize, value: u64, candidates: &mut Vec<Candidate>) {
        let places = &self.layers[layer];
        let taken = candidates.len();
        for posting in places.postings(value) {
            let is_replaced = taken > 0 && {
                let own = places.record(posting.index).gazetteer_id;
                candidates[..taken].iter().any(|above| self.place(above.id).gazetteer_id == own)
            };
            if !is_replaced {
                candidates.push(Candidate {
                    id: PlaceId::new(layer, posting.index),
                    is_main_name: posting.is_main_name,
                    needs_capitals: posting.needs_capitals,
                });
            }
        }
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({} places in {} layers)", self.len(), self.layers.len())
    }
}

impl PlaceId {
    fn new(layer: usize, index: u32) -> PlaceId {
        PlaceId((layer as u32) << INDEX_BITS | index)
    }

    /// The layer and the index in it.
    fn parts(self) -> (usize, u32) {
        ((self.0 >> INDEX_BITS) as usize, self.0 & ((1 << INDEX_BITS) - 1))
    }
}

impl PlaceKind {
    /// All kinds, in the order of their codes in a `.places` file.
    pub const ALL: [PlaceKind; 6] =
        [PlaceKind::Country, PlaceKind::Region, PlaceKind::Settlement, PlaceKind::District, PlaceKind::Facility, PlaceKind::Natural];

    /// Is the codebook's word for the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceKind::Country => "country",
            PlaceKind::Region => "region",
            PlaceKind::Settlement => "settlement",
            PlaceKind::District => "district",
            PlaceKind::Facility => "facility",
            PlaceKind::Natural => "natural",
        }
    }

    /// Reads the codebook's word for a kind.
    pub fn from_word(word: &str) -> Option<PlaceKind> {
        let folded = fold(word);
        PlaceKind::ALL.into_iter().find(|kind| kind.as_str() == folded)
    }
}

#[cfg(test)]
mod tests;
