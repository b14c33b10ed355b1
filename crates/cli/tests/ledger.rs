//! The ledger as its users call it: a run that is killed, a disk that is full, an id instead of a file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

fn recount(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command.current_dir(folder).args(args);
    command
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = recount(folder, args).output().expect("the program runs");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code().unwrap_or(-1), words(output.stdout), words(output.stderr))
}

/// Short invented reports of attacks in some towns of Mali, two of each attack.
fn stories(n: usize) -> String {
    let towns = ["Gao", "Kidal", "Mopti", "Segou", "Sikasso", "Kayes", "Koulikoro", "Tessalit"];
    let mut rows = String::new();
    for i in 0..n {
        let (attack, town) = (i / 2, towns[i / 2 % towns.len()]);
        let (day, month, killed) = (1 + attack % 27, 1 + attack / 27 % 12, 2 + attack % 7 + i % 2);
        let year = 2010 + attack / 324;
        let text = format!("Gunmen killed {killed} guards near {town}, Mali, on Monday. The Belvara bridge {attack} was closed.");
        writeln!(rows, r#"{{"id": "r{i}", "text": "{text}", "published": "{year}-{month:02}-{day:02}"}}"#)
            .expect("a string takes every line");
    }
    rows
}

#[test]
fn a_run_that_is_killed_and_started_again_loses_and_doubles_nothing() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("stories.jsonl"), stories(3_000)).unwrap();
    assert_eq!(run(folder.path(), &["add", "stories.jsonl", "--ledger", "undisturbed.db"]).0, 0);
    let (_, whole, _) = run(folder.path(), &["export", "--ledger", "undisturbed.db"]);
    for turn in 0..10_u64 {
        let mut child = recount(folder.path(), &["add", "stories.jsonl"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 + turn * 67 % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        if folder.path().join("recount.db").exists() {
            let (code, out, err) = run(folder.path(), &["check"]);
            let is_empty = err.contains("no ledger here");
            assert!(code == 0 || is_empty, "turn {turn}: {out}{err}");
        }
    }
    let (code, _, err) = run(folder.path(), &["add", "stories.jsonl"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    assert_eq!(run(folder.path(), &["export"]).1, whole);
}

#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_was_acknowledged() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("some.jsonl"), stories(100)).unwrap();
    fs::write(folder.path().join("more.jsonl"), stories(3_000)).unwrap();
    assert_eq!(run(folder.path(), &["add", "some.jsonl"]).0, 0);
    let before = run(folder.path(), &["export"]).1;
    let kilobytes = fs::metadata(folder.path().join("recount.db")).unwrap().len() / 1_024 + 64;
    let program = env!("CARGO_BIN_EXE_recount");
    // The shell counts in blocks of 512 or 1,024 bytes; either leaves too little room.
    let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec '{program}' add more.jsonl");
    let output = Command::new("sh").current_dir(folder.path()).args(["-c", &script]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{told}");
    assert!(told.contains("no room is left on the disk; what was added before is safe"), "{told}");
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    let after = run(folder.path(), &["export"]).1;
    let reports =
        |lines: &str| lines.lines().filter(|line| line.starts_with("{\"kind\":\"report\"")).map(str::to_owned).collect::<Vec<_>>();
    let kept = reports(&after);
    assert!(reports(&before).iter().all(|report| kept.contains(report)));
    assert_eq!(run(folder.path(), &["add", "more.jsonl"]).0, 0);
    assert_eq!(run(folder.path(), &["check"]).0, 0);
}

#[test]
fn an_id_shows_an_incident_and_a_file_of_that_name_comes_first() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("stories.jsonl"), stories(2)).unwrap();
    assert_eq!(run(folder.path(), &["add", "stories.jsonl"]).0, 0);
    let (_, line, _) = run(folder.path(), &["incidents", "--format", "text"]);
    let id = line.split_whitespace().next().expect("an incident begins with its id");
    let (code, shown, err) = run(folder.path(), &["show", &id[..8], "--format", "text"]);
    assert_eq!(code, 0, "{err}");
    assert!(shown.contains("killed              3 [latest; 1 of 2 sources]"), "{shown}");
    let (_, coded, _) = run(folder.path(), &["code", "stories.jsonl"]);
    fs::write(folder.path().join(&id[..8]), coded).unwrap();
    let (_, shown, _) = run(folder.path(), &["show", &id[..8]]);
    assert!(shown.contains("publication") || shown.contains("published"), "{shown}");
    let (code, _, err) = run(folder.path(), &["show", "abcd1234"]);
    assert_eq!(code, 2);
    assert!(err.contains("abcd1234: no incident or report of this ledger; `recount incidents` lists the ids"), "{err}");
}

#[test]
fn a_backup_is_put_back_and_the_old_ledger_is_kept() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("some.jsonl"), stories(10)).unwrap();
    fs::write(folder.path().join("more.jsonl"), stories(40)).unwrap();
    run(folder.path(), &["add", "some.jsonl"]);
    let before = run(folder.path(), &["export"]).1;
    assert_eq!(run(folder.path(), &["backup", "copy.db"]).0, 0);
    run(folder.path(), &["add", "more.jsonl"]);
    assert_eq!(run(folder.path(), &["restore", "copy.db"]).0, 0);
    assert_eq!(run(folder.path(), &["export"]).1, before);
    assert!(folder.path().join("recount.db.before-restore").exists());
    let (code, _, err) = run(folder.path(), &["restore", "some.jsonl"]);
    assert_eq!(code, 2);
    assert!(err.contains("not a ledger of recount"), "{err}");
}

