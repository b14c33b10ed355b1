//! Place names: a sentence comes in, the names that can be places go out; then all names of a report are resolved
//! together on the map.
//!
//! "Two towns were hit, Menaka and Ansongo in Mali": the country decides between namesakes. A village that the map does
//! not know ("Karfa, a village in Mopti region") is a mention without candidates that points at its container.

mod around;
mod find;
mod judge;
mod name;
mod publish;
mod resolve;
mod rules;
mod seen;
mod senses;
#[cfg(test)]
mod tests;
mod unknown;
mod votes;

use std::ops::Range;

use recount_lexicon::gazetteer::{Candidate, PlaceId};
use recount_model::{Relation, Span};

pub use find::find_places;
pub use publish::place_of;
pub use resolve::resolve;
pub use rules::PlaceRules;
pub use votes::Votes;

/// A name that can be a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The tokens of the name; the last may hold more ("Houston-based").
    pub tokens: Range<usize>,
    /// The bytes of the name only.
    pub span: Span,
    /// The places that bear the name; none for a village that the map does not know.
    pub candidates: Vec<Candidate>,
    /// The place chosen for the report, after [`resolve()`]; none where only namesakes elsewhere bear the name.
    pub chosen: Option<PlaceId>,
    /// The mention of the place around it ("Mopti" for "Karfa, a village in Mopti region"), where the map does not know the
    /// name itself: an index into the report's mentions.
    pub container: Option<usize>,
    /// "Somalia", "Malian": the name stands for the capital of this country ("Somalia's capital", "the Malian capital").
    pub capital_of: Option<String>,
    /// The words put the act in, near or in a direction from it.
    pub relation: Relation,
    /// "130 miles": the distance in km.
    pub distance_km: Option<f64>,
    /// "south of": degrees clockwise from north.
    pub bearing: Option<f64>,
    /// The tokens of distance and direction.
    pub offset_tokens: Option<Range<usize>>,
    /// "northern Mali": the part of the place, in degrees clockwise from north; the relation stays [`Relation::In`].
    pub within: Option<f64>,
    /// How firmly the words before it put an act there: 0 not at all; 1 "from", "of", "to"; 2 "in", "near", "rocked"; 3 "in the city of".
    pub strength: u8,
    /// "region", "province" stands beside it.
    pub is_region: bool,
    /// "district", "neighbourhood" stands beside it.
    pub is_district: bool,
    /// "neighbourhood", "suburb" stands beside it: it lies in a city.
    pub is_quarter: bool,
    /// The words put an act there (`strength` 2 or 3) or a word for its sort stands beside it.
    pub is_placed: bool,
    /// It stands before a noun ("the Kidal attack") or as a possessor.
    pub is_modifier: bool,
    /// It is part of a longer name ("Dallas Police Department", "Moscow Times").
    pub is_in_name: bool,
    /// The name is also an everyday word, a person's or part of a longer name, and nothing beside it says that it is a place.
    pub is_doubtful: bool,
    /// It follows the name before it after a comma ("Dallas, Texas").
    pub follows_comma: bool,
}
