//! `recount completions` and `recount man`: both are made from the options themselves, so they never lag behind.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::Recount;
use crate::exit::Exit;

/// Print the completions of a shell.
#[derive(Debug, Args)]
#[command(after_help = "Example: recount completions bash > ~/.local/share/bash-completion/completions/recount")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Recount::command(), "recount", &mut script);
        io::stdout().lock().write_all(&script)?;
        Ok(Exit::Fine)
    }
}

/// Print the manual page.
#[derive(Debug, Args)]
#[command(after_help = "Example: recount man code | man -l -")]
pub(crate) struct Man {
    /// A command; without one, the page of the program
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(&self) -> Result<Exit> {
        let mut program = Recount::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => {
                let found = program.find_subcommand(name).cloned();
                found.ok_or_else(|| anyhow::anyhow!("{name}: no such command; `recount help` lists them"))?
            }
        };
        clap_mangen::Man::new(page).render(&mut io::stdout().lock())?;
        Ok(Exit::Fine)
    }
}
