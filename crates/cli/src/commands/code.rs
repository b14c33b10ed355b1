//! `recount code`: reports in, coded reports out, in the order of the input, whatever `--jobs` is.

use std::any::Any;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use recount::record::Coded;
use recount::{Coder, Document};

use super::coder::{CoderArgs, Given};
use crate::exit::Exit;
use crate::input::{ErrorRow, Item, read_paths};
use crate::ordered::in_order;
use crate::output::{Format, Output};

/// Code reports into incident records.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 fine, 1 some reports failed, 2 wrong use, 3 nothing could be read, 130 interrupted.
Reports that fail are told on standard error, one a line.")]
pub(crate) struct Code {
    /// Files and folders: .txt, .json, .jsonl, .html, .csv, .rss, .atom, .pdf, .warc, each also with .gz; `-` or nothing
    /// is standard input
    paths: Vec<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    coder: CoderArgs,
    /// How coded reports are written [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// How many reports are coded at a time [default: one a processor]; the output is the same for any number
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write the dates, counts and places of the whole text instead of incidents, a line of JSON a report
    #[arg(long, conflicts_with = "format")]
    mentions: bool,
}

impl Code {
    /// Codes everything.
    pub(crate) fn run(self) -> Result<Exit> {
        let paths = match self.paths.is_empty() {
            true if io::stdin().is_terminal() => bail!("nothing to code; name a file or folder, or pipe a report to standard input"),
            true => vec![PathBuf::from("-")],
            false => self.paths,
        };
        let coder = self.coder.coder()?;
        let options = self.given.options();
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let format = if self.mentions { Format::Jsonl } else { self.format.unwrap_or_else(Format::usual) };
        let mut run = Run { output: Output::new(format), progress: Progress::new(), broken: None };
        run.output.end_when_interrupted()?;
        // What a failing step says goes into the report's error row.
        panic::set_hook(Box::new(|_| {}));
        let coded = run.output.words();
        let words = |coder: &Coder, document: Document| match self.mentions {
            true => super::mentions::line(coder, &document) + "\n",
            false => coded(&coder.code(document)),
        };
        let produce = |send: &mut dyn FnMut(Item) -> ControlFlow<()>| {
            let _ = read_paths(&paths, &options, send);
        };
        in_order(jobs, produce, |item| Done::of(item, &coder, &words), |done| run.take(done));
        let _ = panic::take_hook();
        run.finish()
    }
}

/// What became of an item.
enum Done {
    Coded(String),
    Failed(ErrorRow),
    Note(ErrorRow),
}

impl Done {
    fn of(item: Item, coder: &Coder, words: &impl Fn(&Coder, Document) -> String) -> Self {
        match item {
            Item::Report(document) => code(coder, *document, words).map_or_else(Self::Failed, Self::Coded),
            Item::Failed(row) => Self::Failed(row),
            Item::Note(row) => Self::Note(row),
        }
    }
}

/// Codes one report; a step that fails on it loses this report only.
fn code(coder: &Coder, document: Document, words: &impl Fn(&Coder, Document) -> String) -> Result<String, ErrorRow> {
    let id = document.id.clone();
    let coded = panic::catch_unwind(AssertUnwindSafe(|| words(coder, document)));
    coded.map_err(|cause| failed(id, &*cause))
}

/// Codes one report for the ledger.
pub(super) fn coded(coder: &Coder, document: Document) -> Result<Coded, ErrorRow> {
    let id = document.id.clone();
    panic::catch_unwind(AssertUnwindSafe(|| coder.code(document))).map_err(|cause| failed(id, &*cause))
}

fn failed(id: String, cause: &(dyn Any + Send)) -> ErrorRow {
    let cause = message(cause);
    ErrorRow::new(id, format!("the coder failed on this report ({cause}); please send the report to the project"))
}

fn message(cause: &(dyn Any + Send)) -> &str {
    let words = cause.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

struct Run {
    output: Output,
    progress: Progress,
    broken: Option<io::Error>,
}

impl Run {
    fn take(&mut self, done: Done) -> ControlFlow<()> {
        self.progress.step();
        let written = match done {
            Done::Coded(words) => self.output.write(words),
            Done::Failed(row) => {
                self.progress.hidden(|| self.output.fail(&row));
                Ok(())
            }
            Done::Note(row) => {
                self.progress.hidden(|| self.output.note(&row));
                Ok(())
            }
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn finish(mut self) -> Result<Exit> {
        self.progress.clear();
        if let Some(error) = self.broken {
            return Err(error.into());
        }
        self.output.finish()?;
        Ok(match (self.output.written, self.output.failed) {
            (0, 0) => {
                self.output.fail(&ErrorRow::new("input", "no report here; give .txt, .html, .jsonl, .csv, .rss, .pdf or .warc files"));
                Exit::NothingRead
            }
            (0, _) => Exit::NothingRead,
            (_, 0) => Exit::Fine,
            _ => Exit::SomeFailed,
        })
    }
}

/// A line on the terminal that tells how far a long run is. It stands on standard error, and only where the reports go
/// elsewhere.
struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
}

/// A run that takes less needs no progress.
const LONG: Duration = Duration::from_secs(1);

impl Progress {
    fn new() -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = is_shown.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()));
        Self { bar, start: Instant::now() }
    }

    fn step(&mut self) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && self.start.elapsed() > LONG {
            let style = ProgressStyle::with_template("{spinner} {human_pos} reports · {per_sec} · {elapsed}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        bar.inc(1);
    }

    fn hidden(&self, tell: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(tell),
            None => tell(),
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
