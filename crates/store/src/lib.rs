//! The ledger's file: one SQLite database, append-only where people and reports speak.
//!
//! In: coded reports, decisions, and what the ledger makes of them. Out: the same, whatever happened to the program in
//! between. Everything is written in a [`Batch`]: what a batch has committed stays, what it has not is not there.
//!
//! ```
//! use recount_store::{Mode, Store};
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("recount.db");
//! let store = Store::open(&path, Mode::Write).unwrap();
//! assert_eq!(store.read().counts().unwrap().reports, 0);
//! ```

mod network;
mod open;
mod batch;
mod reports;
mod tellings;
mod incidents;
mod decisions;
mod reviews;
mod triage;
mod words;
mod care;
mod error;

pub use batch::{Batch, Reader};
pub use care::Counts;
pub use decisions::Decision;
pub use error::StoreError;
pub use incidents::{Filter, IncidentRow, Revision};
pub use open::{Mode, SCHEMA_VERSION, Store};
pub use reports::{Known, Stored, VersionRow};
pub use reviews::ReviewRow;
pub use tellings::{Bodies, NewTelling, Seat, TellingRow};
pub use triage::{After, Dot, Order, ReportRow, Triage};
