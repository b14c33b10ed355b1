//! Every rule proves itself: `sees` must match, `skips` must not.

use recount_model::{Date, Document};

use crate::{Coder, rules_fired};

fn fired(coder: &Coder, sentence: &str) -> Vec<&'static str> {
    let mut document = Document::new("proof", None, sentence);
    document.published = Some(Date::constant(2023, 3, 14));
    rules_fired(coder, &document)
}

#[test]
fn every_rule_sees_and_skips_what_it_says() {
    let coder = Coder::builtin();
    let mut wrong = Vec::new();
    for rule in coder.told.iter() {
        for sentence in &rule.sees {
            if !fired(&coder, sentence).contains(&rule.name) {
                wrong.push(format!(
                    "{}:{} {} does not see: {sentence}\n{}",
                    rule.file,
                    rule.line,
                    rule.name,
                    crate::outline(&coder, &Document::new("", None, sentence.as_str()))
                ));
            }
        }
        for sentence in &rule.skips {
            if fired(&coder, sentence).contains(&rule.name) {
                wrong.push(format!(
                    "{}:{} {} does not skip: {sentence}\n{}",
                    rule.file,
                    rule.line,
                    rule.name,
                    crate::outline(&coder, &Document::new("", None, sentence.as_str()))
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} proofs fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_word_of_a_pattern_is_known() {
    assert_eq!(Coder::builtin().told.deaf(), Vec::<&str>::new());
}
