//! Where a value was read: a range of bytes and the rule that read it.

use std::ops::Range;

/// A half-open range of bytes into [`Document::text`](crate::Document); both ends lie on letters' borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end` (bytes).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts");
        Self { start: start as u32, end: end as u32 }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside this span.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a byte.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The name of a rule, `step.what-it-sees`. Names of a user's rule files are kept for the life of the program.
pub type RuleName = &'static str;

/// The words a value was read from, and the rule that read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// The rule.
    pub rule: RuleName,
}

impl Evidence {
    /// Evidence of `rule` at `span`.
    pub fn new(span: Span, rule: RuleName) -> Self {
        Self { span, rule }
    }
}
