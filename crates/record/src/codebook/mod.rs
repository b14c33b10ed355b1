//! Incidents in the columns and codes of other codebooks.
//!
//! In: an [`Account`], one incident as all its reports tell it, and the tables of `codebooks/` ([`Codebooks`]). Out: the
//! rows, lines or elements of one [`Profile`], and every value that was refused or forced, as [`Loss`]es. Nothing is
//! decided here that a table decides; what no text can give stays blank, and the table of the columns says so.
//!
//! ```
//! use recount_record::codebook::Codebooks;
//! let books = Codebooks::builtin();
//! assert_eq!(books.tactics.get("ambush", "gtd_attack"), "2 Armed Assault");
//! assert_eq!(books.sheet("acled").unwrap().columns.len(), 31);
//! ```

mod table;
mod sheet;
mod loss;
mod account;
mod casualties;
mod parties;
mod grid;
mod words;
mod acled;
mod ucdp;
mod gtd;
mod awsd;
mod hxl;
mod plover;
mod muc4;
mod stix;
mod marked;
mod rollup;
mod profile;
mod page;

pub use account::{Account, Figure, Related, Told};
pub use casualties::{Part, parts};
pub use grid::priogrid_gid;
pub use loss::{Action, Loss, Losses};
pub use marked::{escaped, is_web};
pub use muc4::templates as muc4_templates;
pub use page::page;
pub use profile::{Entry, Form, Profile, Settings, entry};
pub use rollup::Rollup;
pub use sheet::{Cell, Row, Sheet, SheetColumn};
pub use stix::Seen;
pub use table::{Codebooks, Table, code};
pub use words::{number, sentence, summary_title, when_words};
