//! Exports in the columns of other codebooks: cell by cell, whole, the same twice, and with hostile words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use recount::record::codebook::{Codebooks, Form, Profile, Settings};
use recount::record::{Coded, Date};
use recount::{Coder, Document};
use recount_ledger::{Asked, Filter, Ledger, LedgerError, Request, Rule, Tally, export, html, markdown};
use tempfile::TempDir;

const STORY: &str = include_str!("codebooks/story.txt");
const EXPECTED: &str = include_str!("codebooks/expected.tsv");

fn coded(id: &str, text: &str) -> Coded {
    let mut document = Document::new(id, None, text);
    document.published = Some(Date::constant(2021, 6, 16));
    document.source = Some("Sahel Wire".to_owned());
    Coder::builtin().code(document)
}

fn ledger(folder: &Path, reports: &[Coded]) -> Ledger {
    let mut ledger = Ledger::to_write(&folder.join("recount.db")).expect("a ledger is made");
    ledger.add(reports).expect("reports are added");
    ledger
}

fn request(profile: Profile) -> Request {
    Request { profile, filter: Filter::default(), rule: None, settings: Settings::default(), is_raw: false }
}

/// What is exported, and what is lost.
fn exported(ledger: &Ledger, request: &Request) -> (String, String, Tally) {
    let (mut out, mut losses) = (Vec::new(), Vec::new());
    let tally = export(ledger, request, &mut out, &mut losses).expect("the ledger is exported");
    let text = |bytes| String::from_utf8(bytes).expect("exports are UTF-8");
    (text(out), text(losses), tally)
}

/// The rows of a CSV, each by column.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("every row has every column")
}

#[test]
fn two_attacks_on_a_mission_are_coded_as_each_codebook_codes_them() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[coded("raid", STORY)]);
    for profile in [Profile::Acled, Profile::Ucdp, Profile::Gtd, Profile::Awsd, Profile::Hxl] {
        let (csv, _, _) = exported(&ledger, &request(profile));
        let found = rows(&csv);
        // The cells that a profile fills: column, value at Kidal, value at Ansongo.
        let own = EXPECTED.lines().filter_map(|line| line.strip_prefix(&format!("{}\t", profile.as_str())));
        let expected: BTreeMap<&str, Vec<&str>> =
            own.filter_map(|line| line.split_once('\t')).map(|(column, values)| (column, values.split('\t').collect())).collect();
        for (n, place) in [(0, "Kidal"), (1, "Ansongo")] {
            let row = found.iter().find(|row| row.values().any(|cell| cell == place));
            let wanted = |column: &str| expected.get(column).and_then(|values| values.get(n)).copied().unwrap_or_default();
            let Some(row) = row else {
                assert!(
                    expected.values().all(|values| values.get(n).is_none_or(|value| value.is_empty())),
                    "{profile:?}: no row for {place}"
                );
                continue;
            };
            for (column, cell) in row {
                assert_eq!(cell, wanted(column), "{profile:?}, {place}: {column}");
            }
        }
    }
}

#[test]
fn losses_say_what_a_codebook_cannot_hold() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[coded("raid", STORY)]);
    let lost = |profile| exported(&ledger, &request(profile)).1;
    assert!(lost(Profile::Acled).contains("victims and attackers in one number"));
    assert!(lost(Profile::Acled).contains(",blank,source_scale,"));
    assert!(lost(Profile::Ucdp).contains("the wounded have no column"));
    assert!(lost(Profile::Ucdp).contains("the actor is not named"));
    assert!(lost(Profile::Gtd).contains(",blank,propvalue,"));
    assert!(lost(Profile::Awsd).contains("out of scope: no aid worker or civilian UN staff among those affected (peacekeeper, soldier)"));
    assert!(lost(Profile::Plover).contains("PLOVER has no numbers"));
}

#[test]
fn a_codebook_keeps_its_own_rule_for_figures() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[coded("raid", STORY)]);
    let asked = Request { rule: Some(Rule::Majority), ..request(Profile::Acled) };
    let error = export(&ledger, &asked, &mut Vec::new(), &mut Vec::new()).unwrap_err();
    assert!(matches!(&error, LedgerError::Decision(words) if words.contains("lowest")), "{error}");
    let asked = Request { rule: Some(Rule::Majority), ..request(Profile::Awsd) };
    assert!(exported(&ledger, &asked).1.contains(",counts,,majority,"));
}

