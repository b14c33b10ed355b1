//! Many reports, one record of each incident.
//!
//! In: coded reports. Out: which of their incidents are one occurrence, and which of their figures stands. Each
//! incident of a report is a [`Telling`]; tellings that share a key are compared, pairs that score enough are brought
//! together, and the figures of what belongs together are settled by a named rule.
//!
//! Everything here is a function of the set of tellings: any order of arrival gives one partition.
//!
//! ```
//! use recount_reconcile::{Decisions, Matcher, link};
//! assert!(link(&Matcher::builtin(), &[], &Decisions::default()).is_empty());
//! ```

mod telling;
mod wording;
mod keys;
mod compare;
mod weights;
mod cluster;
mod link;
mod copies;
mod settle;

pub use cluster::{Decisions, Region, Regrouped, Scores, cluster, regroup};
pub use compare::{Comparison, Direction, Feature, compare};
pub use copies::{SAME_SOURCE, is_copy, sources};
pub use keys::{Keys, copy_keys, keys};
pub use link::{Candidates, Matcher, founder, link, members};
pub use settle::{Found, Number, OUTCOMES, Rule, Settled, Told, across, numbers, settle};
pub use telling::{Figure, Spot, Stretch, Telling, TellingId, day_number, tellings};
pub use weights::{Weights, WeightsError};
pub use wording::{Wording, words_of};
