//! The program as its users call it: what it prints, what it says when something is wrong, and its exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

const STORY: &str = "Gunmen killed five guards in Kidal, Mali, on Monday.";

fn recount(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("recount").expect("the program is built for its tests");
    command.args(args);
    command
}

/// Exit code, standard output and standard error.
fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("the program runs");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code().unwrap_or(-1), words(output.stdout), words(output.stderr))
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder
}

#[test]
fn a_piped_report_is_coded() {
    let (code, out, err) = run(recount(&["code", "--published", "2023-03-14"]).write_stdin(STORY));
    assert_eq!((code, err.as_str()), (0, ""));
    let coded = recount::record::from_json(&out).expect("one report on one line");
    assert_eq!(coded.report.id, "stdin");
    assert_eq!(coded.report.text, STORY);
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn a_web_page_is_a_report() {
    let page = format!(
        "<!DOCTYPE html><title>Five killed</title><meta property='article:published_time' content='2023-03-14'><nav>Home</nav>
        <article><h1>Five killed</h1><p>{STORY}</p><p>The governor went there.</p></article>"
    );
    let folder = folder(&[("page.html", &page)]);
    let path = folder.path().join("page.html").display().to_string();
    let row = serde_json::json!({"id": "row", "html": page}).to_string();
    for (id, mut command) in [("stdin", recount(&["code"])), (&path, recount(&["code", &path])), ("row", recount(&["code"]))] {
        let (code, out, err) = run(command.write_stdin(if id == "row" { row.clone() } else { page.clone() }));
        assert_eq!((code, err.as_str()), (0, ""));
        let coded = recount::record::from_json(&out).expect("one report on one line");
        assert_eq!(coded.report.id, id);
        assert_eq!(coded.report.title.as_deref(), Some("Five killed"));
        assert_eq!(coded.report.text, format!("{STORY}\n\nThe governor went there."));
        assert_eq!(coded.report.published.map(|day| day.to_string()).as_deref(), Some("2023-03-14"));
        assert_eq!(coded.incidents.len(), 1);
    }
}

#[test]
fn one_report_is_an_object_and_two_are_an_array() {
    let folder = folder(&[("a.txt", STORY), ("b.txt", STORY)]);
    let path = folder.path().display().to_string();
    let (code, out, _) = run(&mut recount(&["code", &path, "--format", "json"]));
    assert_eq!(code, 0);
    assert_eq!(serde_json::from_str::<Vec<recount::record::Coded>>(&out).expect("an array").len(), 2);
    let (_, out, _) = run(&mut recount(&["code", &format!("{path}/a.txt"), "--format", "json"]));
    assert!(recount::record::from_json(&out).is_ok(), "{out}");
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let rows: String =
        (0..60).map(|i| format!("{{\"id\": {i}, \"text\": \"Rebels killed {i} people in Gao. {}\"}}\n", "More. ".repeat(i % 7))).collect();
    let code = |jobs: &str| run(recount(&["code", "--jobs", jobs, "--published", "2023-03-14"]).write_stdin(rows.clone()));
    let one = code("1");
    assert_eq!(one.1.lines().count(), 60);
    assert_eq!(one, code("8"));
    assert_eq!(one, code("3"));
}

#[test]
fn a_bad_row_is_an_error_row_and_the_rest_goes_on() {
    let rows = format!("{{\"text\": \"{STORY}\"}}\nnonsense\n{{\"id\": 3}}\n");
    let (code, out, err) = run(recount(&["code"]).write_stdin(rows));
    assert_eq!((code, out.lines().count(), err.lines().count()), (1, 1, 2));
    let row: serde_json::Value = serde_json::from_str(err.lines().last().unwrap()).expect("an error row is JSON");
    assert_eq!((&row["error"]["file"], &row["error"]["line"]), (&"stdin".into(), &3.into()));
    assert!(row["error"]["reason"].as_str().unwrap().contains("\"text\" is missing"));
}

#[test]
fn a_missing_file_says_what_to_do() {
    let (code, out, err) = run(&mut recount(&["code", "no/such.txt", "--format", "text"]));
    assert_eq!((code, out.as_str()), (3, ""));
    assert_eq!(err, "error: no/such.txt: no such file or folder; check the spelling\n");
}

#[test]
fn wrong_use_is_told_apart_from_wrong_input() {
    assert_eq!(run(recount(&["code", "--published", "soon"]).write_stdin(STORY)).0, 2);
    assert_eq!(run(recount(&["code", "--jobs", "0"]).write_stdin(STORY)).0, 2);
    assert_eq!(run(&mut recount(&["explain", "no/such.txt"])).0, 3);
    assert_eq!(run(recount(&["code"]).write_stdin("")).0, 3);
    let rules = folder(&[("event/en.toml", "[[rule]]\nname = 3\n")]);
    let (code, _, err) = run(recount(&["code", "--rules", &rules.path().display().to_string()]).write_stdin(STORY));
    assert_eq!(code, 2);
    assert!(err.contains("event/en.toml"), "{err}");
}

#[test]
fn folders_are_read_in_order_and_what_is_passed_over_is_told() {
    let folder =
        folder(&[("b/two.txt", STORY), ("a.txt", STORY), ("c.png", "?"), (".hidden.txt", STORY), ("page.html", "<nav>Home</nav>")]);
    let (code, out, err) = run(&mut recount(&["code", &folder.path().display().to_string()]));
    let ids: Vec<String> = out.lines().map(|line| recount::record::from_json(line).unwrap().report.id).collect();
    assert!(ids[0].ends_with("a.txt") && ids[1].ends_with("two.txt") && ids.len() == 2, "{ids:?}");
    assert_eq!(code, 1);
    assert!(err.contains("1 file was passed over"), "{err}");
    assert!(err.contains("web page"), "{err}");
}

#[cfg(unix)]
#[test]
fn loops_and_devices_are_error_rows() {
    let folder = folder(&[("in/a.txt", STORY)]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("in/loop")).unwrap();
    let (code, out, err) = run(&mut recount(&["code", &folder.path().display().to_string(), "/dev/null"]));
    assert_eq!((code, out.lines().count()), (1, 1));
    assert!(err.contains("leads back") && err.contains("pipe or device"), "{err}");
}

#[test]
fn hostile_letters_are_shown_not_obeyed() {
    let story = format!("Gunmen\u{1b}[2J killed \u{202E}five guards in Kidal. {STORY}");
    let (_, out, _) = run(recount(&["code", "--format", "text"]).write_stdin(story));
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202E}'), "{out}");
    assert!(out.contains('␛'), "{out}");
}

