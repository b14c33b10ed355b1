//! `recount rules`: the catalogue of pattern rules, and the proof of a user's own.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use recount::{Coder, Document, Rule, rules_fired};

use super::coder::coder_with;
use crate::exit::Exit;
use crate::render::visible;

/// List the pattern rules with their examples, or prove those of a folder.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// A rule, or the beginning or a part of some rules' names
    name: Option<String>,
    /// Prove the rules of this folder, laid over the built-in ones (without a folder, the built-in ones): each must match all that it `sees` and nothing that
    /// it `skips`
    #[arg(long, value_name = "DIR")]
    #[expect(clippy::option_option, reason = "the folder after --check may be left out: then the built-in rules are proven")]
    check: Option<Option<PathBuf>>,
}

impl Rules {
    pub(crate) fn run(&self) -> Result<Exit> {
        match &self.check {
            Some(None) => prove(&Coder::builtin(), self.name.as_deref()),
            Some(Some(folder)) => prove(&coder_with(folder)?, self.name.as_deref()),
            None => list(&Coder::builtin(), self.name.as_deref()),
        }
    }
}

/// The rules whose names hold this; the one rule, where it is its whole name.
fn named<'c>(coder: &'c Coder, name: Option<&str>) -> Result<Vec<&'c Rule>> {
    let name = name.unwrap_or_default();
    let rules: Vec<&Rule> = coder.engine().rules().collect();
    if let Some(exact) = rules.iter().find(|rule| rule.name == name) {
        return Ok(vec![exact]);
    }
    let found: Vec<&Rule> = rules.into_iter().filter(|rule| rule.name.contains(name)).collect();
    if found.is_empty() {
        bail!("{name}: no rule of this name; `recount rules` lists them all");
    }
    Ok(found)
}

fn list(coder: &Coder, name: Option<&str>) -> Result<Exit> {
    let rules = named(coder, name)?;
    let most = if rules.len() == 1 { usize::MAX } else { 1 };
    let mut out = anstream::stdout().lock();
    for (i, rule) in rules.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        out.write_all(entry(rule, most).as_bytes())?;
    }
    out.flush()?;
    Ok(Exit::Fine)
}

/// A rule with up to so many examples of each sort.
fn entry(rule: &Rule, most: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut text = format!("{bold}{}{bold:#}  {dim}{}:{}{dim:#}\n", rule.name, rule.file, rule.line);
    let mut add = |label: &str, words: &str| {
        writeln!(text, "  {dim}{label:6}{dim:#} {}", visible(words)).expect("a string takes every line");
    };
    add("match", &rule.pattern);
    if !rule.gives.is_empty() {
        let gives: Vec<String> = rule.gives.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        add("gives", &gives.join(", "));
    }
    rule.sees.iter().take(most).for_each(|sentence| add("sees", sentence));
    rule.skips.iter().take(most).for_each(|sentence| add("skips", sentence));
    text
}

/// Every example of every rule that does not hold.
fn prove(coder: &Coder, name: Option<&str>) -> Result<Exit> {
    let rules = named(coder, name)?;
    let fires = |rule: &Rule, sentence: &str| rules_fired(coder.engine(), &Document::new("proof", None, sentence)).contains(&rule.name);
    let mut out = io::stdout().lock();
    let (mut proofs, mut failed) = (0, 0);
    for rule in &rules {
        let examples = rule.sees.iter().map(|sentence| (sentence, true)).chain(rule.skips.iter().map(|sentence| (sentence, false)));
        for (sentence, must) in examples {
            proofs += 1;
            if fires(rule, sentence) != must {
                failed += 1;
                let wrong = if must { "does not see" } else { "does not skip" };
                writeln!(
                    out,
                    "{}:{}: rule `{}` {wrong} \"{}\"; mend the rule or the example",
                    rule.file,
                    rule.line,
                    rule.name,
                    visible(sentence)
                )?;
            }
        }
    }
    writeln!(out, "{} rules, {proofs} examples, {failed} not as they should be", rules.len())?;
    Ok(if failed == 0 { Exit::Fine } else { Exit::SomeFailed })
}
