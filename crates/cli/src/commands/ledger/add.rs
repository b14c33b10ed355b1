//! `recount add` and `recount recode`: reports come in, are coded, and are linked.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use recount::Coder;
use recount::record::Coded;
use recount_ledger::{Added, Ledger, LedgerError};
use serde_json::json;

use super::{LedgerArgs, Listed, is_text, print};
use crate::commands::code::coded;
use crate::commands::coder::{CoderArgs, Given};
use crate::exit::{Exit, INTERRUPTED};
use crate::input::{ErrorRow, Item, read_paths};
use crate::ordered::in_order;
use crate::output::{Format, Output};

/// Add reports to a ledger.
#[derive(Debug, Args)]
#[command(after_help = "A report that is there already changes nothing; the same address or id with another text is a version of it.
What a batch has acknowledged is on the disk: a run that was interrupted is started again and loses and doubles nothing.")]
pub(crate) struct Add {
    /// Files and folders, as `recount code` reads them; `-` or nothing is standard input
    paths: Vec<PathBuf>,
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    coder: CoderArgs,
    /// How many reports are coded at a time [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// How the counts are written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
}

/// The most reports of a batch.
const MOST: usize = 500;
/// The most time between two commits.
const LONGEST: Duration = Duration::from_secs(1);

impl Add {
    pub(crate) fn run(self) -> Result<Exit> {
        let paths = match self.paths.is_empty() {
            true if io::stdin().is_terminal() => bail!("nothing to add; name a file or folder, or pipe a report to standard input"),
            true => vec![PathBuf::from("-")],
            false => self.paths,
        };
        let coder = self.coder.coder()?;
        let options = self.given.options();
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let is_text = is_text(self.format);
        let mut run = Run::new(self.ledger.to_write()?, is_text)?;
        // What a failing step says goes into the report's error row.
        panic::set_hook(Box::new(|_| {}));
        let produce = |send: &mut dyn FnMut(Item) -> ControlFlow<()>| {
            let _ = read_paths(&paths, &options, send);
        };
        in_order(jobs, produce, |item| Done::of(item, &coder), |done| run.take(done));
        let _ = panic::take_hook();
        run.finish(is_text)
    }
}

/// Code the reports of a ledger by the rules of today.
#[derive(Debug, Args)]
pub(crate) struct Recode {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    coder: CoderArgs,
    /// How the counts are written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Listed>,
}

impl Recode {
    pub(crate) fn run(&self) -> Result<Exit> {
        let coder: Coder = self.coder.coder()?;
        let mut ledger = self.ledger.to_write()?;
        let added = ledger.recode(&coder)?;
        tell(added, 0, &ledger, is_text(self.format))?;
        Ok(Exit::Fine)
    }
}

/// What became of an item.
enum Done {
    Coded(Box<Coded>),
    Failed(ErrorRow),
    Note(ErrorRow),
}

impl Done {
    fn of(item: Item, coder: &Coder) -> Self {
        match item {
            Item::Report(document) => coded(coder, *document).map_or_else(Self::Failed, |coded| Self::Coded(Box::new(coded))),
            Item::Failed(row) => Self::Failed(row),
            Item::Note(row) => Self::Note(row),
        }
    }
}

struct Run {
    ledger: Ledger,
    output: Output,
    waiting: Vec<Coded>,
    since: Instant,
    added: Added,
    broken: Option<LedgerError>,
    is_interrupted: Arc<AtomicBool>,
}

impl Run {
    fn new(ledger: Ledger, is_text: bool) -> Result<Self> {
        let output = Output::new(if is_text { Format::Text } else { Format::Jsonl });
        let is_interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_interrupted);
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
        let since = Instant::now();
        Ok(Self { ledger, output, waiting: Vec::new(), since, added: Added::default(), broken: None, is_interrupted })
    }

    fn take(&mut self, done: Done) -> ControlFlow<()> {
        match done {
            Done::Coded(coded) => self.waiting.push(*coded),
            Done::Failed(row) => self.output.fail(&row),
            Done::Note(row) => self.output.note(&row),
        }
        if self.is_interrupted.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if self.waiting.len() >= MOST || self.since.elapsed() >= LONGEST {
            return self.commit();
        }
        ControlFlow::Continue(())
    }

    fn commit(&mut self) -> ControlFlow<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.since = Instant::now();
        match self.ledger.add(&waiting) {
            Ok(added) => {
                self.added.join(added);
                ControlFlow::Continue(())
            }
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn finish(mut self, is_text: bool) -> Result<Exit> {
        if self.broken.is_none() {
            let _ = self.commit();
        }
        let failed = self.output.failed;
        if let Some(error) = self.broken {
            return Err(error.into());
        }
        tell(self.added, failed, &self.ledger, is_text)?;
        if self.is_interrupted.load(Ordering::Relaxed) {
            drop(self.ledger);
            process::exit(INTERRUPTED);
        }
        let Added { new, versions, recoded, unchanged, .. } = self.added;
        Ok(match (new + versions + recoded + unchanged, failed) {
            (0, _) => Exit::NothingRead,
            (_, 0) => Exit::Fine,
            _ => Exit::SomeFailed,
        })
    }
}

/// Tells what a run has done, and how much is in the ledger now.
fn tell(added: Added, failed: usize, ledger: &Ledger, is_text: bool) -> Result<()> {
    let counts = ledger.counts()?;
    let Added { new, versions, copies, recoded, unchanged, unsupported } = added;
    if !is_text {
        let line = json!({"added": new, "versions": versions, "copies": copies, "recoded": recoded, "unchanged": unchanged,
                          "failed": failed, "unsupported": unsupported, "reports": counts.reports, "incidents": counts.incidents});
        return Ok(print(&format!("{line}\n"))?);
    }
    let rows = [
        (new, "added"),
        (copies, "of them copies of a report that was there"),
        (versions, "new versions"),
        (recoded, "coded by other rules"),
        (unchanged, "unchanged"),
        (failed, "failed"),
        (unsupported, "in a language without rules"),
    ];
    let told: Vec<String> = rows.iter().filter(|row| row.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let told = if told.is_empty() { "nothing added".to_owned() } else { told.join(", ") };
    Ok(print(&format!("{told}; {} reports, {} incidents in all\n", counts.reports, counts.incidents))?)
}
