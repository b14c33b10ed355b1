//! Counts: the tokens of a sentence come in, every number and number word goes out with its form and what it counts.
//!
//! "At least 12 people were killed in 3 hours" gives `at_least 12` of kind [`NumberKind::Cardinal`] and `exact 3` of kind
//! [`NumberKind::Measure`]. Which noun a count belongs to is not decided here.

mod around;
mod file;
mod form;
mod gate;
mod hash;
mod kind;
mod numeral;
mod proof;
mod rules;

use std::ops::Range;

use recount_model::{Count, RuleName, Span};
use recount_text::{Text, TokenKind};

pub use rules::CountRules;

use around::Around;

/// Appends the counts of one sentence in order. `busy` are token ranges that are dates already; no count touches one.
pub fn find_counts(rules: &CountRules, text: &Text<'_>, tokens: Range<usize>, busy: &[Range<usize>], out: &mut Vec<CountMention>) {
    let end = tokens.end.min(text.tokens.len());
    let around = Around { rules, text, start: tokens.start, end, busy };
    let mut floor = tokens.start;
    let mut i = tokens.start;
    while i < end {
        if text.tokens[i].kind != TokenKind::Mark
            && rules.may_begin(text.fold(i))
            && around.is_free(i)
            && let Some(mut mention) = form::read_mention(around, i, floor)
        {
            let is_age_before = out.last().is_some_and(|last| last.kind == NumberKind::Age && last.tokens.end == floor);
            if is_age_before && mention.kind == NumberKind::Cardinal && kind::continues_ages(around, floor, &mention.tokens) {
                mention.kind = NumberKind::Age;
            }
            floor = mention.tokens.end;
            i = mention.tokens.end.max(i + 1);
            out.push(mention);
        } else {
            i += 1;
        }
    }
}

/// A number as reported, with the words that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountMention {
    /// Everything that belongs to it ("at least 12", "dozens of", "12 or more"), without the noun.
    pub tokens: Range<usize>,
    /// The bare number ("12").
    pub number: Range<usize>,
    /// The bytes of `tokens`.
    pub span: Span,
    /// The number in the form it was told.
    pub count: Count,
    /// What it counts.
    pub kind: NumberKind,
    /// The rule that gave the form.
    pub rule: RuleName,
    /// Told as further to others: "another five", "12 more", "three others".
    pub additional: bool,
    /// A part of a known group: "one of the", "most of them".
    pub of_group: bool,
    /// A rank: "second", "14th".
    pub ordinal: bool,
    /// An exact figure may refine it: everything but a plain number and a floor ("at least").
    pub rounded: bool,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// People or things.
    Cardinal,
    /// "aged 12", "45-year-old"
    Age,
    /// "$5 million"
    Money,
    /// "12 percent"
    Percent,
    /// "130 miles"
    Distance,
    /// "10-minute", "500 kg", "three days"
    Measure,
    /// "9:30", "9 p.m."
    TimeOfDay,
    /// A day or a year.
    Date,
    /// "second", "14th"
    Ordinal,
    /// "Flight 103", "Route 5", "a 12-member team"
    Label,
    /// "one in five", "two-thirds"
    Ratio,
    /// "3-1"
    Score,
}

impl NumberKind {
    /// A word for the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Age => "age",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Distance => "distance",
            Self::Measure => "measure",
            Self::TimeOfDay => "time-of-day",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::Label => "label",
            Self::Ratio => "ratio",
            Self::Score => "score",
        }
    }
}

#[cfg(test)]
mod tests;
