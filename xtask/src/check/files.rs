//! What a file of the repository may not hold.

use std::fs;

use anyhow::{Context, Result};

/// Lines that a file may have without its tests.
const MOST_LINES: usize = 400;

/// Which steps of the engine a folder of it may not name.
const SIBLINGS: [(&str, &[&str]); 4] = [
    ("crates/extract/src/mention/", &["crate::event", "crate::incident", "crate::told"]),
    ("crates/extract/src/event/", &["crate::incident", "crate::told"]),
    ("crates/extract/src/chunk/", &["crate::event", "crate::incident", "crate::told"]),
    ("crates/extract/src/told/", &["crate::incident"]),
];

/// The steps that find mentions; none knows of another.
const MENTIONS: &str = "crates/extract/src/mention/";

/// Everything that is wrong in these files.
pub(super) fn wrong(tracked: &[String]) -> Result<Vec<String>> {
    let root = std::env::current_dir().context("the folder of the repository is not known")?;
    let machine = [root.display().to_string(), ["/ho", "me/"].concat(), ["/ro", "ot/"].concat(), ["/Use", "rs/"].concat()];
    let steps = steps(tracked);
    let mut wrong = Vec::new();
    for path in tracked.iter().filter(|path| is_text(path)) {
        let text = fs::read_to_string(path).with_context(|| format!("{path}: cannot be read"))?;
        for (i, line) in text.lines().enumerate() {
            if let Some(place) = machine.iter().find(|place| line.contains(place.as_str())) {
                wrong.push(format!("{path}:{}: names a folder of a machine ({place}); say where it is in the repository", i + 1));
            }
        }
        if path.ends_with(".rs") {
            wrong.extend(too_long(path, &text));
            wrong.extend(siblings(path, &text, &steps));
        }
    }
    Ok(wrong)
}

fn is_text(path: &str) -> bool {
    let endings = [".rs", ".toml", ".md", ".tsv", ".txt", ".json", ".lock", "run", ".py"];
    endings.iter().any(|ending| path.ends_with(ending))
}

/// A file's lines end, for this purpose, where its tests begin.
fn too_long(path: &str, text: &str) -> Option<String> {
    let is_test = path.contains("/tests/") || path.ends_with("tests.rs");
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
    (lines > MOST_LINES && !is_test).then(|| format!("{path}: {lines} lines without tests, {MOST_LINES} are allowed; split it"))
}

/// The folders within `mention/`.
fn steps(tracked: &[String]) -> Vec<String> {
    let mut steps: Vec<String> =
        tracked.iter().filter_map(|path| Some(path.strip_prefix(MENTIONS)?.split_once('/')?.0.to_owned())).collect();
    steps.dedup();
    steps
}

fn siblings(path: &str, text: &str, steps: &[String]) -> Vec<String> {
    let mut forbidden: Vec<String> = Vec::new();
    for (_, names) in SIBLINGS.iter().filter(|(folder, _)| path.starts_with(folder)) {
        forbidden.extend(names.iter().map(|name| format!("{name}::")));
    }
    if let Some((own, _)) = path.strip_prefix(MENTIONS).and_then(|rest| rest.split_once('/')) {
        let others = steps.iter().filter(|step| *step != own);
        forbidden.extend(others.flat_map(|step| [format!("mention::{step}::"), format!("super::{step}::")]));
    }
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter_map(|(i, line)| {
        let name = forbidden.iter().find(|name| line.contains(name.as_str()))?;
        Some(format!("{path}:{}: names `{}`; a step knows only those before it", i + 1, name.trim_end_matches(':')))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_names_none_that_comes_later() {
        let steps = ["count".to_owned(), "when".to_owned()];
        let wrong = |path: &str, line: &str| siblings(path, line, &steps).len();
        assert_eq!(wrong("crates/extract/src/mention/count/mod.rs", "use crate::event::Event;"), 1);
        assert_eq!(wrong("crates/extract/src/mention/count/mod.rs", "use crate::mention::when::WhenMention;"), 1);
        assert_eq!(wrong("crates/extract/src/mention/count/mod.rs", "use crate::mention::count::Form;"), 0);
        assert_eq!(wrong("crates/extract/src/event/mod.rs", "// not crate::incident::form"), 0);
        assert_eq!(wrong("crates/extract/src/event/mod.rs", "use crate::incident::form;"), 1);
    }

    #[test]
    fn tests_do_not_count() {
        let long = "x\n".repeat(400) + "#[cfg(test)]\n" + &"x\n".repeat(100);
        assert_eq!(too_long("a.rs", &long), None);
        assert!(too_long("a.rs", &"x\n".repeat(401)).is_some());
    }
}
