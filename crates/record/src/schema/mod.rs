//! The published form `recount.coded/1`, one struct an object, fields in their published order.
//!
//! In: what [`coded`](crate::coded) converts from the model, or JSON that was written earlier. Out: JSON. The doc
//! comments here are the codebook's descriptions and those of the JSON Schema. Offsets are Unicode code points, half
//! open, into `report.text`, or into `report.title` where `"in": "title"` says so. *Unknown* is `null`, *looked for
//! and not found* is an empty list, *the report says none* is a count of form `none`.
//!
//! ```
//! use recount_record::{Evidence, Part};
//! let evidence: Evidence = serde_json::from_str(r#"{"start": 0, "end": 4, "rule": "count.cardinal"}"#).unwrap();
//! assert!(matches!(evidence, Evidence::Words { part: Part::Text, start: 0, end: 4, .. }));
//! ```

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod around;
mod evidence;
mod figures;
mod incident;
mod people;

pub use around::{Context, Finding, Note, Place, Statement, When};
pub use evidence::{Evidence, Part, Quote};
pub use figures::{Casualty, Count, Sum, Total, Totals};
pub use incident::{Incident, IncidentEvidence, Link, Response, Responsibility, SourceNamed};
pub use people::{Object, Party, WeaponUsed};

use crate::PublishedFrom;

/// One report with everything read from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coded {
    /// Name and version of this form: `recount.coded/1`.
    pub schema: SchemaName,
    /// The program and rules that read the report.
    pub coder: CoderInfo,
    /// The report.
    pub report: Report,
    /// Occurrences of violence, in order of first mention.
    pub incidents: Vec<Incident>,
    /// Numbers given for several incidents together.
    pub sums: Vec<Sum>,
    /// What people said about the incidents.
    pub statements: Vec<Statement>,
    /// What surrounds the incidents: missions, wars, tolls over months.
    pub context: Vec<Context>,
    /// Where the report disagrees with itself or with the map.
    pub findings: Vec<Finding>,
    /// What was noticed and could not be used.
    pub notes: Vec<Note>,
}

/// The program and rules that read a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoderInfo {
    /// Version of the program.
    pub version: String,
    /// Hash over every rule, word and weight file, in hexadecimal.
    pub rules: String,
}

/// A report as it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The reader's name for the report, or 16 hexadecimal digits made from its text where it has none.
    pub id: String,
    /// The outlet.
    pub source: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The language that it was read as (ISO 639-1).
    pub language: String,
    /// The day of publication (ISO 8601, `2017-08-15`).
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", extend("format" = "date")))]
    pub published: Option<Date>,
    /// Where `published` comes from.
    pub published_from: Option<PublishedFrom>,
    /// The words that give `published`, for a dateline.
    pub published_evidence: Vec<Evidence>,
    /// The text that every offset points into, unchanged.
    pub text: String,
}

/// The constant `recount.coded/1`; any other name is refused when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SchemaName;

impl SchemaName {
    /// The published name.
    pub const NAME: &'static str = "recount.coded/1";
}

impl Serialize for SchemaName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::NAME)
    }
}

impl<'de> Deserialize<'de> for SchemaName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == Self::NAME {
            return Ok(Self);
        }
        let (ours, cure) = (Self::NAME, "code the report again with this version");
        Err(serde::de::Error::custom(format_args!("schema is `{name}` where `{ours}` is read; {cure}")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SchemaName {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemaName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "const": Self::NAME})
    }
}
