//! Reviews go out with an export and come in again; the same ones twice count once.

use std::collections::{BTreeMap, BTreeSet};

use recount_store::ReviewRow;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::LedgerError;
use crate::ledger::Ledger;

/// A review as an export has it: no clock and no number of this file is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReviewLine {
    /// Its place among the reviews of the export, from 1.
    n: i64,
    by: String,
    report: String,
    local: String,
    act: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<Value>,
    why: String,
    /// The `n` of the review that it undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<i64>,
}

impl Ledger {
    /// Every review, the first first.
    pub(crate) fn review_lines(&self) -> Result<Vec<ReviewLine>, LedgerError> {
        let read = self.store.read();
        let rows = read.all_reviews()?;
        let places: BTreeMap<i64, i64> = rows.iter().zip(1..).map(|(row, n)| (row.number, n)).collect();
        let mut lines = Vec::new();
        for (row, n) in rows.into_iter().zip(1..) {
            let Some(stored) = read.stored(row.report)? else { continue };
            lines.push(ReviewLine {
                n,
                by: row.by,
                report: stored.key,
                local: row.local,
                act: row.act,
                field: row.field,
                correction: row.value.as_deref().and_then(|json| serde_json::from_str(json).ok()),
                why: row.why,
                undoes: row.undoes.and_then(|number| places.get(&number).copied()),
            });
        }
        Ok(lines)
    }

    /// Adds the reviews that are not there yet.
    pub(crate) fn import_reviews(&mut self, lines: &[ReviewLine]) -> Result<(), LedgerError> {
        if lines.is_empty() {
            return Ok(());
        }
        self.change(("recount", "reviews were imported"), |work| {
            let batch = work.batch;
            let mut known = batch.read().all_reviews()?;
            let mut numbers: BTreeMap<i64, i64> = BTreeMap::new();
            let mut touched = BTreeSet::new();
            for line in lines {
                let Some(report) = batch.read().report_number(&line.report)? else { continue };
                let row = row_of(line, report, line.undoes.and_then(|n| numbers.get(&n).copied()));
                let is_it = |other: &ReviewRow| ReviewRow { number: 0, at: String::new(), token: None, ..other.clone() } == row;
                let number = match known.iter().position(is_it) {
                    Some(at) => known.remove(at).number,
                    None => {
                        touched.insert(report);
                        batch.put_review(&row)?
                    }
                };
                numbers.insert(line.n, number);
            }
            for report in touched {
                work.retell(report)?;
            }
            Ok(())
        })
    }
}

fn row_of(line: &ReviewLine, report: i64, undoes: Option<i64>) -> ReviewRow {
    ReviewRow {
        by: line.by.clone(),
        report,
        local: line.local.clone(),
        act: line.act.clone(),
        field: line.field.clone(),
        value: line.correction.as_ref().map(Value::to_string),
        why: line.why.clone(),
        undoes,
        ..ReviewRow::default()
    }
}