#[test]
fn an_example_reads_like_something_to_forward() {
    let path = examples().join("two-attacks-on-a-mission.txt").display().to_string();
    let (code, out, err) = run(&mut recount(&["code", &path, "--format", "text"]));
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "Ten killed in two attacks on UN mission in northern Mali");
    assert!(lines[1].starts_with("published Tue 14 Mar 2023 (dateline) · "), "{}", lines[1]);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with(|letter: char| letter.is_ascii_digit()) && line.contains(" · Gao, Mali · Mon 13 Mar 2023")),
        "{out}"
    );
    assert!(out.contains("outcome") && out.contains("killed"), "{out}");
    assert!(lines.iter().all(|line| line.trim_end() == *line), "no line ends in spaces");
}

#[test]
fn shown_again_a_coded_report_is_the_same_text() {
    let path = examples().join("two-attacks-on-a-mission.txt").display().to_string();
    let (_, text, _) = run(&mut recount(&["code", &path, "--format", "text"]));
    let (_, coded, _) = run(&mut recount(&["code", &path, "--format", "jsonl"]));
    assert_eq!(run(recount(&["show"]).write_stdin(coded)), (0, text, String::new()));
}

#[test]
fn explain_names_the_rules() {
    let path = examples().join("two-attacks-on-a-mission.txt").display().to_string();
    let (code, out, _) = run(&mut recount(&["explain", &path]));
    assert_eq!(code, 0);
    assert!(out.contains("‹place.") || out.contains("‹date."), "{out}");
    let (code, _, err) = run(&mut recount(&["explain", &path, "--incident", "99"]));
    assert_eq!(code, 2);
    assert!(err.contains("no incident 99; the report has 1"), "{err}");
}

#[test]
fn the_catalogue_lists_and_filters_rules() {
    let (code, all, _) = run(&mut recount(&["rules"]));
    assert_eq!(code, 0);
    assert!(all.contains("event/en.toml:"));
    let (_, some, _) = run(&mut recount(&["rules", "harm."]));
    assert!(some.len() < all.len() && !some.is_empty());
    assert_eq!(run(&mut recount(&["rules", "no-such-rule"])).0, 2);
}

#[test]
fn places_are_found_and_imported() {
    let (code, out, _) = run(&mut recount(&["gazetteer", "find", "Douenza", "--country", "ml"]));
    assert_eq!(code, 0);
    assert!(out.contains("geonames:2458334"), "{out}");
    let row = "9000001\tKelabo\tKelabo\tQelabo\t15.5\t-3.5\tP\tPPL\tML\t\t00\t\t\t\t1200\t\t260\tAfrica/Bamako\t2020-01-01\n";
    let folder = folder(&[("ML.txt", row)]);
    let (dump, places) = (folder.path().join("ML.txt").display().to_string(), folder.path().join("ml.places").display().to_string());
    assert_eq!(run(&mut recount(&["gazetteer", "import", &dump, "--out", &places])).0, 0);
    let (code, out, _) = run(&mut recount(&["gazetteer", "find", "Qelabo", "--places", &places]));
    assert_eq!(code, 0);
    assert!(out.contains("geonames:9000001"), "{out}");
    let (code, _, err) = run(recount(&["code", "--places", &dump]).write_stdin(STORY));
    assert_eq!(code, 2);
    assert!(err.contains("not a .places file"), "{err}");
}

#[test]
fn gold_is_scored_against_coded_reports() {
    let gold = r#"[{"id": "one", "text": "Gunmen killed five guards in Kidal, Mali, on Monday.", "published": "2023-03-14",
        "incidents": [{"ref": "kidal", "type": "armed_assault", "killed": [5, 5], "country": "ML"}]}]"#;
    let row = format!("{{\"id\": \"one\", \"text\": \"{STORY}\", \"published\": \"2023-03-14\"}}\n");
    let (_, coded, _) = run(recount(&["code"]).write_stdin(row));
    let folder = folder(&[("gold.json", gold), ("coded.jsonl", &coded)]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (code, given, _) = run(&mut recount(&["score", &path("gold.json"), &path("coded.jsonl")]));
    assert_eq!(code, 0);
    assert!(given.contains("report coded                     1/1"), "{given}");
    let (_, now, _) = run(&mut recount(&["score", "--code", &path("gold.json")]));
    assert_eq!(now, given);
    assert_eq!(run(&mut recount(&["score", &path("gold.json")])).0, 2);
}

#[test]
fn completions_manual_and_schema_are_printed() {
    assert!(run(&mut recount(&["completions", "bash"])).1.contains("recount"));
    assert!(run(&mut recount(&["man"])).1.contains(".TH"));
    assert!(run(&mut recount(&["man", "code"])).1.contains("published"));
    assert!(run(&mut recount(&["schema"])).1.contains("recount.coded/1"));
}
