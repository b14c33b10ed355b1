//! Coded reports come in one after the other and go to standard output; what failed goes to standard error.
//!
//! A report is written in one piece: an interrupted run never leaves half a line.

use std::io::{self, IsTerminal, Write};
use std::process;
use std::sync::{Arc, Mutex, PoisonError};

use clap::ValueEnum;
use recount::record::codebook::{Codebooks, muc4_templates};
use recount::record::{Coded, to_json, to_json_pretty};
use serde_json::json;

use crate::exit::INTERRUPTED;
use crate::input::ErrorRow;
use crate::render::{self, Style};

/// How coded reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: a line an incident, a table of casualties, what does not add up
    Text,
    /// One report as an object, several as an array
    Json,
    /// One report a line
    Jsonl,
    /// MUC-4 templates
    Muc4,
}

impl Format {
    /// Text on a terminal, JSON lines elsewhere.
    pub(crate) fn usual() -> Self {
        if io::stdout().is_terminal() { Self::Text } else { Self::Jsonl }
    }
}

/// Where the reports of a run go.
pub(crate) struct Output {
    format: Format,
    style: Style,
    /// Held while a report is being written.
    writing: Arc<Mutex<()>>,
    /// How many reports were written.
    pub(crate) written: usize,
    /// How many failed.
    pub(crate) failed: usize,
    /// The first report of a JSON run: whether it is alone shows when the next comes.
    first: Option<String>,
}

impl Output {
    /// Standard output in this form.
    pub(crate) fn new(format: Format) -> Self {
        let writing = Arc::new(Mutex::new(()));
        Self { format, style: Style::of_terminal(), writing, written: 0, failed: 0, first: None }
    }

    /// Ends the program where the user interrupts it, between two reports.
    pub(crate) fn end_when_interrupted(&self) -> anyhow::Result<()> {
        let writing = Arc::clone(&self.writing);
        ctrlc::set_handler(move || {
            let _writing = writing.lock().unwrap_or_else(PoisonError::into_inner);
            process::exit(INTERRUPTED);
        })?;
        Ok(())
    }

    /// Writes a report as it is already put into words by [`Output::words`].
    pub(crate) fn write(&mut self, words: String) -> io::Result<()> {
        self.written += 1;
        match (self.format, self.written) {
            (Format::Jsonl | Format::Muc4, _) => self.put(&words),
            (Format::Text, 1) => self.put(&words),
            (Format::Text, _) => self.put(&format!("\n{words}")),
            (Format::Json, 1) => {
                self.first = Some(words);
                Ok(())
            }
            (Format::Json, 2) => {
                let first = self.first.take().unwrap_or_default();
                self.put(&format!("[\n{first},\n{words}"))
            }
            (Format::Json, _) => self.put(&format!(",\n{words}")),
        }
    }

    /// How a report is put into words; the same from any thread.
    pub(crate) fn words(&self) -> impl Fn(&Coded) -> String + use<> {
        let (format, style) = (self.format, self.style);
        let books = Codebooks::builtin();
        move |coded| match format {
            Format::Text => render::report(coded, style),
            Format::Json => to_json_pretty(coded),
            Format::Jsonl => to_json(coded) + "\n",
            Format::Muc4 => muc4_templates(&books, coded),
        }
    }

    /// Ends the output.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match (self.format, self.first.take()) {
            (Format::Json, Some(only)) => self.put(&(only + "\n")),
            (Format::Json, None) if self.written > 0 => self.put("\n]\n"),
            _ => Ok(()),
        }
    }

    /// Tells of a report that failed.
    pub(crate) fn fail(&mut self, row: &ErrorRow) {
        self.failed += 1;
        self.tell("error", row);
    }

    /// Tells of something that is no failure.
    pub(crate) fn note(&self, row: &ErrorRow) {
        self.tell("note", row);
    }

    fn tell(&self, kind: &str, row: &ErrorRow) {
        let ErrorRow { file, line, reason } = row;
        // Where standard error is gone, nobody is left to be told.
        let _ = match self.format {
            Format::Text => writeln!(anstream::stderr(), "{}", render::error_line(kind, row)),
            _ => writeln!(io::stderr(), "{}", json!({kind: {"file": file, "line": line, "reason": reason}})),
        };
    }

    fn put(&self, words: &str) -> io::Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.format == Format::Text {
            let mut out = anstream::stdout().lock();
            out.write_all(words.as_bytes())?;
            return out.flush();
        }
        let mut out = io::stdout().lock();
        out.write_all(words.as_bytes())?;
        out.flush()
    }
}
