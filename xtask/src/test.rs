//! `cargo x test`: everything that must hold before a change goes in, with the seconds that each step takes.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::step::{cargo, recount, say};
use crate::{check, exports, generate, licences, measure, ui};

/// Runs the steps. `--all` adds those that need more; `--require` makes a skipped step an error.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(wrong) = args.iter().find(|arg| !["--all", "--require"].contains(&arg.as_str())) {
        bail!("{wrong}: no such option; `cargo x help` lists them");
    }
    let has = |option: &str| args.iter().any(|arg| arg == option);
    let mut budget = Budget::default();
    budget.step("formatting", || cargo(&["fmt", "--all", "--check"]).run())?;
    budget.step("lints", || cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]).run())?;
    if cargo(&["nextest", "--version"]).succeeds() {
        budget.step("tests", || cargo(&["nextest", "run", "--workspace", "--status-level", "fail"]).run())?;
        budget.step("doc-tests", || cargo(&["test", "--quiet", "--workspace", "--doc"]).run())?;
    } else {
        budget.step("tests, doc-tests", || cargo(&["test", "--quiet", "--workspace"]).run())?;
    }
    budget.step("docs", || {
        let docs = ["doc", "--quiet", "--keep-going", "--workspace", "--no-deps", "--document-private-items", "--lib", "--bins"];
        cargo(&docs).env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links").run()
    })?;
    budget.step("program", || cargo(&["build", "--quiet", "--release", "--package", "recount-cli"]).run())?;
    budget.step("check", || check::run(&[]))?;
    budget.step("generated files", || generate::run(&["--check".to_owned()]))?;
    if has("--all") {
        budget.step("licences, sources", licences::run)?;
        if cargo(&["deny", "--version"]).succeeds() {
            budget.step("cargo deny", || cargo(&["deny", "check", "licenses", "bans", "sources"]).run())?;
        } else {
            budget.skip("cargo deny", "not installed; the step before checks licences and sources too", false);
        }
        budget.step("corpus floors", measure::enforce_floors)?;
        match exports::python() {
            Some(python) => budget.step("exports opened by others", || exports::run(&python))?,
            None => budget.skip("exports opened by others", "python3 is not installed", true),
        }
        match ui::lacks() {
            None => budget.step("browser", || ui::run(&["--check".to_owned()]).and_then(|()| ui::test()))?,
            Some(reason) => budget.skip("browser", reason, true),
        }
        budget.step("examples", || recount(&["code", "examples", "--format", "jsonl"]).output().map(drop))?;
    } else {
        budget.skip("licences, corpus floors, exports opened by others, examples", "run with --all", true);
    }
    budget.tell();
    if has("--require") && !budget.missing.is_empty() {
        bail!("skipped, though required: {}", budget.missing.join(", "));
    }
    Ok(())
}

#[derive(Default)]
struct Budget {
    lines: Vec<String>,
    seconds: f64,
    /// Skipped steps that nothing makes up for.
    missing: Vec<String>,
}

impl Budget {
    fn step(&mut self, name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
        say(&format!("— {name}"));
        let start = Instant::now();
        let result = run();
        let seconds = start.elapsed().as_secs_f64();
        self.seconds += seconds;
        self.lines.push(format!("{seconds:7.1} s  {name}"));
        if let Err(error) = result {
            self.tell();
            return Err(error.context(format!("{name} failed")));
        }
        Ok(())
    }

    fn skip(&mut self, name: &str, reason: &str, is_missing: bool) {
        self.lines.push(format!("skipped    {name}: {reason}"));
        if is_missing {
            self.missing.push(name.to_owned());
        }
    }

    fn tell(&self) {
        say("");
        self.lines.iter().for_each(|line| say(line));
        say(&format!("{:7.1} s  in all", self.seconds));
    }
}
