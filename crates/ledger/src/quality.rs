//! How good the coding was, as far as people have reviewed it.

use std::collections::{BTreeMap, BTreeSet};

use recount_store::ReviewRow;
use serde::Serialize;

use crate::correct::{FIELDS, standing, verdict};
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// What people found right among what they reviewed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quality {
    /// Tellings that are accepted or rejected.
    pub tellings: u64,
    /// Accepted ones.
    pub accepted: u64,
    /// Accepted ones of which nothing was corrected.
    pub untouched: u64,
    /// Rejected ones.
    pub rejected: u64,
    /// The fields that can be corrected.
    pub fields: Vec<FieldQuality>,
}

/// How often one field was right.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldQuality {
    /// The field.
    pub field: String,
    /// Accepted tellings of which it was corrected.
    pub corrected: u64,
    /// The share of accepted tellings of which it was not; `null` where none is accepted.
    pub right: Option<f64>,
}

impl Ledger {
    /// What people found right among what they reviewed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn quality(&self) -> Result<Quality, LedgerError> {
        let mut by_report: BTreeMap<i64, Vec<ReviewRow>> = BTreeMap::new();
        for review in self.store.read().all_reviews()? {
            by_report.entry(review.report).or_default().push(review);
        }
        let (mut accepted, mut untouched, mut rejected) = (0, 0, 0);
        let mut corrected: BTreeMap<&str, u64> = BTreeMap::new();
        for reviews in by_report.values() {
            let standing = standing(reviews);
            for local in reviews.iter().map(|review| review.local.as_str()).collect::<BTreeSet<_>>() {
                match verdict(reviews, local) {
                    None => continue,
                    Some(false) => {
                        rejected += 1;
                        continue;
                    }
                    Some(true) => accepted += 1,
                }
                let own = reviews.iter().filter(|review| review.local == local && standing.contains(&review.number));
                let fields: BTreeSet<&str> = own.filter_map(|review| review.field.as_deref()).collect();
                untouched += u64::from(fields.is_empty());
                for field in fields {
                    *corrected.entry(field).or_default() += 1;
                }
            }
        }
        let field = |(name, _): &(&str, &str)| {
            let corrected = corrected.get(name).copied().unwrap_or_default();
            let right = (accepted > 0).then(|| (accepted - corrected) as f64 / accepted as f64);
            FieldQuality { field: (*name).to_owned(), corrected, right }
        };
        Ok(Quality { tellings: accepted + rejected, accepted, untouched, rejected, fields: FIELDS.iter().map(field).collect() })
    }
}
