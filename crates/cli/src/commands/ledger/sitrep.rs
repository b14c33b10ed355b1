//! `recount sitrep`: what happened in a stretch of days, as a page or as Markdown.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;
use recount_ledger::{Asked, html, markdown};

use super::file::NewFile;
use super::{Counts, LedgerArgs};
use crate::commands::coder::date;
use crate::exit::Exit;

/// Write a report of the situation: sentences, tables, map and chart of what happened in some days
#[derive(Debug, Args)]
pub(crate) struct Sitrep {
    /// The first day
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Date,
    /// The last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Date,
    /// In this country only (ISO 3166-1 alpha-2)
    #[arg(long, value_name = "XX")]
    country: Option<String>,
    /// Into this file; its ending chooses the form: .html or .md
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How figures are settled
    #[arg(long, value_enum, default_value_t)]
    counts: Counts,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Sitrep {
    pub(crate) fn run(&self) -> Result<Exit> {
        let write = match self.out.extension().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => html,
            Some("md") => markdown,
            _ => bail!("{}: ends neither in .html nor in .md; the ending chooses the form", self.out.display()),
        };
        let country = self.country.as_ref().map(|code| code.to_uppercase());
        let asked = Asked { from: self.from, to: self.to, country, rule: self.counts.rule() };
        let situation = self.ledger.to_read()?.situation(&asked)?;
        let mut file = NewFile::begin(&self.out)?;
        match file.out.write_all(write(&situation).as_bytes()) {
            Ok(()) => file.finish()?,
            Err(error) => {
                file.give_up();
                return Err(error.into());
            }
        }
        Ok(Exit::Fine)
    }
}
