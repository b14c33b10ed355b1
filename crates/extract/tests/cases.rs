//! Short invented reports with what should be read from them: `src/event/cases.md` and `src/incident/cases.md`.

#![expect(clippy::unwrap_used, reason = "what a test cannot read fails it")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use recount_extract::{Coder, code, outline};
use recount_model::{Count, CountForm, Document, Frame, Incident, PublishedFrom, ResponsibilityStatus, Stage, Total};
use recount_testkit::{Block, Case, cases, diff};

#[test]
fn every_event_is_read_as_written() {
    compare("src/event/cases.md", "events", |coder, news| {
        let seen = outline(coder, &document(news));
        let lines: Vec<&str> = seen.lines().filter_map(|line| line.strip_prefix("    event ")).collect();
        lines.join("\n")
    });
}

#[test]
fn every_incident_is_read_as_written() {
    compare("src/incident/cases.md", "incidents", |coder, news| {
        let coded = code(coder, document(news), true);
        let lines: Vec<String> = coded.incidents.iter().map(line).collect();
        lines.join("\n")
    });
}

/// Reads every case of a file anew and shows where it is read otherwise than written.
fn compare(file: &str, kind: &str, read: impl Fn(&Coder, &Block) -> String) {
    let coder = Coder::builtin();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let cases: Vec<Case> = cases(&text).unwrap();
    assert!(cases.len() >= 25, "{file}: {} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let news = case.blocks.iter().find(|block| block.kind.starts_with("news"));
        let (news, expected) = news.zip(case.block(kind)).unwrap_or_else(|| panic!("{file}:{}: no news or no {kind}", case.line));
        let found = read(&coder, news);
        if found != expected {
            write!(wrong, "{file}:{}: {}\n{}", case.line, case.title, diff(expected, &found)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A block as a report of Tuesday, 14 March 2023, unless it says `news published=…`, a day or `none`.
fn document(news: &Block) -> Document {
    let published = news.kind.split_once("published=").map_or("2023-03-14", |(_, day)| day);
    let mut document = Document::new("case", None, news.text.as_str());
    if published != "none" {
        document.published = Some(published.parse().unwrap());
        document.published_from = Some(PublishedFrom::Given);
    }
    document
}

/// `news armed_assault ML Kidal 2023-03-13 killed=5`: discourse, frame if it is out of the default scope, tactic, stage if it is not
/// accomplished, country, place, days (`?` where they are assumed), counts, who is responsible.
fn line(incident: &Incident) -> String {
    let mut words = vec![incident.discourse.as_str().to_owned()];
    if !matches!(incident.frame, Frame::Political | Frame::Unknown) {
        words.push(incident.frame.as_str().to_owned());
    }
    words.push(incident.tactic.as_str().to_owned());
    if incident.stage != Stage::Accomplished {
        words.push(incident.stage.as_str().to_owned());
    }
    let place = incident.place.as_ref();
    words.push(place.and_then(|place| place.country.clone()).unwrap_or_else(|| "-".to_owned()));
    words.push(place.map_or_else(|| "-".to_owned(), |place| place.name.clone()));
    words.push(incident.when.as_ref().map_or_else(
        || "-".to_owned(),
        |when| {
            let days = if when.first == when.last { when.first.to_string() } else { format!("{}..{}", when.first, when.last) };
            if when.assumed { days + "?" } else { days }
        },
    ));
    let totals = &incident.totals;
    let counts: [(&str, &Option<Total>); 8] = [
        ("killed", &totals.killed),
        ("wounded", &totals.wounded),
        ("harmed", &totals.harmed),
        ("abducted", &totals.abducted),
        ("missing", &totals.missing),
        ("attackers_killed", &totals.initiators_killed),
        ("attackers_wounded", &totals.initiators_wounded),
        ("attackers_arrested", &totals.initiators_arrested),
    ];
    words.extend(counts.iter().filter_map(|(name, total)| Some(format!("{name}={}", number(total.as_ref()?.count)))));
    let responsibility = &incident.responsibility;
    if responsibility.status != ResponsibilityStatus::Unknown {
        let party = responsibility.party.as_deref().unwrap_or_default();
        words.push(format!("{}={party}", responsibility.status.as_str()).trim_end_matches('=').to_owned());
    }
    words.join(" ")
}

/// `7`, `0` for nobody, `at_least:12..`.
fn number(count: Count) -> String {
    match count.form {
        CountForm::Exact | CountForm::None => count.best.to_string(),
        form => format!("{}:{}..{}", form.as_str(), count.low, count.high.map_or_else(String::new, |high| high.to_string())),
    }
}
