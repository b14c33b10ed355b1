//! A stretch of days.

use jiff::civil::Date;

use crate::Evidence;

/// A part of the day that the report names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// The end of the day.
    Evening,
    /// The dark hours; "overnight" also leaves the day open.
    Night,
}

impl PartOfDay {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }
}

/// An interval of days: `first <= last`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// First day it can be.
    pub first: Date,
    /// Last day it can be.
    pub last: Date,
    /// Part of the day, if told.
    pub part_of_day: Option<PartOfDay>,
    /// The report names no day; the rule in the evidence assumed one.
    pub assumed: bool,
    /// The words.
    pub evidence: Vec<Evidence>,
}

impl When {
    /// Number of days, 1 for a single day.
    pub fn days(&self) -> i64 {
        i64::from((self.last - self.first).get_days()) + 1
    }

    /// Whether both can be the same time.
    pub fn meets(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}
