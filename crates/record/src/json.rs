//! The published form as JSON text.
//!
//! In: a [`Coded`]. Out: one line of JSON with keys in their published order, the same bytes every time; and back.

use crate::schema::Coded;

/// The report as one line of JSON, without a final newline.
pub fn to_json(coded: &Coded) -> String {
    serde_json::to_string(coded).expect("the published form has only string keys, so it always has a JSON text")
}

/// The report as JSON on many lines, for people, without a final newline.
pub fn to_json_pretty(coded: &Coded) -> String {
    serde_json::to_string_pretty(coded).expect("the published form has only string keys, so it always has a JSON text")
}

/// A report from its JSON. Keys that this version does not know are passed over.
///
/// # Errors
/// The text is no JSON, or no `recount.coded/1`; the error names line and column of `json`.
pub fn from_json(json: &str) -> Result<Coded, RecordError> {
    Ok(serde_json::from_str(json)?)
}

/// A text that is no `recount.coded/1`. It stands beside the file's name, which the caller knows.
#[derive(Debug, thiserror::Error)]
#[error("not a report in the form recount.coded/1: {0}; write it with `recount code --format json` or `jsonl`")]
pub struct RecordError(#[from] serde_json::Error);

impl RecordError {
    /// The line of the text where reading stopped, from 1.
    pub fn line(&self) -> usize {
        self.0.line()
    }
}