#[test]
fn the_same_actors_day_and_place_are_one_event_for_acled_only() {
    let folder = TempDir::new().unwrap();
    let one = coded("one", "Gunmen killed three farmers in Kidal, Mali, on Tuesday. The mill of Tessara burned.");
    let mut other = one.clone();
    other.report.id = "other".to_owned();
    other.report.text = "Dozens of traders died.".to_owned();
    let mut ledger = ledger(folder.path(), &[one, other]);
    let person = recount_ledger::Person { by: "ada", why: "two raids" };
    let ids: Vec<String> =
        ledger.incidents(&Filter::default()).unwrap().iter().flat_map(|state| &state.members).map(|it| it.telling.clone()).collect();
    if ledger.incidents(&Filter::default()).unwrap().len() == 1 {
        ledger.split(&ids[1..], person).unwrap();
    }
    let (csv, losses, tally) = exported(&ledger, &request(Profile::Acled));
    assert_eq!((tally.selected, tally.exported, tally.merged), (2, 1, 1), "{csv}");
    assert_eq!(rows(&csv)[0]["fatalities"], "6");
    assert!(losses.contains(",merged,"));
    assert_eq!(exported(&ledger, &request(Profile::Ucdp)).2.exported, 2);
}

/// Words that are formulas, markup, control characters and bidirectional marks.
const HOSTILE: [&str; 6] = [
    "=cmd|' /C calc'!A0",
    "+1<script>alert(1)</script>",
    "-2\u{0}\u{8}\u{1b}[31m",
    "@SUM(\"a\")\r\n,\"",
    "\t\u{202e}]]><!--&amp;",
    "| **a** [x](javascript:alert(1)) `\n0.  MESSAGE: ID",
];

/// A report in which everything that a text can give is hostile.
fn hostile() -> Coded {
    let mut coded = coded("raid", STORY);
    let word = |i: usize| HOSTILE[i % HOSTILE.len()].to_owned();
    coded.report.id = word(0);
    coded.report.title = Some(word(1));
    coded.report.source = Some(word(2));
    coded.report.url = Some("javascript:alert(1)".to_owned());
    for (i, incident) in coded.incidents.iter_mut().enumerate() {
        if let Some(place) = &mut incident.place {
            (place.name, place.as_written, place.admin1, place.admin2) = (word(i), word(i + 1), Some(word(i + 2)), Some(word(i + 3)));
        }
        for (j, party) in incident.parties.iter_mut().enumerate() {
            (party.name, party.organisation) = (word(i + j + 1), Some(word(i + j + 2)));
        }
        for (j, casualty) in incident.casualties.iter_mut().enumerate() {
            (casualty.who, casualty.organisation) = (word(i + j), Some(word(i + j + 3)));
        }
        for (j, object) in incident.objects.iter_mut().enumerate() {
            (object.name, object.owner) = (word(i + j + 4), Some(word(i + j + 5)));
        }
        for source in &mut incident.sources {
            source.name = word(i + 4);
        }
    }
    for statement in &mut coded.statements {
        (statement.speaker, statement.organisation) = (word(3), Some(word(5)));
    }
    coded
}

fn is_forbidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

#[test]
fn hostile_words_stay_words_in_every_profile() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[hostile()]);
    for profile in Profile::ALL {
        let (out, losses, tally) = exported(&ledger, &request(profile));
        assert_eq!(tally.exported + tally.merged + tally.refused, tally.selected, "{profile:?}");
        assert_eq!(tally.selected, 2, "{profile:?}");
        match profile.form() {
            Form::Sheet | Form::Counts => no_formula(&out, profile),
            Form::Objects => drop(serde_json::from_str::<serde_json::Value>(&out).expect("a bundle is JSON")),
            Form::Text if profile == Profile::Plover => {
                assert!(out.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
            }
            Form::Text if profile == Profile::Muc4 => {
                assert_eq!(out.matches("0.  MESSAGE: ID  ").count(), 2, "{out}");
                assert!(!out.contains(is_forbidden));
            }
            Form::Text => {
                let tree = roxmltree::Document::parse(&out).unwrap_or_else(|error| panic!("{profile:?}: {error}\n{out}"));
                assert!(tree.descendants().all(|node| !node.has_tag_name("script")));
                assert!(!out.contains("javascript:alert(1)\""));
            }
        }
        no_formula(&losses, profile);
    }
}

fn no_formula(csv: &str, profile: Profile) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let width = reader.headers().expect("there is a header").len();
    for record in reader.records() {
        let record = record.expect("every row has every column");
        assert_eq!(record.len(), width);
        for cell in &record {
            assert!(!cell.contains(is_forbidden), "{profile:?}: {cell:?}");
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\n']) && cell.parse::<f64>().is_err();
            assert!(!is_formula, "{profile:?}: {cell:?}");
        }
    }
}

