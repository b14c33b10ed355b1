//! The program `recount`: files come in, coded reports go out. Each command stands in a file of its own.

mod commands;
mod exit;
mod input;
mod ordered;
mod output;
mod render;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// A report is thousands of small values; this allocator takes a tenth off the whole.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads reports of political violence and recounts them: who did what to whom, where, when, with how many killed,
/// wounded, abducted, each value with the words it came from.
#[derive(Debug, Parser)]
#[command(name = "recount", version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Recount {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let recount = Recount::parse();
    let result = recount.command.run();
    exit::code_of(result)
}
