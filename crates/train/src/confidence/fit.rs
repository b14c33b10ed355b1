//! How much each sign says: examples go in, points come out.
//!
//! A logistic regression whose weights are held back by a penalty and never above zero: every sign tells of something
//! thin, so that bearing one can take from the chance and never add to it. One weight after the other is set to its
//! best, in a fixed order, until nothing moves; the same examples give the same weights.

use super::examples::Example;

/// More sweeps than any fit of ours needs.
const SWEEPS: usize = 2_000;
/// A weight that moves less than this stands still.
const STILL: f64 = 1e-9;

/// Whole points: a tenth of the log-odds each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Points {
    pub(crate) base: i32,
    /// One for each sign, none above zero.
    pub(crate) signs: Vec<i32>,
}

impl Points {
    /// The confidence, from 0 to 1, that the engine gives with these points.
    pub(crate) fn confidence(&self, example: &Example) -> f64 {
        let borne = self.signs.iter().zip(&example.signs).filter(|(_, is_borne)| **is_borne);
        f64::from(recount::confidence::chance(self.base + borne.map(|(points, _)| points).sum::<i32>())) / 100.0
    }
}

/// The points under which the examples are likeliest, held back by the penalty.
pub(crate) fn fit(examples: &[&Example], penalty: f64) -> Points {
    let signs = examples.first().map_or(0, |example| example.signs.len());
    let mut weights = vec![0.0; signs];
    let mut base = 0.0;
    let mut odds = vec![0.0; examples.len()];
    for _ in 0..SWEEPS {
        let mut moved = shift(examples, &mut odds, &mut base, f64::INFINITY, |_| true, 0.0);
        for (i, weight) in weights.iter_mut().enumerate() {
            moved = moved.max(shift(examples, &mut odds, weight, 0.0, |example| example.signs[i], penalty));
        }
        if moved < STILL {
            break;
        }
    }
    let whole = |weight: f64| (weight * 10.0).round() as i32;
    Points { base: whole(base), signs: weights.into_iter().map(whole).collect() }
}

/// One step of Newton's for one weight, kept at most at `limit`; gives how far it moved.
fn shift(examples: &[&Example], odds: &mut [f64], weight: &mut f64, limit: f64, is_borne: impl Fn(&Example) -> bool, penalty: f64) -> f64 {
    let (mut slope, mut bend) = (-penalty * *weight, penalty + 1e-6);
    for (example, odds) in examples.iter().zip(odds.iter()).filter(|(example, _)| is_borne(example)) {
        let chance = 1.0 / (1.0 + (-odds).exp());
        slope += f64::from(u8::from(example.right)) - chance;
        bend += chance * (1.0 - chance);
    }
    // No step is longer than 1, so that it cannot overshoot where the curve is flat.
    let next = (*weight + (slope / bend).clamp(-1.0, 1.0)).min(limit);
    let step = next - *weight;
    *weight = next;
    for (_, odds) in examples.iter().zip(odds.iter_mut()).filter(|(example, _)| is_borne(example)) {
        *odds += step;
    }
    step.abs()
}
