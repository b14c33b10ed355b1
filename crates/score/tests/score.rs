//! A small gold and what is said of a coder that is right, and of one that is not.

use recount_record as record;
use recount_score::{Coded, GoldReport, Members, Scores, b_cubed, invented, parse_gold, score};
use serde_json::{Value, json};

const GOLD: &str = r#"{"cluster": "kela", "reports": [{"id": "one", "text": "…", "incidents": [
    {"ref": "kela", "type": "armed_assault", "stage": "accomplished", "date": "2031-03-02", "country": "ML",
     "place": "Kéla", "lat": 15.0, "lon": -3.0, "killed": [7, 7], "wounded": null, "perp_killed": [1, null],
     "perp_org": "Islamic State", "claim": "claimed by ISIS",
     "groups": [{"who": "guards", "role": "security_guard", "outcome": "killed", "count": [5, 5]}]},
    {"ref": "orvo", "news": false, "type": "bombing", "date": "2030", "country": "ML", "place": "Orvo", "killed": [2, 2]}],
    "sums": [{"outcome": "killed", "count": [9, 9]}]}]}"#;

fn gold() -> Vec<GoldReport> {
    parse_gold("kela.json", GOLD).expect("the gold is whole")
}

fn count(n: u32, high: Option<u32>) -> Value {
    let form = if high.is_some() { "exact" } else { "at_least" };
    json!({"low": n, "best": n, "high": high, "form": form, "words": null})
}

fn total(n: u32, high: Option<u32>) -> Value {
    let mut total = count(n, high);
    total["from"] = "stated".into();
    total["side_unclear"] = false.into();
    total["evidence"] = json!([]);
    total
}

fn incident(id: &str, discourse: &str, tactic: &str, days: [&str; 2]) -> Value {
    json!({
        "id": id, "discourse": discourse, "frame": "political", "tactic": tactic, "also": null,
        "stage": "accomplished", "certainty": "stated",
        "evidence": {"tactic": [], "stage": [], "certainty": [], "discourse": []},
        "when": {"first": days[0], "last": days[1], "part_of_day": null, "assumed": false, "evidence": []},
        "where": {"name": "Kela", "as_written": "Kéla", "country": "ML", "admin1": null, "admin2": null,
            "district": null, "lat": 15.1, "lon": -3.0, "radius_km": 5, "kind": "settlement", "relation": "in",
            "gazetteer_id": null, "evidence": []},
        "parties": [], "objects": [], "weapons": [], "casualties": [],
        "totals": {"killed": null, "wounded": null, "abducted": null, "missing": null, "harmed": null,
            "initiators_killed": null, "initiators_wounded": null, "initiators_arrested": null},
        "responsibility": {"status": "claimed", "party": "the ISIS", "by": null, "evidence": []},
        "responses": [], "links": [], "sources": [], "confidence": 0.8
    })
}

/// Everything that the gold states, as a coder would say it.
fn right_incidents() -> [Value; 2] {
    let mut news = incident("1", "news", "ambush", ["2031-03-02", "2031-03-02"]);
    news["totals"]["killed"] = total(7, Some(7));
    news["totals"]["initiators_killed"] = total(2, None);
    news["casualties"] = json!([{
        "outcome": "killed", "side": "victim", "party": null, "who": "guards", "role": "police", "organisation": null,
        "nationality": null, "age": null, "sex": null, "staff": null, "count": count(5, Some(5)), "total": false,
        "part_of": null, "by": null, "source_kind": "unknown", "status": "adopted", "evidence": []
    }]);
    let mut background = incident("2", "background", "bombing", ["2030-02-01", "2030-03-01"]);
    background["totals"]["killed"] = total(2, Some(2));
    [news, background]
}

fn coded(incidents: impl IntoIterator<Item = Value>, sum: u32) -> Coded {
    let incidents: Vec<Value> = incidents.into_iter().collect();
    let json = json!({
        "schema": "recount.coded/1", "coder": {"version": "0", "rules": "0"},
        "report": {"id": "one", "source": null, "url": null, "title": null, "language": "en", "published": null,
            "published_from": null, "published_evidence": [], "text": "…"},
        "incidents": incidents,
        "sums": [{"outcome": "killed", "side": "victim", "count": count(sum, Some(sum)), "covers": ["1", "2"],
            "by": null, "source_kind": "un", "evidence": []}],
        "statements": [], "context": [], "findings": [], "notes": []
    });
    let report = record::from_json(&json.to_string()).expect("the coded report is whole");
    Coded::from([("one".to_owned(), report)])
}

