//! Whether reports of one incident were brought together.
//!
//! In: gold, coded, and which incident of the ledger each coded one is in. Out: B-cubed precision, recall and their
//! harmonic mean over the gold's news incidents. One that the coder missed stands alone, so that coding less does not
//! pay.

use std::collections::BTreeMap;

use crate::gold::{GoldIncident, GoldReport};
use crate::pairing::pair;
use crate::score::Coded;

/// The ledger's incident for each coded one, by report id and the incident's id in the report.
pub type Members = BTreeMap<(String, String), String>;

/// A linking score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CubedScore {
    /// Of what was brought together, the share that belongs together.
    pub precision: f64,
    /// Of what belongs together, the share that was brought together.
    pub recall: f64,
    /// Their harmonic mean.
    pub mean: f64,
}

/// The B-cubed score of the ledger's incidents.
pub fn b_cubed(gold: &[GoldReport], coded: &Coded, members: &Members) -> CubedScore {
    let items = items(gold, coded, members);
    if items.is_empty() {
        return CubedScore::default();
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (reference, key) in &items {
        let same_reference = items.iter().filter(|item| item.0 == *reference).count();
        // A missed incident is together with itself alone.
        let (both, same_key) = match key {
            None => (1, 1),
            Some(_) => (
                items.iter().filter(|item| item.0 == *reference && item.1 == *key).count(),
                items.iter().filter(|item| item.1 == *key).count(),
            ),
        };
        precision += both as f64 / same_key as f64;
        recall += both as f64 / same_reference as f64;
    }
    let n = items.len() as f64;
    let (precision, recall) = (precision / n, recall / n);
    CubedScore { precision, recall, mean: 2.0 * precision * recall / (precision + recall) }
}

/// Each news incident of the gold: its reference, and the ledger's incident where it was found.
fn items<'a>(gold: &'a [GoldReport], coded: &Coded, members: &'a Members) -> Vec<(&'a str, Option<&'a str>)> {
    let mut items = Vec::new();
    for report in gold {
        let incidents = coded.get(&report.id).map_or(&[][..], |coded| &coded.incidents);
        let found: BTreeMap<usize, usize> = pair(&report.incidents, incidents).into_iter().collect();
        for (i, incident) in report.incidents.iter().enumerate().filter(|(_, incident)| incident.news) {
            let key = found.get(&i).and_then(|&j| members.get(&(report.id.clone(), incidents[j].id.clone())));
            items.push((incident.reference.as_str(), key.map(String::as_str)));
        }
    }
    items
}

/// The gold's incident for each coded one, by report id and the incident's id in the report: its reference, and whether
/// the gold has it as news.
pub type References = BTreeMap<(String, String), (String, bool)>;

/// Which incident of the gold each coded one is.
pub fn references(gold: &[GoldReport], coded: &Coded) -> References {
    let mut references = References::new();
    for report in gold {
        let incidents = coded.get(&report.id).map_or(&[][..], |coded| &coded.incidents);
        for (i, j) in pair(&report.incidents, incidents) {
            let GoldIncident { reference, news, .. } = &report.incidents[i];
            references.insert((report.id.clone(), incidents[j].id.clone()), (reference.clone(), *news));
        }
    }
    references
}
