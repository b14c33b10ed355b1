//! Gold against coded, field by field.
//!
//! In: reports coded by hand ([`parse_gold`]) and the same reports as the program coded them. Out: [`Scores`]: how
//! often each field that the gold states is right, what was invented, what was missed, and whether the confidence
//! keeps its word. Incidents of a report are paired one to one by the assignment that agrees best; every field is
//! counted over the news incidents.
//!
//! ```
//! use std::collections::BTreeMap;
//! let gold = recount_score::parse_gold("gold.json", r#"[{"id": "quiet", "text": "All was quiet."}]"#).unwrap();
//! let scores = recount_score::score(&gold, &BTreeMap::new());
//! assert_eq!((scores.figure("report coded").unwrap().right, scores.figure("report coded").unwrap().of), (0, 1));
//! ```

mod gold;
mod score;
mod pairing;
mod right;
mod organisation;
mod scores;
mod judged;
mod calibration;
mod linking;

pub use calibration::{Calibration, CalibrationRow};
pub use gold::{GoldCount, GoldError, GoldGroup, GoldIncident, GoldReport, GoldSum, parse_gold};
pub use judged::{Judged, judge};
pub use linking::{CubedScore, Members, References, b_cubed, references};
pub use score::{Coded, invented, score};
pub use scores::{Figure, Miss, Pairs, Scores};
