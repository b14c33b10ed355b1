//! What an analyst may rely on: one record of each incident, whatever the order; decisions that stay; nothing lost.

use std::io::Cursor;
use std::path::PathBuf;

use recount::record::Coded;
use recount::{Coder, Date, Document};
use recount_ledger::{ExportOptions, Filter, Ledger, LedgerError, Person, Profile, Rule};
use tempfile::TempDir;

const PERSON: Person = Person { by: "ada", why: "two markets" };

struct Desk {
    _folder: TempDir,
    path: PathBuf,
    coder: Coder,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        let path = folder.path().join("recount.db");
        Self { _folder: folder, path, coder: Coder::builtin() }
    }

    fn ledger(&self) -> Ledger {
        Ledger::to_write(&self.path).expect("a ledger can be made")
    }

    fn code(&self, id: &str, day: i8, text: &str) -> Coded {
        let mut document = Document::new(id, None, text);
        document.published = Some(Date::constant(2023, 3, day));
        document.published_from = Some(recount::PublishedFrom::Given);
        self.coder.code(document)
    }

    /// Three stories of an attack in Gao whose toll grows, a copy of the second, and one of another attack elsewhere.
    fn stories(&self) -> Vec<Coded> {
        let second = "Gunmen killed five guards at the Hotel Belvara in Gao, Mali, on Monday, the governor Modibo Tessara said. \
                      Twelve people were wounded. Three cars burned in the yard of the hotel, and the road was closed until noon.";
        vec![
            self.code("first", 13, "Gunmen killed three guards at the Hotel Belvara in Gao, Mali, on Monday, police said."),
            self.code("second", 14, second),
            self.code("copy", 14, &format!("{second} More follows.")),
            self.code(
                "third",
                16,
                "The attack on the Hotel Belvara in Gao, Mali, on Monday killed nine guards, the governor Modibo Tessara said.",
            ),
            self.code("other", 14, "A roadside bomb killed two farmers near Kidal, Mali, on Sunday."),
        ]
    }

    fn filled(&self) -> Ledger {
        let mut ledger = self.ledger();
        ledger.add(&self.stories()).expect("the stories are added");
        ledger
    }
}

fn exported(ledger: &Ledger, profile: Profile) -> String {
    let mut out = Vec::new();
    ledger.export(profile, ExportOptions::default(), &mut out).expect("the ledger is written out");
    String::from_utf8(out).expect("exports are UTF-8")
}

/// The id of the incident that a report's first incident is in.
fn incident_of(ledger: &Ledger, report: &str) -> String {
    let states = ledger.incidents(&Filter::default()).expect("incidents can be read");
    let holds = |state: &&recount_ledger::State| state.members.iter().any(|member| member.report == report);
    states.iter().find(holds).unwrap_or_else(|| panic!("no incident of {report}")).id.clone()
}

fn killed(ledger: &Ledger, report: &str, rule: Rule) -> (u32, u32, Option<u32>) {
    let state = ledger.show(&incident_of(ledger, report), rule, None).expect("the incident is there").state;
    let figures = state.figures.iter().find(|figures| figures.outcome == "killed").expect("somebody was killed");
    (figures.low, figures.best, figures.high)
}

#[test]
fn four_stories_of_one_attack_are_one_incident_and_three_sources() {
    let desk = Desk::new();
    let ledger = desk.filled();
    let states = ledger.incidents(&Filter::default()).unwrap();
    assert_eq!(states.len(), 2);
    let attack = states.iter().find(|state| state.members.len() == 4).expect("four stories tell of it");
    assert_eq!((attack.sources, attack.place.as_deref()), (3, Some("Gao")));
}

#[test]
fn the_figure_that_stands_depends_on_the_rule() {
    let desk = Desk::new();
    let ledger = desk.filled();
    assert_eq!(killed(&ledger, "first", Rule::Latest), (9, 9, Some(9)));
    assert_eq!(killed(&ledger, "first", Rule::Lowest), (3, 3, Some(3)));
    assert_eq!(killed(&ledger, "first", Rule::LowBestHigh), (3, 9, Some(9)));
    // Two stories say five, but one is a copy of the other: each figure has one source, and the latest stands.
    assert_eq!(killed(&ledger, "first", Rule::Majority), (9, 9, Some(9)));
}

#[test]
fn an_earlier_day_knows_only_what_was_published_by_then() {
    let desk = Desk::new();
    let ledger = desk.filled();
    let id = incident_of(&ledger, "first");
    let on = |day| ledger.show(&id, Rule::Latest, Some(Date::constant(2023, 3, day)));
    let killed = |day| on(day).unwrap().state.figures[0].best;
    assert_eq!((killed(13), killed(15), killed(16)), (3, 5, 9));
    assert!(matches!(on(12), Err(LedgerError::Unknown(_))));
    assert_eq!(ledger.incidents_as_of(Date::constant(2023, 3, 13), Rule::Latest).unwrap().len(), 1);
}

