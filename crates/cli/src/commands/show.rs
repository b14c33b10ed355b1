//! `recount show`: reports that were coded before, or an incident of the ledger, as text for people.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;

use super::coded::read_coded;
use super::coder::date;
use super::ledger::{Counts, LedgerArgs, Listed, show_incident};
use crate::exit::Exit;
use crate::output::{Format, Output};

/// Show reports that were coded before, or an incident of the ledger.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// What `recount code --format json` or `jsonl` wrote, or the id of one incident of the ledger; `-` or nothing is
    /// standard input. A file of that name comes before an id
    paths: Vec<PathBuf>,
    #[command(flatten)]
    ledger: LedgerArgs,
    /// How an incident's figures are settled
    #[arg(long, value_enum, default_value_t)]
    counts: Counts,
    /// An incident as the reports published up to this day tell it
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// How an incident is written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
}

impl Show {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ids: Vec<&str> = self.paths.iter().filter(|path| !path.exists()).filter_map(|path| path.to_str()).filter(is_id).collect();
        match (&ids[..], &self.paths[..]) {
            ([id], [_]) => return show_incident(id, &self.ledger, self.counts, self.as_of, self.format),
            ([_, ..], _) => bail!("show one incident at a time, and no file beside it"),
            ([], _) => {}
        }
        let input = [PathBuf::from("-")];
        let paths = if self.paths.is_empty() { &input[..] } else { &self.paths[..] };
        let mut output = Output::new(Format::Text);
        let words = output.words();
        for path in paths {
            for coded in read_coded(path)? {
                output.write(words(&coded))?;
            }
        }
        output.finish()?;
        Ok(Exit::Fine)
    }
}

/// Whether a word can be an id of the ledger, or the beginning of one.
fn is_id(word: &&str) -> bool {
    (4..=16).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_hexdigit())
}
