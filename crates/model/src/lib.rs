//! The nouns of Recount: what a report is and what is read from it.
//!
//! Nothing here reads text. A value is made by a step of `recount-extract`, points at the words it came from with a
//! [`Span`] (bytes into [`Document::text`]) and names the rule that read it. `recount-record` turns these types into
//! the published JSON.
//!
//! ```
//! use recount_model::{Count, CountForm};
//! let dead = Count::at_least(12);
//! assert_eq!((dead.low, dead.high, dead.form), (12, None, CountForm::AtLeast));
//! ```

mod coded;
mod count;
mod document;
mod place;
mod span;
mod vocabulary;
mod when;

pub use coded::{
    Casualty, CasualtyBy, Coded, Context, Finding, Incident, IncidentEvidence, Level, Link, Note, Object, Party, Response, Responsibility,
    SourceNamed, Statement, Sum, Total, Totals, WeaponUsed,
};
pub use count::{Count, CountForm};
pub use document::{Document, PublishedFrom};
pub use jiff::civil::Date;
pub use place::{Place, PlaceKind, Relation};
pub use span::{Evidence, RuleName, Span};
pub use vocabulary::{
    Age, Certainty, ContextKind, Discourse, Effect, Frame, LinkKind, ObjectKind, Outcome, PartyKind, ResponsibilityStatus, Role, Sex, Side,
    SourceKind, Staff, Stage, Stance, StatementAct, Status, Tactic, TotalFrom, WeaponKind,
};
pub use when::{PartOfDay, When};