#[test]
fn any_order_of_arrival_gives_one_ledger() {
    let desk = Desk::new();
    let whole = exported(&desk.filled(), Profile::Jsonl);
    let mut order: u64 = 0x5EED;
    for turn in 1..=10 {
        let other = Desk::new();
        let mut ledger = other.ledger();
        let mut stories = desk.stories();
        for i in (1..stories.len()).rev() {
            order = order.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            stories.swap(i, (order >> 33) as usize % (i + 1));
        }
        for story in &stories {
            ledger.add(std::slice::from_ref(story)).unwrap();
        }
        assert_eq!(exported(&ledger, Profile::Jsonl), whole, "turn {turn}");
        assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn adding_again_changes_nothing() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let before = exported(&ledger, Profile::Jsonl);
    let added = ledger.add(&desk.stories()).unwrap();
    assert_eq!((added.new, added.unchanged), (0, 5));
    assert_eq!(exported(&ledger, Profile::Jsonl), before);
}

#[test]
fn another_text_of_a_report_is_a_version_and_no_second_source() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let text = "Gunmen killed four guards at the Hotel Belvara in Gao, Mali, on Monday, police said.";
    let added = ledger.add(&[desk.code("first", 13, text)]).unwrap();
    assert_eq!((added.new, added.versions), (0, 1));
    assert_eq!(killed(&ledger, "first", Rule::Lowest), (4, 4, Some(4)));
    assert_eq!(ledger.versions("first").unwrap().len(), 2);
    assert_eq!(ledger.incidents(&Filter::default()).unwrap().len(), 2);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn an_edit_says_which_figures_it_changed() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    assert!(ledger.edits("first").unwrap().is_empty());
    let text = "Gunmen killed four guards at the Hotel Belvara in Gao, Mali, on Monday, police said. Six people were wounded.";
    ledger.add(&[desk.code("first", 13, text)]).unwrap();
    let edits = ledger.edits("first").unwrap();
    let changes: Vec<_> = edits[0]
        .changes
        .iter()
        .map(|(local, outcome, before, after)| {
            (local.as_str(), *outcome, before.as_ref().map(|count| count.best), after.as_ref().map(|count| count.best))
        })
        .collect();
    assert_eq!(changes, [("1", "killed", Some(3), Some(4)), ("1", "wounded", None, Some(6))]);
}

#[test]
fn one_incident_as_of_a_day_is_the_one_among_all_as_of_that_day() {
    let desk = Desk::new();
    let ledger = desk.filled();
    for day in [13, 14, 15, 16] {
        let day = Date::constant(2023, 3, day);
        for state in ledger.incidents_as_of(day, Rule::Latest).unwrap() {
            for member in &state.members {
                assert_eq!(ledger.show(&member.telling, Rule::Latest, Some(day)).unwrap().state, state);
            }
        }
    }
}

#[test]
fn what_the_ledger_knew_before_is_still_there() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let id = incident_of(&ledger, "first");
    let before = ledger.history(&id).unwrap().last().unwrap().at.clone();
    std::thread::sleep(std::time::Duration::from_millis(5));
    ledger
        .add(&[desk.code("late", 20, "Eleven guards were killed at the Hotel Belvara in Gao, Mali, last Monday, Modibo Tessara said.")])
        .unwrap();
    assert_eq!(ledger.show_as_known(&id, &before).unwrap().figures[0].best, 9);
    assert!(matches!(ledger.show_as_known(&id, "2001-01-01T00:00:00Z"), Err(LedgerError::Unknown(_))));
}

