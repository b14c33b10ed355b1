//! Which incidents of a ledger are wanted.

use anyhow::{Result, bail};
use clap::Args;
use recount::Date;
use recount_ledger::Filter;

use crate::commands::coder::date;

/// Which incidents are wanted.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// No earlier than this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Date>,
    /// No later than this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<Date>,
    /// In this country (ISO 3166-1 alpha-2)
    #[arg(long, value_name = "XX")]
    country: Option<String>,
    /// In this region of the first level
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Within these degrees
    #[arg(long = "box", value_name = "SOUTH,WEST,NORTH,EAST", value_delimiter = ',', num_args = 4, allow_hyphen_values = true)]
    area: Vec<f64>,
    /// With this tactic
    #[arg(long, value_name = "TACTIC")]
    tactic: Option<String>,
    /// By or against this organisation (its canonical name)
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// With so many dead or more
    #[arg(long, value_name = "N")]
    min_killed: Option<u32>,
    /// Told by a report with all of these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Only where reports contradict each other
    #[arg(long)]
    has_findings: bool,
    /// Only those about which a person has decided something
    #[arg(long)]
    reviewed: bool,
    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

impl FilterArgs {
    /// Whether anything is asked for.
    pub(super) fn is_any(&self) -> bool {
        let words = [&self.country, &self.region, &self.tactic, &self.organisation, &self.words];
        let has =
            [self.from.is_some(), self.to.is_some(), self.min_killed.is_some(), self.limit.is_some(), self.has_findings, self.reviewed];
        words.iter().any(|word| word.is_some()) || has.contains(&true) || !self.area.is_empty()
    }

    /// The filter of the ledger.
    ///
    /// # Errors
    /// A word is no tactic.
    pub(super) fn filter(&self) -> Result<Filter> {
        if let Some(tactic) = self.tactic.as_ref().filter(|tactic| recount::record::Tactic::from_word(tactic).is_none()) {
            let all: Vec<&str> = recount::record::Tactic::ALL.iter().map(|tactic| tactic.as_str()).collect();
            bail!("{tactic}: no tactic; use one of {}", all.join(", "));
        }
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        Ok(Filter {
            from: day(self.from),
            to: day(self.to),
            country: self.country.as_ref().map(|code| code.to_uppercase()),
            region: self.region.clone(),
            area: <[f64; 4]>::try_from(self.area.as_slice()).ok(),
            tactic: self.tactic.clone(),
            organisation: self.organisation.clone(),
            min_killed: self.min_killed,
            has_findings: self.has_findings,
            is_reviewed: self.reviewed,
            words: self.words.clone(),
            limit: self.limit,
        })
    }
}
