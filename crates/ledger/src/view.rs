//! Reading: incidents, one of them in full, why two are one, what was known when.

use std::collections::BTreeSet;
use std::rc::Rc;

use recount::Date;
use recount::reconcile::{Rule, Telling, TellingId, day_number, link, numbers};
use recount::record::{Coded, Count, Totals};
use recount_store::{Filter, Revision, TellingRow, VersionRow};

use crate::error::LedgerError;
use crate::ledger::{Ledger, decisions};
use crate::reach::Ground;
use crate::review::as_reviewed;
use crate::state::{Source, State, groups_by_incident, parsed, state};

/// An incident in full.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What stands.
    pub state: State,
    /// The coded report of each member, in the order of the members.
    pub reports: Vec<Coded>,
}

/// Why two tellings are one incident, or are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The first telling.
    pub one: String,
    /// The second.
    pub two: String,
    /// Whether they are in one incident.
    pub together: bool,
    /// The points of the pair: above zero speaks for one incident.
    pub score: i32,
    /// What decides: a sentence and its points, the greatest first.
    pub features: Vec<(&'static str, i32)>,
    /// What people said about the pair: who, whether it is one, and why.
    pub decisions: Vec<(String, bool, String)>,
}

/// What an edit of a report has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// When the later version came (RFC 3339).
    pub added: String,
    /// The number of the incident in the report, the outcome, and its count before and after; nothing where there is none.
    pub changes: Vec<(String, &'static str, Option<Count>, Option<Count>)>,
}

