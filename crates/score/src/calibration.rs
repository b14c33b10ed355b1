//! Whether the confidence keeps its word.
//!
//! In: the confidence of every judged incident, and whether killed, wounded, date and place are all right. Out: a row
//! for each tenth of confidence, the Brier score and the expected calibration error.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use crate::scores::{rounded, share, wilson};

/// Bins of confidence, each a tenth wide; the last holds 1 too.
const BINS: usize = 10;

/// The incidents whose confidence lies in one tenth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct CalibrationRow {
    /// Where the tenth begins.
    pub from: f64,
    /// The mean confidence of its incidents.
    pub confidence: f64,
    /// Incidents that are right in all that the confidence speaks of.
    pub right: usize,
    /// Incidents judged.
    pub of: usize,
    /// Those of them that the gold does not have at all.
    pub invented: usize,
}

/// Confidences with what became of them.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    judged: Vec<(f64, bool, bool)>,
}

impl Calibration {
    /// Nothing judged yet.
    pub const fn new() -> Self {
        Self { judged: Vec::new() }
    }

    /// Adds an incident; `invented` where the gold does not have it at all.
    pub fn add(&mut self, confidence: f64, right: bool, invented: bool) {
        self.judged.push((confidence.clamp(0.0, 1.0), right, invented));
    }

    /// How many were judged.
    pub fn len(&self) -> usize {
        self.judged.len()
    }

    /// Whether nothing was judged.
    pub fn is_empty(&self) -> bool {
        self.judged.is_empty()
    }

    /// The tenths that hold an incident, in rising order.
    pub fn rows(&self) -> Vec<CalibrationRow> {
        let mut rows = [CalibrationRow::default(); BINS];
        for &(confidence, right, invented) in &self.judged {
            // Confidences stand in hundredths: 0.3 is in the bin from 0.3, whatever a float makes of ten times it.
            let row = &mut rows[((confidence * 100.0).round() as usize / BINS).min(BINS - 1)];
            row.confidence += confidence;
            row.right += usize::from(right);
            row.invented += usize::from(invented);
            row.of += 1;
        }
        for (i, row) in rows.iter_mut().enumerate() {
            row.from = i as f64 / BINS as f64;
            row.confidence /= row.of.max(1) as f64;
        }
        rows.into_iter().filter(|row| row.of > 0).collect()
    }

    /// The Brier score: the mean square of what lies between confidence and truth. 0 is best; saying 0.5 of everything
    /// gives 0.25.
    pub fn brier(&self) -> f64 {
        self.mean(|confidence, right| (confidence - f64::from(u8::from(right))).powi(2))
    }

    /// The log loss: the mean of minus the logarithm of the chance that was given to the truth, at least a hundredth.
    pub fn log_loss(&self) -> f64 {
        self.mean(|confidence, right| -(if right { confidence } else { 1.0 - confidence }).max(0.01).ln())
    }

    /// The expected calibration error: how far the share that is right lies from the mean confidence, over the tenths.
    pub fn error(&self) -> f64 {
        let off = |row: &CalibrationRow| (row.confidence * row.of as f64 - row.right as f64).abs();
        self.rows().iter().map(off).sum::<f64>() / self.len().max(1) as f64
    }

    /// The rows as a table for people, with a 95 % interval for every share; then the three figures.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| writeln!(table, "{text}").expect("a string takes every line");
        line(format_args!("{:12} {:>11} {:>11}  {:>6}  {:>13}  {:>5}", "confidence", "mean", "right/of", "share", "95 %", "extra"));
        for row in self.rows() {
            let (low, high) = wilson(row.right, row.of);
            let (bin, of) = (format!("{:.1}–{:.1}", row.from, row.from + 0.1), format!("{}/{}", row.right, row.of));
            let share = share(row.right, row.of);
            line(format_args!("{bin:12} {:>11.4} {of:>11}  {share:.4}  {low:.4}–{high:.4}  {:>5}", row.confidence, row.invented));
        }
        line(format_args!("{:24} {:.4} {:.4} {:.4}", "Brier, log loss, ECE", self.brier(), self.log_loss(), self.error()));
        table
    }

    /// The rows and the three figures as JSON.
    pub(crate) fn to_json(&self) -> Value {
        let round = |mut row: CalibrationRow| {
            row.confidence = rounded(row.confidence);
            row
        };
        let rows: Vec<CalibrationRow> = self.rows().into_iter().map(round).collect();
        let [brier, log_loss, error] = [self.brier(), self.log_loss(), self.error()].map(rounded);
        json!({"rows": rows, "brier": brier, "log loss": log_loss, "expected calibration error": error})
    }

    fn mean(&self, loss: impl Fn(f64, bool) -> f64) -> f64 {
        self.judged.iter().map(|&(confidence, right, _)| loss(confidence, right)).sum::<f64>() / self.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_falls_into_its_tenth() {
        let mut calibration = Calibration::default();
        for (confidence, right, invented) in [(0.95, true, false), (1.0, false, false), (0.3, false, true)] {
            calibration.add(confidence, right, invented);
        }
        let row = |from, confidence, right, of, invented| CalibrationRow { from, confidence, right, of, invented };
        assert_eq!(calibration.rows(), [row(0.3, 0.3, 0, 1, 1), row(0.9, 0.975, 1, 2, 0)]);
    }

    #[test]
    fn a_confidence_that_keeps_its_word_has_no_calibration_error() {
        let mut calibration = Calibration::default();
        for i in 0..4 {
            calibration.add(0.75, i > 0, false);
        }
        assert!(calibration.error().abs() < 1e-9, "{}", calibration.error());
        assert!((calibration.brier() - 0.1875).abs() < 1e-9, "{}", calibration.brier());
        assert_eq!(Calibration::default().brier(), 0.0);
    }
}
