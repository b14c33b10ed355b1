//! Whether the confidence keeps its word.
//!
//! In: the confidence of every judged news incident, and whether its whole record is right. Out: one row for each
//! confidence, in steps of 0.05.

use std::collections::BTreeMap;

use serde::Serialize;

/// The records of one confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CalibrationRow {
    /// The confidence in hundredths: 0, 5, …, 100.
    pub confidence: u8,
    /// Incidents paired with one of the gold whose whole record is right.
    pub right: usize,
    /// Incidents paired with one of the gold.
    pub of: usize,
    /// News incidents that the gold does not have at all; not in `of`.
    pub invented: usize,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Calibration {
    rows: BTreeMap<u8, CalibrationRow>,
}

impl Calibration {
    pub(crate) fn add(&mut self, confidence: f64, whole: bool) {
        let row = self.row(confidence);
        row.of += 1;
        row.right += usize::from(whole);
    }

    pub(crate) fn add_invented(&mut self, confidence: f64) {
        self.row(confidence).invented += 1;
    }

    pub(crate) fn rows(&self) -> Vec<CalibrationRow> {
        self.rows.values().copied().collect()
    }

    fn row(&mut self, confidence: f64) -> &mut CalibrationRow {
        let confidence = (confidence.clamp(0.0, 1.0) * 20.0).round() as u8 * 5;
        self.rows.entry(confidence).or_insert(CalibrationRow { confidence, ..CalibrationRow::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_falls_on_the_nearest_step() {
        let mut calibration = Calibration::default();
        calibration.add(0.95, true);
        calibration.add(0.96, false);
        calibration.add_invented(0.3);
        let row = |confidence, right, of, invented| CalibrationRow { confidence, right, of, invented };
        assert_eq!(calibration.rows(), [row(30, 0, 0, 1), row(95, 1, 2, 0)]);
    }
}
