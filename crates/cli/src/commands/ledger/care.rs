//! `recount check`, `backup`, `restore` and `forget`: looking after a ledger.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use recount_ledger::Ledger;

use super::{LedgerArgs, print};
use crate::exit::Exit;

/// Look whether a ledger is whole.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 whole, 1 something is wrong; every fault is a line.")]
pub(crate) struct Check {
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Check {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ledger = self.ledger.to_read()?;
        let faults = ledger.check()?;
        if !faults.is_empty() {
            print(&format!("{}\n", faults.join("\n")))?;
            return Ok(Exit::SomeFailed);
        }
        let counts = ledger.counts()?;
        print(&format!("whole: {} reports, {} versions, {} incidents\n", counts.reports, counts.versions, counts.incidents))?;
        Ok(Exit::Fine)
    }
}

/// Copy a ledger as it is now; others may go on writing to it.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The copy; no file may be there
    to: PathBuf,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Backup {
    pub(crate) fn run(&self) -> Result<Exit> {
        self.ledger.to_read()?.back_up(&self.to)?;
        print(&format!("{}: written\n", self.to.display()))?;
        Ok(Exit::Fine)
    }
}

/// Put a copy in the place of a ledger. The ledger that was there is kept beside it.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The copy
    from: PathBuf,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Restore {
    pub(crate) fn run(&self) -> Result<Exit> {
        let copy = Ledger::to_read(&self.from)?;
        let faults = copy.check()?;
        if let Some(fault) = faults.first() {
            bail!("{}: not whole ({fault}); restore another copy", self.from.display());
        }
        let ledger = &self.ledger.ledger;
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", ledger.display()));
        let new = beside(".restored");
        if new.exists() {
            fs::remove_file(&new).with_context(|| format!("{}: cannot be removed", new.display()))?;
        }
        copy.back_up(&new)?;
        // What had not been written into the old file yet belongs to it.
        for ending in ["", "-wal", "-shm"] {
            let old = beside(ending);
            if old.exists() {
                let kept = beside(&format!(".before-restore{ending}"));
                fs::rename(&old, &kept).with_context(|| format!("{}: cannot be kept", old.display()))?;
            }
        }
        fs::rename(&new, ledger).with_context(|| format!("{}: cannot be written", ledger.display()))?;
        print(&format!("{}: restored\n", ledger.display()))?;
        Ok(Exit::Fine)
    }
}

/// Overwrite text, names and quotes of a report in every version; hash and codes stay.
#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// The report's address, or its id
    report: String,
    /// The reason, kept in the ledger
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// Who decides
    #[arg(long, value_name = "NAME", default_value = "user")]
    by: String,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Forget {
    pub(crate) fn run(&self) -> Result<Exit> {
        self.ledger.to_write()?.forget(&self.report, &self.by, &self.reason)?;
        print(&format!("{}: forgotten\n", self.report))?;
        Ok(Exit::Fine)
    }
}
