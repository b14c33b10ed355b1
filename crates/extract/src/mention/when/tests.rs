use jiff::civil::{Date, date};
use recount_model::Document;
use recount_text::segment::Segmenter;

use super::*;

fn rules() -> WhenRules {
    WhenRules::load(include_str!("en.toml")).unwrap()
}

/// The mentions of a report with their words.
fn read(rules: &WhenRules, report: &str, published: Option<Date>) -> Vec<(String, WhenMention)> {
    let document = Document::new("case", None, report);
    let text = Segmenter::builtin().segment(&document);
    let sentences = text.sentences.iter().map(|sentence| sentence.tokens.clone());
    let mentions = sentences.flat_map(|tokens| find_when(rules, &text, tokens, published));
    mentions.map(|mention| (document[mention.span].to_owned(), mention)).collect()
}

/// A mention as the cases write it.
fn line(words: &str, mention: &WhenMention) -> String {
    let days = match (mention.first, mention.last, mention.offset) {
        (Some(first), Some(last), _) if first == last => first.to_string(),
        (Some(first), Some(last), _) => format!("{first}..{last}"),
        (_, _, Some((n, unit))) => format!("{n:+} {unit:?}").to_lowercase(),
        _ => "open".to_owned(),
    };
    let kind = match mention.kind {
        WhenKind::Vague => Some("vague"),
        WhenKind::Duration => Some("length"),
        WhenKind::TimeOfDay => Some("time"),
        _ => None,
    };
    let differs = weekday_differs(mention).map(|weekday| format!("a {weekday:?}").to_lowercase());
    let flags = [(mention.open_night, "open night"), (mention.past, "past"), (mention.future, "future"), (mention.since, "since")];
    let flags = flags.into_iter().filter(|(flag, _)| *flag).map(|(_, name)| name);
    let told = kind.into_iter().chain(mention.part_of_day.map(PartOfDay::as_str)).chain(flags);
    let told: Vec<String> = told.map(str::to_owned).chain(differs).collect();
    let comma = if told.is_empty() { "" } else { ", " };
    format!("  \"{words}\" = {days}{comma}{}", told.join(", "))
}

/// Reads a block of reports, each followed by its mentions, and writes it anew as the rules read it.
fn reread(rules: &WhenRules, block: &str) -> String {
    let mut lines = Vec::new();
    for report in block.lines().filter(|line| !line.starts_with("  ")) {
        lines.push(report.to_owned());
        let (published, sentence) = report.split_once(": ").unwrap();
        let mentions = read(rules, sentence, published.parse().ok());
        lines.extend(mentions.iter().map(|(words, mention)| line(words, mention)));
    }
    lines.join("\n")
}

#[test]
fn the_cases_are_read_as_they_say() {
    let rules = rules();
    let cases = recount_testkit::cases(include_str!("cases.md")).unwrap();
    let mut reports = 0;
    let mut faults = Vec::new();
    for case in &cases {
        let block = case.block("when").unwrap();
        reports += block.lines().filter(|line| !line.starts_with("  ")).count();
        let found = reread(&rules, block);
        if found != block {
            faults.push(format!("## {}\n{found}", case.title));
        }
    }
    assert!(faults.is_empty(), "read instead:\n{}", faults.join("\n"));
    assert!(reports >= 60, "only {reports} reports");
}

#[test]
fn every_rule_sees_and_skips_what_it_says() {
    let rules = rules();
    let published = Some(date(2017, 8, 15));
    let mut faults = Vec::new();
    for (name, sees, skips) in rules.proofs() {
        let applies = |sentence: &String| read(&rules, sentence, published).iter().any(|(_, mention)| mention.rule == name);
        // Rules that give nothing leave no mention to look for; their cases are in `cases.md`.
        let silent = name.starts_with("date.no-");
        let unseen = sees.iter().filter(|sentence| !silent && !applies(sentence));
        faults.extend(unseen.map(|sentence| format!("{name} does not see: {sentence}")));
        let unskipped = skips.iter().filter(|sentence| applies(sentence));
        faults.extend(unskipped.map(|sentence| format!("{name} does not skip: {sentence}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_anchored_mention_moves_with_its_anchor() {
    let rules = rules();
    let cases = [
        ("Two days later he died.", (date(2017, 8, 13), date(2017, 8, 13))),
        ("The day before, a bomb went off.", (date(2017, 8, 10), date(2017, 8, 10))),
        ("The following week he fled.", (date(2017, 8, 14), date(2017, 8, 20))),
        ("That year he fled.", (date(2017, 1, 1), date(2017, 12, 31))),
        ("The following Friday he fled.", (date(2017, 8, 18), date(2017, 8, 18))),
        ("The previous Friday he fled.", (date(2017, 8, 4), date(2017, 8, 4))),
    ];
    let anchor = date(2017, 8, 11);
    for (sentence, days) in cases {
        let (_, mention) = read(&rules, sentence, None).remove(0);
        assert!(mention.anchored, "{sentence}");
        assert_eq!(resolve_anchored(&mention, anchor, anchor), Some(days), "{sentence}");
    }
}

#[test]
fn an_interval_never_ends_before_it_begins() {
    let rules = rules();
    let reports =
        ["From 16 to 14 August he fled.", "Between 2016 and 2014.", "From Friday to Monday.", "31 February 2016", "On 29 February."];
    for report in reports {
        for (words, mention) in read(&rules, report, Some(date(2017, 8, 15))) {
            assert_eq!(mention.first.is_some(), mention.last.is_some(), "{words}");
            assert!(mention.first <= mention.last, "{words}");
        }
    }
}
