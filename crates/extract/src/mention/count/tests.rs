//! The cases of `cases.md`, the proofs of `en.toml`, and what must hold for any text.

use proptest::prelude::*;
use recount_model::{CountForm, Document};
use recount_text::Segmenter;

use super::*;

fn rules() -> CountRules {
    CountRules::load(include_str!("en.toml")).unwrap()
}

fn find(rules: &CountRules, segmenter: &Segmenter, sentence: &str) -> Vec<String> {
    let document = Document::new("case", None, sentence);
    let text = segmenter.segment(&document);
    let mut mentions = Vec::new();
    find_counts(rules, &text, 0..text.tokens.len(), &[], &mut mentions);
    mentions.iter().map(|mention| describe(&document, mention)).collect()
}

/// A mention in the words of `cases.md`.
fn describe(document: &Document, mention: &CountMention) -> String {
    let count = mention.count;
    let high = count.high.map_or(String::new(), |high| high.to_string());
    let number = match count.form {
        CountForm::Exact => count.best.to_string(),
        form => format!("{} {}..{high}", form.as_str(), count.low),
    };
    let mut said = format!("\"{}\" => {number} {}", &document[mention.span], mention.kind.as_str());
    let flags =
        [(mention.additional, " additional"), (mention.of_group, " of-group"), (mention.ordinal, " rank"), (mention.rounded, " rounded")];
    flags.iter().filter(|(is_set, _)| *is_set).for_each(|(_, flag)| said.push_str(flag));
    said
}

#[test]
fn every_case_is_read_as_written() {
    let (rules, segmenter) = (rules(), Segmenter::builtin());
    let mut wrong = Vec::new();
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("cases.md").lines() {
        if let Some(sentence) = line.strip_prefix("> ") {
            cases.push((sentence, Vec::new()));
        } else if let (Some(mention), Some((_, mentions))) = (line.strip_prefix("- "), cases.last_mut()) {
            mentions.push(mention);
        }
    }
    assert!(cases.len() >= 80, "{} cases", cases.len());
    for (sentence, expected) in cases {
        let found = find(&rules, &segmenter, sentence);
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_proves_itself() {
    assert_eq!(rules().failed_proofs(&Segmenter::builtin()), Vec::<String>::new());
}

#[test]
fn a_count_touches_no_date() {
    let rules = rules();
    let document = Document::new("case", None, "More than 12 people died on 3 May 2015.");
    let text = Segmenter::builtin().segment(&document);
    let busy = [0..2, 6..9];
    let mut mentions = Vec::new();
    find_counts(&rules, &text, 0..text.tokens.len(), &busy, &mut mentions);
    assert_eq!(mentions.len(), 1);
    assert_eq!((mentions[0].tokens.clone(), mentions[0].count), (2..3, Count::exact(12)));
}

#[test]
fn too_large_a_number_becomes_the_largest() {
    let digits = format!("{} people died.", "9".repeat(400));
    let document = Document::new("case", None, digits);
    let text = Segmenter::builtin().segment(&document);
    let mut mentions = Vec::new();
    find_counts(&rules(), &text, 0..text.tokens.len(), &[], &mut mentions);
    assert_eq!(mentions[0].count.low, u32::MAX);
}

/// Words and marks that numbers are made of, to be thrown together.
const SOUP: [&str; 64] = [
    "a",
    "an",
    "half",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "one",
    "two",
    "five",
    "twelve",
    "twenty",
    "twenty-one",
    "several",
    "few",
    "dozens",
    "of",
    "the",
    "and",
    "or",
    "to",
    "between",
    "from",
    "at least",
    "more than",
    "as many as",
    "up to",
    "some",
    "about",
    "over",
    "more",
    "others",
    "other",
    "another",
    "12",
    "1,200",
    "3.5",
    "9:30",
    "14th",
    "2015",
    "2/3",
    "10-15",
    "-",
    "–",
    ",",
    ".",
    "$",
    "%",
    "(",
    ")",
    "in",
    "out",
    "every",
    "third",
    "thirds",
    "aged",
    "Karim",
    "year-old",
    "12-plus",
    "no",
    "No.",
    "km",
    "p.m.",
    "1/2-year",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_in_order_and_inside(words in proptest::collection::vec((0usize..SOUP.len(), proptest::bool::ANY), 0..30), noise in "\\PC{0,20}") {
        let mut sentence = String::new();
        for (word, is_spaced) in words {
            sentence.push_str(SOUP[word]);
            sentence.push_str(if is_spaced { " " } else { "" });
        }
        sentence.push_str(&noise);
        let document = Document::new("soup", None, sentence);
        let text = Segmenter::builtin().segment(&document);
        let rules = rules();
        let (count, busy) = (text.tokens.len(), [2..3, 7..9]);
        for tokens in [0..count, count.min(1)..count.saturating_sub(1).max(count.min(1)), 0..count + 5] {
            let mut mentions = Vec::new();
            find_counts(&rules, &text, tokens.clone(), &busy, &mut mentions);
            let mut last = tokens.start;
            for mention in mentions {
                prop_assert!(last <= mention.tokens.start && mention.tokens.start < mention.tokens.end && mention.tokens.end <= tokens.end.min(count));
                prop_assert!(mention.tokens.start <= mention.number.start && mention.number.end <= mention.tokens.end && !mention.number.is_empty());
                prop_assert!(mention.tokens.clone().all(|i| !busy.iter().any(|busy| busy.contains(&i))), "{:?}", mention);
                prop_assert!(mention.count.low <= mention.count.best && mention.count.high.is_none_or(|high| mention.count.best <= high));
                prop_assert_eq!(mention.span, text.span(mention.tokens.clone()));
                last = mention.tokens.end;
            }
        }
    }
}
