//! Scores a tagger on the treebank: how many words get the right tag, in the three styles of news.

use std::fmt::Write;
use std::time::Instant;

use recount_tagger::{Tag, Tagger, WeightsError};

use super::copies::{Random, capitals, headline};
use super::treebank::{Sentence, Treebank};

/// Writes accuracies, speed and the most frequent mistakes as text.
pub(crate) fn report(treebank: &Treebank, weights: &[u8]) -> Result<String, WeightsError> {
    let tagger = Tagger::from_bytes(weights.to_vec())?;
    let mut text = format!("training data {:016x}\n", tagger.training_hash());
    for (name, sentences) in [("dev", &treebank.dev), ("test", &treebank.test)] {
        let mut random = Random::new(1);
        let headlines: Vec<_> = sentences.iter().map(|one| headline(one, &mut random)).collect();
        let capitals: Vec<_> = sentences.iter().map(capitals).collect();
        let styles = [("cased", sentences, false), ("folded", &capitals, true), ("headline", &headlines, false)];
        for (style, sentences, folded) in styles {
            let score = Score::of(&tagger, sentences, folded);
            let _ = writeln!(text, "{name:5}{style:9}{score}");
        }
    }
    Ok(text)
}

/// What came out for some sentences.
struct Score {
    right: usize,
    words: usize,
    confusions: Vec<(usize, Tag, Tag)>,
    words_a_second: f64,
}

impl Score {
    fn of(tagger: &Tagger, sentences: &[Sentence], folded: bool) -> Score {
        let borrowed: Vec<Vec<&str>> = sentences.iter().map(|one| one.words.iter().map(String::as_str).collect()).collect();
        let mut counts = [[0; Tag::COUNT]; Tag::COUNT];
        let mut tags = Vec::new();
        for (words, sentence) in borrowed.iter().zip(sentences) {
            tagger.tag(words, &[], folded, &mut tags);
            for (tag, right) in tags.iter().zip(&sentence.tags) {
                counts[*right as usize][*tag as usize] += 1;
            }
        }
        let seconds = fastest_pass(tagger, &borrowed, folded);
        let words = counts.iter().flatten().sum();
        let right = (0..Tag::COUNT).map(|tag| counts[tag][tag]).sum();
        let mut confusions = Vec::new();
        for right in Tag::ALL {
            for tag in Tag::ALL.into_iter().filter(|tag| *tag != right) {
                confusions.push((counts[right as usize][tag as usize], right, tag));
            }
        }
        confusions.sort_by_key(|(n, ..)| std::cmp::Reverse(*n));
        confusions.truncate(8);
        Score { right, words, confusions, words_a_second: words as f64 / seconds }
    }
}

/// The seconds of the fastest of ten passes; the others may have shared the machine.
fn fastest_pass(tagger: &Tagger, sentences: &[Vec<&str>], folded: bool) -> f64 {
    let mut tags = Vec::new();
    let passes = (0..10).map(|_| {
        let start = Instant::now();
        for words in sentences {
            tagger.tag(words, &[], folded, &mut tags);
        }
        start.elapsed().as_secs_f64()
    });
    passes.fold(f64::INFINITY, f64::min)
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = 100.0 * self.right as f64 / self.words.max(1) as f64;
        let millions = self.words_a_second / 1e6;
        write!(f, "{percent:.2} % of {} words, {millions:.2} M/s;", self.words)?;
        for (n, right, tag) in &self.confusions {
            write!(f, " {}>{} {n}", right.name(), tag.name())?;
        }
        Ok(())
    }
}
