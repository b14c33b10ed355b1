//! The cases of `cases.md`, and what must hold for any text.

use std::sync::LazyLock;

use proptest::prelude::*;
use recount_lexicon::gazetteer::{Countries, Gazetteer};
use recount_model::{Document, Relation};
use recount_text::{Segmenter, Text};

use super::*;

struct Kit {
    rules: PlaceRules,
    gazetteer: Gazetteer,
    countries: Countries,
    segmenter: Segmenter,
}

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit {
    rules: PlaceRules::load(include_str!("en.toml")).unwrap(),
    gazetteer: Gazetteer::builtin(),
    countries: Countries::builtin(),
    segmenter: Segmenter::builtin(),
});

/// All places of a report; names of peoples are taken, and vote for their country, as in the engine.
fn find(text: &Text) -> Vec<PlaceMention> {
    let (mut mentions, mut votes) = (Vec::new(), Votes::default());
    if let Some(dateline) = text.dateline {
        let start = text.tokens.partition_point(|token| token.span.start < dateline.start);
        let end = text.tokens.partition_point(|token| token.span.start < dateline.end);
        find_places(&KIT.rules, &KIT.gazetteer, text, start..end, &[], &mut mentions);
    }
    for sentence in &text.sentences {
        let peoples: Vec<_> = sentence.tokens.clone().filter(|token| text.word(*token) != text.fold(*token)).collect();
        let mut taken = Vec::new();
        for token in peoples {
            let countries = KIT.countries.by_demonym(text.word(token));
            countries.iter().for_each(|country| votes.add(&country.iso2, 2));
            if !countries.is_empty() {
                taken.push(token..token + 1);
            }
        }
        find_places(&KIT.rules, &KIT.gazetteer, text, sentence.tokens.clone(), &taken, &mut mentions);
    }
    resolve(&KIT.gazetteer, &KIT.countries, &mut votes, &mut mentions);
    mentions
}

/// A mention in the words of `cases.md`.
fn describe(text: &Text, mentions: &[PlaceMention], mention: &PlaceMention) -> String {
    let mut said = format!("\"{}\" => ", &text.document[mention.span]);
    match (mention.chosen, mention.container) {
        (Some(id), _) => {
            let place = KIT.gazetteer.place(id);
            said +=
                &[place.name, place.country, place.kind.as_str()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
        (None, Some(container)) => said += &format!("unknown inside \"{}\"", &text.document[mentions[container].span]),
        (None, None) => said += "unknown",
    }
    said += &format!(", {}", ["named", "weak", "placed", "firm"][usize::from(mention.strength)]);
    if mention.relation != Relation::In {
        said += &format!(" {}", mention.relation.as_str());
    }
    let numbers = [(mention.distance_km, " km "), (mention.bearing, " bearing "), (mention.within, " within ")];
    numbers.iter().filter_map(|(number, name)| number.map(|number| format!("{name}{}", number.round()))).for_each(|words| said += &words);
    let flags = [
        (mention.is_region, " region"),
        (mention.is_district, " district"),
        (mention.is_modifier, " modifier"),
        (mention.is_in_name, " in-name"),
        (mention.is_doubtful, " doubtful"),
    ];
    flags.iter().filter(|(is_set, _)| *is_set).for_each(|(_, flag)| said += flag);
    said
}

fn read(report: &str) -> Vec<String> {
    let document = Document::new("case", None, report);
    let text = KIT.segmenter.segment(&document);
    let mentions = find(&text);
    mentions.iter().map(|mention| describe(&text, &mentions, mention)).collect()
}

#[test]
fn every_case_is_read_as_written() {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("cases.md").lines() {
        if let Some(report) = line.strip_prefix("> ") {
            cases.push((report, Vec::new()));
        } else if let (Some(mention), Some((_, mentions))) = (line.strip_prefix("- "), cases.last_mut()) {
            mentions.push(mention);
        }
    }
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let wrong: Vec<String> = cases
        .into_iter()
        .filter_map(|(report, expected)| {
            let found = read(report);
            (found != expected).then(|| format!("> {report}\n- {}\nexpected\n- {}", found.join("\n- "), expected.join("\n- ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_taken_name_is_no_place() {
    let document = Document::new("case", None, "The Jordan Front struck in Jordan.");
    let text = KIT.segmenter.segment(&document);
    let mut mentions = Vec::new();
    let taken = [1..3, 3..4];
    find_places(&KIT.rules, &KIT.gazetteer, &text, 0..text.tokens.len(), &taken, &mut mentions);
    assert_eq!(mentions.len(), 1);
    assert_eq!(mentions[0].tokens, 5..6);
}

#[test]
fn a_long_report_of_one_name_takes_no_long_time() {
    let report = "Moore told Welch. ".repeat(4_000);
    let start = std::time::Instant::now();
    read(&report);
    assert!(start.elapsed().as_secs() < 20);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_mention_lies_in_its_sentence_whatever_the_text(report in report()) {
        let document = Document::new("case", None, report);
        let text = KIT.segmenter.segment(&document);
        let mentions = find(&text);
        for mention in &mentions {
            let in_dateline = text.dateline.is_some_and(|dateline| dateline.holds(mention.span));
            let in_sentence = text.sentences.iter().any(|sentence| sentence.tokens.start <= mention.tokens.start && mention.tokens.end <= sentence.tokens.end);
            prop_assert!(in_dateline || in_sentence);
            prop_assert!(text.span(mention.tokens.clone()).holds(mention.span) && !mention.span.is_empty());
            prop_assert!(mention.strength <= 3 && mention.container.is_none_or(|container| container < mentions.len()));
            prop_assert!(document.text.is_char_boundary(mention.span.start as usize) && document.text.is_char_boundary(mention.span.end as usize));
        }
    }
}

/// Words that mean something here, in any order, and some that mean nothing.
fn report() -> impl Strategy<Value = String> {
    let words = [
        "Gao",
        "Mali",
        "Kidal",
        "Dallas",
        "TX",
        "Fla.",
        "W. Va.",
        "St.",
        "Louis",
        "New",
        "York-based",
        "'s",
        "the",
        "village",
        "of",
        "in",
        "near",
        "between",
        "and",
        ",",
        ".",
        "(",
        ")",
        "30",
        "km",
        "north",
        "northern",
        "city",
        "province",
        "Karfa",
        "a",
        "Mr.",
        "Chad",
        "Walker",
        "US",
        "HIV",
        "Police",
        "Times",
        "Butler",
        "counties",
        "County",
        "capital",
        "al-Qaim",
        "es",
        "Safi",
        "é",
        "İ",
        "\n\n",
        "—",
        "-",
        "Tall-",
        "\"",
    ];
    let word = prop_oneof![9 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}".prop_map(String::from)];
    proptest::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}
