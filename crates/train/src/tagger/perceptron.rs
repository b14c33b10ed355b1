//! The averaged perceptron: sentences go in, a row of small weights for each useful feature comes out.

use recount_tagger::format::{ROW, slot_of};
use recount_tagger::{Tag, Window, WordFacts, each_feature};

use super::copies::Random;
use super::dictionary::Seen;

/// How many times learning starts anew; the results are averaged.
const RUNS: usize = 10;

/// How often the sentences are read in a run.
const ROUNDS: usize = 6;

/// What one point of weight is in the file.
const SCALE: f64 = 8.0;

/// How many rows there are, as a power of two: 1 MB a model, which stays in a processor's second cache.
pub(crate) const ROWS_LOG2: u32 = 16;

/// The weights of the features that share a row, one for each tag but X.
pub(crate) type Row = [i8; ROW];

/// Weights on their way to the average.
struct Learner {
    weights: Vec<[i32; ROW]>,
    /// For each weight the sum of `step * change` in this run.
    changes: Vec<[i64; ROW]>,
    /// For each weight the sum of its values after each step, over all runs.
    sums: Vec<[i64; ROW]>,
    /// The step of this run, and how many steps the runs before it had.
    step: i64,
    steps_before: i64,
}

/// Learns from sentences, with the features laid on rows as the tagger will lay them.
pub(crate) fn learn(sentences: &[Seen], random: &mut Random) -> Vec<Row> {
    let mut learner = Learner::new();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for _ in 0..RUNS {
        for _ in 0..ROUNDS {
            random.shuffle(&mut order);
            for i in &order {
                learner.read(&sentences[*i]);
            }
        }
        learner.end_run();
    }
    learner.finish()
}

/// Slides a window over a sentence; `choose` tags the words that are not settled.
fn walk(sentence: &Seen, mut choose: impl FnMut(&Window, Tag) -> Tag) {
    let mut window = Window::new(sentence.style);
    for i in 0..sentence.words.len() + 2 {
        window.slide(sentence.words.get(i).copied().unwrap_or_else(WordFacts::default));
        if i >= 2 {
            let settled = window.word().settled();
            let tag = settled.unwrap_or_else(|| choose(&window, sentence.tags[i - 2]));
            window.settle(tag);
        }
    }
}

impl Learner {
    fn new() -> Learner {
        let rows = 1 << ROWS_LOG2;
        Learner { weights: vec![[0; ROW]; rows], changes: vec![[0; ROW]; rows], sums: vec![[0; ROW]; rows], step: 0, steps_before: 0 }
    }

    /// Tags a sentence and corrects the weights after each wrong tag.
    fn read(&mut self, sentence: &Seen) {
        let mut active = Vec::new();
        walk(sentence, |window, right| {
            active.clear();
            each_feature(window, |hash| active.push(slot_of(hash, ROWS_LOG2)));
            let guess = self.best_tag(&active);
            if guess != right {
                self.correct(&active, right, guess);
            }
            self.step += 1;
            guess
        });
    }

    fn best_tag(&self, active: &[usize]) -> Tag {
        let mut sums = [0; ROW];
        for number in active {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*number]) {
                *sum += weight;
            }
        }
        let best = (0..ROW).rev().max_by_key(|tag| sums[*tag]).unwrap_or(0);
        Tag::ALL[best]
    }

    fn correct(&mut self, active: &[usize], right: Tag, guess: Tag) {
        for number in active {
            for (tag, change) in [(right as usize, 1), (guess as usize, -1)] {
                // X has no weights.
                if tag < ROW {
                    self.weights[*number][tag] += change;
                    self.changes[*number][tag] += self.step * i64::from(change);
                }
            }
        }
    }

    /// Adds the weights of a run to the sums and forgets them.
    fn end_run(&mut self) {
        let tables = self.sums.iter_mut().zip(&mut self.weights).zip(&mut self.changes);
        for ((sums, weights), changes) in tables {
            for tag in 0..ROW {
                sums[tag] += i64::from(weights[tag]) * self.step - changes[tag];
            }
            *weights = [0; ROW];
            *changes = [0; ROW];
        }
        self.steps_before += self.step;
        self.step = 0;
    }

    /// Averages and rounds to bytes.
    fn finish(&self) -> Vec<Row> {
        let steps = self.steps_before.max(1) as f64;
        let average = |sum: i64| (sum as f64 * SCALE / steps).round().clamp(-127.0, 127.0) as i8;
        self.sums.iter().map(|sums| sums.map(average)).collect()
    }
}
