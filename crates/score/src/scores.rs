//! What the comparison came to.
//!
//! In: one right or wrong after the other. Out: a table with a 95 % interval for every share, the list of misses, and
//! the same figures as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::calibration::Calibration;

/// The fields in the order of the table.
const FIELDS: [&str; 15] = [
    "report coded",
    "killed",
    "wounded",
    "perp_killed",
    "abducted",
    "casualty group",
    "sum",
    "date",
    "country",
    "place within 25 km",
    "tactic",
    "stage",
    "organisation",
    "responsibility",
    WHOLE,
];
/// The field of the records that are right in numbers, date, country and place.
pub(crate) const WHOLE: &str = "whole record";

/// How gold and coded compare.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Reports of the gold.
    pub reports: usize,
    /// News incidents: paired with a coded news incident, or not.
    pub news: Pairs,
    /// All incidents, background too.
    pub all: Pairs,
    figures: Vec<Figure>,
    misses: Vec<Miss>,
    pub(crate) calibration: Calibration,
}

/// How many incidents were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pairs {
    /// In gold and coded.
    pub found: usize,
    /// In the coded reports only.
    pub invented: usize,
    /// In the gold only.
    pub missed: usize,
}

impl Pairs {
    pub(crate) fn add(&mut self, found: usize, gold: usize, coded: usize) {
        self.found += found;
        self.missed += gold - found;
        self.invented += coded - found;
    }

    /// Precision, recall and their harmonic mean; 0 where nothing is to be divided by.
    pub fn shares(self) -> [f64; 3] {
        let precision = share(self.found, self.found + self.invented);
        let recall = share(self.found, self.found + self.missed);
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name.
    pub field: &'static str,
    /// How often it is right.
    pub right: usize,
    /// How often the gold states it.
    pub of: usize,
    /// How often the coder says something where the gold says nothing.
    pub extra: usize,
}

impl Figure {
    /// The share that is right; 0 where the gold never states the field.
    pub fn share(&self) -> f64 {
        share(self.right, self.of)
    }

    /// The 95 % Wilson interval of the share.
    pub fn interval(&self) -> (f64, f64) {
        wilson(self.right, self.of)
    }
}

/// One thing that is not right.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// The field; with a `+` where the coder says something and the gold nothing.
    pub field: String,
    /// The report's id.
    pub report: String,
    /// What the gold says and what the coder says.
    pub detail: Value,
}

impl Scores {
    /// The scores of this many reports before any is compared.
    pub(crate) fn of(reports: usize) -> Self {
        let figure = |&field| Figure { field, right: 0, of: 0, extra: 0 };
        Self { reports, figures: FIELDS.iter().map(figure).collect(), ..Self::default() }
    }

    /// The figure of a field; `None` where there is no such field.
    pub fn figure(&self, field: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.field == field)
    }

    /// All figures in the order of the table.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The misses of the fields whose name begins with `field`; `all` for every field.
    pub fn misses(&self, field: &str) -> impl Iterator<Item = &Miss> {
        self.misses.iter().filter(move |miss| field == "all" || miss.field.starts_with(field))
    }

    /// Whether the confidences that the coder gave keep their word.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// The figures as a table for people: field, right of stated, share, 95 % interval, extras; then the calibration.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| writeln!(table, "{text}").expect("a string takes every line");
        line(format_args!("{:24} {}", "reports", self.reports));
        for (name, pairs) in [("news incidents P/R/F", self.news), ("all incidents P/R/F", self.all)] {
            let [precision, recall, mean] = pairs.shares();
            line(format_args!("{name:24} {precision:.4} {recall:.4} {mean:.4}"));
        }
        line(format_args!("{:24} {:>11}  {:>6}  {:>13}  {:>5}", "field", "right/of", "share", "95 %", "extra"));
        for figure in self.figures.iter().filter(|figure| figure.of + figure.extra > 0) {
            let (low, high) = figure.interval();
            let of = format!("{}/{}", figure.right, figure.of);
            let (name, share, extra) = (figure.field, figure.share(), figure.extra);
            line(format_args!("{name:24} {of:>11}  {share:.4}  {low:.4}–{high:.4}  {extra:>5}"));
        }
        table + &self.calibration.table()
    }

    /// The figures as JSON, shares with four decimals.
    pub fn to_json(&self) -> Value {
        let mut object = serde_json::Map::new();
        object.insert("reports".into(), json!(self.reports));
        object.insert("news incidents P/R/F".into(), json!(self.news.shares().map(rounded)));
        object.insert("all incidents P/R/F".into(), json!(self.all.shares().map(rounded)));
        for figure in self.figures.iter().filter(|figure| figure.of > 0) {
            let Figure { field, right, of, extra } = figure;
            let share = rounded(figure.share());
            object.insert((*field).into(), json!({"right": right, "of": of, "share": share, "extra": extra}));
        }
        object.insert("calibration".into(), self.calibration.to_json());
        object.into()
    }

    pub(crate) fn add(&mut self, field: &'static str, right: bool, report: &str, detail: impl FnOnce() -> Value) {
        let figure = self.figure_of(field);
        figure.of += 1;
        figure.right += usize::from(right);
        if !right {
            self.miss(field, report, detail());
        }
    }

    pub(crate) fn surplus(&mut self, field: &'static str, report: &str, detail: Value) {
        self.figure_of(field).extra += 1;
        self.miss(&format!("{field}+"), report, detail);
    }

    pub(crate) fn miss(&mut self, field: &str, report: &str, detail: Value) {
        self.misses.push(Miss { field: field.to_owned(), report: report.to_owned(), detail });
    }

    fn figure_of(&mut self, field: &'static str) -> &mut Figure {
        let known = self.figures.iter().position(|figure| figure.field == field);
        &mut self.figures[known.expect("FIELDS names every field")]
    }
}

pub(crate) fn share(right: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { right as f64 / of as f64 }
}

/// The 95 % Wilson interval of `right` in `of`; from 0 to 1 where nothing was asked.
pub(crate) fn wilson(right: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, p, z) = (of as f64, share(right, of), 1.959_963_984_540_054);
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

pub(crate) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        let (low, high) = wilson(8, 10);
        assert!((low - 0.4902).abs() < 5e-5 && (high - 0.9433).abs() < 5e-5, "{low} {high}");
        assert_eq!(wilson(0, 0), (0.0, 1.0));
        assert_eq!(wilson(0, 5).0, 0.0);
    }

    #[test]
    fn misses_are_found_by_the_beginning_of_their_field() {
        let mut scores = Scores::of(3);
        scores.add("killed", false, "1", || json!([1, 2]));
        scores.add("killed", true, "2", || Value::Null);
        scores.surplus("killed", "3", Value::Null);
        scores.surplus("wounded", "3", Value::Null);
        assert_eq!(scores.misses("killed").count(), 2);
        assert_eq!(scores.misses("killed+").count(), 1);
        assert_eq!(scores.misses("all").count(), 3);
        assert_eq!(scores.figure("killed"), Some(&Figure { field: "killed", right: 1, of: 2, extra: 1 }));
        assert!(scores.table().contains("killed                           1/2  0.5000  0.0945–0.9055      1\n"), "{}", scores.table());
    }
}
