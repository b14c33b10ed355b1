//! Licences and sources of every crate that the build needs. In: `cargo metadata`. Out: what is not allowed.

use anyhow::{Result, bail};
use serde_json::Value;

use crate::step::cargo;

/// What a crate's licence may be; of a choice, one is enough.
const ALLOWED: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unlicense",
    "CC0-1.0",
    "MIT-0",
    "Unicode-3.0",
    "BSL-1.0",
    "0BSD",
    "CC-BY-SA-4.0",
];

/// Fails where a crate has another licence, or does not come from crates.io.
pub(crate) fn run() -> Result<()> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--locked"]).output()?)?;
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence) {
            wrong.push(format!("{name}: licence `{licence}` is not among those allowed"));
        }
        if package["source"].as_str().is_some_and(|source| !source.contains("crates.io-index")) {
            wrong.push(format!("{name}: does not come from crates.io"));
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    Ok(())
}

/// Whether an SPDX expression can be met.
fn is_allowed(expression: &str) -> bool {
    // "/" is an old way to write OR.
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at) && at == words.len()
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut is_met = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is_met |= all(words, at);
    }
    is_met
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut is_met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is_met &= one(words, at);
    }
    is_met
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let is_met = any(words, at);
        *at += 1;
        return is_met;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
        let with = words.get(*at - 1).unwrap_or(&"");
        return ALLOWED.contains(word) || ALLOWED.contains(&format!("{word} WITH {with}").as_str());
    }
    ALLOWED.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_choice_one_is_enough() {
        assert!(is_allowed("MIT OR GPL-3.0"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR MIT"));
        assert!(!is_allowed("MIT AND GPL-3.0"));
        assert!(!is_allowed("GPL-3.0"));
        assert!(!is_allowed(""));
    }
}
