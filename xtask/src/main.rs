//! `cargo x …`: everything that is done to the project and is no part of it.

#[cfg(feature = "bench")]
mod bench;
mod check;
mod exports;
mod gazetteer;
mod generate;
#[cfg(unix)]
mod hostile;
mod licences;
mod measure;
mod picture;
mod setup;
#[cfg(feature = "soak")]
mod soak;
mod step;
mod test;
mod ui;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

/// The allocator of the program, so that the bench measures what users run.
#[cfg(feature = "bench")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "cargo x COMMAND

  check [DIR]            import table, file lengths, paths of machines, rule proofs; no words of the texts in DIR
  test [--all] [--require]
                         formatting, lints, tests, docs, check, generated files; --all adds licences, the corpus floors
                         and the examples; --require makes a step that was skipped an error
  setup                  installs what a fresh machine lacks
  generate [--check]     writes what is made from code: the JSON Schema, the codebooks, the README's example and picture
  ui [--check]           builds the browser application (needs Node); --check only looks at its types
  measure [DIR] [--floors]
                         scores corpus/, and DIR with clusters/ and negatives*.json; appends a row to
                         docs/measurements.md; --floors writes the floors that `test --all` enforces
  bench [DIR…]           speed, start-up and memory of the coder beside a floor, on corpus/ and the texts in DIR
  hostile [--write]      broken, huge and malicious files: each gives its reports and error rows, in time; --write puts
                         the table into docs/measurements.md
  soak [N]               fills a ledger with reports of N invented incidents (20000) and measures it; fails where linking
                         costs more than twice what it costs at 10,000; `soak kill [N]` kills N runs (100) instead
  gazetteer              builds the map from GeoNames";

fn main() -> ExitCode {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let command = if args.is_empty() { "help".to_owned() } else { args.remove(0) };
    match run(&command, &args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, args: &[String]) -> Result<()> {
    env::set_current_dir(root())?;
    match command {
        "check" => check::run(args),
        "test" => test::run(args),
        "setup" => setup::run(),
        "generate" => generate::run(args),
        "ui" => ui::run(args),
        "measure" => measure::run(args),
        #[cfg(feature = "bench")]
        "bench" => bench::run(args),
        // The benchmark is built with the program's own profile.
        #[cfg(not(feature = "bench"))]
        "bench" => {
            step::cargo(&["run", "--quiet", "--release", "--package", "xtask", "--bin", "xtask", "--features", "bench", "--", "bench"])
                .args(args)
                .run()
        }
        // Pipes, links and the memory of a run are those of Unix.
        #[cfg(unix)]
        "hostile" => hostile::run(args),
        #[cfg(feature = "soak")]
        "soak" => soak::run(args),
        #[cfg(not(feature = "soak"))]
        "soak" => step::cargo(&["run", "--quiet", "--release", "--package", "xtask", "--bin", "xtask", "--features", "soak", "--", "soak"])
            .args(args)
            .run(),
        "gazetteer" => gazetteer::run(args),
        "help" | "--help" | "-h" => {
            step::say(HELP);
            Ok(())
        }
        other => bail!("{other}: no such command; `cargo x help` lists them"),
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}
