//! The points of each feature, read from a text file.
//!
//! A line is a feature's name, a tab and its points in thousandths of a unit of log-odds; `#` begins a comment. The
//! line `join` holds what the mean of all pairs of a union must reach.

use crate::compare::Feature;

/// Points by feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    points: Vec<i32>,
    join: i32,
}

/// The name of the line for the mean of a union.
const JOIN: &str = "join";

impl Weights {
    /// The built-in weights.
    pub fn builtin() -> Self {
        Self::read("link.weights", include_str!("../data/link.weights")).expect("the built-in weights are read by a test")
    }

    /// Weights that say nothing, where the mean of a union must reach `join`.
    pub fn none(join: i32) -> Self {
        Self { points: vec![0; Feature::ALL.len()], join }
    }

    /// Reads a file of weights; `name` is its name for messages. A feature that it does not name has no points.
    ///
    /// # Errors
    /// A line without a tab, an unknown feature, or points that are no whole number.
    pub fn read(name: &str, text: &str) -> Result<Self, WeightsError> {
        let mut weights = Self::none(0);
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        for (i, line) in lines {
            let wrong = || WeightsError { name: name.to_owned(), line: i + 1, found: line.to_owned() };
            let (word, points) = line.split_once('\t').ok_or_else(wrong)?;
            let points = points.parse().map_err(|_| wrong())?;
            match Feature::from_word(word) {
                Some(feature) => weights.set(feature, points),
                None if word == JOIN => weights.join = points,
                None => return Err(wrong()),
            }
        }
        Ok(weights)
    }

    /// The file's text; `about` is its comment.
    pub fn write(&self, about: &[String]) -> String {
        let mut text: String = about.iter().map(|line| format!("# {line}\n")).collect();
        text += &format!("{JOIN}\t{}\n", self.join);
        for feature in Feature::ALL {
            text += &format!("{}\t{}\n", feature.as_str(), self.of(*feature));
        }
        text
    }

    /// Gives a feature points.
    pub fn set(&mut self, feature: Feature, points: i32) {
        self.points[feature as usize] = points;
    }

    /// The points of a feature.
    pub fn of(&self, feature: Feature) -> i32 {
        self.points[feature as usize]
    }

    /// The same with so many points less for every pair.
    #[must_use]
    pub fn less(&self, margin: i32) -> Self {
        let mut weights = self.clone();
        weights.points[Feature::Always as usize] -= margin;
        weights
    }

    /// What the mean of all pairs of a union must reach.
    pub fn join(&self) -> i32 {
        self.join
    }
}

/// A line of a file of weights that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{name}:{line}: `{found}` is no feature, tab and whole number; `recount-train link` writes such a file")]
pub struct WeightsError {
    name: String,
    line: usize,
    found: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_weights_are_read_and_written_alike() {
        let weights = Weights::builtin();
        assert_eq!(Weights::read("again", &weights.write(&["about".to_owned()])).unwrap(), weights);
    }

    #[test]
    fn a_wrong_line_is_named() {
        for line in ["day.same\tmany", "day.sane\t3", "day.same 3"] {
            let error = Weights::read("w", &format!("# one\n{line}\n")).unwrap_err().to_string();
            assert!(error.starts_with(&format!("w:2: `{line}` is no feature")), "{error}");
        }
    }
}
