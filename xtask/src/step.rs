//! Programs that a task runs, and what it tells its user.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A program with its arguments.
pub(crate) struct Program {
    command: Command,
    words: String,
}

/// Cargo, as it called this program.
pub(crate) fn cargo(args: &[&str]) -> Program {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut program = Program::new(&cargo, args);
    program.words = format!("cargo {}", args.join(" "));
    program
}

impl Program {
    /// A program with its arguments.
    pub(crate) fn new(name: &str, args: &[&str]) -> Self {
        let mut command = Command::new(name);
        command.args(args);
        Self { command, words: format!("{name} {}", args.join(" ")) }
    }

    /// The same with more arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: &[A]) -> Self {
        self.command.args(args);
        self
    }

    /// The same with a variable in its environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end; what it says is seen.
    pub(crate) fn run(mut self) -> Result<()> {
        let status = self.command.status().with_context(|| format!("`{}` cannot be run", self.words))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.words);
        }
        Ok(())
    }

    /// Runs it to its end; what it writes on standard output.
    pub(crate) fn output(mut self) -> Result<String> {
        let output = self.command.stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("`{}` cannot be run", self.words))?;
        if !output.status.success() {
            bail!("`{}` failed ({})", self.words, output.status);
        }
        String::from_utf8(output.stdout).with_context(|| format!("`{}` writes no UTF-8", self.words))
    }

    /// Whether it can be run and ends well; nothing of it is seen.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }
}

/// Tells the user something.
#[expect(clippy::print_stdout, reason = "a task tells its user what it does")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// The program, built for release; arguments are its own.
pub(crate) fn recount(args: &[&str]) -> Program {
    cargo(&["run", "--quiet", "--release", "--package", "recount-cli", "--"]).args(args)
}
