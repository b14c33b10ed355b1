//! A person accepts, rejects and corrects what was read from a report, and takes it back; it stands against every
//! later run.

use std::collections::BTreeSet;

use recount::reconcile::TellingId;
use recount::record::{Coded, Evidence};
use recount_store::{Batch, Reader, ReviewRow, StoreError, Stored};

use crate::component::Work;
use crate::correct::{Correction, apply, set};
use crate::decide::Person;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// What a person does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// The coding is right.
    Accept,
    /// It is no incident, or none of ours.
    Reject,
    /// A field has another value.
    Correct {
        /// The field.
        field: String,
        /// Its value.
        correction: Correction,
    },
    /// An earlier review does not count.
    Undo {
        /// Its number.
        review: i64,
    },
}

impl Act {
    fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct { .. } => "correct",
            Self::Undo { .. } => "undo",
        }
    }
}

/// A review that is sent in.
#[derive(Debug, Clone)]
pub struct Change<'c> {
    /// The tellings it is about.
    pub tellings: &'c [String],
    /// What is done.
    pub act: Act,
    /// The number of the last review that the person has seen; with a later one about the same report nothing is
    /// written.
    pub seen: Option<i64>,
    /// What the sender calls the request: a second one of this name changes nothing.
    pub token: Option<&'c str>,
}

impl Ledger {
    /// Writes a review. When it returns it is on the disk; the reviews that were written come back.
    ///
    /// # Errors
    /// An id leads nowhere, the value does not fit its field, or somebody else was faster
    /// ([`LedgerError::Overtaken`]).
    pub fn review(&mut self, change: &Change, person: Person) -> Result<Vec<ReviewRow>, LedgerError> {
        if let Some(token) = change.token {
            let done = self.store.read().reviews_of_token(token)?;
            if !done.is_empty() {
                return Ok(done);
            }
        }
        let tellings = match &change.act {
            Act::Undo { review } => vec![self.told_by(*review)?],
            _ => change.tellings.iter().map(|id| self.telling_or_rejected(id)).collect::<Result<Vec<_>, _>>()?,
        };
        if tellings.is_empty() {
            return Err(LedgerError::Decision("a review needs a telling; name it by its id".to_owned()));
        }
        self.change((person.by, &format!("{} by a person: {}", past(&change.act), person.why)), |work| {
            let batch = work.batch;
            let mut rows = Vec::new();
            for (report, local) in &tellings {
                overtaken(batch.read(), *report, local, change.seen)?;
                rows.push(row(batch, *report, local, change, person)?);
            }
            let numbers = rows.iter().map(|row| batch.put_review(row)).collect::<Result<Vec<_>, _>>()?;
            for report in tellings.iter().map(|(report, _)| *report).collect::<BTreeSet<_>>() {
                work.retell(report)?;
            }
            Ok(numbers.into_iter().filter_map(|number| batch.read().review(number).transpose()).collect::<Result<Vec<_>, _>>()?)
        })
    }

    /// The reviews of the report of a key, the first first.
    ///
    /// # Errors
    /// There is no such report.
    pub fn reviews_of_report(&self, key: &str) -> Result<Vec<ReviewRow>, LedgerError> {
        let report = self.store.read().report_number(key)?.ok_or_else(|| LedgerError::Unknown(key.to_owned()))?;
        Ok(self.store.read().reviews(report)?)
    }

    /// The number of the last review of the ledger, or zero.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_review(&self) -> Result<i64, LedgerError> {
        Ok(self.store.read().last_review()?)
    }

    /// The ids of the tellings that these reviews are about.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tellings_of(&self, reviews: &[ReviewRow]) -> Result<Vec<String>, LedgerError> {
        let mut ids = Vec::new();
        for review in reviews {
            if let Some(stored) = self.store.read().stored(review.report)? {
                ids.push(TellingId::new(&stored.key, &review.local).to_string());
            }
        }
        Ok(ids)
    }

    fn told_by(&self, review: i64) -> Result<(i64, String), LedgerError> {
        let row = self.store.read().review(review)?;
        row.map(|row| (row.report, row.local)).ok_or_else(|| LedgerError::Unknown(format!("review {review}")))
    }

    /// The report and the number in it of a telling.
    fn telling_or_rejected(&self, id: &str) -> Result<(i64, String), LedgerError> {
        let telling = self.telling_of(id)?;
        let row = self.store.read().telling(telling.0)?.ok_or_else(|| LedgerError::Unknown(id.to_owned()))?;
        Ok((row.report, crate::state::parsed(&row)?.local))
    }
}

