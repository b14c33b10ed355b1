//! An open ledger.

use std::path::Path;

use recount::reconcile::{Decisions, Matcher, TellingId};
use recount_store::{Counts, Mode, Reader, Store};

use crate::error::LedgerError;
use crate::reach::Hand;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) store: Store,
    pub(crate) matcher: Matcher,
    pub(crate) hand: Hand,
}

impl Ledger {
    /// Opens a ledger to read.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn to_read(path: &Path) -> Result<Self, LedgerError> {
        Ok(Self { store: Store::open(path, Mode::Read)?, matcher: Matcher::builtin(), hand: Hand::default() })
    }

    /// Opens a ledger to write, and makes one where there is none.
    ///
    /// # Errors
    /// The file is another program's, newer, damaged, or may not be written.
    pub fn to_write(path: &Path) -> Result<Self, LedgerError> {
        Ok(Self { store: Store::open(path, Mode::Write)?, matcher: Matcher::builtin(), hand: Hand::default() })
    }

    /// The sort of network file system that it lies on, if it does not lie on a disk of this machine.
    pub fn network(&self) -> Option<&str> {
        self.store.network()
    }

    /// How much is in it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<Counts, LedgerError> {
        Ok(self.store.read().counts()?)
    }

    /// Copies it as it is now.
    ///
    /// # Errors
    /// The copy is there already or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), LedgerError> {
        Ok(self.store.back_up(to)?)
    }
}

/// What people decided, the last word about each pair.
pub(crate) fn decisions(read: Reader) -> Result<Decisions, LedgerError> {
    let mut decisions = Decisions::default();
    for decision in read.decisions()? {
        let (one, two) = (TellingId(decision.one), TellingId(decision.two));
        if decision.together {
            decisions.join(one, two);
        } else {
            decisions.part(one, two);
        }
    }
    Ok(decisions)
}
