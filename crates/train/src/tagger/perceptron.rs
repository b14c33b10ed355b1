//! The averaged perceptron: sentences go in, a row of small weights for each useful feature comes out.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use recount_tagger::{Tag, Window, WordFacts, each_feature};

use super::copies::Random;
use super::dictionary::Seen;

/// How many times learning starts anew; the results are averaged.
const RUNS: usize = 10;

/// How often the sentences are read in a run.
const ROUNDS: usize = 6;

/// How often a feature must be seen.
const SEEN: u32 = 3;

/// What one point of weight is in the file.
const SCALE: f64 = 8.0;

/// How many rows are kept.
const ROWS: usize = 72_000;

/// The weights of a feature, one for each tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The hash of the feature.
    pub(crate) hash: u64,
    /// The weights.
    pub(crate) weights: [i8; Tag::COUNT],
}

/// A hasher for keys that are hashes already.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Numbers of features; only ever looked up, never listed.
type Numbers = HashMap<u64, u32, BuildHasherDefault<Plain>>;

/// Weights on their way to the average.
struct Learner {
    numbers: Numbers,
    hashes: Vec<u64>,
    weights: Vec<[i32; Tag::COUNT]>,
    /// For each weight the sum of `step * change` in this run.
    changes: Vec<[i64; Tag::COUNT]>,
    /// For each weight the sum of its values after each step, over all runs.
    sums: Vec<[i64; Tag::COUNT]>,
    /// The step of this run, and how many steps the runs before it had.
    step: i64,
    steps_before: i64,
}

/// Learns from sentences; rows come in falling use, so that a prefix is the best choice of that size.
pub(crate) fn learn(sentences: &[Seen], random: &mut Random) -> Vec<Row> {
    let mut learner = Learner::new(count_features(sentences));
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

/// The features that are seen often enough, in the order of their first place.
fn count_features(sentences: &[Seen]) -> Vec<u64> {
    let mut numbers = Numbers::default();
    let mut counts: Vec<(u64, u32)> = Vec::new();
    for sentence in sentences {
        walk(sentence, |window, right| {
            each_feature(window, |hash| {
                let number = *numbers.entry(hash).or_insert(counts.len() as u32) as usize;
                if number == counts.len() {
                    counts.push((hash, 0));
                }
                counts[number].1 += 1;
            });
            right
        });
    }
    counts.into_iter().filter(|(_, n)| *n >= SEEN).map(|(hash, _)| hash).collect()
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
    fn new(hashes: Vec<u64>) -> Learner {
        Learner {
            numbers: hashes.iter().enumerate().map(|(i, hash)| (*hash, i as u32)).collect(),
            weights: vec![[0; Tag::COUNT]; hashes.len()],
            changes: vec![[0; Tag::COUNT]; hashes.len()],
            sums: vec![[0; Tag::COUNT]; hashes.len()],
            hashes,
            step: 0,
            steps_before: 0,
        }
    }

    /// Tags a sentence and corrects the weights after each wrong tag.
    fn read(&mut self, sentence: &Seen) {
        let mut active = Vec::new();
        walk(sentence, |window, right| {
            active.clear();
            each_feature(window, |hash| {
                active.extend(self.numbers.get(&hash).copied());
            });
            let guess = self.best_tag(&active);
            if guess != right {
                self.correct(&active, right, guess);
            }
            self.step += 1;
            guess
        });
    }

    fn best_tag(&self, active: &[u32]) -> Tag {
        let mut sums = [0; Tag::COUNT];
        for number in active {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*number as usize]) {
                *sum += weight;
            }
        }
        let best = (0..Tag::COUNT).rev().max_by_key(|tag| sums[*tag]).unwrap_or(0);
        Tag::ALL[best]
    }

    fn correct(&mut self, active: &[u32], right: Tag, guess: Tag) {
        for number in active {
            let number = *number as usize;
            for (tag, change) in [(right as usize, 1), (guess as usize, -1)] {
                self.weights[number][tag] += change;
                self.changes[number][tag] += self.step * i64::from(change);
            }
        }
    }

    /// Adds the weights of a run to the sums and forgets them.
    fn end_run(&mut self) {
        let tables = self.sums.iter_mut().zip(&mut self.weights).zip(&mut self.changes);
        for ((sums, weights), changes) in tables {
            for tag in 0..Tag::COUNT {
                sums[tag] += i64::from(weights[tag]) * self.step - changes[tag];
            }
            *weights = [0; Tag::COUNT];
            *changes = [0; Tag::COUNT];
        }
        self.steps_before += self.step;
        self.step = 0;
    }

    /// Averages, rounds to bytes, and orders the rows by the size of their weights.
    fn finish(&self) -> Vec<Row> {
        let steps = self.steps_before.max(1) as f64;
        let average = |sum: i64| (sum as f64 * SCALE / steps).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<Row> =
            self.hashes.iter().zip(&self.sums).map(|(hash, sums)| Row { hash: *hash, weights: sums.map(average) }).collect();
        let size = |row: &Row| row.weights.iter().map(|weight| i32::from(*weight).pow(2)).sum::<i32>();
        rows.retain(|row| size(row) > 0);
        rows.sort_by_key(|row| (std::cmp::Reverse(size(row)), row.hash));
        rows.truncate(ROWS);
        rows
    }
}
