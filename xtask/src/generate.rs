//! `cargo x generate`: files that are made from code and kept in the repository, so that readers find them.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::picture;
use crate::step::{recount, say};

const SCHEMA: &str = "docs/schema/coded.schema.json";
const README: &str = "README.md";
const PICTURE: &str = "docs/terminal.svg";
/// What the picture shows.
const PICTURED: [&str; 2] = ["code", "examples/two-attacks-on-a-mission.txt"];
const BEGIN: &str = "<!-- begin: recount code ";
const END: &str = "<!-- end -->";

/// Writes them, or with `--check` only tells whether they are as they should be.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let is_check = args.iter().any(|arg| arg == "--check");
    let mut stale = Vec::new();
    for (path, text) in [(SCHEMA, recount_record::json_schema()), (README, readme()?), (PICTURE, picture()?)] {
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
    Ok(new + rest)
}
