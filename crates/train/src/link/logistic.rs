//! Logistic regression over features that hold or do not: examples go in, whole-number weights come out.
//!
//! Passes in an order that a hash gives, a step for each weight (AdaGrad), the mean of the later passes; nothing is
//! random, so the same examples give the same bytes. A feature that can only speak for one incident never gets points against it.

use recount::reconcile::{Direction, Feature, Weights};

/// How often the examples are read.
const PASSES: usize = 60;
/// The first step.
const STEP: f64 = 0.3;
/// How much large points cost.
const COST: f64 = 1e-4;
/// What the mean of a union must reach, in thousandths.
const JOIN: i32 = 0;

/// A pair of tellings of which it is known whether they are one incident.
pub(crate) struct Example {
    pub(crate) features: Vec<Feature>,
    pub(crate) is_one: bool,
    /// The folds of the two incidents.
    pub(crate) folds: [u64; 2],
    pub(crate) weight: f64,
}

/// Learns the weights.
pub(crate) fn learn(examples: &[&Example]) -> Weights {
    let points = Feature::ALL.iter().map(|feature| allowed(0.0, feature.direction())).collect();
    let mut learner = Learner { points, squares: vec![1.0; Feature::ALL.len()] };
    let mut sums = vec![0.0; Feature::ALL.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for pass in 0..PASSES {
        order.sort_by_key(|&i| shuffled((i * PASSES + pass) as u64));
        for &i in &order {
            learner.read(examples[i]);
            if pass >= PASSES / 2 {
                sums.iter_mut().zip(&learner.points).for_each(|(sum, points)| *sum += points);
            }
        }
    }
    let n = (examples.len() * (PASSES - PASSES / 2)).max(1) as f64;
    let mut weights = Weights::none(JOIN);
    for (feature, sum) in Feature::ALL.iter().zip(sums) {
        weights.set(*feature, (sum / n * 1_000.0).round() as i32);
    }
    weights
}

/// Weights on their way.
struct Learner {
    points: Vec<f64>,
    squares: Vec<f64>,
}

impl Learner {
    fn read(&mut self, example: &Example) {
        let sum: f64 = example.features.iter().map(|&feature| self.points[feature as usize]).sum();
        let chance = 1.0 / (1.0 + (-sum).exp());
        let error = (chance - f64::from(u8::from(example.is_one))) * example.weight;
        for &feature in &example.features {
            let i = feature as usize;
            let slope = error + COST * self.points[i];
            self.squares[i] += slope * slope;
            self.points[i] = allowed(self.points[i] - STEP * slope / self.squares[i].sqrt(), feature.direction());
        }
    }
}

/// A number without any order left.
fn shuffled(number: u64) -> u64 {
    let number = (number ^ (number >> 31)).wrapping_mul(0x7fb5_d329_728e_a185);
    let number = (number ^ (number >> 27)).wrapping_mul(0x81da_def4_bc2d_d44d);
    number ^ (number >> 33)
}

fn allowed(points: f64, direction: Direction) -> f64 {
    match direction {
        Direction::For => points.max(0.0),
        Direction::Against => points.min(0.0),
        Direction::Free => points,
        Direction::Forbids => f64::from(Direction::FORBIDDEN) / 1_000.0,
    }
}
