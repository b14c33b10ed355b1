//! Trains the data files of Recount; a program for its makers, not shipped.
//!
//! ```text
//! recount-train tagger TREEBANK [--out crates/tagger/data/en.weights]
//! recount-train confidence GOLD… [--out crates/extract/src/incident/confidence.toml]
//! ```

mod confidence;
mod tagger;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: recount-train tagger DIR [--out FILE]
       recount-train confidence GOLD… [--out FILE | --list | --measure]
  DIR holds ewt-train.conllu.gz, ewt-dev.conllu.gz and ewt-test.conllu.gz
  GOLD are reports coded by hand (.json, or folders of them)
  FILE is where the weights go (default: crates/tagger/data/en.weights
  and crates/extract/src/incident/confidence.toml)
  --list prints every judged incident with its signs, --measure the figures alone; neither writes a file";

/// What the user asked for.
struct Order {
    what: What,
    data: Vec<PathBuf>,
    out: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Tagger,
    Confidence,
    List,
    Measure,
}

fn main() -> ExitCode {
    let mut stderr = std::io::stderr();
    let Some(order) = read_arguments(std::env::args().skip(1)) else {
        // Nobody is left to be told when the terminal is gone.
        let _ = writeln!(stderr, "{USAGE}");
        return ExitCode::from(2);
    };
    let done = if order.what == What::Tagger { train_tagger(&order) } else { train_confidence(&order) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr, "recount-train: {error}");
            ExitCode::from(1)
        }
    }
}

fn read_arguments(mut arguments: impl Iterator<Item = String>) -> Option<Order> {
    let (mut what, out) = match arguments.next()?.as_str() {
        "tagger" => (What::Tagger, "crates/tagger/data/en.weights"),
        "confidence" => (What::Confidence, "crates/extract/src/incident/confidence.toml"),
        _ => return None,
    };
    let (mut data, mut out) = (Vec::new(), PathBuf::from(out));
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next()?.into(),
            "--list" if what == What::Confidence => what = What::List,
            "--measure" if what == What::Confidence => what = What::Measure,
            _ if argument.starts_with('-') => return None,
            _ => data.push(PathBuf::from(argument)),
        }
    }
    let is_whole = if what == What::Tagger { data.len() == 1 } else { !data.is_empty() };
    is_whole.then_some(Order { what, data, out })
}

fn train_confidence(order: &Order) -> Result<(), Box<dyn Error>> {
    let mut stdout = std::io::stdout();
    let examples = confidence::read_examples(&order.data)?;
    if order.what == What::List {
        return Ok(write!(stdout, "{}", confidence::list(&examples))?);
    }
    write!(stdout, "{}", confidence::report(&examples, &order.data))?;
    if order.what == What::Confidence {
        let file = confidence::train(&examples);
        std::fs::write(&order.out, &file).map_err(|error| format!("{}: {error}", order.out.display()))?;
        writeln!(stdout, "wrote {}:\n{file}", order.out.display())?;
    }
    Ok(())
}

fn train_tagger(order: &Order) -> Result<(), Box<dyn Error>> {
    let treebank = tagger::read_treebank(&order.data[0])?;
    let weights = tagger::train(&treebank.train, treebank.hash);
    let report = tagger::report(&treebank, &weights)?;
    write!(std::io::stdout(), "{report}")?;
    std::fs::write(&order.out, &weights).map_err(|error| format!("{}: {error}", order.out.display()))?;
    writeln!(std::io::stdout(), "wrote {} bytes to {}", weights.len(), order.out.display())?;
    Ok(())
}