fn past(act: &Act) -> &'static str {
    match act {
        Act::Accept => "accepted",
        Act::Reject => "rejected",
        Act::Correct { .. } => "corrected",
        Act::Undo { .. } => "undone",
    }
}

/// Refuses where somebody has said something about the incident that the person has not seen.
fn overtaken(read: Reader, report: i64, local: &str, seen: Option<i64>) -> Result<(), LedgerError> {
    let Some(seen) = seen else { return Ok(()) };
    let later: Vec<ReviewRow> = read.reviews(report)?.into_iter().filter(|row| row.number > seen && row.local == local).collect();
    if later.is_empty() { Ok(()) } else { Err(LedgerError::Overtaken(later)) }
}

fn row(batch: &Batch, report: i64, local: &str, change: &Change, person: Person) -> Result<ReviewRow, LedgerError> {
    let mut row = ReviewRow {
        by: person.by.to_owned(),
        report,
        local: local.to_owned(),
        act: change.act.name().to_owned(),
        why: person.why.to_owned(),
        token: change.token.map(str::to_owned),
        ..ReviewRow::default()
    };
    match &change.act {
        Act::Correct { field, correction } => {
            fits(batch, report, local, field, correction)?;
            row.field = Some(field.clone());
            row.value = serde_json::to_string(correction).ok();
        }
        Act::Undo { review } => row.undoes = Some(*review),
        Act::Accept | Act::Reject => {}
    }
    Ok(row)
}

/// Whether a value fits its field, tried on the incident itself.
fn fits(batch: &Batch, report: i64, local: &str, field: &str, correction: &Correction) -> Result<(), LedgerError> {
    let gone = || LedgerError::Decision(format!("incident {local}: not in this report any more; open the report anew"));
    let mut coded = batch.read().stored(report)?.ok_or_else(gone)?.coded;
    let (text, title) = (coded.report.text.chars().count(), coded.report.title.as_deref().unwrap_or_default().chars().count());
    for words in &correction.words {
        let length = if words.part.is_text() { text } else { title };
        if words.start >= words.end || words.end as usize > length {
            let told = format!("{} to {}: no words of this report; select them again", words.start, words.end);
            return Err(LedgerError::Decision(told));
        }
    }
    let incident = coded.incidents.iter_mut().find(|incident| incident.id == local).ok_or_else(gone)?;
    let person = Evidence::Person { by: String::new(), at: String::new(), why: String::new() };
    set(incident, field, correction, person).map_err(LedgerError::Decision)
}

/// A report as it counts: what people say is laid over what was read.
pub(crate) fn as_reviewed(read: Reader, report: i64) -> Result<Option<Stored>, StoreError> {
    let Some(mut stored) = read.stored(report)? else { return Ok(None) };
    apply(&mut stored.coded, &read.reviews(report)?);
    Ok(Some(stored))
}

impl Work<'_> {
    /// Puts in anew what a report tells, after something was said about it.
    pub(crate) fn retell(&mut self, report: i64) -> Result<(), LedgerError> {
        self.withdraw(report)?;
        let Some(Stored { key, coded, .. }) = self.batch.read().stored(report)? else { return Ok(()) };
        self.tell(report, &key, &coded)
    }

    /// Puts in what a report tells, as people have corrected it.
    pub(crate) fn tell(&mut self, report: i64, key: &str, coded: &Coded) -> Result<(), LedgerError> {
        let mut coded = coded.clone();
        apply(&mut coded, &self.batch.read().reviews(report)?);
        self.remember_report(report, &coded);
        for telling in recount::reconcile::tellings(key, &coded) {
            self.put(report, telling)?;
        }
        Ok(())
    }
}
