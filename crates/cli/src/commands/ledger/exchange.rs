//! `recount export` and `recount import`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use recount::record::codebook;
use recount_ledger::{ExportOptions, Profile, Request, Tally, export};

use super::file::NewFile;
use super::filter::FilterArgs;
use super::{Counts, LedgerArgs, print};
use crate::exit::Exit;

/// Write a ledger out: all of it, or in the columns and codes of another codebook
#[derive(Debug, Args)]
#[command(after_help = "With --out FILE, FILE.losses.csv tells what was refused, merged, forced or quoted, and why.
docs/codebooks.md has the columns and codes of every profile.")]
pub(crate) struct Export {
    /// What is written
    #[arg(long, value_enum, default_value_t = Wanted::Whole(Profile::Jsonl))]
    profile: Wanted,
    /// Into this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How figures are settled, where the codebook leaves it open
    #[arg(long, value_enum)]
    counts: Option<Counts>,
    /// Leave the text of reports out
    #[arg(long)]
    no_text: bool,
    /// Add when each version came, and what happened to each incident (jsonl)
    #[arg(long)]
    history: bool,
    /// Leave cells as they are that spreadsheets could take for formulas
    #[arg(long)]
    raw: bool,
    /// Write ACLED's inter codes as digits
    #[arg(long)]
    inter_numeric: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    ledger: LedgerArgs,
}

/// A profile by its name, of the ledger itself or of a codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// All of the ledger.
    Whole(Profile),
    /// Incidents in a codebook's form.
    Codebook(codebook::Profile),
}

static PROFILES: LazyLock<Vec<Wanted>> = LazyLock::new(|| {
    let whole = Profile::ALL.iter().copied().map(Wanted::Whole);
    whole.chain(codebook::Profile::ALL.map(Wanted::Codebook)).collect()
});

impl ValueEnum for Wanted {
    fn value_variants<'a>() -> &'a [Self] {
        &PROFILES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Whole(profile) => PossibleValue::new(profile.as_str()).help(profile.about()),
            Self::Codebook(profile) => PossibleValue::new(profile.as_str()).help(profile.about(&codebook::Codebooks::builtin())),
        })
    }
}

impl Export {
    pub(crate) fn run(&self) -> Result<Exit> {
        match self.profile {
            Wanted::Whole(profile) => self.whole(profile)?,
            Wanted::Codebook(profile) => self.codebook(profile)?,
        }
        Ok(Exit::Fine)
    }

    /// All of the ledger.
    fn whole(&self, profile: Profile) -> Result<()> {
        if self.filter.is_any() || self.counts.is_some() || self.raw || self.inter_numeric {
            bail!("this profile writes the whole ledger as it stands; leave filters, --counts, --raw and --inter-numeric out");
        }
        let ledger = self.ledger.to_read()?;
        let options = ExportOptions { no_text: self.no_text, history: self.history };
        let Some(path) = &self.out else {
            let mut out = BufWriter::new(io::stdout().lock());
            ledger.export(profile, options, &mut out)?;
            return Ok(out.flush()?);
        };
        let mut file = NewFile::begin(path)?;
        match ledger.export(profile, options, &mut file.out) {
            Ok(()) => file.finish(),
            Err(error) => {
                file.give_up();
                Err(error.into())
            }
        }
    }

    /// Incidents in the form of a codebook.
    fn codebook(&self, profile: codebook::Profile) -> Result<()> {
        if self.history {
            bail!("--history is for the profile jsonl");
        }
        let ledger = self.ledger.to_read()?;
        let settings = codebook::Settings { no_text: self.no_text, inter_numeric: self.inter_numeric };
        let rule = self.counts.map(Counts::rule);
        let request = Request { profile, filter: self.filter.filter()?, rule, settings, is_raw: self.raw };
        let Some(path) = &self.out else {
            let mut out = BufWriter::new(io::stdout().lock());
            let tally = export(&ledger, &request, &mut out, &mut io::sink())?;
            return tell(profile, tally, None);
        };
        let losses_path = PathBuf::from(format!("{}.losses.csv", path.display()));
        let (mut file, mut losses) = (NewFile::begin(path)?, NewFile::begin(&losses_path)?);
        match export(&ledger, &request, &mut file.out, &mut losses.out) {
            Ok(tally) => {
                losses.finish()?;
                file.finish()?;
                tell(profile, tally, Some(&losses_path))
            }
            Err(error) => {
                file.give_up();
                losses.give_up();
                Err(error.into())
            }
        }
    }
}

/// Says on standard error what became of the incidents.
fn tell(profile: codebook::Profile, tally: Tally, losses: Option<&Path>) -> Result<()> {
    let Tally { selected, exported, merged, refused, forced, quoted } = tally;
    let merged = if merged > 0 { format!(", {merged} merged into others") } else { String::new() };
    let more = losses.map_or_else(|| "--out FILE tells the losses".to_owned(), |path| format!("see {}", path.display()));
    let name = profile.as_str();
    let line = format!(
        "{name}: {exported} of {selected} incidents exported{merged}, {refused} refused; {forced} values forced, {quoted} cells quoted; {more}"
    );
    writeln!(anstream::stderr(), "{line}")?;
    Ok(())
}

/// Read what `export --profile jsonl` wrote.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file; `-` is standard input
    path: PathBuf,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Import {
    pub(crate) fn run(&self) -> Result<Exit> {
        let name = self.path.display().to_string();
        let mut ledger = self.ledger.to_write()?;
        let added = if name == "-" {
            ledger.import(BufReader::new(io::stdin().lock()))
        } else {
            ledger.import(BufReader::new(File::open(&self.path).with_context(|| format!("{name}: cannot be read"))?))
        };
        let added = added.with_context(|| name.clone())?;
        let counts = ledger.counts()?;
        let told = format!(
            "{} added, {} unchanged; {} reports, {} incidents in all\n",
            added.new, added.unchanged, counts.reports, counts.incidents
        );
        print(&told)?;
        Ok(Exit::Fine)
    }
}
