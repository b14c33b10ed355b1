//! Whether a ledger is whole: its file, its evidence, and what was made from it.

use recount::reconcile::Telling;
use recount::record::{Coded, Evidence, Part};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::state::{incident_row, parsed};

impl Ledger {
    /// Everything that is wrong: pages, rows that lead nowhere, evidence beyond the end of its text, incidents that are
    /// not what their reports make. An empty list is a whole ledger.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, LedgerError> {
        let mut faults = self.store.read().faults()?;
        if !faults.is_empty() {
            return Ok(faults);
        }
        self.store.read().each_stored(|stored| {
            // A report that was forgotten has no text, and its evidence points nowhere by intention.
            if !stored.coded.report.text.is_empty() {
                faults.extend(dangling(&stored.coded).map(|what| format!("report {}: {what}", stored.key)));
            }
            Ok::<(), LedgerError>(())
        })?;
        faults.extend(self.wrong_incidents()?);
        Ok(faults)
    }

    /// Incidents whose stored form is not what their tellings make today.
    fn wrong_incidents(&self) -> Result<Vec<String>, LedgerError> {
        let mut faults = Vec::new();
        for (id, rows) in self.all_groups()? {
            let tellings = rows.iter().map(parsed).collect::<Result<Vec<Telling>, _>>()?;
            let mut reports: Vec<&str> = tellings.iter().map(|telling| telling.report.as_str()).collect();
            reports.sort_unstable();
            if reports.windows(2).any(|pair| pair[0] == pair[1]) {
                faults.push(format!("incident {id}: holds two incidents of one report"));
            }
            let made = incident_row(id, &self.sources(&rows)?, false);
            match self.store.read().incident(id.0)? {
                Some(row) if row.state == made.state => {}
                Some(_) => faults.push(format!("incident {id}: its figures are not what its reports give; `recount recode` makes it anew")),
                None => faults.push(format!("incident {id}: has reports and no record; `recount recode` makes it anew")),
            }
        }
        Ok(faults)
    }
}

/// The first evidence that points beyond the words of its report.
fn dangling(coded: &Coded) -> Option<String> {
    let length = |part: Part| match part {
        Part::Text => coded.report.text.chars().count(),
        Part::Title => coded.report.title.as_deref().unwrap_or_default().chars().count(),
    };
    let (text, title) = (length(Part::Text), length(Part::Title));
    let is_wrong = |evidence: &Evidence| match evidence {
        Evidence::Words { part, start, end, .. } => start > end || *end as usize > if part.is_text() { text } else { title },
        Evidence::Person { .. } => false,
    };
    let of_incidents = coded.incidents.iter().flat_map(|incident| {
        let own = [&incident.evidence.tactic, &incident.evidence.stage, &incident.evidence.certainty, &incident.evidence.discourse];
        let figures = incident.casualties.iter().map(|casualty| &casualty.evidence);
        let around = incident.when.iter().map(|when| &when.evidence).chain(incident.place.iter().map(|place| &place.evidence));
        own.into_iter().chain(figures).chain(around).chain(incident.parties.iter().map(|party| &party.evidence))
    });
    of_incidents.flatten().find(|evidence| is_wrong(evidence)).map(|_| "evidence points beyond the end of its text".to_owned())
}
