//! Mentions: dates, counts and places, each found by a step that knows nothing of the others.

pub mod count;
pub mod place;
pub mod when;
