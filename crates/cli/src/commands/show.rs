//! `recount show`: reports that were coded before, as text for people.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::coded::read_coded;
use crate::exit::Exit;
use crate::output::{Format, Output};

/// Show reports that were coded before as text.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// What `recount code --format json` or `jsonl` wrote; `-` or nothing is standard input
    paths: Vec<PathBuf>,
}

impl Show {
    pub(crate) fn run(&self) -> Result<Exit> {
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
