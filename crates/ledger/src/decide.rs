//! What people decide about incidents; it stands against every later run.

use recount::reconcile::TellingId;
use recount_store::{Batch, Decision, TellingRow};

use crate::error::LedgerError;
use crate::ledger::Ledger;

/// Who decides, and why.
#[derive(Debug, Clone, Copy)]
pub struct Person<'p> {
    /// Their name.
    pub by: &'p str,
    /// Their reason.
    pub why: &'p str,
}

impl Ledger {
    /// Makes these incidents one.
    ///
    /// # Errors
    /// An id leads nowhere, or fewer than two incidents are named.
    pub fn merge(&mut self, ids: &[String], person: Person) -> Result<TellingId, LedgerError> {
        let incidents = ids.iter().map(|id| self.incident_of(id)).collect::<Result<Vec<_>, _>>()?;
        let Some((first, others)) = incidents.split_first().filter(|(_, others)| !others.is_empty()) else {
            return Err(LedgerError::Decision("a merge needs two incidents or more; name them by their ids".to_owned()));
        };
        self.decide(person, "merged by a person", |batch| {
            // Every telling with every other: no earlier word that parts two of them is left standing.
            let mut pairs = Vec::new();
            let kept = batch.read().tellings_of_incident(first.0)?;
            for other in others.iter().filter(|other| *other != first) {
                let rows = batch.read().tellings_of_incident(other.0)?;
                pairs.extend(kept.iter().flat_map(|one| rows.iter().map(|two| (one.id, two.id, true))));
            }
            Ok(pairs)
        })?;
        self.incident_of(&first.to_string())
    }

    /// Takes tellings out of their incident; together they are one of their own.
    ///
    /// # Errors
    /// An id leads nowhere, or the incident would be left empty.
    pub fn split(&mut self, tellings: &[String], person: Person) -> Result<Vec<TellingId>, LedgerError> {
        let out = tellings.iter().map(|id| self.telling_of(id)).collect::<Result<Vec<_>, _>>()?;
        self.decide(person, "split by a person", |batch| {
            let mut pairs = Vec::new();
            for (i, one) in out.iter().enumerate() {
                let row = batch.read().telling(one.0)?.ok_or_else(|| LedgerError::Unknown(one.to_string()))?;
                let rest = batch.read().tellings_of_incident(row.incident)?;
                let rest: Vec<TellingRow> = rest.into_iter().filter(|row| !out.contains(&TellingId(row.id))).collect();
                if rest.is_empty() {
                    let told = format!("{one}: nothing else is in its incident; name the tellings that are to leave it");
                    return Err(LedgerError::Decision(told));
                }
                pairs.extend(rest.iter().map(|row| (one.0, row.id, false)));
                pairs.extend(out[i + 1..].iter().map(|two| (one.0, two.0, true)));
            }
            Ok(pairs)
        })?;
        out.iter().map(|id| self.incident_of(&id.to_string())).collect()
    }

    /// Says that two tellings, or the incidents that two ids name, are not one; or takes one telling out of its incident.
    ///
    /// # Errors
    /// An id leads nowhere.
    pub fn unlink(&mut self, one: &str, two: Option<&str>, person: Person) -> Result<(), LedgerError> {
        let Some(two) = two else {
            return self.split(&[one.to_owned()], person).map(drop);
        };
        let (one, two) = (self.telling_of(one)?, self.telling_of(two)?);
        self.decide(person, "unlinked by a person", |_| Ok(vec![(one.0, two.0, false)]))
    }

    fn decide(
        &mut self,
        person: Person,
        what: &str,
        pairs: impl FnOnce(&Batch) -> Result<Vec<(u64, u64, bool)>, LedgerError>,
    ) -> Result<(), LedgerError> {
        self.change((person.by, &format!("{what}: {}", person.why)), |work| {
            let pairs = pairs(work.batch)?;
            for &(one, two, together) in &pairs {
                let (by, why) = (person.by.to_owned(), person.why.to_owned());
                work.batch.put_decision(&Decision { at: String::new(), by, together, one, two, why })?;
            }
            work.learn_decisions()?;
            work.touched.extend(pairs.iter().flat_map(|&(one, two, _)| [TellingId(one), TellingId(two)]));
            Ok(())
        })
    }
}
