//! Coded reports come in; the ledger keeps them, finds what they tell of, and links it.

use recount::reconcile::{Keys, Telling, TellingId, copy_keys, is_copy, keys, tellings};
use recount::record::Coded;
use recount_store::{Known, NewTelling};

use crate::component::Work;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// What became of the reports of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Added {
    /// Reports that were not there before.
    pub new: usize,
    /// Other texts of reports that were there.
    pub versions: usize,
    /// Among the new ones, copies and light rewrites of reports that were there.
    pub copies: usize,
    /// The same text, coded by other rules.
    pub recoded: usize,
    /// Reports that were there as they are.
    pub unchanged: usize,
    /// In a language that has no rules.
    pub unsupported: usize,
}

impl Added {
    /// Adds the counts of another batch.
    pub fn join(&mut self, other: Self) {
        self.new += other.new;
        self.versions += other.versions;
        self.copies += other.copies;
        self.recoded += other.recoded;
        self.unchanged += other.unchanged;
        self.unsupported += other.unsupported;
    }
}

/// The key by which a report is known: its address, else the id that its reader gave it.
pub fn report_key(coded: &Coded) -> &str {
    coded.report.url.as_deref().unwrap_or(&coded.report.id)
}

impl Ledger {
    /// Adds reports. When it returns they are on the disk, all of them; where it fails none is there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, reports: &[Coded]) -> Result<Added, LedgerError> {
        self.change(("recount", "reports were added"), |work| {
            let mut added = Added::default();
            for coded in reports {
                work.keep(report_key(coded), coded, &mut added)?;
            }
            Ok(added)
        })
    }
}

impl Work<'_> {
    /// Keeps one report and puts in what it tells.
    pub(crate) fn keep(&mut self, key: &str, coded: &Coded, added: &mut Added) -> Result<(), LedgerError> {
        let known = self.batch.keep(key, coded)?;
        let report = match known {
            Known::New(report) => report,
            Known::Version(report) | Known::Recoded(report) => {
                self.withdraw(report)?;
                report
            }
            Known::Unchanged(_) => {
                added.unchanged += 1;
                return Ok(());
            }
        };
        match known {
            Known::New(_) => added.new += 1,
            Known::Version(_) => added.versions += 1,
            _ => added.recoded += 1,
        }
        added.unsupported += usize::from(coded.notes.iter().any(|note| note.rule == "language.not-supported"));
        self.batch.put_words(report, coded.report.title.as_deref(), &coded.report.text)?;
        let tellings = tellings(key, coded);
        if let Some(telling) = tellings.first() {
            let bands = copy_keys(&telling.wording.sketch);
            added.copies += usize::from(matches!(known, Known::New(_)) && self.is_a_copy(report, telling, &bands)?);
            self.batch.put_sketch(report, &bands)?;
        }
        self.tell(report, key, coded)
    }

    /// Whether a report in the ledger has the same words.
    fn is_a_copy(&self, report: i64, telling: &Telling, bands: &[u64]) -> Result<bool, LedgerError> {
        for other in self.batch.read().sharing_bands(report, bands)? {
            let rows = self.batch.read().tellings_of_report(other)?;
            if let Some(row) = rows.first()
                && is_copy(&telling.wording, &self.parsed(row)?.wording)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts a telling in and notes whom it speaks for one incident with.
    pub(crate) fn put(&mut self, report: i64, telling: Telling) -> Result<(), LedgerError> {
        let keys: Keys = keys(&telling);
        let (id, asks) = (telling.id, keys.only_asks());
        for other in self.batch.read().candidates(&keys.posts, &keys.asks)? {
            let other = self.telling(TellingId(other))?;
            if let Some(score) = other.as_ref().and_then(|other| self.matcher.pair(&telling, other)) {
                let other = other.map_or(id, |other| other.id);
                self.batch.put_edge(id.0, other.0, score)?;
            }
        }
        let body = serde_json::to_string(&telling).unwrap_or_default();
        let new = NewTelling { id: id.0, report, local: &telling.local, body: &body, posts: &keys.posts, asks: &asks };
        self.batch.put_telling(&new)?;
        self.touched.insert(id);
        self.remember(telling);
        Ok(())
    }

    /// Takes out what a report told before.
    pub(crate) fn withdraw(&mut self, report: i64) -> Result<(), LedgerError> {
        for row in self.batch.read().tellings_of_report(report)? {
            let telling = self.parsed(&row)?;
            self.touched.extend(self.batch.read().tellings_of_incident(row.incident)?.into_iter().map(|row| TellingId(row.id)));
            self.left.insert(TellingId(row.incident));
            let keys = keys(&telling);
            self.batch.take_sketch(report, &copy_keys(&telling.wording.sketch))?;
            self.batch.take_telling(row.id, &keys.posts, &keys.only_asks())?;
            self.forget(telling.id, report);
        }
        Ok(())
    }
}
