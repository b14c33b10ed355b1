//! `recount merge`, `split` and `unlink`: what people decide stands against every later run.

use anyhow::Result;
use clap::Args;
use recount_ledger::Person;

use super::{LedgerArgs, print};
use crate::exit::Exit;

/// Who decides, and why.
#[derive(Debug, Args)]
struct Decider {
    /// The reason, kept with the decision
    #[arg(long, value_name = "WORDS", default_value = "no reason given")]
    why: String,
    /// Who decides
    #[arg(long, value_name = "NAME", default_value = "user")]
    by: String,
    #[command(flatten)]
    ledger: LedgerArgs,
}

impl Decider {
    fn person(&self) -> Person<'_> {
        Person { by: &self.by, why: &self.why }
    }
}

/// Make incidents one.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The incidents, two or more
    #[arg(required = true, num_args = 2..)]
    ids: Vec<String>,
    #[command(flatten)]
    decider: Decider,
}

impl Merge {
    pub(crate) fn run(&self) -> Result<Exit> {
        let id = self.decider.ledger.to_write()?.merge(&self.ids, self.decider.person())?;
        print(&format!("one incident: {id}\n"))?;
        Ok(Exit::Fine)
    }
}

/// Take reports out of an incident, to be one of their own.
#[derive(Debug, Args)]
#[command(after_help = "`recount show ID` names the telling of each report.")]
pub(crate) struct Split {
    /// The tellings that leave their incident
    #[arg(required = true)]
    tellings: Vec<String>,
    #[command(flatten)]
    decider: Decider,
}

impl Split {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ids = self.decider.ledger.to_write()?.split(&self.tellings, self.decider.person())?;
        let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        ids.dedup();
        print(&format!("in an incident of their own: {}\n", ids.join(", ")))?;
        Ok(Exit::Fine)
    }
}

/// Say that two reports do not tell of one incident.
#[derive(Debug, Args)]
pub(crate) struct Unlink {
    /// A telling
    one: String,
    /// Another; without it the first leaves its incident
    two: Option<String>,
    #[command(flatten)]
    decider: Decider,
}

impl Unlink {
    pub(crate) fn run(&self) -> Result<Exit> {
        self.decider.ledger.to_write()?.unlink(&self.one, self.two.as_deref(), self.decider.person())?;
        print("unlinked\n")?;
        Ok(Exit::Fine)
    }
}
