//! What can go wrong, and the cure.

use recount_store::{ReviewRow, StoreError};

/// Something that the ledger cannot do.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id that leads nowhere.
    #[error("{0}: no incident or report of this ledger; `recount incidents` lists the ids")]
    Unknown(String),
    /// An id that leads to several.
    #[error("{0}: several incidents begin so; give more of the id")]
    Ambiguous(String),
    /// A decision about fewer than two things.
    #[error("{0}")]
    Decision(String),
    /// Somebody else has said something about the same incident that the person has not seen.
    #[error("somebody else has changed this incident meanwhile; look at it again")]
    Overtaken(Vec<ReviewRow>),
    /// An exported line that cannot be read back.
    #[error("line {line}: {reason}; import what `recount export --profile jsonl` wrote")]
    Import {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The output.
    #[error("the output cannot be written: {0}")]
    Output(#[from] std::io::Error),
}
