//! The commands, one file each.

mod code;
mod coded;
mod coder;
mod complete;
mod explain;
mod gazetteer;
mod ledger;
mod mentions;
mod rules;
mod schema;
mod score;
mod show;
mod web;

use anyhow::Result;
use clap::Subcommand;

use crate::exit::Exit;
use crate::input::{PDF_COMMAND, write_pdf_words};

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports into incident records
    Code(code::Code),
    /// Show a report with the words behind every value, and the rule that read them
    Explain(explain::Explain),
    /// Show reports that were coded before (`--format json` or `jsonl`) as text, or an incident of the ledger
    Show(show::Show),
    /// Show invented stories in the browser: read, check and correct their incidents
    Demo(web::Demo),
    /// Show a ledger in the browser
    Serve(web::Serve),
    /// Add reports to a ledger: many reports, one record of each incident
    Add(ledger::Add),
    /// List the incidents of a ledger
    Incidents(ledger::Incidents),
    /// Search the reports of a ledger
    Search(ledger::Search),
    /// Say why two incidents or reports are one, or are not
    Why(ledger::Why),
    /// Make incidents one
    Merge(ledger::Merge),
    /// Take reports out of an incident, to be one of their own
    Split(ledger::Split),
    /// Say that two reports do not tell of one incident, or take one out of its incident
    Unlink(ledger::Unlink),
    /// Tell what happened to an incident's record, or which versions a report has
    History(ledger::History),
    /// Code the reports of a ledger by the rules of today; decisions stay
    Recode(ledger::Recode),
    /// Overwrite text, names and quotes of a report
    Forget(ledger::Forget),
    /// Write a ledger out: all of it, or in the columns and codes of another codebook
    Export(ledger::Export),
    /// Write a report of the situation: sentences, tables, map and chart of what happened in some days
    Sitrep(ledger::Sitrep),
    /// Read what `export --profile jsonl` wrote
    Import(ledger::Import),
    /// Look whether a ledger is whole
    Check(ledger::Check),
    /// Copy a ledger as it is now
    Backup(ledger::Backup),
    /// Put a copy in the place of a ledger
    Restore(ledger::Restore),
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
    /// Draw the words out of a PDF (standard input to standard output)
    #[command(name = PDF_COMMAND, hide = true)]
    PdfWords,
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit> {
        match self {
            Self::Code(code) => code.run(),
            Self::Explain(explain) => explain.run(),
            Self::Show(show) => show.run(),
            Self::Demo(demo) => demo.run(),
            Self::Serve(serve) => serve.run(),
            Self::Add(add) => add.run(),
            Self::Incidents(incidents) => incidents.run(),
            Self::Search(search) => search.run(),
            Self::Why(why) => why.run(),
            Self::Merge(merge) => merge.run(),
            Self::Split(split) => split.run(),
            Self::Unlink(unlink) => unlink.run(),
            Self::History(history) => history.run(),
            Self::Recode(recode) => recode.run(),
            Self::Forget(forget) => forget.run(),
            Self::Export(export) => export.run(),
            Self::Sitrep(sitrep) => sitrep.run(),
            Self::Import(import) => import.run(),
            Self::Check(check) => check.run(),
            Self::Backup(backup) => backup.run(),
            Self::Restore(restore) => restore.run(),
            Self::Rules(rules) => rules.run(),
            Self::Gazetteer(gazetteer) => gazetteer.run(),
            Self::Score(score) => score.run(),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
            Self::PdfWords => Ok(if write_pdf_words() { Exit::Fine } else { Exit::NothingRead }),
        }
    }
}
