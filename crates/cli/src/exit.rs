//! How a run ended, as the shell sees it: 0 fine, 1 some items failed, 2 wrong use, 3 nothing could be read,
//! 130 interrupted.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Error, Result};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Fine,
    /// Some items failed; the rest was done.
    SomeFailed,
    /// Nothing could be read.
    NothingRead,
}

/// The exit code of an interrupted run.
pub(crate) const INTERRUPTED: i32 = 130;
const WRONG_USE: u8 = 2;
const NOTHING_READ: u8 = 3;

/// The exit code of a command; its error is told on standard error.
pub(crate) fn code_of(result: Result<Exit>) -> ExitCode {
    match result {
        Ok(Exit::Fine) => ExitCode::SUCCESS,
        Ok(Exit::SomeFailed) => ExitCode::from(1),
        Ok(Exit::NothingRead) => ExitCode::from(NOTHING_READ),
        // Whoever read our output has seen enough: `recount code … | head`.
        Err(error) if io_kind(&error) == Some(ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("{error:#}"));
            ExitCode::from(if io_kind(&error).is_some() { NOTHING_READ } else { WRONG_USE })
        }
    }
}

/// Writes an error on standard error, as clap writes its own.
pub(crate) fn tell(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    // Where standard error is gone, nobody is left to be told.
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {message}");
}

fn io_kind(error: &Error) -> Option<ErrorKind> {
    error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind)
}
