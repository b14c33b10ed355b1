//! Reading, and writing all or nothing.

use std::path::Path;

use rusqlite::{CachedStatement, Connection, Params, Row, Transaction, TransactionBehavior};
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// Reads the ledger as it is.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'s> {
    pub(crate) connection: &'s Connection,
    pub(crate) path: &'s Path,
}

/// Writes to the ledger; dropped before its commit it leaves no trace.
#[derive(Debug)]
pub struct Batch<'s> {
    transaction: Transaction<'s>,
    path: &'s Path,
}

impl<'s> Batch<'s> {
    pub(crate) fn begin(connection: &'s mut Connection, path: &'s Path) -> Result<Self, StoreError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        Ok(Self { transaction: transaction.map_err(|error| StoreError::of(path, error))?, path })
    }

    /// Reads what is there, with what this batch has written.
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.transaction, path: self.path }
    }

    /// Makes everything of this batch last: when it returns, it is on the disk.
    ///
    /// # Errors
    /// No room is left, or the file cannot be written; then nothing of the batch is there.
    pub fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().map_err(|error| StoreError::of(self.path, error))
    }

    pub(crate) fn run(&self, query: &str, values: impl Params) -> Result<usize, StoreError> {
        self.read().statement(query)?.execute(values).map_err(|error| StoreError::of(self.path, error))
    }

    pub(crate) fn insert(&self, query: &str, values: impl Params) -> Result<i64, StoreError> {
        self.read().statement(query)?.insert(values).map_err(|error| StoreError::of(self.path, error))
    }
}

impl<'s> Reader<'s> {
    pub(crate) fn statement(&self, query: &str) -> Result<CachedStatement<'s>, StoreError> {
        self.connection.prepare_cached(query).map_err(|error| self.wrong(error))
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(
        &self,
        query: &str,
        values: impl Params,
        row: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.statement(query)?;
        let rows = statement.query_map(values, row).and_then(Iterator::collect);
        rows.map_err(|error| self.wrong(error))
    }

    /// The first row of a query.
    pub(crate) fn row<T>(
        &self,
        query: &str,
        values: impl Params,
        row: impl FnOnce(&Row) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        match self.statement(query)?.query_row(values, row) {
            Ok(row) => Ok(Some(row)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(error) => Err(self.wrong(error)),
        }
    }

    /// A value that was stored as JSON.
    pub(crate) fn parsed<T: DeserializeOwned>(&self, table: &'static str, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|error| StoreError::Row { path: self.path.to_owned(), table, reason: error.to_string() })
    }

    pub(crate) fn wrong(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(self.path, error)
    }
}
