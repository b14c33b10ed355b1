//! `cargo x hostile`: files that are broken, huge or made to do harm, given to the program one by one and all together.
//!
//! The files are made anew in `target/hostile`. Each must give the reports and error rows that `cases` says, in time and
//! within bounds of memory; then all of them are one batch, in which every good report must be coded.

mod cases;
mod pages;
mod special;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::cases::{Case, cases};
use self::watch::{Run, watch};
use crate::step::{cargo, say};

/// A report that must be coded, whatever stands beside it.
const GOOD: &str = "Gunmen killed five guards in Kidal, Mali, on Monday.";
const DOCS: &str = "docs/measurements.md";
const HEADING: &str = "## Hostile input";

/// Makes the files, runs the program on them, prints the table; `--write` puts it into `docs/measurements.md`.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if let Some(wrong) = args.iter().find(|arg| *arg != "--write") {
        bail!("{wrong}: no such option; `cargo x help` lists them");
    }
    cargo(&["build", "--quiet", "--release", "--package", "recount-cli"]).run()?;
    let (program, folder) = places()?;
    let mut table = vec!["| input | bytes | coded | error rows | seconds | peak MB |".to_owned(), "|---|---|---|---|---|---|".to_owned()];
    let mut wrong = Vec::new();
    for case in cases() {
        let path = folder.join(case.file);
        (case.make)(&path).with_context(|| format!("{}: cannot be made", path.display()))?;
        let run = watch(&program, &["code", &path.display().to_string(), "--jobs", "1"])?;
        let row = format!("| {} | {} | {} |", case.name, bytes(&path), row(&run));
        say(&row);
        table.push(row);
        wrong.extend(case.wrong(&run));
    }
    let run = batch(&program, &folder)?;
    let row = format!("| all of them in one folder, two jobs | | {} |", row(&run));
    say(&row);
    table.push(row);
    wrong.extend(batch_wrong(&run, &cases()));
    fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    if args.iter().any(|arg| arg == "--write") { write(&table) } else { Ok(()) }
}

/// The program, and an empty folder for the files.
fn places() -> Result<(PathBuf, PathBuf)> {
    // `cargo x` is built for development; the program for release stands beside it in the same target folder.
    let ours = std::env::current_exe()?;
    let target = ours.ancestors().nth(2).context("the target folder is not known")?;
    let folder = target.join("hostile");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok((target.join("release").join("recount"), folder))
}

fn bytes(path: &Path) -> String {
    let length = path.symlink_metadata().ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    length.map_or_else(String::new, |length| length.to_string())
}

fn row(run: &Run) -> String {
    format!("{} | {} | {:.2} | {}", run.coded, run.errors.len(), run.seconds, run.megabytes)
}

/// Everything at once, between two good reports.
fn batch(program: &Path, folder: &Path) -> Result<Run> {
    for name in ["0-good.txt", "zz-good.txt"] {
        fs::write(folder.join(name), GOOD)?;
    }
    watch(program, &["code", &folder.display().to_string(), "--jobs", "2"])
}

fn batch_wrong(run: &Run, cases: &[Case]) -> Vec<String> {
    let coded = cases.iter().map(|case| case.coded).sum::<usize>() + 2;
    let mut wrong = run.wrong("batch");
    if run.coded != coded {
        wrong.push(format!("batch: {} reports were coded, not {coded}", run.coded));
    }
    wrong
}

/// Puts the table under its heading, in place of the one that stands there.
fn write(table: &[String]) -> Result<()> {
    let given = fs::read_to_string(DOCS).with_context(|| format!("{DOCS}: cannot be read"))?;
    let Some((before, after)) = given.split_once(HEADING) else { bail!("{DOCS}: has no heading \"{HEADING}\"; add it") };
    let lines: Vec<&str> = after.lines().collect();
    let first = lines.iter().position(|line| line.starts_with('|')).unwrap_or(lines.len());
    let last = lines.iter().skip(first).position(|line| !line.starts_with('|')).map_or(lines.len(), |rows| first + rows);
    let mut new: Vec<&str> = lines[..first].to_vec();
    new.extend(table.iter().map(String::as_str));
    new.extend(&lines[last..]);
    fs::write(DOCS, format!("{before}{HEADING}{}\n", new.join("\n"))).with_context(|| format!("{DOCS}: cannot be written"))
}
