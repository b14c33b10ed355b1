//! `cargo x soak`: a ledger is filled with reports of invented incidents, and must not grow slow.
//!
//! Places are as unequal as real ones (Zipf), and days as dense as in a year of many wars, so that a longer ledger has
//! more days and not more incidents a day. The same number gives the same reports.

mod killed;
mod stories;

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use recount::{Coder, Date};
use recount_ledger::{Filter, Ledger, Rule};

use crate::step::say;
use stories::Stories;

/// How many incidents CI tells of.
const USUAL: usize = 20_000;
/// From here on the cost of a report is compared.
const FIRST: usize = 10_000;
/// How many reports are added at a time.
const BATCH: usize = 500;
/// How often a run is killed.
const KILLS: usize = 100;
/// How often the cost at the end may be that at the beginning.
const MOST: f64 = 2.0;

/// Fills, measures, and fails where the ledger has grown slow or is not whole; or kills runs.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let number = |word: &String| word.parse::<usize>().with_context(|| format!("{word}: no number"));
    let folder = Path::new("target/soak");
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let incidents = match args {
        [] => USUAL,
        [word] if word == "kill" => return killed::run(folder, KILLS),
        [word, n] if word == "kill" => return killed::run(folder, number(n)?),
        [n] => number(n)?,
        _ => bail!("give a number of incidents, or `kill` with a number of kills"),
    };
    let mut ledger = Ledger::to_write(&folder.join("recount.db"))?;
    let costs = fill(&mut ledger, incidents)?;
    let (early, late) = (median(&costs.linking, FIRST), median(&costs.linking, usize::MAX));
    say(&format!("linking a report: {early:.2} ms around incident {FIRST}, {late:.2} ms at the end, {:.2} times", late / early));
    let rate = |seconds: f64| costs.reports as f64 / seconds;
    say(&format!(
        "coding and adding on one processor: {:.0} reports a second of processor time, {:.0} a second of the clock",
        rate(costs.processor),
        rate(costs.seconds)
    ));
    let counts = ledger.counts()?;
    let megabytes = fs::metadata(folder.join("recount.db"))?.len() as f64 / 1e6;
    say(&format!("{} reports of {incidents} incidents told: {} in the ledger, {megabytes:.0} MB", counts.reports, counts.incidents));
    reading(&ledger)?;
    if incidents <= USUAL {
        let faults = ledger.check()?;
        if let Some(fault) = faults.first() {
            bail!("the ledger is not whole: {fault}");
        }
        say("check: whole");
    }
    if late > early * MOST {
        bail!("linking a report costs {:.2} times what it costs at {FIRST} incidents; {MOST} are allowed", late / early);
    }
    Ok(())
}

struct Costs {
    /// Incidents told so far, and milliseconds a report of a batch for linking.
    linking: Vec<(usize, f64)>,
    reports: usize,
    seconds: f64,
    processor: f64,
}

/// How long this thread has had a processor, in seconds: a machine that does other things at the same time does not
/// count. Where the system does not tell, the time of the clock.
fn processor_time(start: Instant) -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|words| words.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn fill(ledger: &mut Ledger, incidents: usize) -> Result<Costs> {
    let coder = Coder::builtin();
    let mut costs = Costs { linking: Vec::new(), reports: 0, seconds: 0.0, processor: 0.0 };
    let beginning = Instant::now();
    let mut stories = Stories::new(incidents);
    loop {
        let (start, processor) = (Instant::now(), processor_time(beginning));
        let coded: Vec<_> = stories.by_ref().take(BATCH).map(|document| coder.code(document)).collect();
        if coded.is_empty() {
            return Ok(costs);
        }
        let linking = processor_time(beginning);
        ledger.add(&coded)?;
        let end = processor_time(beginning);
        costs.linking.push((stories.incident(), (end - linking) * 1e3 / coded.len() as f64));
        costs.reports += coded.len();
        costs.seconds += start.elapsed().as_secs_f64();
        costs.processor += end - processor;
    }
}

/// The middle cost of the ten batches up to an incident.
fn median(costs: &[(usize, f64)], incident: usize) -> f64 {
    let until = costs.iter().filter(|cost| cost.0 <= incident).count().max(1);
    let mut last: Vec<f64> = costs[until.saturating_sub(10)..until].iter().map(|cost| cost.1).collect();
    last.sort_by(f64::total_cmp);
    last[last.len() / 2]
}

/// What people ask for, and how long they wait.
fn reading(ledger: &Ledger) -> Result<()> {
    let day = |words: &str| Some(words.to_owned());
    let page = Some(50);
    let filters = [
        ("a country", Filter { country: day("ML"), limit: page, ..Filter::default() }),
        ("a month", Filter { from: day("2010-03-01"), to: day("2010-03-31"), limit: page, ..Filter::default() }),
        ("twenty dead or more", Filter { min_killed: Some(20), limit: page, ..Filter::default() }),
        ("contradictions", Filter { has_findings: true, limit: page, ..Filter::default() }),
        ("a box", Filter { area: Some([12.0, -8.0, 18.0, 2.0]), limit: page, ..Filter::default() }),
    ];
    for (what, filter) in filters {
        let start = Instant::now();
        let n = ledger.incidents(&filter)?.len();
        say(&format!("filter by {what}: {n} incidents in {:.1} ms", start.elapsed().as_secs_f64() * 1e3));
    }
    let start = Instant::now();
    let found = ledger.search(stories::RARE_WORD, 20)?;
    say(&format!("search, first page: {} reports in {:.1} ms", found.len(), start.elapsed().as_secs_f64() * 1e3));
    if let Some(id) = found.iter().find_map(|(_, incidents)| incidents.first()) {
        let start = Instant::now();
        ledger.show(id, Rule::Latest, Some(Date::constant(2099, 1, 1)))?;
        say(&format!("one incident as of a day: {:.1} ms", start.elapsed().as_secs_f64() * 1e3));
    }
    Ok(())
}
