//! What a change alters is grouped anew; what comes out is written with its revisions.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use recount::reconcile::{Matcher, Rule, Telling, TellingId};
use recount::record::Coded;
use recount_store::{Batch, Revision, Seat, TellingRow};
use rustc_hash::FxHashMap;

use crate::correct::{standing, verdict};
use crate::error::LedgerError;
use crate::ledger::{Ledger, decisions};
use crate::reach::{Ground, Group, Hand};
use crate::review::as_reviewed;
use crate::state::{self, Source};
use crate::triage::triage;

/// How many reports are kept at hand.
const AT_HAND: usize = 1_000;

/// One change to the ledger, under way.
pub(crate) struct Work<'b> {
    pub(crate) batch: &'b Batch<'b>,
    pub(crate) matcher: &'b Matcher,
    /// Tellings about which a person has decided something.
    decided: BTreeSet<u64>,
    /// Tellings that are new, or whose incident must be made anew.
    pub(crate) touched: BTreeSet<TellingId>,
    /// Incidents that have lost a telling.
    pub(crate) left: BTreeSet<TellingId>,
    ground: Ground<'b>,
    reports: FxHashMap<i64, Rc<Coded>>,
}

impl Ledger {
    /// Makes a change: everything that `change` does, and what follows from it, or nothing.
    pub(crate) fn change<T>(
        &mut self,
        (by, why): (&str, &str),
        change: impl FnOnce(&mut Work) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        // What is at hand is given back only where everything went well.
        let mut hand = std::mem::take(&mut self.hand);
        let batch = self.store.write()?;
        hand.renew(batch.read().data_version()?);
        let mut work = Work::new(&batch, &self.matcher, hand)?;
        let changed = change(&mut work)?;
        work.relink(by, why)?;
        let hand = work.ground.hand;
        batch.commit()?;
        self.hand = hand;
        Ok(changed)
    }
}

impl<'b> Work<'b> {
    fn new(batch: &'b Batch<'b>, matcher: &'b Matcher, hand: Hand) -> Result<Self, LedgerError> {
        let (touched, left) = (BTreeSet::new(), BTreeSet::new());
        let ground = Ground::new(batch.read(), matcher, hand);
        let mut work = Self { batch, matcher, decided: BTreeSet::new(), touched, left, ground, reports: FxHashMap::default() };
        work.learn_decisions()?;
        Ok(work)
    }

    /// Reads what people decided, what was decided in this change too.
    pub(crate) fn learn_decisions(&mut self) -> Result<(), LedgerError> {
        self.ground.decisions = decisions(self.batch.read())?;
        self.decided = self.batch.read().decisions()?.iter().flat_map(|decision| [decision.one, decision.two]).collect();
        Ok(())
    }

    pub(crate) fn parsed(&self, row: &TellingRow) -> Result<Telling, LedgerError> {
        Ok(state::parsed(row)?)
    }

    /// A telling, from memory where it is at hand.
    pub(crate) fn telling(&mut self, id: TellingId) -> Result<Option<Arc<Telling>>, LedgerError> {
        self.ground.telling(id)
    }

    pub(crate) fn remember(&mut self, telling: Telling) {
        self.ground.remember(telling);
    }

    pub(crate) fn remember_report(&mut self, report: i64, coded: &Coded) {
        if self.reports.len() >= AT_HAND {
            self.reports.clear();
        }
        self.reports.insert(report, Rc::new(coded.clone()));
    }

    pub(crate) fn forget(&mut self, id: TellingId, report: i64) {
        self.ground.forget(id);
        self.reports.remove(&report);
    }

    fn report(&mut self, report: i64) -> Result<Option<Rc<Coded>>, LedgerError> {
        if let Some(coded) = self.reports.get(&report) {
            return Ok(Some(Rc::clone(coded)));
        }
        let Some(stored) = as_reviewed(self.batch.read(), report)? else { return Ok(None) };
        self.remember_report(report, &stored.coded);
        Ok(self.reports.get(&report).map(Rc::clone))
    }

    /// Groups everything that the touched tellings alter and writes what has changed, in the name of `by` for the reason
    /// `why`.
    fn relink(&mut self, by: &str, why: &str) -> Result<(), LedgerError> {
        let touched = std::mem::take(&mut self.touched);
        let mut done = BTreeSet::new();
        let mut gone = std::mem::take(&mut self.left);
        let mut standing = BTreeSet::new();
        for &start in &touched {
            if done.contains(&start) {
                continue;
            }
            let groups = self.ground.regroup(start, &touched)?;
            let seats = groups.iter().flat_map(|group| &group.seats);
            done.extend(seats.clone().map(|seat| TellingId(seat.id)));
            gone.extend(seats.map(|seat| TellingId(seat.incident)).filter(|id| id.0 != 0));
            for group in groups {
                standing.insert(group.id);
                self.write(&group, &touched, (by, why))?;
            }
        }
        for id in gone.difference(&standing) {
            self.end(*id, (by, why))?;
        }
        Ok(())
    }

    /// Writes an incident where something about it has changed.
    fn write(&mut self, group: &Group, touched: &BTreeSet<TellingId>, (by, why): (&str, &str)) -> Result<(), LedgerError> {
        let before = self.batch.read().incident(group.id.0)?;
        let is_same = |seat: &Seat| seat.incident == group.id.0 && !touched.contains(&TellingId(seat.id));
        let is_smaller = before.as_ref().is_some_and(|row| row.reports as usize != group.seats.len());
        if before.is_some() && group.seats.iter().all(is_same) && !is_smaller {
            return Ok(());
        }
        let mut sources = Vec::new();
        for seat in &group.seats {
            if let Some((coded, telling)) = self.report(seat.report)?.zip(self.telling(TellingId(seat.id))?) {
                sources.push(Source { telling: Telling::clone(&telling), coded });
            }
            if seat.incident != group.id.0 {
                self.batch.set_incident(seat.id, group.id.0)?;
            }
        }
        let (is_judged, is_open) = self.judged(&sources, &group.seats)?;
        let is_reviewed = is_judged || group.seats.iter().any(|seat| self.decided.contains(&seat.id));
        let state = state::state(group.id, &sources, Rule::default());
        let row = state::row_of(group.id, &state, is_reviewed);
        self.batch.put_triage(group.id.0, &triage(&state, &sources, is_open))?;
        if before.as_ref() == Some(&row) {
            return Ok(());
        }
        self.batch.put_incident(&row)?;
        let ids: Vec<String> = group.seats.iter().map(|seat| TellingId(seat.id).to_string()).collect();
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
    fn judged(&self, sources: &[Source], seats: &[Seat]) -> Result<(bool, bool), LedgerError> {
        let (mut is_judged, mut is_open) = (false, false);
        for (source, seat) in sources.iter().zip(seats) {
            let reviews = self.batch.read().reviews(seat.report)?;
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
