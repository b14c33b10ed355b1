//! The report of the situation: what happened in a stretch of days, in sentences, tables, a map and a chart.
//!
//! Only incidents whose days all lie in the stretch are told and counted; how many others may lie in it is said. Figures
//! keep the hedges with which they were told, and no clock enters: the same ledger gives the same bytes.

mod chart;
mod collect;
mod html;
mod map;
mod markdown;
mod toll;

use recount::Date;
use recount::reconcile::Rule;
use recount::record::Count;

pub use html::html;
pub use markdown::markdown;

use toll::Toll;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// In this country only (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// How figures are settled.
    pub rule: Rule,
}

/// What happened in a stretch of days.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The heading.
    pub title: String,
    /// What stands in it, in a few sentences.
    pub summary: Vec<String>,
    pub(crate) rule: Rule,
    pub(crate) items: Vec<Item>,
    pub(crate) toll: Toll,
    pub(crate) before: Toll,
    pub(crate) before_words: String,
    pub(crate) groups: Vec<Group>,
    pub(crate) bars: Vec<Bar>,
    /// Contradictions and open findings, each with its incident's place in `items`.
    pub(crate) findings: Vec<(usize, String)>,
    pub(crate) sources: Vec<SourceLine>,
}

/// An incident.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) sentence: String,
    pub(crate) when: String,
    pub(crate) place: String,
    pub(crate) country: String,
    pub(crate) tactic: String,
    pub(crate) killed: Option<Count>,
    pub(crate) wounded: Option<Count>,
    pub(crate) initiators_killed: Option<Count>,
    pub(crate) sources: usize,
    pub(crate) spot: Option<Spot>,
}

/// Where an incident was, as far as it is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) radius_km: u32,
    pub(crate) is_area: bool,
}

/// People of one role and side.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) role: String,
    pub(crate) is_attacker: bool,
    pub(crate) killed: u32,
    pub(crate) wounded: u32,
    pub(crate) abducted: u32,
}

/// A stretch of the chart.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) killed: u32,
    pub(crate) attackers: u32,
}

/// A report that tells of one of the incidents.
#[derive(Debug, Clone)]
pub(crate) struct SourceLine {
    pub(crate) words: String,
    pub(crate) url: Option<String>,
    /// The numbers of the incidents that it tells of, from 1.
    pub(crate) items: Vec<usize>,
}
