//! Reading for people at a screen: pages of incidents, a report with what was said about it, and how incidents would
//! stand after a decision that nobody has taken yet.

use recount::reconcile::{Rule, TellingId};
use recount::record::Coded;
use recount_store::{After, Dot, Filter, Order, ReportRow, ReviewRow, Triage};
use serde::Serialize;

use crate::correct::verdict;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::review::as_reviewed;
use crate::state::{State, state};

/// A page of incidents.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The incidents, with how much each needs a person.
    pub incidents: Vec<(State, Triage)>,
    /// Where the next page begins; none is left where there is none.
    pub next: Option<String>,
}

/// A report with what was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportView {
    /// Its key.
    pub key: String,
    /// As it was read.
    pub read: Coded,
    /// As it counts: what people say is laid over what was read.
    pub coded: Coded,
    /// The tellings of its incidents, in their order, rejected ones too.
    pub told: Vec<Told>,
    /// What people said about it, the first first.
    pub reviews: Vec<ReviewRow>,
}

/// What one incident of a report became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Told {
    /// Its number in the report.
    pub local: String,
    /// The telling's id.
    pub telling: String,
    /// The incident of the ledger; a rejected one has none.
    pub incident: Option<String>,
    /// Whether a person says that it is right; `null` where nobody has said so yet.
    pub accepted: Option<bool>,
}

impl Ledger {
    /// A page of the incidents that are wanted, after the place that `cursor` names.
    ///
    /// # Errors
    /// The cursor is none that this gave, or the file cannot be read.
    pub fn page(&self, filter: &Filter, order: Order, cursor: Option<&str>, limit: u32) -> Result<Page, LedgerError> {
        let after = cursor.map(after).transpose()?;
        let rows = self.store.read().page(filter, order, after.as_ref(), limit)?;
        let is_last = (rows.len() as u32) < limit;
        let next = rows.last().filter(|_| !is_last).map(|(row, triage)| format!("{}~{}", order.value(row, triage), TellingId(row.id)));
        let incidents = rows.into_iter().map(|(row, triage)| Ok((self.read_state(&row.state)?, triage)));
        Ok(Page { incidents: incidents.collect::<Result<_, LedgerError>>()?, next })
    }

    /// How many incidents are wanted, and how many of them wait for a decision.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_of(&self, filter: &Filter) -> Result<(u64, u64), LedgerError> {
        Ok(self.store.read().count(filter)?)
    }

    /// All incidents that are wanted, as a map shows them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dots(&self, filter: &Filter) -> Result<Vec<Dot>, LedgerError> {
        Ok(self.store.read().dots(filter)?)
    }

    /// How much an incident needs a person.
    ///
    /// # Errors
    /// The id leads nowhere.
    pub fn triage(&self, id: &str) -> Result<Triage, LedgerError> {
        let id = self.incident_of(id)?;
        Ok(self.store.read().triage(id.0)?.unwrap_or_default())
    }

    /// A page of the reports, the latest first, before the number `before`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn report_page(&self, before: Option<i64>, limit: u32) -> Result<Vec<ReportRow>, LedgerError> {
        Ok(self.store.read().report_page(before, limit)?)
    }

    /// A report with what was said about it.
    ///
    /// # Errors
    /// There is no such report.
    pub fn report(&self, key: &str) -> Result<ReportView, LedgerError> {
        let unknown = || LedgerError::Unknown(key.to_owned());
        let read = self.store.read();
        let report = read.report_number(key)?.ok_or_else(unknown)?;
        let stored = read.stored(report)?.ok_or_else(unknown)?;
        let coded = as_reviewed(read, report)?.ok_or_else(unknown)?.coded;
        let reviews = read.reviews(report)?;
        let mut told = Vec::new();
        for incident in &stored.coded.incidents {
            let telling = TellingId::new(key, &incident.id);
            let row = read.telling(telling.0)?;
            told.push(Told {
                local: incident.id.clone(),
                telling: telling.to_string(),
                incident: row.map(|row| TellingId(row.incident).to_string()),
                accepted: verdict(&reviews, &incident.id),
            });
        }
        Ok(ReportView { key: key.to_owned(), read: stored.coded, coded, told, reviews })
    }

    /// How these incidents would stand as one.
    ///
    /// # Errors
    /// An id leads nowhere, or fewer than two incidents are named.
    pub fn preview_merge(&self, ids: &[String]) -> Result<State, LedgerError> {
        let mut incidents = ids.iter().map(|id| self.incident_of(id)).collect::<Result<Vec<_>, _>>()?;
        incidents.sort_unstable();
        incidents.dedup();
        if incidents.len() < 2 {
            return Err(LedgerError::Decision("a merge needs two incidents or more; name them by their ids".to_owned()));
        }
        let mut rows = Vec::new();
        for incident in &incidents {
            rows.extend(self.store.read().tellings_of_incident(incident.0)?);
        }
        Ok(state(incidents[0], &self.sources(&rows)?, Rule::default()))
    }

    /// How the incident of these tellings would stand without them, and what they would be together.
    ///
    /// # Errors
    /// An id leads nowhere, or nothing would be left.
    pub fn preview_split(&self, tellings: &[String]) -> Result<(State, State), LedgerError> {
        let out = tellings.iter().map(|id| self.telling_of(id)).collect::<Result<Vec<_>, _>>()?;
        let first = out.first().ok_or_else(|| LedgerError::Decision("a split needs a telling; name it by its id".to_owned()))?;
        let incident = self.incident_of(&first.to_string())?;
        let rows = self.store.read().tellings_of_incident(incident.0)?;
        let (leaving, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| out.contains(&TellingId(row.id)));
        if rest.is_empty() {
            return Err(LedgerError::Decision(format!("{incident}: nothing would be left in it; leave a report in")));
        }
        let stands = |rows: &[_]| Ok::<State, LedgerError>(state(incident, &self.sources(rows)?, Rule::default()));
        Ok((stands(&rest)?, stands(&leaving)?))
    }
}

/// The place that a cursor names.
fn after(cursor: &str) -> Result<After, LedgerError> {
    let wrong = || LedgerError::Decision(format!("{cursor}: no cursor; use `next` of the page before, or leave it out"));
    let (value, id) = cursor.rsplit_once('~').ok_or_else(wrong)?;
    let id = TellingId::from_word(id).ok_or_else(wrong)?.0;
    Ok(After { value: value.to_owned(), id })
}
