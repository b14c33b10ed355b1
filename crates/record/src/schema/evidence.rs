//! Why a value is believed: the words and the rule, or a person.

use serde::{Deserialize, Serialize};

/// Why a value is believed: the words and the rule that read them, or a person with time and reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Evidence {
    /// Words of the report.
    Words {
        /// `title` where the offsets point into `report.title`; left out where they point into `report.text`.
        #[serde(rename = "in", default, skip_serializing_if = "Part::is_text")]
        part: Part,
        /// Offset of the first code point.
        start: u32,
        /// Offset of the code point after the last.
        end: u32,
        /// The rule that read them, `step.what-it-sees`.
        rule: String,
    },
    /// A decision of a person.
    Person {
        /// Who decided: `user`, or the account's name.
        by: String,
        /// When (RFC 3339).
        at: String,
        /// Their reason.
        why: String,
    },
}

/// The part of the report that offsets point into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// `report.text`.
    #[default]
    Text,
    /// `report.title`.
    Title,
}

impl Part {
    /// Whether it is `report.text`, which JSON leaves out.
    pub fn is_text(&self) -> bool {
        *self == Self::Text
    }
}

/// A stretch of words without a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// `title` where the offsets point into `report.title`; left out where they point into `report.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Part::is_text")]
    pub part: Part,
    /// Offset of the first code point.
    pub start: u32,
    /// Offset of the code point after the last.
    pub end: u32,
}
