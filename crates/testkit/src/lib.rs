//! Cases: short invented reports with what should be read from them, written where people look for them.
//!
//! In: the text of a `cases.md`. Out: one [`Case`] a `## ` heading, with the prose that says why it exists and its
//! fenced blocks; and [`diff()`], which shows how an expectation and a finding differ.
//!
//! ````
//! let markdown = "## A floor is not a total\nAt least is no number.\n```news\nAt least 12 died.\n```\n";
//! let cases = recount_testkit::cases(markdown).unwrap();
//! assert_eq!(cases[0].title, "A floor is not a total");
//! assert_eq!(cases[0].block("news"), Some("At least 12 died."));
//! ````

mod cases;
mod diff;

pub use cases::{Block, Case, CaseError, cases};
pub use diff::diff;
