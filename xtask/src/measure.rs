//! `cargo x measure`: how right the coder is, on `corpus/` and on any folder of reports coded by hand.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::step::{Program, recount, say};

const FLOORS: &str = "xtask/floors.tsv";
const LOG: &str = "docs/measurements.md";
/// How much below today's share a floor is set.
const SLACK: f64 = 0.02;
/// The fields of a row of the log.
const FIELDS: [&str; 9] =
    ["killed", "wounded", "perp_killed", "date", "country", "place within 25 km", "tactic", "organisation", "whole record"];

/// How the head of the table of runs starts.
const HEAD: &str = "| day | commit | set |";

/// Scores everything there is and adds a row for each set.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let corpus = score(Path::new("corpus"))?;
    if args.iter().any(|arg| arg == "--floors") {
        return write_floors(&corpus);
    }
    let mut rows = row("corpus", &corpus)?;
    for folder in args {
        let path = Path::new(folder);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        rows += &row(&name.unwrap_or_default(), &score(path)?)?;
    }
    let log = fs::read_to_string(LOG).with_context(|| format!("{LOG}: cannot be read"))?;
    let log = with_rows(&log, &rows).with_context(|| format!("{LOG}: no table of runs; its head starts with `{HEAD}`"))?;
    fs::write(LOG, log).with_context(|| format!("{LOG}: cannot be written"))?;
    say(&format!("{LOG}: added\n{rows}"));
    Ok(())
}

/// The log with rows added below the last of the table of runs.
fn with_rows(log: &str, rows: &str) -> Option<String> {
    let head = if log.starts_with(HEAD) { 0 } else { log.find(&format!("\n{HEAD}"))? + 1 };
    let table: usize = log[head..].split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let (before, after) = log.split_at(head + table);
    let gap = if before.ends_with('\n') { "" } else { "\n" };
    Some(format!("{before}{gap}{rows}{after}"))
}

/// The figures of a folder: files of gold, or `clusters/` of them, and `negatives*.json`.
fn score(folder: &Path) -> Result<Value> {
    let within = folder.join("clusters");
    let (gold, negatives): (Vec<PathBuf>, Vec<PathBuf>) = json_files(folder)?.into_iter().partition(|path| !is_negatives(path));
    let gold = if within.is_dir() { vec![within] } else { gold };
    if gold.is_empty() {
        bail!("{}: no reports coded by hand; give a folder with .json files or clusters/", folder.display());
    }
    let mut args = vec!["score".to_owned(), "--code".to_owned(), "--json".to_owned()];
    args.extend(negatives.iter().flat_map(|path| ["--negatives".to_owned(), path.display().to_string()]));
    args.extend(gold.iter().map(|path| path.display().to_string()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    Ok(serde_json::from_str(&recount(&args).output()?)?)
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    Ok(files)
}

fn is_negatives(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("negatives"))
}

fn row(name: &str, figures: &Value) -> Result<String> {
    let day = Program::new("date", &["-u", "+%Y-%m-%d"]).output()?;
    let commit = Program::new("git", &["rev-parse", "--short", "HEAD"]).output().unwrap_or_default();
    let mut row = format!("| {} | {} | {name} | {} ", day.trim(), commit.trim(), figures["reports"]);
    let mut add = |cell: &str| write!(row, "| {cell} ").expect("a string takes every cell");
    add(&figures["news incidents P/R/F"][2].to_string());
    for field in FIELDS {
        match figures[field]["share"].as_f64() {
            Some(share) => add(&format!("{share:.3}")),
            None => add("–"),
        }
    }
    add(&figures["invented in negatives"]["incidents"].to_string());
    Ok(row + "|\n")
}

fn write_floors(figures: &Value) -> Result<()> {
    let mut text = "field\tfloor\n".to_owned();
    for (field, share) in shares(figures) {
        let floor = ((share - SLACK).max(0.0) * 100.0).floor() / 100.0;
        writeln!(text, "{field}\t{floor:.2}")?;
    }
    fs::write(FLOORS, text).with_context(|| format!("{FLOORS}: cannot be written"))?;
    say(&format!("{FLOORS}: written"));
    Ok(())
}

/// Every share of the figures, and the F of the news incidents.
fn shares(figures: &Value) -> Vec<(String, f64)> {
    let fields = figures.as_object().into_iter().flatten();
    let mut shares: Vec<(String, f64)> =
        fields.filter_map(|(field, figure)| Some((field.clone(), figure.get("share")?.as_f64()?))).collect();
    shares.extend(figures["news incidents P/R/F"][2].as_f64().map(|share| ("news incidents F".to_owned(), share)));
    shares
}

/// Fails where a field of `corpus/` is below its floor.
pub(crate) fn enforce_floors() -> Result<()> {
    let floors = fs::read_to_string(FLOORS).with_context(|| format!("{FLOORS}: cannot be read; `cargo x measure --floors` writes it"))?;
    let shares = shares(&score(Path::new("corpus"))?);
    let mut low = Vec::new();
    for line in floors.lines().skip(1) {
        let (field, floor) = line.split_once('\t').with_context(|| format!("{FLOORS}: `{line}` has no tab"))?;
        let floor: f64 = floor.parse().with_context(|| format!("{FLOORS}: `{floor}` is no number"))?;
        match shares.iter().find(|(known, _)| known == field) {
            Some((_, share)) if *share >= floor => {}
            Some((_, share)) => low.push(format!("{field} {share:.4} is below its floor {floor}")),
            None => low.push(format!("{field} is not scored")),
        }
    }
    if !low.is_empty() {
        bail!("{}; `recount score --code corpus --misses FIELD` shows what is wrong", low.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::with_rows;

    #[test]
    fn a_row_goes_below_the_table_of_runs_and_not_below_another() {
        let log = "# Runs\n\n| day | commit | set |\n|---|---|---|\n| 1 | a | x |\n\nMore.\n\n| other |\n";
        let with = "# Runs\n\n| day | commit | set |\n|---|---|---|\n| 1 | a | x |\n| 2 | b | x |\n\nMore.\n\n| other |\n";
        assert_eq!(with_rows(log, "| 2 | b | x |\n").as_deref(), Some(with));
        assert_eq!(with_rows("# Nothing\n", "| 2 |\n"), None);
    }
}
