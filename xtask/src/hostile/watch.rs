//! A run of the program and what it takes. In: its arguments. Out: what it wrote, its time and its peak of memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// No run takes longer; what does is ended.
const LONGEST: Duration = Duration::from_secs(300);
/// How often a run's memory is looked at. The system keeps the peak; only that of the last moment is missed.
const LOOK: Duration = Duration::from_millis(1);

/// What a run did and took.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Coded reports.
    pub(super) coded: usize,
    /// Error rows and notes, as they were written.
    pub(super) errors: Vec<String>,
    /// The exit code; `None` where a signal ended it.
    pub(super) code: Option<i32>,
    /// From start to end.
    pub(super) seconds: f64,
    /// The most memory at a time.
    pub(super) megabytes: u64,
}

impl Run {
    /// What must hold of every run.
    pub(super) fn wrong(&self, name: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        if !matches!(self.code, Some(0 | 1 | 3)) {
            wrong.push(format!("{name}: ended with {:?}", self.code));
        }
        if let Some(failure) = self.errors.iter().find(|error| error.contains("the coder failed") || error.contains("panicked")) {
            wrong.push(format!("{name}: {failure}"));
        }
        wrong
    }
}

/// Runs the program to its end.
pub(super) fn watch(program: &Path, args: &[&str]) -> Result<Run> {
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("{}: cannot be run", program.display()))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let coded = thread::spawn(move || out.map_or(0, count_lines));
    let errors = thread::spawn(move || err.map_or_else(Vec::new, |err| BufReader::new(err).lines().map_while(Result::ok).collect()));
    let status = format!("/proc/{}/status", child.id());
    let mut run = Run::default();
    loop {
        run.megabytes = peak(&status).unwrap_or_default().max(run.megabytes);
        if let Some(status) = child.try_wait()? {
            run.code = status.code();
            break;
        }
        if start.elapsed() > LONGEST {
            child.kill()?;
        }
        thread::sleep(LOOK);
    }
    run.seconds = start.elapsed().as_secs_f64();
    run.coded = coded.join().unwrap_or_default();
    run.errors = errors.join().unwrap_or_default();
    Ok(run)
}

/// Counts lines without keeping them.
fn count_lines(out: impl Read) -> usize {
    let mut out = BufReader::with_capacity(1 << 20, out);
    let mut count = 0;
    while out.skip_until(b'\n').is_ok_and(|length| length > 0) {
        count += 1;
    }
    count
}

/// The peak that the system tells of a process, in MB.
fn peak(status: &str) -> Option<u64> {
    let mut words = String::new();
    File::open(status).ok()?.read_to_string(&mut words).ok()?;
    let line = words.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1000)
}
