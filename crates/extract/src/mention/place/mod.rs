//! Place names: a sentence comes in, the names that can be places go out; then all names of a report are resolved
//! together on the map.
//!
//! "Two towns were hit, Menaka and Ansongo in Mali": the country decides between namesakes.

mod find;
mod resolve;
mod rules;

use std::ops::Range;

use recount_lexicon::gazetteer::{Candidate, PlaceId};
use recount_model::{Relation, Span};

pub use find::find_places;
pub use resolve::{Votes, place_of, resolve};
pub use rules::PlaceRules;

/// A name that can be a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// Its tokens, the name only.
    pub tokens: Range<usize>,
    /// The bytes of the tokens.
    pub span: Span,
    /// The places that bear the name.
    pub candidates: Vec<Candidate>,
    /// The place chosen for the report, after [`resolve`].
    pub chosen: Option<PlaceId>,
    /// The words put the act in, near or in a direction from it.
    pub relation: Relation,
    /// "130 miles": the distance in km.
    pub distance_km: Option<f64>,
    /// "south of": degrees clockwise from north.
    pub bearing: Option<f64>,
    /// The tokens of distance and direction.
    pub offset_tokens: Option<Range<usize>>,
    /// "region", "province" stands beside it.
    pub is_region: bool,
    /// "district", "neighbourhood" stands beside it.
    pub is_district: bool,
    /// A word for the sort of place or a preposition of place stands before it.
    pub is_placed: bool,
    /// It stands before a noun ("the Kidal attack") or as a possessor.
    pub is_modifier: bool,
    /// The name is also an everyday word or part of a longer name.
    pub is_doubtful: bool,
    /// It follows the name before it after a comma ("Dallas, Texas").
    pub follows_comma: bool,
}
