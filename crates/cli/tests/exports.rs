//! Exports as their users call them: a file that is whole or not there, and the losses beside it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const STORY: &str = r#"{"id": "mill", "published": "2023-03-14", "source": "-Wire", "text": "Gunmen killed three guards at the Belvara mill in Kidal, Mali, on Monday."}"#;

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_recount")).current_dir(folder).args(args).output().expect("the program runs");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code().unwrap_or(-1), words(output.stdout), words(output.stderr))
}

fn desk() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("mill.jsonl"), STORY).expect("a report is written");
    assert_eq!(run(folder.path(), &["add", "mill.jsonl"]).0, 0);
    folder
}

#[test]
fn an_export_stands_beside_its_losses() {
    let desk = desk();
    let (code, out, err) = run(desk.path(), &["export", "--profile", "acled", "--out", "mali.csv"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("acled: 1 of 1 incidents exported, 0 refused; 0 values forced, 1 cells quoted"), "{err}");
    let csv = fs::read_to_string(desk.path().join("mali.csv")).unwrap();
    assert!(csv.contains(",'-Wire,") && csv.lines().count() == 2, "{csv}");
    assert!(fs::read_to_string(desk.path().join("mali.csv.losses.csv")).unwrap().contains(",quoted,source,"));
    let names: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{names:?}");
}

#[test]
fn what_fails_leaves_the_older_file() {
    let desk = desk();
    fs::write(desk.path().join("mali.csv"), "older").unwrap();
    let (code, _, err) = run(desk.path(), &["export", "--profile", "acled", "--counts", "majority", "--out", "mali.csv"]);
    assert!(code != 0 && err.contains("acled settles figures by its own rule, lowest; leave --counts out"), "{err}");
    assert_eq!(fs::read_to_string(desk.path().join("mali.csv")).unwrap(), "older");
    assert!(!desk.path().join("mali.csv.part").exists());
    let (code, _, err) = run(desk.path(), &["export", "--profile", "acled", "--out", "nowhere/mali.csv"]);
    assert!(code != 0 && err.contains("nowhere/mali.csv.part: cannot be written"), "{err}");
    let (code, _, err) = run(desk.path(), &["export", "--profile", "jsonl", "--country", "ML"]);
    assert!(code != 0 && err.contains("leave filters"), "{err}");
}

#[test]
fn filters_choose_what_is_exported() {
    let desk = desk();
    let rows = |args: &[&str]| run(desk.path(), &[&["export", "--profile", "hxl"], args].concat()).1.lines().count();
    assert_eq!((rows(&["--country", "ML"]), rows(&["--country", "NE"])), (3, 2));
}

#[test]
fn templates_need_no_ledger() {
    let desk = desk();
    let (code, out, err) = run(desk.path(), &["code", "mill.jsonl", "--format", "muc4"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("0.  MESSAGE: ID                     MILL\n1.  MESSAGE: TEMPLATE               1\n"), "{out}");
    assert!(out.contains("23. HUM TGT: EFFECT OF INCIDENT     DEATH: \"THREE GUARDS\"\n"), "{out}");
    assert_eq!(out.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).count(), 25);
}

#[test]
fn the_ending_of_a_situation_chooses_its_form() {
    let desk = desk();
    let days = ["sitrep", "--from", "2023-03-01", "--to", "2023-03-31", "--out"];
    let made = |name| run(desk.path(), &[&days[..], &[name]].concat());
    assert_eq!((made("march.html").0, made("march.md").0), (0, 0));
    assert!(fs::read_to_string(desk.path().join("march.html")).unwrap().contains("<svg"));
    assert!(fs::read_to_string(desk.path().join("march.md")).unwrap().starts_with("# Political violence, 1 to 31 March 2023\n"));
    let (code, _, err) = made("march.pdf");
    assert!(code != 0 && err.contains("ends neither in .html nor in .md"), "{err}");
}
