//! `cargo x bench`: one table from one run.
//!
//! The floor is what any program pays that looks at every word: word boundaries, and a scan with 50,000 phrases made
//! from a fixed seed. The coder stands beside it on the same reports in the same process.

mod floor;
mod texts;

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use recount::{Coder, Document};

use crate::step::{Program, cargo, say};
use floor::Floor;
use texts::{of_length, pieces, read_corpus, read_folder};

/// How long each measurement goes on.
const LEAST: Duration = Duration::from_secs(2);

/// Measures on `corpus/` and the given folders or files.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let (coder, floor) = (Coder::builtin(), Floor::new());
    say("| texts | reports | MB | floor reports/s | floor MB/s | coder reports/s | coder MB/s | coder : floor |");
    say("|---|---|---|---|---|---|---|---|");
    let corpus = read_corpus()?;
    beside("corpus", &corpus, &coder, &floor)?;
    for folder in args {
        beside(folder, &read_folder(folder)?, &coder, &floor)?;
    }
    say("");
    two_jobs(&corpus)?;
    lengths(&coder, &corpus);
    start_up()?;
    memory(&corpus)
}

fn beside(name: &str, documents: &[Document], coder: &Coder, floor: &Floor) -> Result<()> {
    if documents.is_empty() {
        bail!("{name}: no report here; give a folder with .txt, .json or .jsonl files");
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let of_floor = seconds(|| documents.iter().for_each(|document| floor.scan(&document.text)));
    let of_coder = seconds(|| documents.iter().for_each(|document| drop(black_box(coder.code_model(document.clone())))));
    let (n, mb) = (documents.len() as f64, bytes as f64 / 1e6);
    let of = |seconds: f64| format!("{:.0} | {:.1}", n / seconds, mb / seconds);
    let name = name.rsplit('/').next().unwrap_or(name);
    say(&format!("| {name} | {n} | {mb:.2} | {} | {} | {:.2} |", of(of_floor), of(of_coder), of_floor / of_coder));
    Ok(())
}

/// The seconds of the fastest of several turns: others on the machine only ever slow one down.
fn seconds(mut run: impl FnMut()) -> f64 {
    let (start, mut fastest) = (Instant::now(), f64::INFINITY);
    while start.elapsed() < LEAST {
        let turn = Instant::now();
        run();
        fastest = fastest.min(turn.elapsed().as_secs_f64());
    }
    fastest
}

/// The program itself on many copies of the corpus, with one job and with two.
fn two_jobs(corpus: &[Document]) -> Result<()> {
    let path = texts::write_rows("bench-jobs.jsonl", corpus, 20)?;
    let time = |jobs: &str| -> Result<f64> {
        let mut fastest = f64::INFINITY;
        for _ in 0..5 {
            let start = Instant::now();
            program(&["code", &path, "--format", "jsonl", "--jobs", jobs])?;
            fastest = fastest.min(start.elapsed().as_secs_f64());
        }
        Ok(fastest)
    };
    let (one, two) = (time("1")?, time("2")?);
    say(&format!("two jobs: {:.2} times as fast as one ({one:.2} s, {two:.2} s)", one / two));
    Ok(())
}

/// Whether a report of ten times the length costs ten times as much. Short reports are pieces of one long one, so that all
/// lengths tell of the same things.
fn lengths(coder: &Coder, corpus: &[Document]) {
    let mut line = "cost by length:".to_owned();
    for length in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let documents = pieces(corpus, length, length.max(1_000_000));
        let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
        let start = Instant::now();
        documents.iter().for_each(|document| drop(black_box(coder.code_model(document.clone()))));
        let ns = start.elapsed().as_nanos() as f64 / bytes as f64;
        line += &format!(" {} kB {ns:.0} ns/byte,", length / 1_000);
    }
    say(line.trim_end_matches(','));
}

/// From the call of the program to the end of its first record.
fn start_up() -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..15 {
        let start = Instant::now();
        program(&["code", "examples/two-attacks-on-a-mission.txt", "--format", "jsonl"])?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    say(&format!("start-up to the first record: {:.0} ms (median of {}, fastest {:.0})", times[times.len() / 2], times.len(), times[0]));
    Ok(())
}

/// The most memory that the program takes for a report of 1 MB, as the system tells of a child that has ended.
fn memory(corpus: &[Document]) -> Result<()> {
    let long = of_length(corpus, 1_000_000);
    let path = texts::write_rows("bench-memory.jsonl", std::slice::from_ref(&long), 1)?;
    let script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); \
                  print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let binary = binary()?;
    let kilobytes = Program::new("python3", &["-c", script, &binary, "code", &path, "--format", "jsonl", "--jobs", "1"]).output()?;
    say(&format!("peak memory for a report of 1 MB: {:.0} MB", kilobytes.trim().parse::<f64>()? / 1e3));
    Ok(())
}

fn program(args: &[&str]) -> Result<()> {
    Program::new(&binary()?, args).output().map(drop)
}

/// The program, built for release beside this one.
fn binary() -> Result<String> {
    let ours = std::env::current_exe()?;
    let binary = ours.with_file_name("recount");
    if !binary.is_file() {
        cargo(&["build", "--quiet", "--release", "--package", "recount-cli"]).run()?;
    }
    Ok(binary.display().to_string())
}
