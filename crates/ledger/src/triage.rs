//! Which incidents need a person most: points for contradictions, sums that do not fit, tolls, and doubt.

use recount::reconcile::TellingId;
use recount_store::Triage;
use serde::{Deserialize, Serialize};

use crate::correct::verdict;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::review::as_reviewed;
use crate::state::{Source, State, parsed, state};

/// What gives an incident points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ground {
    /// `contradiction`, `finding`, `toll` or `doubt`.
    pub kind: String,
    /// A sentence for the reviewer.
    pub words: String,
    /// Its points.
    pub points: u32,
}

/// Reports that contradict each other.
const CONTRADICTION: u32 = 60;
/// A report that disagrees with itself or with the map.
const FINDING: u32 = 50;
/// For each doubling of the dead.
const TOLL: u32 = 10;
/// For an incident of which its reports are not sure at all.
const DOUBT: f64 = 60.0;

pub(crate) fn triage(state: &State, sources: &[Source], is_open: bool) -> Triage {
    let mut grounds: Vec<Ground> = Vec::new();
    let mut add = |kind: &str, words: String, points| grounds.push(Ground { kind: kind.to_owned(), words, points });
    for finding in &state.findings {
        add("contradiction", finding.message.clone(), CONTRADICTION);
    }
    let news = || sources.iter().filter(|source| source.telling.is_news);
    let mut messages: Vec<&str> = news().flat_map(|source| &source.coded.findings).map(|finding| finding.message.as_str()).collect();
    messages.sort_unstable();
    messages.dedup();
    for message in messages {
        add("finding", message.to_owned(), FINDING);
    }
    let killed = state.figures.iter().find(|figures| figures.outcome == "killed").map_or(0, |figures| figures.best);
    if killed > 0 {
        add("toll", format!("{killed} killed"), TOLL * (killed + 1).ilog2());
    }
    let sure = |source: &Source| source.incident().map(|incident| incident.confidence);
    let confidence = sources.iter().filter_map(sure).fold(1.0_f64, f64::min);
    let points = ((1.0 - confidence) * DOUBT).round();
    if points >= 1.0 {
        add("doubt", format!("confidence {confidence:.2}"), points as u32);
    }
    let place = |source: &Source| source.incident()?.place.as_ref().filter(|place| place.lat.zip(place.lon) == state.point)?.radius_km;
    Triage {
        impact: grounds.iter().map(|ground| ground.points).sum(),
        reasons: serde_json::to_string(&grounds).unwrap_or_default(),
        confidence,
        radius: sources.iter().find_map(place),
        is_open,
    }
}

impl Ledger {
    /// Says how much each incident needs a person, where nothing says so yet: a ledger of an older form.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn complete_triage(&mut self) -> Result<usize, LedgerError> {
        let missing = self.store.read().without_triage()?;
        if missing.is_empty() {
            return Ok(0);
        }
        let batch = self.store.write()?;
        for &id in &missing {
            let mut sources = Vec::new();
            let mut is_open = false;
            for row in batch.read().tellings_of_incident(id)? {
                let telling = parsed(&row)?;
                is_open |= verdict(&batch.read().reviews(row.report)?, &telling.local).is_none();
                if let Some(stored) = as_reviewed(batch.read(), row.report)? {
                    sources.push(Source { telling, coded: std::rc::Rc::new(stored.coded) });
                }
            }
            batch.put_triage(id, &triage(&state(TellingId(id), &sources, Default::default()), &sources, is_open))?;
        }
        batch.commit()?;
        Ok(missing.len())
    }
}
