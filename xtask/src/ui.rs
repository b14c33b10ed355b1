//! `cargo x ui`: the browser application is built, and what it was built from is written down beside it.
//!
//! The built files are kept in the repository, so that plain cargo suffices; a manifest of hashes says which sources
//! they are made of, and `cargo x check` compares it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use recount_record::content_id;

use crate::step::{Program, say};

/// Where its source stands.
pub(crate) const FOLDER: &str = "crates/web/ui";
const BUILT: &str = "crates/web/ui/dist/";
const MANIFEST: &str = "crates/web/ui/dist/sources.json";
/// The types of reports are made from it.
const SCHEMA: &str = "docs/schema/coded.schema.json";

/// Builds the application, or with `--check` only looks at its types.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if !Program::new("npm", &["--version"]).succeeds() {
        bail!("npm is missing; `cargo x setup` installs what the browser application is built with");
    }
    if !Path::new(FOLDER).join("node_modules").is_dir() {
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    npm(&["run", "--silent", "types"])?;
    npm(&["run", "--silent", "check"])?;
    if args.iter().any(|arg| arg == "--check") {
        return Ok(());
    }
    npm(&["run", "--silent", "build"])?;
    let manifest = manifest(&all_files()?)?;
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    fs::write(MANIFEST, text).with_context(|| format!("{MANIFEST}: cannot be written"))?;
    say(&format!("{MANIFEST}: written"));
    Ok(())
}

fn npm_with(args: &[&str], program: &str) -> Result<()> {
    Program::new("npm", &["--prefix", FOLDER]).args(args).env("RECOUNT", program).run()
}

fn npm(args: &[&str]) -> Result<()> {
    Program::new("npm", &["--prefix", FOLDER]).args(args).run()
}

/// Tests the program in a browser; it was built before.
pub(crate) fn test() -> Result<()> {
    let own = std::env::current_exe().context("this program's folder is not known")?;
    let built = own.parent().and_then(Path::parent).map(|target| target.join("release/recount")).unwrap_or_default();
    npm_with(&["test", "--silent"], &built.display().to_string())
}

/// What the browser tests lack, in words.
pub(crate) fn lacks() -> Option<&'static str> {
    let browsers = ["chromium", "chromium-browser", "google-chrome"];
    if !Program::new("npm", &["--version"]).succeeds() || !Path::new(FOLDER).join("node_modules").is_dir() {
        return Some("no Node or its packages; `cargo x setup` installs them");
    }
    let has = browsers.iter().any(|name| Program::new(name, &["--version"]).succeeds());
    (!has).then_some("no chromium; `cargo x setup` installs it")
}

/// What is wrong with the built files: they are not made from the sources as they are.
pub(crate) fn wrong(tracked: &[String]) -> Result<Vec<String>> {
    let text = fs::read_to_string(MANIFEST).with_context(|| format!("{MANIFEST}: cannot be read; run `cargo x ui`"))?;
    let built: BTreeMap<String, String> = serde_json::from_str(&text).with_context(|| MANIFEST.to_owned())?;
    let now = manifest(tracked)?;
    let differs = |path: &&String| built.get(*path) != now.get(*path);
    let mut paths: Vec<&String> = built.keys().chain(now.keys()).filter(differs).collect();
    paths.sort();
    paths.dedup();
    Ok(paths.into_iter().map(|path| format!("{path}: not what the browser application was built with; run `cargo x ui`")).collect())
}

/// The hash of each source and of each built file.
fn manifest(files: &[String]) -> Result<BTreeMap<String, String>> {
    let is_of_it =
        |path: &&String| path.as_str() == SCHEMA || (path.starts_with(FOLDER) && !path.contains("/tests/") && path.as_str() != MANIFEST);
    let hash = |path: &String| {
        let bytes = fs::read(path).with_context(|| format!("{path}: cannot be read"))?;
        Ok((path.clone(), content_id(&String::from_utf8_lossy(&bytes))))
    };
    files.iter().filter(is_of_it).map(hash).collect()
}

/// The files of the repository with those that were built just now.
fn all_files() -> Result<Vec<String>> {
    let list = Program::new("git", &["ls-files", "--cached", "--others", "--exclude-standard", FOLDER, SCHEMA]).output()?;
    let files: Vec<String> = list.lines().filter(|path| Path::new(path).is_file()).map(str::to_owned).collect();
    if !files.iter().any(|path| path.starts_with(BUILT)) {
        bail!("{BUILT}: nothing was built");
    }
    Ok(files)
}
