//! What people accept, reject and correct: it stands, it can be taken back, and nobody overwrites another unseen.
#![expect(clippy::unwrap_used, reason = "what a test cannot read fails it")]

use std::path::PathBuf;

use recount::{Coder, Date, Document, PublishedFrom};
use recount_ledger::{Act, Change, Correction, ExportOptions, Filter, Ledger, LedgerError, Order, Person, Profile, Rule, State};
use serde_json::{Value, json};

const AYSE: Person = Person { by: "Ayşe", why: "the hospital said so" };

fn coded(coder: &Coder, url: &str, day: Date, text: &str) -> recount::record::Coded {
    let mut report = Document::new(url, None, text);
    report.url = Some(url.to_owned());
    report.published = Some(day);
    report.published_from = Some(PublishedFrom::Given);
    coder.code(report)
}

/// Two reports of one attack, and one of another.
fn ledger() -> (tempfile::TempDir, PathBuf, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recount.db");
    let mut ledger = Ledger::to_write(&path).unwrap();
    let coder = Coder::builtin();
    let reports = [
        coded(&coder, "a", Date::constant(2023, 3, 14), "Gunmen killed five guards in Kidal, Mali, on Monday."),
        coded(&coder, "b", Date::constant(2023, 3, 15), "Gunmen killed seven guards in an attack in Kidal, Mali, on Monday."),
        coded(&coder, "c", Date::constant(2023, 5, 2), "A bomb killed two people in Gao, Mali, on Monday."),
    ];
    ledger.add(&reports).unwrap();
    (folder, path, ledger)
}

fn states(ledger: &Ledger) -> Vec<State> {
    ledger.incidents(&Filter::default()).unwrap()
}

fn at(ledger: &Ledger, place: &str) -> Option<State> {
    states(ledger).into_iter().find(|state| state.place.as_deref() == Some(place))
}

fn killed(state: &State) -> u32 {
    state.figures.iter().find(|figures| figures.outcome == "killed").unwrap().best
}

fn correct(ledger: &mut Ledger, telling: &str, field: &str, value: Value, seen: Option<i64>) -> Result<i64, LedgerError> {
    let act = Act::Correct { field: field.to_owned(), correction: Correction { value, words: Vec::new() } };
    let done = ledger.review(&Change { tellings: &[telling.to_owned()], act, seen, token: None }, AYSE)?;
    Ok(done[0].number)
}

#[test]
fn a_corrected_figure_stands_by_every_rule_and_bears_its_author() {
    let (_folder, _, mut ledger) = ledger();
    let kidal = at(&ledger, "Kidal").unwrap();
    assert_eq!((kidal.members.len(), killed(&kidal)), (2, 7));
    correct(&mut ledger, &kidal.members[0].telling, "killed", json!({"low": 6, "best": 6, "high": 6}), None).unwrap();
    for rule in Rule::ALL {
        let view = ledger.show(&kidal.id, rule, None).unwrap();
        assert_eq!(killed(&view.state), 6, "{}", rule.as_str());
        let evidence = json!(view.reports[0].incidents[0].totals.killed.as_ref().unwrap().evidence);
        assert_eq!((&evidence[0]["by"], &evidence[0]["why"]), (&json!("Ayşe"), &json!("the hospital said so")));
    }
    let history = ledger.history(&kidal.id).unwrap();
    assert_eq!(history.last().unwrap().by, "Ayşe");
    assert!(ledger.check().unwrap().is_empty());
}

