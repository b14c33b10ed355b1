//! A run of `recount add` that is killed at random moments, again and again: the ledger must be whole each time, and the
//! finished one the same, byte for byte, as one that nobody disturbed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::stories::Stories;
use crate::step::{cargo, say};

/// How many incidents the reports tell of.
const INCIDENTS: usize = 4_000;

/// Kills so many runs.
pub(super) fn run(folder: &Path, kills: usize) -> Result<()> {
    cargo(&["build", "--quiet", "--release", "--package", "recount-cli"]).run()?;
    let program = std::env::current_exe()?.with_file_name("recount");
    let input = folder.join("stories.jsonl");
    fs::write(&input, rows())?;
    let add = |name: &str| {
        let mut command = Command::new(&program);
        command.args(["add".as_ref(), input.as_os_str(), "--ledger".as_ref(), folder.join(name).as_os_str()]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let start = Instant::now();
    ensure!(add("undisturbed.db").status()?.success(), "an undisturbed run has failed");
    let whole = start.elapsed();
    let mut stories = Stories::new(0);
    for kill in 1..=kills {
        let mut child = add("killed.db").spawn()?;
        // Every moment of a run is as likely as any other, and the first moments of a file are among them.
        thread::sleep(whole.mul_f64(stories.next_number(1_000) as f64 / 1_000.0));
        child.kill()?;
        child.wait()?;
        let path = folder.join("killed.db");
        if path.exists() {
            let faults = told(&program, &["check"], &path);
            let is_empty = faults.as_ref().is_err_and(|error| error.to_string().contains("no ledger here"));
            if !is_empty {
                faults.with_context(|| format!("after {kill} kills"))?;
            }
        }
        // Now and then from the beginning: the making of the file is disturbed too.
        if kill % 5 == 0 {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(folder.join(format!("killed.db{ending}")));
            }
        }
        thread::sleep(Duration::from_millis(10));
    }
    ensure!(add("killed.db").status()?.success(), "the run that ends it all has failed");
    told(&program, &["check"], &folder.join("killed.db"))?;
    let export = |name: &str| told(&program, &["export"], &folder.join(name));
    if export("killed.db")? != export("undisturbed.db")? {
        bail!("a ledger that was killed {kills} times is not the same as an undisturbed one");
    }
    say(&format!("killed {kills} times in a run of {:.1} s: whole each time, and the same bytes at the end", whole.as_secs_f64()));
    Ok(())
}

/// What the program tells of a ledger.
fn told(program: &PathBuf, args: &[&str], ledger: &Path) -> Result<Vec<u8>> {
    let output = Command::new(program).args(args).arg("--ledger").arg(ledger).output()?;
    if !output.status.success() {
        bail!("{args:?}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

fn rows() -> String {
    let row = |document: recount::Document| {
        let published = document.published.map(|day| day.to_string());
        json!({"id": document.id, "text": document.text, "published": published}).to_string() + "\n"
    };
    Stories::new(INCIDENTS).map(row).collect()
}
