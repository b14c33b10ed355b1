//! Links between the incidents of a report: "no link has been established", "the latest in a series", "in retaliation".

use recount_model::{Evidence, LinkKind};

use super::Told;
use super::rules::Family;
use super::sentence::Sentence;
use crate::chunk::traits;

/// Finds what a sentence says of how incidents belong together.
pub(super) fn find_links(sentence: &Sentence, told: &mut Told) {
    sentence.each(Family::Link, |rule, captures, pivot| {
        let Some(kind) = rule.gives.get("kind").and_then(|word| LinkKind::from_word(word)) else { return false };
        let negated =
            sentence.is_nobody(pivot) || sentence.has(captures.last, traits::NEGATED) || sentence.has(captures.first, traits::NEGATED);
        if rule.gives.contains_key("no") && !negated && !captures.get("no").is_some_and(|no| sentence.is_nobody(no)) {
            return false;
        }
        let span = sentence.span_over(captures.first, captures.last);
        told.links.push((sentence.index, kind, Evidence::new(span, rule.name)));
        true
    });
}