#[test]
fn corrections_stand_against_a_later_run() {
    let (_folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    correct(&mut ledger, &gao.id, "tactic", json!("shelling"), None).unwrap();
    // A file with another comment makes other rules: every report is coded anew.
    let acts = concat!(include_str!("../../lexicon/words/en/acts.tsv"), "# other rules\n").to_owned();
    let coder = Coder::with(&[("en/acts.tsv".to_owned(), acts)]).unwrap();
    assert_ne!(coder.info().rules, Coder::builtin().info().rules);
    assert_eq!(ledger.recode(&coder).unwrap().recoded, 3);
    assert_eq!(at(&ledger, "Gao").unwrap().tactic, "shelling");
    assert_eq!(ledger.report("c").unwrap().read.incidents[0].tactic.as_str(), "bombing");
}

#[test]
fn what_is_rejected_is_no_incident_until_it_is_undone() {
    let (_folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    let change = Change { tellings: std::slice::from_ref(&gao.id), act: Act::Reject, seen: None, token: None };
    let rejected = ledger.review(&change, AYSE).unwrap();
    assert!(at(&ledger, "Gao").is_none());
    assert_eq!(ledger.report("c").unwrap().told[0].accepted, Some(false));
    let undo = Change { tellings: &[], act: Act::Undo { review: rejected[0].number }, seen: None, token: None };
    let undone = ledger.review(&undo, AYSE).unwrap();
    assert_eq!(at(&ledger, "Gao").unwrap().id, gao.id);
    // An undo can be undone.
    let again = Change { tellings: &[], act: Act::Undo { review: undone[0].number }, seen: None, token: None };
    ledger.review(&again, AYSE).unwrap();
    assert!(at(&ledger, "Gao").is_none());
    assert!(ledger.check().unwrap().is_empty());
}

#[test]
fn nobody_overwrites_another_unseen_and_a_second_try_counts_once() {
    let (_folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    let seen = ledger.last_review().unwrap();
    correct(&mut ledger, &gao.id, "killed", json!({"low": 3, "best": 3, "high": 3}), Some(seen)).unwrap();
    let error = correct(&mut ledger, &gao.id, "wounded", json!(null), Some(seen)).unwrap_err();
    let LedgerError::Overtaken(since) = error else { panic!("{error}") };
    assert_eq!((since.len(), since[0].field.as_deref()), (1, Some("killed")));
    for _ in 0..2 {
        let change = Change { tellings: std::slice::from_ref(&gao.id), act: Act::Accept, seen: None, token: Some("one") };
        assert_eq!(ledger.review(&change, AYSE).unwrap().len(), 1);
    }
    assert_eq!(ledger.reviews_of_report("c").unwrap().len(), 2);
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_its_cure() {
    let (_folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    let told = |result: Result<i64, LedgerError>| result.unwrap_err().to_string();
    assert!(told(correct(&mut ledger, &gao.id, "killed", json!({"low": 5, "best": 3, "high": null}), None)).contains("not in order"));
    assert!(told(correct(&mut ledger, &gao.id, "tactic", json!("coup"), None)).contains("use one of"));
    assert!(told(correct(&mut ledger, &gao.id, "mood", json!("bad"), None)).contains("no field that can be corrected; use one of tactic"));
    assert!(
        told(correct(&mut ledger, &gao.id, "when", json!({"first": "2023-05-03", "last": "2023-05-01"}), None)).contains("first day first")
    );
    assert_eq!(ledger.last_review().unwrap(), 0);
}

#[test]
fn a_corrected_grid_makes_the_totals() {
    let (_folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    let mut rows = json!(ledger.report("c").unwrap().coded.incidents[0].casualties);
    rows[0]["total"] = json!(false);
    rows[0]["count"] = json!({"low": 4, "best": 4, "high": 4, "form": "exact", "words": null});
    let mut wounded = rows[0].clone();
    wounded["outcome"] = json!("wounded");
    rows.as_array_mut().unwrap().push(wounded);
    correct(&mut ledger, &gao.id, "casualties", rows, None).unwrap();
    let gao = at(&ledger, "Gao").unwrap();
    let figures: Vec<(&str, u32)> = gao.figures.iter().map(|figures| (figures.outcome.as_str(), figures.best)).collect();
    assert_eq!(figures, [("killed", 4), ("wounded", 4)]);
}

#[test]
fn the_queue_holds_what_nobody_has_decided_and_a_new_report_puts_it_back() {
    let (_folder, _, mut ledger) = ledger();
    let page = ledger.page(&Filter::default(), Order::Impact, None, 1).unwrap();
    let next = ledger.page(&Filter::default(), Order::Impact, page.next.as_deref(), 1).unwrap();
    assert_ne!(page.incidents[0].0.id, next.incidents[0].0.id);
    let kidal = at(&ledger, "Kidal").unwrap();
    let tellings: Vec<String> = kidal.members.iter().map(|member| member.telling.clone()).collect();
    ledger.review(&Change { tellings: &tellings, act: Act::Accept, seen: None, token: None }, AYSE).unwrap();
    assert_eq!(ledger.count_of(&Filter::default()).unwrap(), (2, 1));
    let coder = Coder::builtin();
    ledger
        .add(&[coded(&coder, "d", Date::constant(2023, 3, 16), "Gunmen killed eight guards in an attack in Kidal, Mali, on Monday.")])
        .unwrap();
    assert_eq!(ledger.count_of(&Filter::default()).unwrap().1, 2);
    let quality = ledger.quality().unwrap();
    assert_eq!((quality.accepted, quality.untouched), (2, 2));
}

#[test]
fn reviews_go_out_and_come_in_once() {
    let (folder, _, mut ledger) = ledger();
    let gao = at(&ledger, "Gao").unwrap();
    let number = correct(&mut ledger, &gao.id, "killed", json!({"low": 3, "best": 3, "high": 3}), None).unwrap();
    ledger.review(&Change { tellings: &[], act: Act::Undo { review: number }, seen: None, token: None }, AYSE).unwrap();
    correct(&mut ledger, &gao.id, "killed", json!({"low": 9, "best": 9, "high": 9}), None).unwrap();
    let write = |ledger: &Ledger| {
        let mut out = Vec::new();
        ledger.export(Profile::Jsonl, ExportOptions::default(), &mut out).unwrap();
        out
    };
    let first = write(&ledger);
    let mut other = Ledger::to_write(&folder.path().join("other.db")).unwrap();
    for _ in 0..2 {
        other.import(&first[..]).unwrap();
        assert_eq!(killed(&at(&other, "Gao").unwrap()), 9);
        assert_eq!(String::from_utf8(write(&other)).unwrap(), String::from_utf8(first.clone()).unwrap());
    }
}
