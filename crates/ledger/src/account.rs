//! An incident as the exports and the report of the situation read it: its reports, and what stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use recount::Date;
use recount::reconcile::{Rule, Telling, TellingId, Told as Compared, across, settle, sources};
use recount::record::codebook::{Account, Figure, Related, Told};
use recount::record::{Coded, LinkKind, Report, Tactic};
use recount_store::{Bodies, Reader, StoreError};

use crate::error::LedgerError;
use crate::state::{Source, length, most_common, precision};

/// What an account is made of, as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) id: TellingId,
    bodies: Vec<Bodies>,
    /// Its number within its day; 0 where nobody asks.
    number: u32,
    /// Of each report of several incidents: tellings with their incidents, first days and numbers.
    siblings: BTreeMap<u64, (u64, Option<String>, u32)>,
}

impl Stored {
    /// Reads it; with `related`, also what the reports tell together with it.
    pub(crate) fn read(read: Reader, id: u64, related: bool) -> Result<Self, LedgerError> {
        let bodies = read.bodies_of_incident(id)?;
        let mut stored = Self { id: TellingId(id), bodies, number: 0, siblings: BTreeMap::new() };
        if related {
            stored.number = read.place_in_day(id)?.map_or(0, |place| place.1);
            for body in &stored.bodies {
                for (telling, incident) in read.incidents_of_report(body.report)? {
                    if incident != id
                        && let Some((day, number)) = read.place_in_day(incident)?
                    {
                        stored.siblings.insert(telling, (incident, day, number));
                    }
                }
            }
        }
        Ok(stored)
    }

    /// The tellings and their reports, parsed.
    pub(crate) fn sources(&self) -> Result<Vec<Source>, LedgerError> {
        let mut sources: Vec<Source> = self.bodies.iter().map(source).collect::<Result<_, _>>()?;
        sources.retain(|source| source.incident().is_some());
        sources.sort_by_key(|source| (source.telling.published.unwrap_or(i32::MAX), source.telling.id));
        Ok(sources)
    }

    /// What stands, by a rule; nothing where no telling is left.
    pub(crate) fn account<'s>(&self, found: &'s [Source], rule: Rule) -> Option<Account<'s>> {
        let compared: Vec<Compared> = found
            .iter()
            .filter_map(|source| Some(Compared { telling: &source.telling, incident: source.incident()?, report: &source.coded.incidents }))
            .collect();
        let news: Vec<&Compared> = compared.iter().filter(|told| told.telling.is_news).collect();
        let voices: Vec<&Compared> = if news.is_empty() { compared.iter().collect() } else { news };
        let tactic = most_common(voices.iter().map(|told| &told.incident.tactic), |_| ()).copied()?;
        let tellings: Vec<&Telling> = compared.iter().map(|told| told.telling).collect();
        let groups = sources(&tellings);
        let number = |i: usize| groups.iter().position(|group| group.contains(&i)).map_or(0, |number| number + 1);
        let told = found.iter().enumerate();
        Some(Account {
            id: self.id.to_string(),
            number: self.number,
            tactic: Tactic::clone(&tactic),
            when: most_common(voices.iter().filter_map(|told| told.incident.when.as_ref()), |when| (when.assumed, length(when))),
            place: most_common(voices.iter().filter_map(|told| told.incident.place.as_ref()), precision),
            figures: settle(&compared, rule).into_iter().map(figure).collect(),
            rule: rule.as_str().to_owned(),
            told: told.filter_map(|(i, it)| Some(Told { report: &it.coded, incident: it.incident()?, source: number(i) })).collect(),
            sources: groups.len(),
            findings: across(&compared).into_iter().map(|finding| finding.message).collect(),
            related: self.related(found),
        })
    }

    fn related(&self, found: &[Source]) -> Vec<Related> {
        let mut related: Vec<Related> = Vec::new();
        for source in found {
            let Some(incident) = source.incident() else { continue };
            let linked = incident.links.iter().map(|link| (link.to.as_str(), Some(link.kind)));
            let joint = source.coded.sums.iter().filter(|sum| sum.covers.contains(&incident.id));
            let joint = joint.flat_map(|sum| sum.covers.iter().map(|id| (id.as_str(), None)));
            for (local, kind) in linked.chain(joint) {
                let telling = TellingId::new(&source.telling.report, local);
                let Some((id, day, number)) = self.siblings.get(&telling.0) else { continue };
                self.relate(&mut related, TellingId(*id), kind, (day.as_deref(), *number));
            }
        }
        related
    }

    fn relate(&self, related: &mut Vec<Related>, id: TellingId, kind: Option<LinkKind>, (day, number): (Option<&str>, u32)) {
        let id = id.to_string();
        match related.iter_mut().find(|other| other.id == id) {
            Some(other) => other.kind = other.kind.or(kind),
            None => related.push(Related { id, day: day.and_then(|day| day.parse::<Date>().ok()), number, kind }),
        }
    }
}

fn source(bodies: &Bodies) -> Result<Source, LedgerError> {
    let wrong = |table| move |error: serde_json::Error| StoreError::Row { path: "ledger".into(), table, reason: error.to_string() };
    let telling: Telling = serde_json::from_str(&bodies.telling).map_err(wrong("telling"))?;
    let mut coded: Coded = serde_json::from_str(&bodies.coding).map_err(wrong("coding"))?;
    let report: Report = serde_json::from_str(&bodies.version).map_err(wrong("version"))?;
    coded.report = report;
    Ok(Source { telling, coded: Rc::new(coded) })
}

fn figure(settled: recount::reconcile::Settled) -> Figure {
    let recount::reconcile::Figure { low, best, high } = settled.figure;
    Figure { outcome: settled.outcome.to_owned(), low, best, high, from: settled.from }
}