#[test]
fn raw_leaves_cells_as_they_are() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[hostile()]);
    let (safe, _, tally) = exported(&ledger, &request(Profile::Hxl));
    assert!(tally.quoted > 0 && safe.contains("'=cmd"));
    let (raw, _, tally) = exported(&ledger, &Request { is_raw: true, ..request(Profile::Hxl) });
    assert!(tally.quoted == 0 && raw.contains(",=cmd"));
}

#[test]
fn hostile_words_stay_words_in_the_situation() {
    let folder = TempDir::new().unwrap();
    let ledger = ledger(folder.path(), &[hostile()]);
    let asked = Asked { from: Date::constant(2021, 6, 1), to: Date::constant(2021, 6, 30), country: None, rule: Rule::Latest };
    let situation = ledger.situation(&asked).unwrap();
    let page = html(&situation);
    assert!(page.contains("2 incidents"), "{page}");
    assert!(
        !page.contains("<script") && !page.contains("javascript:alert(1)\"") && !page.contains('\u{202e}') && !page.contains(is_forbidden)
    );
    let text = markdown(&situation);
    assert!(!text.contains("<script") && !text.contains("**a**") && !text.contains('\u{202e}') && !text.contains(is_forbidden), "{text}");
    let cells = text.lines().filter(|line| line.starts_with("| 1 |") || line.starts_with("| 2 |"));
    assert!(cells.clone().count() == 2 && cells.clone().all(|line| line.replace("\\|", "").matches('|').count() == 10), "{text}");
}

#[test]
fn every_profile_is_whole_and_the_same_twice() {
    let folder = TempDir::new().unwrap();
    let examples = fs::read_dir("../../examples").unwrap().map(|entry| entry.unwrap().path());
    let mut reports: Vec<Coded> = examples.map(|path| coded(&path.display().to_string(), &fs::read_to_string(&path).unwrap())).collect();
    reports.push(coded("raid", STORY));
    let ledger = ledger(folder.path(), &reports);
    let books = Codebooks::builtin();
    for profile in Profile::ALL {
        let (out, losses, tally) = exported(&ledger, &request(profile));
        assert_eq!(tally.exported + tally.merged + tally.refused, tally.selected, "{profile:?}");
        assert_eq!(exported(&ledger, &request(profile)), (out.clone(), losses.clone(), tally), "{profile:?}");
        let told = rows(&losses);
        assert_eq!(told.iter().filter(|row| row["action"] == "refused").count(), tally.refused, "{profile:?}");
        if profile.form() == Form::Sheet {
            let head = usize::from(profile == Profile::Hxl);
            assert_eq!(rows(&out).len(), tally.exported + head, "{profile:?}");
            let columns: Vec<&str> = books.sheet(profile.as_str()).unwrap().columns.iter().map(|column| column.name).collect();
            assert_eq!(csv::Reader::from_reader(out.as_bytes()).headers().unwrap(), &csv::StringRecord::from(columns));
        }
    }
}

#[test]
fn every_incident_is_a_feature_of_the_map() {
    let folder = TempDir::new().unwrap();
    let nowhere = coded("nowhere", "Gunmen killed three traders on Tuesday, the militia said.");
    let ledger = ledger(folder.path(), &[coded("raid", STORY), nowhere]);
    let mut out = Vec::new();
    ledger.export(recount_ledger::Profile::Geojson, recount_ledger::ExportOptions::default(), &mut out).unwrap();
    let map: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), ledger.incidents(&Filter::default()).unwrap().len());
    assert!(features.iter().any(|feature| feature["geometry"].is_null()));
    assert!(features.iter().any(|feature| feature["geometry"]["type"] == "Point"));
}

#[test]
fn a_situation_tells_figures_with_their_hedges_and_the_time_before() {
    let folder = TempDir::new().unwrap();
    let later = coded("later", "At least 12 traders were killed by gunmen in Gao, Mali, on 20 June 2021, officials said.");
    let ledger = ledger(folder.path(), &[coded("raid", STORY), later]);
    let asked = |from, to| Asked {
        from: Date::constant(2021, 6, from),
        to: Date::constant(2021, 6, to),
        country: Some("ML".to_owned()),
        rule: Rule::Latest,
    };
    let text = markdown(&ledger.situation(&asked(17, 23)).unwrap());
    assert!(text.contains("One incident of political violence in Mali is told of 17 to 23 June 2021."), "{text}");
    assert!(text.contains("at least 12 were killed"), "{text}");
    assert!(text.contains("(10 to 16 June 2021: 2 incidents, 9 killed)"), "{text}");
    assert!(text.contains("| traders | attacked | 12 |"), "{text}");
    let empty = markdown(&ledger.situation(&asked(1, 2)).unwrap());
    assert!(empty.contains("No incident of political violence in Mali is told of 1 to 2 June 2021."), "{empty}");
    assert!(ledger.situation(&asked(9, 2)).is_err());
}
