//! `recount show`: reports that were coded before, or an incident of the ledger, as text for people.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;

use super::coded::read_coded;
use super::coder::date;
use super::ledger::{At, Counts, LedgerArgs, Listed, show_of_ledger, time};
use crate::exit::Exit;
use crate::output::{Format, Output};

/// Show reports that were coded before, or an incident of the ledger.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// What `recount code --format json` or `jsonl` wrote; or the id of one incident of the ledger, or the address or id of
    /// one of its reports; `-` or nothing is standard input. A file of that name comes first
    paths: Vec<PathBuf>,
    #[command(flatten)]
    ledger: LedgerArgs,
    /// How an incident's figures are settled
    #[arg(long, value_enum, default_value_t)]
    counts: Counts,
    /// An incident as the reports published up to this day tell it
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "as_known")]
    as_of: Option<Date>,
    /// An incident as the ledger stood at this time (RFC 3339, or a day)
    #[arg(long, value_name = "TIME", value_parser = time)]
    as_known: Option<String>,
    /// How an incident is written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
}

impl Show {
    pub(crate) fn run(&self) -> Result<Exit> {
        let missing = self.paths.iter().filter(|path| !path.exists() && path.as_os_str() != "-").filter_map(|path| path.to_str());
        let missing: Vec<&str> = missing.filter(|word| is_id(word) || self.ledger.ledger.exists()).collect();
        match (&missing[..], &self.paths[..]) {
            ([id], [_]) => {
                let at = At { day: self.as_of, known: self.as_known.clone() };
                return show_of_ledger(id, &self.ledger, self.counts, &at, self.format);
            }
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
fn is_id(word: &str) -> bool {
    (4..=16).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_hexdigit())
}
