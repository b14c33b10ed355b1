//! The words that evidence points at.

use recount::record::Part;
use recount::record::{Evidence, Report};

/// The words behind a value; `None` for a person's decision.
pub(super) fn quoted(report: &Report, evidence: &Evidence) -> Option<String> {
    match evidence {
        Evidence::Words { part, start, end, .. } => words_of(report, *part, *start, *end),
        Evidence::Person { .. } => None,
    }
}

/// The same with the words around it, where it is too short to tell anything by itself: `[Seven] people were killed…`.
pub(super) fn quoted_around(report: &Report, evidence: &Evidence) -> Option<String> {
    let Evidence::Words { part, start, end, .. } = evidence else { return None };
    let words = words_of(report, *part, *start, *end)?;
    if words.chars().count() > LONG_ENOUGH {
        return Some(words);
    }
    let before = words_of(report, *part, start.saturating_sub(AROUND), *start).unwrap_or_default();
    let after = words_of(report, *part, *end, end.saturating_add(AROUND)).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let before = match before.split_once(' ') {
        Some((_, whole)) if before.chars().count() == AROUND as usize => format!("…{whole}"),
        _ => before.to_owned(),
    };
    let after = match after.rsplit_once(' ') {
        Some((whole, _)) if after.chars().count() == AROUND as usize => format!("{whole}…"),
        _ => after.to_owned(),
    };
    Some(format!("{before}[{words}]{after}"))
}

/// Letters of evidence that tell enough, and letters shown on each side of shorter evidence.
const LONG_ENOUGH: usize = 30;
const AROUND: u32 = 36;

/// The words between two offsets of code points.
pub(super) fn words_of(report: &Report, part: Part, start: u32, end: u32) -> Option<String> {
    let text = match part {
        Part::Text => &report.text,
        Part::Title => report.title.as_ref()?,
    };
    let length = end.checked_sub(start)? as usize;
    let words: String = text.chars().skip(start as usize).take(length).collect();
    (!words.is_empty()).then_some(words)
}
