//! The commands, one file each.

mod code;
mod coded;
mod coder;
mod complete;
mod explain;
mod gazetteer;
mod mentions;
mod rules;
mod schema;
mod score;
mod show;

use anyhow::Result;
use clap::Subcommand;

use crate::exit::Exit;

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports into incident records
    Code(code::Code),
    /// Show a report with the words behind every value, and the rule that read them
    Explain(explain::Explain),
    /// Show reports that were coded before (`--format json` or `jsonl`) as text
    Show(show::Show),
    /// List the pattern rules with their examples, or prove those of a folder
    Rules(rules::Rules),
    /// Look up and import places
    #[command(subcommand)]
    Gazetteer(gazetteer::Gazetteer),
    /// Compare coded reports with reports coded by hand
    Score(score::Score),
    /// Print the JSON Schema of the coded form
    Schema(schema::Schema),
    /// Print the completions of a shell
    Completions(complete::Completions),
    /// Print the manual page
    Man(complete::Man),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit> {
        match self {
            Self::Code(code) => code.run(),
            Self::Explain(explain) => explain.run(),
            Self::Show(show) => show.run(),
            Self::Rules(rules) => rules.run(),
            Self::Gazetteer(gazetteer) => gazetteer.run(),
            Self::Score(score) => score.run(),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
        }
    }
}
