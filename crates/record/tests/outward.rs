//! What goes outward can be checked word by word, and comes back the same.

use proptest::prelude::*;
use recount_model as model;
use recount_record::{Coded, CoderInfo, CountForm, Evidence, Part, coded, from_json, to_json, to_json_pretty};

mod report;

use report::{bare, coder, span_of, two_attacks};

/// The words that evidence points at, read as a stranger would: by code points.
fn words_at(published: &Coded, evidence: &Evidence) -> String {
    let Evidence::Words { part, start, end, .. } = evidence else { panic!("no words: {evidence:?}") };
    let text = match part {
        Part::Text => published.report.text.as_str(),
        Part::Title => published.report.title.as_deref().expect("evidence in a title has a title"),
    };
    assert!(start <= end && *end as usize <= text.chars().count(), "{start}..{end} of {text}");
    text.chars().skip(*start as usize).take((end - start) as usize).collect()
}

fn published_note(title: Option<&str>, text: &str, words: &str) -> (Coded, Evidence) {
    let mut report = bare(model::Document::new("r", title.map(Into::into), text));
    let evidence = vec![model::Evidence::new(span_of(&report.document, words), "test.words")];
    report.notes.push(model::Note { rule: "test.note", message: String::new(), evidence });
    let published = coded(&report, &coder());
    let evidence = published.notes[0].evidence[0].clone();
    (published, evidence)
}

#[test]
fn everything_comes_back_the_same() {
    let published = coded(&two_attacks(), &coder());
    assert_eq!(from_json(&to_json(&published)).unwrap(), published);
    assert_eq!(from_json(&to_json_pretty(&published)).unwrap(), published);
    assert_eq!(to_json(&from_json(&to_json(&published)).unwrap()), to_json(&published));
    assert!(!to_json(&published).contains('\n'));
}

#[test]
fn offsets_hold_for_emoji_arabic_and_combining_marks() {
    let text = "🙂🙂 قُتل خمسة حراس في تمبكتو. Cafe\u{301} touché : deux tués à Gao";
    for words in ["🙂", "خمسة", "تمبكتو", "Cafe\u{301}", "tués", "Gao"] {
        let (published, evidence) = published_note(None, text, words);
        assert_eq!(words_at(&published, &evidence), words);
    }
}