/// The figures that differ between two codings of a report.
fn changes(old: &Coded, new: &Coded) -> Vec<(String, &'static str, Option<Count>, Option<Count>)> {
    let of = |coded: &Coded, id: &str| coded.incidents.iter().find(|incident| incident.id == id).map(|incident| incident.totals.clone());
    let mut ids: Vec<&str> = old.incidents.iter().chain(&new.incidents).map(|incident| incident.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut changes = Vec::new();
    for id in ids {
        let (before, after) = (of(old, id).unwrap_or_default(), of(new, id).unwrap_or_default());
        for (outcome, number) in numbers() {
            let count = |totals: &Totals| number(totals).map(|total| Count { words: None, ..total.count.clone() });
            if count(&before) != count(&after) {
                changes.push((id.to_owned(), outcome, count(&before), count(&after)));
            }
        }
    }
    changes
}

impl Ledger {
    /// The incidents that are wanted, as they stand.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents(&self, filter: &Filter) -> Result<Vec<State>, LedgerError> {
        let rows = self.store.read().incidents(filter)?;
        rows.iter().map(|row| self.read_state(&row.state)).collect()
    }

    /// An incident in full, its figures settled by a rule; with a day, as the reports published up to then tell it.
    ///
    /// # Errors
    /// The id leads nowhere, or to nothing that was published by then.
    pub fn show(&self, id: &str, rule: Rule, as_of: Option<Date>) -> Result<View, LedgerError> {
        let telling = self.telling_of(id)?;
        let found = match as_of {
            None => {
                let incident = self.incident_of(id)?;
                (incident, self.store.read().tellings_of_incident(incident.0)?)
            }
            Some(day) => self.one_as_of(day, telling)?.ok_or_else(|| LedgerError::Unknown(id.to_owned()))?,
        };
        let sources = self.sources(&found.1)?;
        let state = state(found.0, &sources, rule);
        let of = |telling: &str| sources.iter().find(|source| source.telling.id.to_string() == telling);
        let reports = state.members.iter().filter_map(|member| of(&member.telling)).map(|source| Coded::clone(&source.coded)).collect();
        Ok(View { state, reports })
    }

    /// Every incident as the reports published up to a day tell it; the whole ledger is linked anew for it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents_as_of(&self, day: Date, rule: Rule) -> Result<Vec<State>, LedgerError> {
        let groups = self.linked_as_of(day)?;
        groups.into_iter().map(|(id, rows)| Ok(state(id, &self.sources(&rows)?, rule))).collect()
    }

    /// Every incident with its figures settled by a rule.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn settled(&self, found: &[State], rule: Rule) -> Result<Vec<State>, LedgerError> {
        let id = |state: &State| TellingId::from_word(&state.id).ok_or_else(|| LedgerError::Unknown(state.id.clone()));
        let settled = |incident: &State| {
            let id = id(incident)?;
            Ok(state(id, &self.sources(&self.store.read().tellings_of_incident(id.0)?)?, rule))
        };
        found.iter().map(settled).collect()
    }

    /// Every incident as the ledger had it at a time (RFC 3339).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents_as_known(&self, time: &str) -> Result<Vec<State>, LedgerError> {
        let revisions = self.store.read().revisions_at(time)?;
        revisions.iter().filter(|revision| revision.state != "null").map(|revision| self.read_state(&revision.state)).collect()
    }

    /// An incident as the ledger had it at a time (RFC 3339, or a day).
    ///
    /// # Errors
    /// The id leads nowhere, or to nothing that the ledger had by then.
    pub fn show_as_known(&self, id: &str, time: &str) -> Result<State, LedgerError> {
        let telling = self.telling_of(id)?.to_string();
        let known = self.incidents_as_known(time)?.into_iter();
        let mut holding = known.filter(|state| state.members.iter().any(|member| member.telling == telling));
        holding.next().ok_or_else(|| LedgerError::Unknown(id.to_owned()))
    }

    /// What each edit of a report has changed, the first first; none where it has one version.
    ///
    /// # Errors
    /// There is no such report.
    pub fn edits(&self, key: &str) -> Result<Vec<Edit>, LedgerError> {
        let report = self.store.read().report_number(key)?.ok_or_else(|| LedgerError::Unknown(key.to_owned()))?;
        let versions = self.store.read().coded_versions(report)?;
        Ok(versions.windows(2).map(|pair| Edit { added: pair[1].0.clone(), changes: changes(&pair[0].1, &pair[1].1) }).collect())
    }

    /// What happened to an incident's record; the id may be one that it had before.
    ///
    /// # Errors
    /// The id leads nowhere.
    pub fn history(&self, id: &str) -> Result<Vec<Revision>, LedgerError> {
        let telling = self.telling_of(id)?;
        let own = self.store.read().revisions(telling.0)?;
        if own.is_empty() { Ok(self.store.read().revisions(self.incident_of(id)?.0)?) } else { Ok(own) }
    }

    /// Why two incidents or tellings are one, or are not: for each pair of their tellings, the best first.
    ///
    /// # Errors
    /// An id leads nowhere.
    pub fn why(&self, one: &str, two: &str) -> Result<Vec<Reason>, LedgerError> {
        let (one, two) = (self.telling_of(one)?, self.telling_of(two)?);
        let (ones, twos) = (self.around(one)?, self.around(two)?);
        let are_one = ones.iter().any(|row| row.id == two.0);
        // Within one incident only the two tellings are compared; across two every pair of theirs.
        let only = |rows: Vec<TellingRow>, id: TellingId| rows.into_iter().filter(|row| !are_one || row.id == id.0).collect::<Vec<_>>();
        let (ones, twos) = (only(ones, one), only(twos, two));
        let mut reasons = Vec::new();
        for first in &ones {
            for second in twos.iter().filter(|second| second.id != first.id) {
                reasons.push(self.reason(&parsed(first)?, &parsed(second)?, first.incident == second.incident)?);
            }
        }
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.score));
        Ok(reasons)
    }

    fn reason(&self, one: &Telling, two: &Telling, together: bool) -> Result<Reason, LedgerError> {
        let comparison = self.matcher.why(one, two);
        let weights = &self.matcher.weights;
        let pair = BTreeSet::from([one.id.0, two.id.0]);
        let decisions = self.store.read().decisions()?.into_iter();
        let decisions = decisions.filter(|it| BTreeSet::from([it.one, it.two]) == pair).map(|it| (it.by, it.together, it.why));
        Ok(Reason {
            one: one.id.to_string(),
            two: two.id.to_string(),
            together,
            score: comparison.score(weights),
            features: comparison.reasons(weights).into_iter().map(|(feature, points)| (feature.meaning(), points)).collect(),
            decisions: decisions.collect(),
        })
    }

    /// The reports that have all of these words, the most fitting first, with the incidents that they tell of.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<(Coded, Vec<String>)>, LedgerError> {
        let mut found = Vec::new();
        for report in self.store.read().search(words, limit)? {
            let mut incidents: Vec<String> =
                self.store.read().tellings_of_report(report)?.iter().map(|row| TellingId(row.incident).to_string()).collect();
            incidents.dedup();
            if let Some(stored) = as_reviewed(self.store.read(), report)? {
                found.push((stored.coded, incidents));
            }
        }
        Ok(found)
    }

    /// A report as it was coded last.
    ///
    /// # Errors
    /// There is no such report.
    pub fn coded(&self, key: &str) -> Result<Coded, LedgerError> {
        let unknown = || LedgerError::Unknown(key.to_owned());
        let report = self.store.read().report_number(key)?.ok_or_else(unknown)?;
        Ok(self.store.read().stored(report)?.ok_or_else(unknown)?.coded)
    }

    /// The versions of a report, the first first.
    ///
    /// # Errors
    /// There is no such report.
    pub fn versions(&self, key: &str) -> Result<Vec<VersionRow>, LedgerError> {
        let report = self.store.read().report_number(key)?.ok_or_else(|| LedgerError::Unknown(key.to_owned()))?;
        Ok(self.store.read().versions(report)?)
    }

    /// The incident that an id leads to: its own, that of any of its tellings, or the beginning of one.
    ///
    /// # Errors
    /// It leads nowhere, or to several.
    pub fn incident_of(&self, id: &str) -> Result<TellingId, LedgerError> {
        let telling = self.telling_of(id)?;
        let row = self.store.read().telling(telling.0)?.ok_or_else(|| LedgerError::Unknown(id.to_owned()))?;
        Ok(TellingId(row.incident))
    }

    /// The telling that an id, or the beginning of one, names.
    pub(crate) fn telling_of(&self, id: &str) -> Result<TellingId, LedgerError> {
        const DIGITS: usize = 16;
        let unknown = || LedgerError::Unknown(id.to_owned());
        if id.is_empty() || id.len() > DIGITS || !id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        let bound = |digit: &str| TellingId::from_word(&format!("{id}{}", digit.repeat(DIGITS - id.len()))).ok_or_else(unknown);
        match &self.store.read().tellings_between(bound("0")?.0, bound("f")?.0)?[..] {
            [] => Err(unknown()),
            [one] => Ok(TellingId(*one)),
            _ => Err(LedgerError::Ambiguous(id.to_owned())),
        }
    }

    fn around(&self, telling: TellingId) -> Result<Vec<TellingRow>, LedgerError> {
        let row = self.store.read().telling(telling.0)?.ok_or_else(|| LedgerError::Unknown(telling.to_string()))?;
        Ok(self.store.read().tellings_of_incident(row.incident)?)
    }

    /// The incidents that the tellings published up to a day make.
    fn linked_as_of(&self, day: Date) -> Result<Vec<(TellingId, Vec<TellingRow>)>, LedgerError> {
        let mut tellings = Vec::new();
        let mut kept = Vec::new();
        for row in self.store.read().all_tellings()? {
            let telling = parsed(&row)?;
            if telling.published.is_some_and(|published| published <= day_number(day)) {
                tellings.push(telling);
                kept.push(row);
            }
        }
        let groups = link(&self.matcher, &tellings, &decisions(self.store.read())?);
        let mut found = Vec::new();
        for group in groups {
            let inside: Vec<&Telling> = group.iter().map(|&i| &tellings[i]).collect();
            let Some(id) = recount::reconcile::founder(&inside).map(|telling| telling.id) else { continue };
            found.push((id, group.into_iter().map(|i| kept[i].clone()).collect()));
        }
        Ok(found)
    }

    /// The incident of a telling as the tellings published up to a day make it: the same as in all of them, found without
    /// linking all of them.
    fn one_as_of(&self, day: Date, telling: TellingId) -> Result<Option<(TellingId, Vec<TellingRow>)>, LedgerError> {
        let read = self.store.read();
        let mut ground = Ground::until(read, &self.matcher, decisions(read)?, day_number(day));
        let groups = ground.regroup(telling, &BTreeSet::new())?;
        let Some(group) = groups.into_iter().find(|group| group.seats.iter().any(|seat| seat.id == telling.0)) else { return Ok(None) };
        let rows = group.seats.iter().map(|seat| read.telling(seat.id)).collect::<Result<Vec<_>, _>>()?;
        Ok(Some((group.id, rows.into_iter().flatten().collect())))
    }

    pub(crate) fn sources(&self, rows: &[TellingRow]) -> Result<Vec<Source>, LedgerError> {
        let mut sources = Vec::new();
        for row in rows {
            if let Some(stored) = as_reviewed(self.store.read(), row.report)? {
                sources.push(Source { telling: parsed(row)?, coded: Rc::new(stored.coded) });
            }
        }
        Ok(sources)
    }

    pub(crate) fn read_state(&self, json: &str) -> Result<State, LedgerError> {
        let wrong = |error: serde_json::Error| LedgerError::Decision(format!("an incident cannot be read ({error}); run `recount check`"));
        serde_json::from_str(json).map_err(wrong)
    }

    /// Every incident with its tellings, by id.
    pub(crate) fn all_groups(&self) -> Result<Vec<(TellingId, Vec<TellingRow>)>, LedgerError> {
        let groups = groups_by_incident(&self.store.read().all_tellings()?);
        Ok(groups.into_iter().map(|(id, rows)| (TellingId(id), rows)).collect())
    }
}