#[test]
fn figures_can_be_settled_by_each_rule_and_lists_are_json_where_nobody_looks() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("stories.jsonl"), stories(2)).unwrap();
    run(folder.path(), &["add", "stories.jsonl"]);
    for (rule, killed) in [("latest", "\"best\":3"), ("lowest", "\"best\":2"), ("low-best-high", "\"low\":2"), ("majority", "\"best\":3")] {
        let (code, out, err) = run(folder.path(), &["incidents", "--counts", rule]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(killed) && out.starts_with('{'), "{rule}: {out}");
    }
    let (code, _, err) = run(folder.path(), &["incidents", "--tactic", "coup"]);
    assert_eq!(code, 2);
    assert!(err.contains("coup: no tactic; use one of armed_assault, ambush"), "{err}");
}

#[test]
fn a_later_story_with_a_higher_toll_joins_its_attack_and_no_other() {
    let folder = TempDir::new().unwrap();
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let (first, later) = (format!("{examples}/two-attacks-on-a-mission.txt"), format!("{examples}/mission-attack-three-days-later.txt"));
    assert_eq!(run(folder.path(), &["add", &first]).0, 0);
    assert_eq!(run(folder.path(), &["add", &later]).0, 0);
    let (_, list, _) = run(folder.path(), &["incidents", "--from", "2023-03-01", "--format", "text"]);
    let attacks: Vec<&str> = list.lines().collect();
    assert_eq!(attacks.len(), 2, "{list}");
    let gao = attacks.iter().find(|line| line.contains("Gao")).expect("an attack in Gao");
    assert!(gao.contains("killed 10") && gao.contains("2 reports"), "{gao}");
    let other = attacks.iter().find(|line| line.contains("Ansongo")).expect("an attack in Ansongo");
    assert!(other.contains("killed 3") && other.contains("1 report"), "{other}");
    let id = gao.split_whitespace().next().unwrap();
    let (_, shown, _) = run(folder.path(), &["show", id, "--format", "text"]);
    for line in ["killed              10 [latest; 1 of 2 sources]", "Tue 14 Mar 2023  8 ", "Thu 16 Mar 2023  10 ", "sum.differs-from-parts"]
    {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let (_, shown, _) = run(folder.path(), &["show", id, "--format", "text", "--as-of", "2023-03-15"]);
    assert!(shown.contains("killed              8 [latest; 1 source]"), "{shown}");
}

#[test]
fn towns_far_apart_stay_apart_however_alike_their_stories_are() {
    let folder = TempDir::new().unwrap();
    let row =
        |id: &str, words: &str| format!("{{\"id\": \"{id}\", \"text\": \"{words}, Mali, on Monday.\", \"published\": \"2023-03-14\"}}\n");
    let rows = row("gao", "Gunmen killed five guards near Gao") + &row("segou", "Gunmen killed four nurses in Segou");
    fs::write(folder.path().join("stories.jsonl"), rows).unwrap();
    let (_, told, _) = run(folder.path(), &["add", "stories.jsonl"]);
    assert!(told.contains("\"incidents\":2"), "{told}");
}

#[test]
fn an_edited_report_is_shown_with_what_its_edit_changed() {
    let folder = TempDir::new().unwrap();
    let add = |killed: &str| {
        let row = format!(
            "{{\"id\": \"desk-1\", \"text\": \"Gunmen killed {killed} guards near Gao, Mali, on Monday.\", \"published\": \"2023-03-14\"}}"
        );
        fs::write(folder.path().join("story.jsonl"), row).unwrap();
        run(folder.path(), &["add", "story.jsonl"]).1
    };
    add("three");
    assert!(add("five").contains("\"versions\":1"));
    for args in [["show", "desk-1", "--format", "text"], ["history", "desk-1", "--ledger", "recount.db"]] {
        let (code, shown, err) = run(folder.path(), &args);
        assert_eq!(code, 0, "{err}");
        assert!(shown.contains("incident 1: killed 3 → 5"), "{shown}");
        assert!(shown.contains("- Gunmen killed three guards"), "{shown}");
    }
    let (_, list, _) = run(folder.path(), &["incidents"]);
    let id = list.split("\"id\":\"").nth(1).and_then(|rest| rest.get(..16)).expect("an incident has an id");
    let (_, shown, _) = run(folder.path(), &["show", id, "--format", "text"]);
    assert!(shown.contains("edited       desk-1 at") && shown.contains("killed 3 → 5"), "{shown}");
    let (code, shown, err) = run(folder.path(), &["show", id, "--as-known", "2099-01-01"]);
    assert_eq!(code, 0, "{err}");
    assert!(shown.contains("\"best\":5"), "{shown}");
    assert_eq!(run(folder.path(), &["show", id, "--as-known", "yesterday"]).0, 2);
}
