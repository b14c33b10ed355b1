//! The words that evidence points at.

use recount::record::Part;
use recount::record::{Evidence, Report};

/// The words behind a value; `None` for a person's decision.
pub(crate) fn quoted(report: &Report, evidence: &Evidence) -> Option<String> {
    match evidence {
        Evidence::Words { part, start, end, .. } => words_of(report, *part, *start, *end),
        Evidence::Person { .. } => None,
    }
}

/// The words between two offsets of code points.
pub(crate) fn words_of(report: &Report, part: Part, start: u32, end: u32) -> Option<String> {
    let text = match part {
        Part::Text => &report.text,
        Part::Title => report.title.as_ref()?,
    };
    let length = end.checked_sub(start)? as usize;
    let words: String = text.chars().skip(start as usize).take(length).collect();
    (!words.is_empty()).then_some(words)
}
