//! Time, place, and what the report says around its incidents.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Count, Evidence, Quote};
use crate::{ContextKind, Level, PartOfDay, PlaceKind, Relation, StatementAct};

/// A stretch of days: `first <= last`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// First day it can be (ISO 8601, `2017-08-14`).
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "date")))]
    pub first: Date,
    /// Last day it can be (ISO 8601).
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "date")))]
    pub last: Date,
    /// Part of the day, where the report tells it.
    pub part_of_day: Option<PartOfDay>,
    /// Whether the report names no day and the rule in the evidence assumed one.
    pub assumed: bool,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A named place, resolved on the map as far as the report allows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The gazetteer's name.
    pub name: String,
    /// The report's spelling.
    pub as_written: String,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// First-level region.
    pub admin1: Option<String>,
    /// Second-level region.
    pub admin2: Option<String>,
    /// Part of the city that the report names.
    pub district: Option<String>,
    /// Latitude in degrees north (WGS 84); of the centre, for an area.
    pub lat: Option<f64>,
    /// Longitude in degrees east (WGS 84); of the centre, for an area.
    pub lon: Option<f64>,
    /// Half extent in kilometres: how far from the point the act can have been.
    pub radius_km: Option<u32>,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// How the act lies to it.
    pub relation: Relation,
    /// `geonames:…` or `recount:…`.
    pub gazetteer_id: Option<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something said about incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Who speaks.
    pub speaker: String,
    /// For whom they speak: the canonical organisation.
    pub organisation: Option<String>,
    /// What they do by speaking.
    pub act: StatementAct,
    /// Ids of the incidents they speak about.
    pub about: Vec<String>,
    /// A number of people that they claim; it never enters totals.
    pub count: Option<Count>,
    /// Their own words.
    pub quote: Option<Quote>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A sentence about what surrounds the incidents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Context {
    /// What sort of surroundings.
    pub kind: ContextKind,
    /// The sentence, in the report's words.
    pub text: String,
    /// The time it tells of.
    pub when: Option<When>,
    /// The place it tells of.
    #[serde(rename = "where")]
    pub place: Option<Place>,
    /// The organisations it names.
    pub parties: Vec<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A place where the report disagrees with itself or with the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule that found it, such as `sum.differs-from-parts`.
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// A sentence for the reviewer.
    pub message: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something noticed that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// The rule that noticed it, such as `date.no-publication`.
    pub rule: String,
    /// A sentence for the reviewer.
    pub message: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}
