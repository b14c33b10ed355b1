//! A place tied to an act.

use crate::Evidence;

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A city, town or village.
    Settlement,
    /// A part of a city.
    District,
    /// A province, state or informal region.
    Region,
    /// A country.
    Country,
    /// A camp, base, crossing or building with a name.
    Facility,
    /// A mountain, river, lake or sea.
    Natural,
}

impl PlaceKind {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::District => "district",
            Self::Region => "region",
            Self::Country => "country",
            Self::Facility => "facility",
            Self::Natural => "natural",
        }
    }
}

/// How the act lies to the named place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// In it.
    In,
    /// Near it.
    Near,
    /// Between it and another.
    Between,
    /// In a direction from it.
    Direction,
}

impl Relation {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Near => "near",
            Self::Between => "between",
            Self::Direction => "direction",
        }
    }
}

/// A named place, resolved on the map as far as the report allows.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The gazetteer's name.
    pub name: String,
    /// The report's spelling.
    pub as_written: String,
    /// ISO 3166 alpha-2 code.
    pub country: Option<String>,
    /// First-level region.
    pub admin1: Option<String>,
    /// Second-level region.
    pub admin2: Option<String>,
    /// Part of the city that the report names.
    pub district: Option<String>,
    /// Degrees north; `None` where the report gives no point.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Half extent in km.
    pub radius_km: Option<u32>,
    /// What sort of place.
    pub kind: PlaceKind,
    /// How the act lies to it.
    pub relation: Relation,
    /// `geonames:…` or `recount:…`.
    pub gazetteer_id: Option<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}
