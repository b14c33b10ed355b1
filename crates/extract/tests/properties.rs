//! What holds for any text: the engine does not fail, points only at words that are there, and says the same twice.

use proptest::prelude::*;
use recount_extract::{Coder, code};
use recount_text::read::{ReadOptions, read_bytes};

#[path = "../../../tests/properties/engine.rs"]
mod properties;

/// Words that the rules know, so that random texts reach every step.
const WORDS: [&str; 60] = [
    "Gunmen",
    "gunmen",
    "killed",
    "wounded",
    "five",
    "12",
    "at",
    "least",
    "guards",
    "in",
    "Kidal",
    ",",
    "Mali",
    "on",
    "Monday",
    ".",
    "the",
    "attack",
    "was",
    "claimed",
    "by",
    "Islamic",
    "State",
    "and",
    "two",
    "bomber",
    "himself",
    "bombing",
    "of",
    "a",
    "market",
    "after",
    "police",
    "said",
    "\"",
    "kidnapped",
    "three",
    "nurses",
    "near",
    "Gao",
    "from",
    "Timbuktu",
    "yesterday",
    "2015",
    "dozens",
    "no",
    "casualties",
    "including",
    "another",
    "army",
    "foiled",
    "that",
    ";",
    "(",
    ")",
    "--",
    "\n\n",
    "who",
    "40",
    "km",
];

fn holds(coder: &Coder, text: &str) -> Result<(), TestCaseError> {
    properties::is_coded(coder, text).map_err(TestCaseError::fail)
}

#[test]
fn any_text_is_coded_within_its_bounds_and_the_same_twice() {
    let coder = Coder::builtin();
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 1500, failure_persistence: None, ..Default::default() });
    runner.run(&any::<String>(), |text| holds(&coder, &text)).unwrap();
    let words = proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..80);
    runner.run(&words, |words| holds(&coder, &words.join(" "))).unwrap();
}

#[test]
fn any_bytes_are_read_and_coded() {
    let coder = Coder::builtin();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() });
    let bytes = proptest::collection::vec(any::<u8>(), 0..400);
    runner
        .run(&bytes, |bytes| {
            holds(&coder, &String::from_utf8_lossy(&bytes))?;
            for document in read_bytes("any.txt", &bytes, &ReadOptions::default()).into_iter().flatten() {
                code(&coder, document, true);
            }
            Ok(())
        })
        .unwrap();
}
