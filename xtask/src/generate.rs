//! `cargo x generate`: files that are made from code and kept in the repository, so that readers find them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::picture;
use crate::step::{recount, say};

const SCHEMA: &str = "docs/schema/coded.schema.json";
const CODEBOOKS: &str = "docs/codebooks.md";
const README: &str = "README.md";
const PICTURE: &str = "docs/terminal.svg";
/// What the picture shows.
const PICTURED: [&str; 2] = ["code", "examples/two-attacks-on-a-mission.txt"];
const BEGIN: &str = "<!-- begin: recount code ";
const BEGIN_LEDGER: &str = "<!-- begin: recount add ";
const END: &str = "<!-- end -->";

/// Writes them, or with `--check` only tells whether they are as they should be.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let is_check = args.iter().any(|arg| arg == "--check");
    let mut stale = Vec::new();
    let made = [
        (SCHEMA, recount_record::json_schema()),
        (CODEBOOKS, recount_record::codebook::page()),
        (README, readme()?),
        (PICTURE, picture()?),
    ];
    for (path, text) in made {
        if fs::read_to_string(path).is_ok_and(|old| old == text) {
            continue;
        }
        if is_check {
            stale.push(path);
        } else {
            fs::write(path, text).with_context(|| format!("{path}: cannot be written"))?;
            say(&format!("{path}: written"));
        }
    }
    if !stale.is_empty() {
        bail!("{}: not what the code makes; run `cargo x generate`", stale.join(", "));
    }
    Ok(())
}

/// The terminal after a call, in colour.
fn picture() -> Result<String> {
    let output = recount(&PICTURED).args(&["--format", "text"]).env("CLICOLOR_FORCE", "1").output()?;
    Ok(picture::svg(&format!("recount {}", PICTURED.join(" ")), &output))
}

/// The README with the output of each example as the program gives it now.
fn readme() -> Result<String> {
    let old = fs::read_to_string(README).with_context(|| format!("{README}: cannot be read"))?;
    let mut new = String::new();
    let mut rest = old.as_str();
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (call, after) = after.split_once(" -->").with_context(|| format!("{README}: `{BEGIN}` has no ` -->`"))?;
        let (_, after) = after.split_once(END).with_context(|| format!("{README}: `{BEGIN}{call}` has no `{END}`"))?;
        let mut args = vec!["code"];
        args.extend(call.split_whitespace());
        let output = recount(&args).output()?;
        new += &format!("{before}{BEGIN}{call} -->\n```text\n{}\n```\n{END}", output.trim_end());
        rest = after;
    }
    ledger_example(&(new + rest))
}

/// The README with what a ledger of two examples shows now.
fn ledger_example(readme: &str) -> Result<String> {
    let Some((before, after)) = readme.split_once(BEGIN_LEDGER) else { return Ok(readme.to_owned()) };
    let (calls, after) = after.split_once(" -->").with_context(|| format!("{README}: `{BEGIN_LEDGER}` has no ` -->`"))?;
    let (_, after) = after.split_once(END).with_context(|| format!("{README}: `{BEGIN_LEDGER}{calls}` has no `{END}`"))?;
    let folder = Path::new("target/readme");
    // What an earlier run left is not part of the example.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let ledger = folder.join("recount.db").display().to_string();
    let options = ["--ledger", &ledger, "--format", "text"];
    let files: Vec<&str> = calls.split_whitespace().collect();
    let added = recount(&["add"]).args(&files).args(&options).output()?;
    let listed = recount(&["incidents"]).args(&options).output()?;
    let of_two = listed.lines().find(|line| line.ends_with("2 reports"));
    let id = of_two.and_then(|line| line.split_whitespace().next()).context("no incident of two reports in the README's ledger")?;
    let shown = recount(&["show", id]).args(&options).output()?;
    let lines = format!(
        "$ recount add {}\n{}\n\n$ recount incidents\n{}\n\n$ recount show {}\n{}",
        files.join(" "),
        added.trim_end(),
        listed.trim_end(),
        &id[..8],
        shown.trim_end()
    );
    Ok(format!("{before}{BEGIN_LEDGER}{calls} -->\n```text\n{lines}\n```\n{END}{after}"))
}
