//! The commands that work on a ledger: many reports, one record of each incident.

mod add;
mod care;
mod decide;
mod exchange;
mod file;
mod filter;
mod read;
mod sitrep;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use recount_ledger::{Ledger, Rule};

use crate::input::ErrorRow;
use crate::render::error_line;

pub(crate) use add::{Add, Recode};
pub(crate) use care::{Backup, Check, Forget, Restore};
pub(crate) use decide::{Merge, Split, Unlink};
pub(crate) use exchange::{Export, Import};
pub(crate) use read::{At, History, Incidents, Search, Why, show_of_ledger, time};
pub(crate) use sitrep::Sitrep;

/// Which ledger.
#[derive(Debug, Args)]
pub(crate) struct LedgerArgs {
    /// The ledger's file
    #[arg(long, value_name = "PATH", default_value = "recount.db")]
    pub(crate) ledger: PathBuf,
}

impl LedgerArgs {
    fn to_read(&self) -> Result<Ledger> {
        Ok(Ledger::to_read(&self.ledger)?)
    }

    fn to_write(&self) -> Result<Ledger> {
        let ledger = Ledger::to_write(&self.ledger)?;
        if let Some(kind) = ledger.network() {
            let reason = format!("lies on a network ({kind}); let one program at a time use it, or keep it on a disk of this machine");
            let row = ErrorRow::new(self.ledger.display().to_string(), reason);
            writeln!(anstream::stderr().lock(), "{}", error_line("note", &row))?;
        }
        Ok(ledger)
    }
}

/// How figures are settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Counts {
    /// The latest report of the best sort of source
    #[default]
    Latest,
    /// The lowest figure, as ACLED takes it
    Lowest,
    /// The lowest, the latest and the highest figure, as UCDP gives them
    LowBestHigh,
    /// The figure of most sources, as GTD takes it
    Majority,
}

impl Counts {
    fn rule(self) -> Rule {
        match self {
            Self::Latest => Rule::Latest,
            Self::Lowest => Rule::Lowest,
            Self::LowBestHigh => Rule::LowBestHigh,
            Self::Majority => Rule::Majority,
        }
    }
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// For people
    Text,
    /// A line of JSON each
    Jsonl,
}

/// Text on a terminal, JSON lines elsewhere, unless one is asked for.
fn is_text(asked: Option<Listed>) -> bool {
    asked.map_or_else(|| io::stdout().is_terminal(), |asked| asked == Listed::Text)
}

/// Writes text whose inks the output strips where nobody sees them.
fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
