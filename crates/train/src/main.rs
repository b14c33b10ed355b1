//! Trains the data files of Recount; a program for its makers, not shipped.
//!
//! ```text
//! recount-train tagger TREEBANK [--out crates/tagger/data/en.weights]
//! recount-train confidence GOLD… [--out crates/extract/src/incident/confidence.toml]
//! recount-train words CODED.jsonl… [--out crates/reconcile/data/common-words.tsv]
//! recount-train link CODED.jsonl GOLD.json… [--out crates/reconcile/data/link.weights]
//! ```

mod confidence;
mod link;
mod tagger;
mod words;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: recount-train tagger DIR [--out FILE]
       recount-train confidence GOLD… [--out FILE | --list | --measure]
       recount-train words CODED… [--out FILE]
       recount-train link CODED GOLD… [--out FILE]
  DIR holds ewt-train.conllu.gz, ewt-dev.conllu.gz and ewt-test.conllu.gz
  CODED is what `recount code --format jsonl` wrote, GOLD are reports coded by hand, a file or folder a set
  FILE is where the data go (default: where the program reads them from)
  --list prints every judged incident with its signs, --measure the figures alone; neither writes a file";

/// What the user asked for.
struct Order {
    what: What,
    inputs: Vec<PathBuf>,
    out: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Tagger,
    Confidence,
    List,
    Measure,
    Words,
    Link,
}

/// What goes wrong ends the program with a message.
type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let mut stderr = std::io::stderr();
    let Some(order) = read_arguments(std::env::args().skip(1)) else {
        // Nobody is left to be told when the terminal is gone.
        let _ = writeln!(stderr, "{USAGE}");
        return ExitCode::from(2);
    };
    match train(&order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr, "recount-train: {error}");
            ExitCode::from(1)
        }
    }
}

fn read_arguments(mut arguments: impl Iterator<Item = String>) -> Option<Order> {
    let (what, out, inputs_needed) = match arguments.next()?.as_str() {
        "tagger" => (What::Tagger, "crates/tagger/data/en.weights", 1..=1),
        "confidence" => (What::Confidence, "crates/extract/src/incident/confidence.toml", 1..=usize::MAX),
        "words" => (What::Words, "crates/reconcile/data/common-words.tsv", 1..=usize::MAX),
        "link" => (What::Link, "crates/reconcile/data/link.weights", 2..=usize::MAX),
        _ => return None,
    };
    let mut order = Order { what, inputs: Vec::new(), out: PathBuf::from(out) };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => order.out = arguments.next()?.into(),
            "--list" if what == What::Confidence => order.what = What::List,
            "--measure" if what == What::Confidence => order.what = What::Measure,
            _ if argument.starts_with('-') => return None,
            _ => order.inputs.push(PathBuf::from(argument)),
        }
    }
    inputs_needed.contains(&order.inputs.len()).then_some(order)
}

fn train(order: &Order) -> Outcome {
    match order.what {
        What::Tagger => train_tagger(&order.inputs[0], &order.out),
        What::Confidence | What::List | What::Measure => train_confidence(order),
        What::Words => {
            let (list, report) = words::train(&order.inputs)?;
            write_out(&order.out, list.as_bytes(), &report)
        }
        What::Link => {
            let (weights, report) = link::train(&order.inputs[0], &order.inputs[1..])?;
            write_out(&order.out, weights.as_bytes(), &report)
        }
    }
}

fn train_confidence(order: &Order) -> Outcome {
    let examples = confidence::read_examples(&order.inputs)?;
    if order.what == What::List {
        return Ok(write!(std::io::stdout(), "{}", confidence::list(&examples))?);
    }
    let report = confidence::report(&examples, &order.inputs);
    if order.what == What::Measure {
        return Ok(write!(std::io::stdout(), "{report}")?);
    }
    write_out(&order.out, confidence::train(&examples).as_bytes(), &report)
}

fn train_tagger(data: &Path, out: &Path) -> Outcome {
    let treebank = tagger::read_treebank(data)?;
    let weights = tagger::train(&treebank.train, treebank.hash);
    let report = tagger::report(&treebank, &weights)?;
    write_out(out, &weights, &report)
}

fn write_out(out: &Path, data: &[u8], report: &str) -> Outcome {
    write!(std::io::stdout(), "{report}")?;
    std::fs::write(out, data).map_err(|error| format!("{}: {error}", out.display()))?;
    writeln!(std::io::stdout(), "wrote {} bytes to {}", data.len(), out.display())?;
    Ok(())
}
