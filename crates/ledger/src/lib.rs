//! The ledger: many reports in one file, one record of each incident.
//!
//! The only place that runs coded reports → keys → candidates → compare → settle → append. Adding a report recomputes
//! the components it touches and nothing else; the incidents are the same whatever the order in which reports came.
//!
//! ```
//! use recount::{Coder, Document};
//! use recount_ledger::Ledger;
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("recount.db");
//! let mut ledger = Ledger::to_write(&path).unwrap();
//! let mut report = Document::new("note", None, "Gunmen killed five guards in Kidal, Mali, on Monday.");
//! report.published = Some(recount::Date::constant(2023, 3, 14));
//! let added = ledger.add(&[Coder::builtin().code(report)]).unwrap();
//! assert_eq!((added.new, ledger.incidents(&Default::default()).unwrap().len()), (1, 1));
//! ```

mod ledger;
mod add;
mod reach;
mod component;
mod state;
mod recode;
mod decide;
mod correct;
mod review;
mod review_lines;
mod triage;
mod forget;
mod view;
mod account;
mod codebooks;
mod screen;
mod quality;
mod export;
#[cfg(feature = "columnar")]
mod parquet;
mod sitrep;
mod care;
mod error;

pub use add::{Added, report_key};
pub use codebooks::{Request, Tally, export};
pub use correct::{Correction, FIELDS};
pub use decide::Person;
pub use error::LedgerError;
pub use export::{ExportOptions, Profile};
pub use ledger::Ledger;
pub use quality::{FieldQuality, Quality};
pub use recount::reconcile::Rule;
pub use recount_store::{After, Counts, Dot, Filter, Order, ReportRow, ReviewRow, Revision, StoreError, Triage, VersionRow};
pub use review::{Act, Change};
pub use screen::{Page, ReportView, Told};
pub use sitrep::{Asked, Situation, html, markdown};
pub use state::{Figures, Finding, Member, State};
pub use triage::Ground;
pub use view::{Edit, Reason, View};