/// Right and stated of the fields that the gold states.
fn figures(scores: &Scores) -> Vec<(&'static str, usize, usize, usize)> {
    let asked = scores.figures().iter().filter(|figure| figure.of + figure.extra > 0);
    asked.map(|figure| (figure.field, figure.right, figure.of, figure.extra)).collect()
}

#[test]
fn a_right_coder_is_right_everywhere() {
    let scores = score(&gold(), &coded(right_incidents(), 9));
    assert_eq!((scores.news.shares(), scores.all.shares()), ([1.0; 3], [1.0; 3]));
    assert!(figures(&scores).iter().all(|&(_, right, of, extra)| (right, of, extra) == (1, 1, 0)), "{}", scores.table());
    assert_eq!(figures(&scores).len(), 13, "{}", scores.table());
    assert_eq!(scores.misses("all").count(), 0);
    let row = scores.calibration().rows()[0];
    assert_eq!((row.from, row.right, row.of, row.invented), (0.8, 1, 1, 0));
}

#[test]
fn what_is_wrong_is_counted_and_listed() {
    let [mut news, background] = right_incidents();
    news["totals"]["killed"] = total(9, Some(9));
    news["totals"]["wounded"] = total(3, Some(3));
    news["where"]["lat"] = json!(15.3);
    let other = incident("3", "news", "arson", ["2031-01-01", "2031-01-01"]);
    let scores = score(&gold(), &coded([news, background, other], 8));
    let wrong: Vec<_> = figures(&scores).into_iter().filter(|&(_, right, of, extra)| right < of || extra > 0).collect();
    let expected =
        [("killed", 0, 1, 0), ("wounded", 0, 0, 1), ("sum", 0, 1, 0), ("place within 25 km", 0, 1, 0), ("whole record", 0, 1, 0)];
    assert_eq!(wrong, expected);
    assert_eq!((scores.news.found, scores.news.invented, scores.news.missed), (1, 1, 0));
    let killed = scores.misses("killed").next().expect("killed is wrong");
    assert_eq!(killed.detail, json!([[7, 7], [9, 9, "exact"]]));
    let row = scores.calibration().rows()[0];
    assert_eq!((row.right, row.of, row.invented), (0, 2, 1));
}

#[test]
fn a_report_that_was_not_coded_misses_its_news() {
    let scores = score(&gold(), &Coded::new());
    assert_eq!((scores.news.missed, scores.all.missed), (1, 2));
    assert_eq!(figures(&scores), [("report coded", 0, 1, 0), ("sum", 0, 1, 0)]);
}

#[test]
fn news_in_a_report_without_incidents_is_invented() {
    let negatives = parse_gold("negatives.json", r#"[{"id": "one", "text": "…"}]"#).expect("a list of reports");
    assert_eq!(invented(&negatives, &coded(right_incidents(), 9)), 1);
}

#[test]
fn more_than_six_incidents_are_paired_too() {
    let many = (3..12).map(|id| incident(&id.to_string(), "news", "arson", ["2029-01-01", "2029-01-01"]));
    let scores = score(&gold(), &coded(many.chain(right_incidents()), 9));
    assert_eq!((scores.news.found, scores.news.invented, scores.all.found), (1, 9, 2));
}

#[test]
fn an_incident_that_was_missed_stands_alone() {
    let mut gold = gold();
    let mut second = gold[0].clone();
    second.id = "two".into();
    gold.push(second);
    let mut coded = coded(right_incidents(), 9);
    let mut report = coded["one"].clone();
    report.report.id = "two".into();
    coded.insert("two".into(), report);
    let member = |report: &str, id: &str| ((report.to_owned(), "1".to_owned()), id.to_owned());
    let together = Members::from([member("one", "x"), member("two", "x")]);
    let linked = b_cubed(&gold, &coded, &together);
    assert_eq!((linked.precision, linked.recall, linked.mean), (1.0, 1.0, 1.0));
    let alone = b_cubed(&gold, &coded, &Members::from([member("one", "x")]));
    assert_eq!((alone.precision, alone.recall), (1.0, 0.5));
}