#[test]
fn words_of_the_title_say_so() {
    let (published, evidence) = published_note(Some(" Trois tués à Gao "), "Tôt lundi, un camp fut attaqué.", "tués");
    assert_eq!(published.report.title.as_deref(), Some("Trois tués à Gao"));
    assert_eq!(published.report.text, "Tôt lundi, un camp fut attaqué.");
    assert_eq!(words_at(&published, &evidence), "tués");
    let json = to_json(&published);
    assert!(json.contains(r#"{"in":"title","start":6,"end":10,"rule":"test.words"}"#), "{json}");
    let (published, evidence) = published_note(Some("Trois tués à Gao"), "Tôt lundi, un camp fut attaqué.", "Tôt lundi");
    assert!(to_json(&published).contains(r#"{"start":0,"end":9,"rule":"test.words"}"#));
    assert_eq!(words_at(&published, &evidence), "Tôt lundi");
}

#[test]
fn a_title_that_the_text_begins_with_is_text() {
    let (published, evidence) = published_note(Some("Two dead"), "Two dead\n\nIn Gao.", "dead");
    assert_eq!(words_at(&published, &evidence), "dead");
    assert!(matches!(evidence, Evidence::Words { part: Part::Text, start: 4, .. }));
}

#[test]
fn a_span_can_end_where_the_text_ends() {
    for text in ["Two dead".to_owned(), "é".repeat(64), "é".repeat(32) + "x", "🙂".repeat(16)] {
        let (published, evidence) = published_note(None, &text, &text);
        assert_eq!(words_at(&published, &evidence), text);
    }
}

#[test]
fn a_span_from_the_title_into_the_text_keeps_its_words_of_the_title() {
    let (published, evidence) = published_note(Some("Gao"), "Two dead", "ao\n\nTwo");
    assert_eq!(words_at(&published, &evidence), "ao");
}

#[test]
fn a_report_without_a_name_is_named_by_its_text() {
    let unnamed = |title: Option<&str>| bare(model::Document::new("", title.map(Into::into), "Two guards died."));
    let id = coded(&unnamed(None), &coder()).report.id;
    assert_eq!(id.len(), 16);
    assert_eq!(coded(&unnamed(Some("News")), &coder()).report.id, id);
}

#[test]
fn counts_have_their_words() {
    let published = coded(&two_attacks(), &coder());
    let incident = &published.incidents[0];
    assert_eq!(incident.casualties[0].count.words.as_deref(), Some("Seven"));
    let killed = incident.totals.killed.as_ref().unwrap();
    assert_eq!((killed.count.low, killed.count.words.as_deref()), (7, Some("Seven")));
    let wounded = incident.totals.wounded.as_ref().unwrap();
    assert_eq!((wounded.count.low, wounded.count.form, wounded.count.words.as_deref()), (3, CountForm::Exact, None));
    assert_eq!(incident.parties[0].size.as_ref().unwrap().words.as_deref(), Some("six"));
}

#[test]
fn positions_become_ids() {
    let published = coded(&two_attacks(), &coder());
    assert_eq!(published.incidents[0].casualties[1].party.as_deref(), Some("a"));
    assert_eq!(published.incidents[0].casualties[1].part_of, Some(0));
    assert_eq!(published.incidents[0].links[0].to, "2");
    assert_eq!(published.sums[0].covers, ["1", "2"]);
    assert_eq!(published.statements[0].about, ["2"]);
}

#[test]
fn keys_stand_in_the_order_of_the_codebook() {
    let json = to_json(&coded(&two_attacks(), &coder()));
    let keys = [
        "schema",
        "coder",
        "report",
        "incidents",
        "discourse",
        "frame",
        "tactic",
        "also",
        "stage",
        "certainty",
        "evidence",
        "when",
        "first",
        "last",
        "part_of_day",
        "assumed",
        "where",
        "as_written",
        "country",
        "admin1",
        "admin2",
        "district",
        "lat",
        "lon",
        "radius_km",
        "kind",
        "relation",
        "gazetteer_id",
        "parties",
        "stance",
        "organisation",
        "identified",
        "size",
        "objects",
        "owner",
        "effects",
        "weapons",
        "casualties",
        "outcome",
        "side",
        "party",
        "who",
        "role",
        "nationality",
        "age",
        "sex",
        "staff",
        "count",
        "low",
        "best",
        "high",
        "form",
        "words",
        "total",
        "part_of",
        "by",
        "source_kind",
        "status",
        "totals",
        "killed",
        "from",
        "side_unclear",
        "wounded",
        "abducted",
        "missing",
        "harmed",
        "initiators_killed",
        "responsibility",
        "responses",
        "action",
        "links",
        "to",
        "sources",
        "confidence",
        "sums",
        "covers",
        "statements",
        "speaker",
        "act",
        "about",
        "quote",
        "context",
        "findings",
        "level",
        "message",
        "notes",
    ];
    let mut at = 0;
    for key in keys {
        let found = json[at..].find(&format!("\"{key}\":"));
        at += found.unwrap_or_else(|| panic!("`{key}` is missing or too early:\n{json}"));
    }
    assert!(json.contains(r#""confidence":0.95"#));
    assert!(!json.contains("\"places\""));
}

#[test]
fn another_version_is_refused_and_an_unknown_key_is_not() {
    let json = to_json(&coded(&two_attacks(), &coder()));
    let error = from_json(&json.replace("recount.coded/1", "recount.coded/2")).unwrap_err().to_string();
    assert!(error.contains("`recount.coded/2`"), "{error}");
    let error = from_json(&json.replace("\"armed_assault\"", "\"coup\"")).unwrap_err().to_string();
    assert!(error.contains("`coup` is no Tactic; use one of armed_assault, "), "{error}");
    assert!(from_json(&json.replacen("{\"schema\"", "{\"new\":[{}],\"schema\"", 1)).is_ok());
}

#[test]
fn a_persons_decision_comes_back() {
    let json = r#"{"by":"user","at":"2026-01-02T03:04:05Z","why":"read the original"}"#;
    let evidence: Evidence = serde_json::from_str(json).unwrap();
    assert!(matches!(evidence, Evidence::Person { .. }));
    assert_eq!(serde_json::to_string(&evidence).unwrap(), json);
}

proptest! {
    #[test]
    fn every_span_reads_the_same_outside(
        title in proptest::option::of("\\PC{1,20}"), text in "(\\PC|[a-z ]|\n){1,200}", from in 0..1000usize, length in 0..1000usize,
    ) {
        let mut report = bare(model::Document::new("r", title, text));
        let own = report.document.title_end as usize;
        let inner = &report.document.text[own..];
        let start = inner.floor_char_boundary(from % (inner.len() + 1));
        let end = inner.floor_char_boundary(start + length % (inner.len() - start + 1));
        let span = model::Span::new(own + start, own + end);
        let words = report.document[span].to_owned();
        report.findings.push(model::Finding {
            rule: "test.finding", level: model::Level::Info, message: String::new(),
            evidence: vec![model::Evidence::new(span, "test.words")],
        });
        let published = coded(&report, &CoderInfo { version: String::new(), rules: String::new() });
        prop_assert_eq!(words_at(&published, &published.findings[0].evidence[0]), words);
        prop_assert_eq!(from_json(&to_json(&published)).unwrap(), published);
    }
}
