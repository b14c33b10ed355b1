//! The reports of a ledger are coded by the rules of today; what people decided stays.

use recount::reconcile::TellingId;
use recount::record::{Coded, PublishedFrom};
use recount::{Coder, Document};

use crate::add::Added;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// How many reports are coded between two commits.
const BATCH: usize = 500;

impl Ledger {
    /// Codes every report anew and makes every incident anew from what comes out.
    ///
    /// # Errors
    /// The file cannot be written; reports of batches before are recoded then, and a second run does the rest.
    pub fn recode(&mut self, coder: &Coder) -> Result<Added, LedgerError> {
        let mut added = Added::default();
        for numbers in self.store.read().report_numbers()?.chunks(BATCH) {
            self.change(("recount", "reports were coded by other rules"), |work| {
                for &number in numbers {
                    let Some(stored) = work.batch.read().stored(number)? else { continue };
                    if stored.coded.report.text.is_empty() {
                        added.unchanged += 1;
                    } else {
                        work.keep(&stored.key, &coder.code(document(stored.coded)), &mut added)?;
                    }
                    let rows = work.batch.read().tellings_of_report(number)?;
                    work.touched.extend(rows.into_iter().map(|row| TellingId(row.id)));
                }
                Ok(())
            })?;
        }
        Ok(added)
    }
}

/// The report as it was read before it was coded.
fn document(coded: Coded) -> Document {
    let report = coded.report;
    let mut document = Document::new(report.id, report.title, report.text);
    document.source = report.source;
    document.url = report.url;
    document.language = Some(report.language);
    let from = match report.published_from {
        Some(PublishedFrom::Metadata) => Some(recount::PublishedFrom::Metadata),
        Some(PublishedFrom::Given) => Some(recount::PublishedFrom::Given),
        // The coder reads a dateline again.
        Some(PublishedFrom::Dateline) | None => None,
    };
    document.published = report.published.filter(|_| from.is_some());
    document.published_from = from;
    document
}
