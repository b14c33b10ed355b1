//! `cargo x check`: what the compiler does not see.

mod files;
mod imports;
mod strangers;

use std::path::Path;

use anyhow::{Result, bail};

use crate::step::{Program, recount, say};

/// Runs every check and tells all that is wrong. Arguments: none, or folders with other people's texts.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut wrong = imports::wrong()?;
    let tracked = tracked()?;
    wrong.extend(files::wrong(&tracked)?);
    wrong.extend(crate::ui::wrong(&tracked)?);
    for folder in args {
        wrong.extend(strangers::wrong(&tracked, Path::new(folder))?);
    }
    for line in &wrong {
        say(line);
    }
    say("rule proofs:");
    let proofs = recount(&["rules", "--check"]).run();
    if !wrong.is_empty() {
        bail!("{} things are not as they should be", wrong.len());
    }
    proofs
}

/// The files of the repository, those that are about to enter it too.
fn tracked() -> Result<Vec<String>> {
    let list = Program::new("git", &["ls-files", "--cached", "--others", "--exclude-standard"]).output()?;
    Ok(list.lines().filter(|path| Path::new(path).is_file()).map(str::to_owned).collect())
}
