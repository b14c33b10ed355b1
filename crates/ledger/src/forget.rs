//! A report is forgotten: text, names and quotes go, hash and codes stay.

use recount::reconcile::{Wording, keys};
use recount::record::Coded;
use recount_store::NewTelling;

use crate::component::Work;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::state::parsed;

impl Ledger {
    /// Overwrites text, names and quotes of a report in every version of it.
    ///
    /// # Errors
    /// There is no such report, or the file cannot be written.
    pub fn forget(&mut self, key: &str, by: &str, reason: &str) -> Result<(), LedgerError> {
        self.change((by, &format!("a report was forgotten: {reason}")), |work| work.forget_report(key, reason))
    }
}

impl Work<'_> {
    fn forget_report(&mut self, key: &str, reason: &str) -> Result<(), LedgerError> {
        let batch = self.batch;
        let report = batch.read().report_number(key)?.ok_or_else(|| LedgerError::Unknown(key.to_owned()))?;
        let rows = batch.read().tellings_of_report(report)?;
        batch.overwrite(report, reason, left_of)?;
        batch.empty_reviews(report)?;
        // What was linked by its words stays where it is: the links are kept, the words are not.
        for row in &rows {
            let mut telling = parsed(row)?;
            let old = keys(&telling);
            let edges = batch.read().edges(row.id)?;
            // The sketch stays, so that copies of the report still count as one source with it.
            let Wording { sketch, length, .. } = std::mem::take(&mut telling.wording);
            telling.wording = Wording { sketch, length, ..Wording::default() };
            let new = keys(&telling);
            let body = serde_json::to_string(&telling).unwrap_or_default();
            batch.take_telling(row.id, &old.posts, &old.only_asks())?;
            let asks = new.only_asks();
            let telling_row = NewTelling { id: row.id, report, local: &telling.local, body: &body, posts: &new.posts, asks: &asks };
            batch.put_telling(&telling_row)?;
            batch.set_incident(row.id, row.incident)?;
            for (other, score) in edges {
                batch.put_edge(row.id, other, score)?;
            }
            batch.empty_states(row.incident)?;
            self.forget(telling.id, report);
            self.touched.insert(telling.id);
        }
        Ok(())
    }
}

/// What is left of a coded report: numbers, days, places on the map and codes; no word of the text and no name.
fn left_of(mut coded: Coded) -> Coded {
    coded.report.text.clear();
    coded.report.title = None;
    coded.report.source = None;
    coded.report.published_evidence.clear();
    for incident in &mut coded.incidents {
        for party in &mut incident.parties {
            party.name = party.kind.to_string();
        }
        for object in &mut incident.objects {
            object.name = object.kind.to_string();
            object.owner = None;
        }
        for weapon in &mut incident.weapons {
            weapon.name = weapon.kind.to_string();
        }
        for casualty in &mut incident.casualties {
            casualty.who = casualty.role.to_string();
            casualty.by = None;
            casualty.count.words = None;
        }
        for place in incident.place.iter_mut().chain(&mut incident.places) {
            place.as_written = place.name.clone();
        }
        incident.responsibility.by = None;
        incident.responses.clear();
        incident.sources.clear();
    }
    coded.sums.clear();
    coded.statements.clear();
    coded.context.clear();
    coded.findings.clear();
    coded.notes.clear();
    without_words(coded)
}

/// Evidence and words of totals are taken out wherever they stand, by their names in the published form.
fn without_words(coded: Coded) -> Coded {
    let Ok(mut value) = serde_json::to_value(&coded) else { return coded };
    empty(&mut value);
    serde_json::from_value(value).unwrap_or(coded)
}

fn empty(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), &mut *field) {
                    ("evidence", serde_json::Value::Array(list)) => list.clear(),
                    ("words", words) => *words = serde_json::Value::Null,
                    _ => empty(field),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(empty),
        _ => {}
    }
}
