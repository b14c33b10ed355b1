//! The components that a change touches are clustered anew; what comes out is written with its revisions.

use std::collections::BTreeSet;
use std::rc::Rc;

use recount::reconcile::{Decisions, Matcher, Rule, Telling, TellingId, cluster, founder};
use recount::record::Coded;
use recount_store::{Batch, Revision, TellingRow};
use rustc_hash::FxHashMap;

use crate::correct::{standing, verdict};
use crate::error::LedgerError;
use crate::ledger::decisions;
use crate::review::as_reviewed;
use crate::state::{self, Source};
use crate::triage::triage;

/// How many tellings and reports are kept at hand.
const AT_HAND: usize = 20_000;

/// One change to the ledger, under way.
pub(crate) struct Work<'b> {
    pub(crate) batch: &'b Batch<'b>,
    pub(crate) matcher: &'b Matcher,
    decisions: Decisions,
    /// Tellings about which a person has decided something.
    decided: BTreeSet<u64>,
    /// Tellings whose components must be clustered anew.
    pub(crate) touched: BTreeSet<TellingId>,
    /// Incidents that have lost a telling.
    pub(crate) left: BTreeSet<TellingId>,
    tellings: FxHashMap<TellingId, Rc<Telling>>,
    reports: FxHashMap<i64, Rc<Coded>>,
}

/// A group of tellings that is one incident, with the rows that the file has of them.
struct Group {
    id: TellingId,
    rows: Vec<TellingRow>,
}

impl<'b> Work<'b> {
    pub(crate) fn new(batch: &'b Batch<'b>, matcher: &'b Matcher) -> Result<Self, LedgerError> {
        let decisions = decisions(batch.read())?;
        let decided = batch.read().decisions()?.iter().flat_map(|decision| [decision.one, decision.two]).collect();
        let (touched, left) = (BTreeSet::new(), BTreeSet::new());
        Ok(Self { batch, matcher, decisions, decided, touched, left, tellings: FxHashMap::default(), reports: FxHashMap::default() })
    }

    pub(crate) fn parsed(&self, row: &TellingRow) -> Result<Telling, LedgerError> {
        Ok(state::parsed(row)?)
    }

    /// A telling, from memory where it is at hand.
    pub(crate) fn telling(&mut self, id: TellingId) -> Result<Option<Rc<Telling>>, LedgerError> {
        if let Some(telling) = self.tellings.get(&id) {
            return Ok(Some(Rc::clone(telling)));
        }
        let Some(row) = self.batch.read().telling(id.0)? else { return Ok(None) };
        let telling = self.parsed(&row)?;
        Ok(Some(self.remember(telling)))
    }

    pub(crate) fn remember(&mut self, telling: Telling) -> Rc<Telling> {
        if self.tellings.len() >= AT_HAND {
            self.tellings.clear();
        }
        let telling = Rc::new(telling);
        self.tellings.insert(telling.id, Rc::clone(&telling));
        telling
    }

    pub(crate) fn forget(&mut self, id: TellingId, report: i64) {
        self.tellings.remove(&id);
        self.reports.remove(&report);
    }

    fn report(&mut self, report: i64) -> Result<Option<Rc<Coded>>, LedgerError> {
        if let Some(coded) = self.reports.get(&report) {
            return Ok(Some(Rc::clone(coded)));
        }
        let Some(stored) = as_reviewed(self.batch.read(), report)? else { return Ok(None) };
        if self.reports.len() >= AT_HAND / 10 {
            self.reports.clear();
        }
        let coded = Rc::new(stored.coded);
        self.reports.insert(report, Rc::clone(&coded));
        Ok(Some(coded))
    }

    /// Clusters every touched component anew and writes what has changed, in the name of `by` for the reason `why`.
    pub(crate) fn relink(&mut self, by: &str, why: &str) -> Result<(), LedgerError> {
        let touched = std::mem::take(&mut self.touched);
        let mut seen = BTreeSet::new();
        let mut gone = std::mem::take(&mut self.left);
        let mut standing = BTreeSet::new();
        for &start in &touched {
            if seen.contains(&start) {
                continue;
            }
            let rows = self.component(start, &mut seen)?;
            gone.extend(rows.iter().map(|row| TellingId(row.incident)).filter(|id| id.0 != 0));
            for group in self.groups(&rows)? {
                standing.insert(group.id);
                self.write(&group, &touched, (by, why))?;
            }
        }
        for id in gone.difference(&standing) {
            self.end(*id, (by, why))?;
        }
        Ok(())
    }

