//! Trains the data files of Recount; a program for its makers, not shipped.
//!
//! ```text
//! recount-train tagger ../shared/data/tagger [--out crates/tagger/data/en.weights]
//! ```

mod tagger;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: recount-train tagger DIR [--out FILE]
  DIR holds ewt-train.conllu.gz, ewt-dev.conllu.gz and ewt-test.conllu.gz
  FILE is where the weights go (default: crates/tagger/data/en.weights)";

/// What the user asked for.
struct Order {
    data: PathBuf,
    out: PathBuf,
}

fn main() -> ExitCode {
    let mut stderr = std::io::stderr();
    let Some(order) = read_arguments(std::env::args().skip(1)) else {
        // Nobody is left to be told when the terminal is gone.
        let _ = writeln!(stderr, "{USAGE}");
        return ExitCode::from(2);
    };
    match train_tagger(&order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr, "recount-train: {error}");
            ExitCode::from(1)
        }
    }
}

fn read_arguments(mut arguments: impl Iterator<Item = String>) -> Option<Order> {
    if arguments.next()? != "tagger" {
        return None;
    }
    let mut data = None;
    let mut out = PathBuf::from("crates/tagger/data/en.weights");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next()?.into(),
            _ if argument.starts_with('-') || data.is_some() => return None,
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    Some(Order { data: data?, out })
}

fn train_tagger(order: &Order) -> Result<(), Box<dyn Error>> {
    let treebank = tagger::read_treebank(&order.data)?;
    let weights = tagger::train(&treebank.train, treebank.hash);
    let report = tagger::report(&treebank, &weights)?;
    write!(std::io::stdout(), "{report}")?;
    std::fs::write(&order.out, &weights).map_err(|error| format!("{}: {error}", order.out.display()))?;
    writeln!(std::io::stdout(), "wrote {} bytes to {}", weights.len(), order.out.display())?;
    Ok(())
}
