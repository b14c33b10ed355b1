//! Colours and the width of the page.

use std::io::{self, IsTerminal};

use anstyle::{AnsiColor, Style as Ansi};

/// How a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Columns.
    pub(crate) width: usize,
}

/// The width where there is no terminal to ask, and the most that is easy to read.
const USUAL_WIDTH: usize = 110;
const LEAST_WIDTH: usize = 50;

impl Style {
    /// The layout for the terminal on standard output.
    pub(crate) fn of_terminal() -> Self {
        let asked = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        let width = asked.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0));
        Self { width: width.clamp(LEAST_WIDTH, USUAL_WIDTH) }
    }
}

/// A way to set words off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink(Ansi);

impl Ink {
    /// The words in this ink.
    pub(crate) fn on(self, words: &str) -> String {
        format!("{}{words}{:#}", self.0, self.0)
    }
}

pub(crate) const PLAIN: Ink = Ink(Ansi::new());
pub(crate) const BOLD: Ink = Ink(Ansi::new().bold());
pub(crate) const DIM: Ink = Ink(Ansi::new().dimmed());
pub(crate) const RED: Ink = Ink(AnsiColor::Red.on_default().bold());
pub(crate) const WARNING: Ink = Ink(AnsiColor::Yellow.on_default().bold());
pub(crate) const INFO: Ink = Ink(AnsiColor::Cyan.on_default());
pub(crate) const YELLOW: Ink = Ink(AnsiColor::Yellow.on_default());
pub(crate) const BLUE: Ink = Ink(AnsiColor::Blue.on_default());
