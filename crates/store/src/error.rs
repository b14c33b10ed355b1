//! What can go wrong with the file, and the cure.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Something that is wrong with the ledger's file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file to read.
    #[error("{0}: no ledger here; `recount add` makes one, `--ledger PATH` names another")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0}: not a ledger of recount; name another file with `--ledger PATH`")]
    NoLedger(PathBuf),
    /// A later version of the program has written it.
    #[error("{path}: written by a newer recount (form {found}, this program knows {known}); use that program, or restore a backup")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: i64,
        /// The newest form that this program knows.
        known: i64,
    },
    /// Another program is writing.
    #[error("{0}: another program is writing to this ledger; wait for it to end and try again")]
    Busy(PathBuf),
    /// The file or its folder may not be written.
    #[error("{0}: may not be written; ask for the right, or copy the ledger to a folder of your own")]
    ReadOnly(PathBuf),
    /// The disk is full, or the file as large as it may be.
    #[error("{0}: no room is left on the disk; what was added before is safe: make room and run the same command again")]
    Full(PathBuf),
    /// Pages of the file are damaged.
    #[error("{0}: the file is damaged ({1}); restore a backup with `recount restore`, or try `recount check`")]
    Damaged(PathBuf, String),
    /// A row that is not as it was written.
    #[error("{path}: a row of `{table}` cannot be read ({reason}); restore a backup with `recount restore`")]
    Row {
        /// The file.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A copy of the file cannot be made.
    #[error("{0}: {1}; choose another file")]
    Copy(PathBuf, String),
    /// Anything else that SQLite says.
    #[error("{0}: {1}")]
    Other(PathBuf, #[source] rusqlite::Error),
}

impl StoreError {
    /// What SQLite says, in our words.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::CannotOpen) => Self::ReadOnly(path),
            // A file-size limit shows as a failed write.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path, error.to_string()),
            Some(ErrorCode::NotADatabase) => Self::NoLedger(path),
            _ => Self::Other(path, error),
        }
    }
}
