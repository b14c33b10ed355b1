//! `recount export` and `recount import`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use recount_ledger::{ExportOptions, Profile};

use super::{LedgerArgs, print};
use crate::exit::Exit;

/// Write a ledger out.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// What is written
    #[arg(long, value_enum, default_value_t = Wanted::Jsonl)]
    profile: Wanted,
    /// Leave the text of reports out
    #[arg(long)]
    no_text: bool,
    /// Add when each version came, and what happened to each incident
    #[arg(long)]
    history: bool,
    #[command(flatten)]
    ledger: LedgerArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// Reports, decisions and incidents with all evidence, a line each
    Jsonl,
    /// Incidents as points on a map
    Geojson,
    /// Which incident each report's incidents are in, a line each
    Members,
    /// Reviewed reports in the form of reports coded by hand
    Gold,
    /// Incidents as a Parquet table, a row each
    #[cfg(feature = "columnar")]
    Parquet,
}

impl Export {
    pub(crate) fn run(&self) -> Result<Exit> {
        let profile = match self.profile {
            Wanted::Jsonl => Profile::Jsonl,
            Wanted::Geojson => Profile::Geojson,
            Wanted::Members => Profile::Members,
            Wanted::Gold => Profile::Gold,
            #[cfg(feature = "columnar")]
            Wanted::Parquet => Profile::Parquet,
        };
        let mut out = BufWriter::new(io::stdout().lock());
        self.ledger.to_read()?.export(profile, ExportOptions { no_text: self.no_text, history: self.history }, &mut out)?;
        out.flush()?;
        Ok(Exit::Fine)
    }
}

/// Read what `export --profile jsonl` wrote.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file; `-` is standard input
    path: PathBuf,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Import {
    pub(crate) fn run(&self) -> Result<Exit> {
        let name = self.path.display().to_string();
        let mut ledger = self.ledger.to_write()?;
        let added = if name == "-" {
            ledger.import(BufReader::new(io::stdin().lock()))
        } else {
            ledger.import(BufReader::new(File::open(&self.path).with_context(|| format!("{name}: cannot be read"))?))
        };
        let added = added.with_context(|| name.clone())?;
        let counts = ledger.counts()?;
        let told = format!(
            "{} added, {} unchanged; {} reports, {} incidents in all\n",
            added.new, added.unchanged, counts.reports, counts.incidents
        );
        print(&told)?;
        Ok(Exit::Fine)
    }
}