#[test]
fn reports_are_compared_with_each_other() {
    let desk = Desk::new();
    let mut ledger = desk.ledger();
    let rules = |ledger: &Ledger, report: &str| {
        let state = ledger.show(&incident_of(ledger, report), Rule::Latest, None).unwrap().state;
        state.findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let parts = [
        desk.code("soldiers", 13, "Gunmen killed three soldiers at the Hotel Belvara in Gao, Mali, on Monday, police said."),
        desk.code(
            "farmers",
            13,
            "On Monday gunmen attacked the Hotel Belvara in Gao, Mali, and killed five farmers, Modibo Tessara told reporters.",
        ),
        desk.code(
            "all",
            14,
            "The attack on the Hotel Belvara in Gao, Mali, on Monday killed eight people, the governor Modibo Tessara said.",
        ),
    ];
    ledger.add(&parts).unwrap();
    assert_eq!(ledger.incidents(&Filter::default()).unwrap().len(), 1);
    assert!(rules(&ledger, "all").contains(&"reports.total-equals-parts".to_owned()), "{:?}", rules(&ledger, "all"));
    let claims = [
        desk.code(
            "claimed",
            21,
            "A bomb killed six nurses in Mopti, Mali, on Monday. The Norrak Front claimed responsibility for the bombing in Mopti.",
        ),
        desk.code(
            "denied",
            22,
            "A bomb killed six nurses in Mopti, Mali, on Monday. The Norrak Front denied responsibility for the bombing in Mopti.",
        ),
    ];
    ledger.add(&claims).unwrap();
    assert_eq!(rules(&ledger, "claimed"), ["reports.claimed-and-denied"]);
}

#[test]
fn what_a_person_decided_survives_later_reports_and_recoding() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let third = ledger.show(&incident_of(&ledger, "third"), Rule::Latest, None).unwrap().state;
    let telling = third.members.iter().find(|member| member.report == "third").unwrap().telling.clone();
    ledger.split(std::slice::from_ref(&telling), PERSON).unwrap();
    assert_ne!(incident_of(&ledger, "third"), incident_of(&ledger, "first"));
    let (first, other) = (incident_of(&ledger, "first"), incident_of(&ledger, "other"));
    ledger.merge(&[first, other], PERSON).unwrap();
    let stands = |ledger: &Ledger| {
        assert_ne!(incident_of(ledger, "third"), incident_of(ledger, "first"));
        assert_eq!(incident_of(ledger, "other"), incident_of(ledger, "first"));
    };
    stands(&ledger);
    ledger
        .add(&[desk.code("late", 17, "Nine guards were killed at the Hotel Belvara in Gao, Mali, on Monday, Modibo Tessara said.")])
        .unwrap();
    stands(&ledger);
    ledger.recode(&desk.coder).unwrap();
    stands(&ledger);
    let reasons = ledger.why(&telling, &incident_of(&ledger, "first")).unwrap();
    assert!(reasons.iter().any(|reason| reason.decisions.contains(&("ada".to_owned(), false, "two markets".to_owned()))));
    let history = ledger.history(&incident_of(&ledger, "first")).unwrap();
    assert!(history.iter().any(|revision| revision.by == "ada" && revision.why.contains("two markets")));
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn an_exported_ledger_comes_back_the_same() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    let ids = [incident_of(&ledger, "first"), incident_of(&ledger, "other")];
    ledger.merge(&ids, PERSON).unwrap();
    let lines = exported(&ledger, Profile::Jsonl);
    let second = Desk::new();
    let mut copy = second.ledger();
    copy.import(Cursor::new(&lines)).unwrap();
    assert_eq!(exported(&copy, Profile::Jsonl), lines);
    assert_eq!(exported(&copy, Profile::Members), exported(&ledger, Profile::Members));
    // A second import finds everything there.
    assert_eq!(copy.import(Cursor::new(&lines)).unwrap().unchanged, 5);
    assert_eq!(exported(&copy, Profile::Jsonl), lines);
    let error = copy.import(Cursor::new("{\"kind\":\"rumour\"}")).unwrap_err().to_string();
    assert!(error.contains("line 1: unknown variant `rumour`"), "{error}");
}

#[test]
fn a_forgotten_report_leaves_no_word_in_the_file() {
    let desk = Desk::new();
    let mut ledger = desk.filled();
    for report in ["second", "copy", "third"] {
        ledger.forget(report, "ada", "a source at risk").unwrap();
    }
    assert_eq!(killed(&ledger, "first", Rule::Latest), (9, 9, Some(9)));
    assert!(ledger.search("Tessara", 10).unwrap().is_empty());
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    drop(ledger);
    let bytes = std::fs::read(&desk.path).unwrap();
    let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(has(b"Belvara"), "the first story is still there");
    assert!(!has(b"Tessara") && !has(b"tessara"), "a name of a forgotten report is still in the file");
}

#[test]
fn no_words_of_a_search_are_an_order() {
    let desk = Desk::new();
    let ledger = desk.filled();
    assert_eq!(ledger.search("belvara guards", 10).unwrap().len(), 4);
    for words in ["\"", "a OR", "NEAR(x", "title:", "*", "-", "belvara\" OR \"kidal"] {
        assert!(ledger.search(words, 10).is_ok(), "{words}");
    }
}

#[test]
fn filters_find_what_they_say() {
    let desk = Desk::new();
    let ledger = desk.filled();
    let count = |filter: Filter| ledger.incidents(&filter).unwrap().len();
    let some = |word: &str| Some(word.to_owned());
    assert_eq!(count(Filter { country: some("ML"), ..Filter::default() }), 2);
    assert_eq!(count(Filter { country: some("NE"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { tactic: some("bombing"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { min_killed: Some(5), ..Filter::default() }), 1);
    assert_eq!(count(Filter { from: some("2023-03-13"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { words: some("farmers"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { area: Some([10.0, -5.0, 17.0, 0.5]), ..Filter::default() }), 1);
    assert_eq!(count(Filter { is_reviewed: true, ..Filter::default() }), 0);
    assert_eq!(count(Filter { limit: Some(1), ..Filter::default() }), 1);
}
