//! Opens the file, brings it to this program's form, and never goes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::batch::{Batch, Reader};
use crate::error::StoreError;
use crate::network::network_of;

/// The steps from an empty file to this program's form.
const MIGRATIONS: [&str; 2] = [include_str!("../migrations/1.sql"), include_str!("../migrations/2-review.sql")];
/// The form that this program writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;
/// "RCNT": says that a file is ours.
const APPLICATION: i64 = 0x5243_4E54;
/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many statements are kept ready: all that adding a report needs.
const STATEMENTS: usize = 100;

/// What the file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To read; the file must exist and is not changed.
    Read,
    /// To write; a file that is not there is made.
    Write,
}

/// An open ledger.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    network: Option<String>,
}

impl Store {
    /// Opens a ledger. A file of an older form is brought to the present one, after a copy is put beside it.
    ///
    /// # Errors
    /// There is no ledger, it is newer, damaged or another program's, or it may not be written.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, StoreError> {
        Self::open_on(path, mode, network_of(path))
    }

    /// The sort of network file system that the ledger lies on, if it does not lie on a disk of this machine.
    pub fn network(&self) -> Option<&str> {
        self.network.as_deref()
    }

    fn open_on(path: &Path, mode: Mode, network: Option<String>) -> Result<Self, StoreError> {
        if mode == Mode::Read && !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let flags = match mode {
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
        let wrong = |error| StoreError::of(path, error);
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(wrong)?;
        connection.busy_timeout(PATIENCE).map_err(wrong)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut store = Self { connection, path: path.to_owned(), network };
        match store.recognise(mode) {
            // In a folder where nothing may be written SQLite reads only what is said never to change.
            Err(StoreError::ReadOnly(_)) if mode == Mode::Read => {
                store.connection = unchanging(path).map_err(wrong)?;
                store.recognise(mode)?;
            }
            other => other?,
        }
        if mode == Mode::Write {
            store.prepare()?;
        }
        Ok(store)
    }

    /// Reads.
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection, path: &self.path }
    }

    /// Begins to write; nothing is there for others before [`Batch::commit`].
    ///
    /// # Errors
    /// Another program is writing, or the file may not be written.
    pub fn write(&mut self) -> Result<Batch<'_>, StoreError> {
        Batch::begin(&mut self.connection, &self.path)
    }

    /// Whether the file is ours, and of a form that we know.
    fn recognise(&self, mode: Mode) -> Result<(), StoreError> {
        let application = self.pragma("application_id")?;
        let form = self.pragma("user_version")?;
        let tables: i64 = self.number("SELECT count(*) FROM sqlite_schema")?;
        match (application, form) {
            (APPLICATION, form) if form > SCHEMA_VERSION => {
                Err(StoreError::Newer { path: self.path.clone(), found: form, known: SCHEMA_VERSION })
            }
            (APPLICATION, _) => Ok(()),
            // A run that was killed while it made the file leaves an empty one.
            (0, 0) if tables == 0 && mode == Mode::Write => Ok(()),
            (0, 0) if tables == 0 => Err(StoreError::Missing(self.path.clone())),
            _ => Err(StoreError::NoLedger(self.path.clone())),
        }
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        let wrong = |error| StoreError::of(&self.path, error);
        let form = self.pragma("user_version")?;
        // WAL lets others read while we write, but they must share memory with us. Over a network the older journal is kept,
        // which is as safe; so it is where memory cannot be shared although nobody said so.
        let journal = |mode: &str| self.connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(()));
        if self.network.is_some() || journal("WAL").is_err() {
            journal("DELETE").map_err(wrong)?;
        }
        self.connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;")
            .map_err(wrong)?;
        if form == SCHEMA_VERSION {
            return Ok(());
        }
        if form > 0 {
            let copy = PathBuf::from(format!("{}.form-{form}", self.path.display()));
            fs::copy(&self.path, &copy).map_err(|error| StoreError::Copy(copy, error.to_string()))?;
        }
        let steps = MIGRATIONS.iter().skip(usize::try_from(form).unwrap_or_default());
        let steps: String = steps.copied().collect();
        let all =
            format!("BEGIN IMMEDIATE; {steps} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;");
        self.connection.execute_batch(&all).map_err(wrong)
    }

    fn pragma(&self, name: &str) -> Result<i64, StoreError> {
        self.number(&format!("PRAGMA {name}"))
    }

    fn number(&self, query: &str) -> Result<i64, StoreError> {
        self.connection.query_row(query, [], |row| row.get(0)).map_err(|error| StoreError::of(&self.path, error))
    }
}

/// A connection to a file that nobody writes to.
fn unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let name = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_on_a_network_needs_no_shared_memory_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recount.db");
        for (network, journal) in [(None, "wal"), (Some("nfs4".to_owned()), "delete"), (None, "wal")] {
            let mut store = Store::open_on(&path, Mode::Write, network.clone()).unwrap();
            assert_eq!(store.network(), network.as_deref());
            let mode: String = store.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
            assert_eq!(mode, journal);
            let batch = store.write().unwrap();
            batch.put_words(1, None, "kept").unwrap();
            batch.commit().unwrap();
            assert_eq!(store.read().search("kept", 1).unwrap(), [1]);
        }
    }
}
