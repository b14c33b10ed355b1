//! Whether words of other people's texts stand in the repository. In: our files, a folder of such texts. Out: stretches
//! of words that both have.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// So many words in a row are nobody's by chance.
const RUN: usize = 10;

/// The first stretch of each file of ours that stands in a text of the folder.
pub(super) fn wrong(tracked: &[String], folder: &Path) -> Result<Vec<String>> {
    let mut known = HashSet::new();
    for path in texts(folder)? {
        let bytes = fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        known.extend(runs(&String::from_utf8_lossy(&bytes)));
    }
    let is_ours = |path: &&String| [".json", ".txt", ".md", ".toml", ".rs"].iter().any(|ending| path.ends_with(ending));
    let mut wrong = Vec::new();
    for path in tracked.iter().filter(is_ours) {
        let text = fs::read_to_string(path).with_context(|| format!("{path}: cannot be read"))?;
        if let Some(run) = runs(&text).find(|run| known.contains(run)) {
            wrong.push(format!("{path}: \"{run}\" stands in {}; tell it in other words", folder.display()));
        }
    }
    Ok(wrong)
}

fn texts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path)?);
        } else if path.extension().is_some_and(|ending| ["txt", "json", "jsonl"].iter().any(|text| ending == *text)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Every ten words in a row, folded.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\\n", " ").replace("\\\"", "\"").to_lowercase();
    let words: Vec<String> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let n = words.len().saturating_sub(RUN - 1);
    (0..n).map(move |i| words[i..i + RUN].join(" "))
}