    /// The rows of the component of a telling: those reached over links, and over what people said is one.
    fn component(&self, start: TellingId, seen: &mut BTreeSet<TellingId>) -> Result<Vec<TellingRow>, LedgerError> {
        let mut rows = Vec::new();
        let mut ahead = vec![start];
        while let Some(id) = ahead.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(row) = self.batch.read().telling(id.0)? else { continue };
            rows.push(row);
            ahead.extend(self.batch.read().edges(id.0)?.into_iter().map(|(other, _)| TellingId(other)));
            let told = self.decisions.joined().filter(|(one, two)| *one == id || *two == id);
            ahead.extend(told.flat_map(|(one, two)| [one, two]));
        }
        rows.sort_by_key(|row| row.id);
        Ok(rows)
    }

    fn groups(&mut self, rows: &[TellingRow]) -> Result<Vec<Group>, LedgerError> {
        let mut tellings = Vec::new();
        let mut pairs = Vec::new();
        for row in rows {
            let telling = match self.tellings.get(&TellingId(row.id)) {
                Some(telling) => Rc::clone(telling),
                None => Rc::new(self.parsed(row)?),
            };
            tellings.push(telling);
            let edges = self.batch.read().edges(row.id)?.into_iter().filter(|(other, _)| *other > row.id);
            pairs.extend(edges.map(|(other, score)| (TellingId(row.id), TellingId(other), score)));
        }
        let borrowed: Vec<&Telling> = tellings.iter().map(Rc::as_ref).collect();
        let found = cluster(&borrowed, &pairs, &self.decisions, &self.matcher.weights);
        let group = |members: Vec<usize>| {
            let inside: Vec<&Telling> = members.iter().map(|&i| borrowed[i]).collect();
            let id = founder(&inside).map_or(TellingId(0), |telling| telling.id);
            Group { id, rows: members.into_iter().map(|i| rows[i].clone()).collect() }
        };
        Ok(found.into_iter().map(group).collect())
    }

    /// Writes an incident where something about it has changed.
    fn write(&mut self, group: &Group, touched: &BTreeSet<TellingId>, (by, why): (&str, &str)) -> Result<(), LedgerError> {
        let before = self.batch.read().incident(group.id.0)?;
        let is_same = |row: &TellingRow| row.incident == group.id.0 && !touched.contains(&TellingId(row.id));
        let is_smaller = before.as_ref().is_some_and(|row| row.reports as usize != group.rows.len());
        if before.is_some() && group.rows.iter().all(is_same) && !is_smaller {
            return Ok(());
        }
        let mut sources = Vec::new();
        for row in &group.rows {
            if let Some(coded) = self.report(row.report)? {
                sources.push(Source { telling: self.parsed(row)?, coded });
            }
            if row.incident != group.id.0 {
                self.batch.set_incident(row.id, group.id.0)?;
            }
        }
        let (is_judged, is_open) = self.judged(&sources, &group.rows)?;
        let is_reviewed = is_judged || group.rows.iter().any(|row| self.decided.contains(&row.id));
        let state = state::state(group.id, &sources, Rule::default());
        let row = state::row_of(group.id, &state, is_reviewed);
        self.batch.put_triage(group.id.0, &triage(&state, &sources, is_open))?;
        if before.as_ref() == Some(&row) {
            return Ok(());
        }
        self.batch.put_incident(&row)?;
        let ids: Vec<String> = group.rows.iter().map(|row| TellingId(row.id).to_string()).collect();
        self.batch.put_revision(&Revision {
            incident: group.id.0,
            at: String::new(),
            by: by.to_owned(),
            what: if before.is_some() { "changed" } else { "made" }.to_owned(),
            why: why.to_owned(),
            members: serde_json::to_string(&ids).unwrap_or_default(),
            state: row.state,
        })?;
        Ok(())
    }

    /// Whether a person has said something about a report's telling of an incident, and whether one still waits for it.
    fn judged(&self, sources: &[Source], rows: &[TellingRow]) -> Result<(bool, bool), LedgerError> {
        let (mut is_judged, mut is_open) = (false, false);
        for (source, row) in sources.iter().zip(rows) {
            let reviews = self.batch.read().reviews(row.report)?;
            let standing = standing(&reviews);
            is_judged |= reviews
                .iter()
                .any(|review| review.local == source.telling.local && standing.contains(&review.number) && review.act != "undo");
            is_open |= verdict(&reviews, &source.telling.local).is_none();
        }
        Ok((is_judged, is_open))
    }

    /// An incident whose tellings are all elsewhere now.
    fn end(&self, id: TellingId, (by, why): (&str, &str)) -> Result<(), LedgerError> {
        let is_there = self.batch.read().incident(id.0)?.is_some();
        if !is_there || !self.batch.read().tellings_of_incident(id.0)?.is_empty() {
            return Ok(());
        }
        self.batch.drop_incident(id.0)?;
        let into = self.batch.read().telling(id.0)?.map(|row| format!("; its first report is now in {}", TellingId(row.incident)));
        self.batch.put_revision(&Revision {
            incident: id.0,
            at: String::new(),
            by: by.to_owned(),
            what: "ended".to_owned(),
            why: format!("{why}{}", into.unwrap_or_default()),
            members: "[]".to_owned(),
            state: "null".to_owned(),
        })?;
        Ok(())
    }
}
