//! `recount score`: reports coded by hand against the same reports as the program coded them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use recount::read::parse_date;
use recount::{Coder, Document, PublishedFrom};
use recount_score::{Coded, GoldReport, Scores, invented, parse_gold, score};
use serde_json::json;

use super::coded::read_coded;
use super::coder::CoderArgs;
use crate::exit::Exit;

/// Compare coded reports with reports coded by hand.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Reports coded by hand (.json, or folders of them), then the same reports as `recount code` wrote them
    #[arg(required = true, value_name = "GOLD… CODED")]
    paths: Vec<PathBuf>,
    /// Code the reports of the gold here and now, instead of reading them from a last path
    #[arg(long)]
    code: bool,
    /// Reports without an incident, by hand: what is coded in them as news is invented
    #[arg(long, value_name = "FILE")]
    negatives: Vec<PathBuf>,
    /// List what is wrong in the fields whose names begin so, or in `all`
    #[arg(long, value_name = "FIELD")]
    misses: Option<String>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    coder: CoderArgs,
}

impl Score {
    pub(crate) fn run(&self) -> Result<Exit> {
        let (gold, coded) = match self.paths.split_last() {
            Some((coded, gold)) if !self.code && !gold.is_empty() => (gold, Some(coded)),
            _ if self.code => (&self.paths[..], None),
            _ => bail!("no coded reports; give their file after the gold, or `--code` to code the gold here and now"),
        };
        let (gold, negatives) = (read_gold(gold)?, read_gold(&self.negatives)?);
        let coded: Coded = match coded {
            Some(path) => read_coded(path)?.into_iter().map(|coded| (coded.report.id.clone(), coded)).collect(),
            None => code(&self.coder.coder()?, gold.iter().chain(&negatives)),
        };
        let scores = score(&gold, &coded);
        let invented = (!negatives.is_empty()).then(|| invented(&negatives, &coded));
        self.print(&scores, invented.map(|found| (found, negatives.len())))?;
        Ok(Exit::Fine)
    }

    fn print(&self, scores: &Scores, invented: Option<(usize, usize)>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            let mut figures = scores.to_json();
            if let Some((found, of)) = invented {
                figures["invented in negatives"] = json!({"incidents": found, "reports": of});
            }
            writeln!(out, "{figures:#}")?;
        } else {
            out.write_all(scores.table().as_bytes())?;
            if let Some((found, of)) = invented {
                writeln!(out, "{:24} {found} in {of} reports", "invented in negatives")?;
            }
        }
        for miss in self.misses.iter().flat_map(|field| scores.misses(field)) {
            writeln!(out, "{}\t{}\t{}", miss.field, miss.report, miss.detail)?;
        }
        Ok(())
    }
}

/// The reports of gold files; those of a folder in the order of their names.
fn read_gold(paths: &[PathBuf]) -> Result<Vec<GoldReport>> {
    let mut reports = Vec::new();
    for path in paths {
        let files = if path.is_dir() { gold_files(path)? } else { vec![path.clone()] };
        for file in files {
            let name = file.display().to_string();
            let json = fs::read_to_string(&file).with_context(|| format!("{name}: cannot be read"))?;
            reports.extend(parse_gold(&name, &json)?);
        }
    }
    Ok(reports)
}

fn gold_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let name = folder.display();
    let entries = fs::read_dir(folder).with_context(|| format!("{name}: cannot be read"))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    if files.is_empty() {
        bail!("{name}: no .json file here; give files or folders of reports coded by hand");
    }
    Ok(files)
}

fn code<'g>(coder: &Coder, reports: impl Iterator<Item = &'g GoldReport>) -> Coded {
    let mut coded = Coded::new();
    for report in reports {
        let mut document = Document::new(&report.id, report.title.clone(), &report.text);
        document.source.clone_from(&report.outlet);
        document.language.clone_from(&report.lang);
        document.published = report.published.as_deref().and_then(parse_date);
        document.published_from = document.published.map(|_| PublishedFrom::Given);
        coded.insert(report.id.clone(), coder.code(document));
    }
    coded
}
