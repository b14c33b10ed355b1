//! What a change alters is grouped anew; what comes out is written with its revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use recount::reconcile::{Decisions, Matcher, Region, Scores, Telling, TellingId, founder, regroup};
use recount::record::Coded;
use recount_store::{Batch, Revision, Seat, TellingRow};
use rustc_hash::FxHashMap;

use crate::error::LedgerError;
use crate::ledger::{Hand, Ledger, decisions};
use crate::state::{self, Source};

/// How many tellings and reports are kept at hand.
const AT_HAND: usize = 50_000;

/// One change to the ledger, under way.
pub(crate) struct Work<'b> {
    pub(crate) batch: &'b Batch<'b>,
    pub(crate) matcher: &'b Matcher,
    decisions: Decisions,
    /// Tellings about which a person has decided something.
    decided: BTreeSet<u64>,
    /// Tellings that are new, or whose incident must be made anew.
    pub(crate) touched: BTreeSet<TellingId>,
    /// Incidents that have lost a telling.
    pub(crate) left: BTreeSet<TellingId>,
    hand: Hand,
    reports: FxHashMap<i64, Rc<Coded>>,
    scores: Scores,
}

/// A group of tellings that is one incident, with what the file has of them.
struct Group {
    id: TellingId,
    seats: Vec<Seat>,
}

/// Tellings that are grouped anew, and what stands around them.
#[derive(Default)]
struct Reach {
    inside: BTreeMap<TellingId, Seat>,
    /// The incidents around, with their tellings.
    around: BTreeMap<u64, Vec<Seat>>,
    pairs: Vec<(TellingId, TellingId, i32)>,
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
        let hand = work.hand;
        batch.commit()?;
        self.hand = hand;
        Ok(changed)
    }
}

impl<'b> Work<'b> {
    fn new(batch: &'b Batch<'b>, matcher: &'b Matcher, hand: Hand) -> Result<Self, LedgerError> {
        let (touched, left) = (BTreeSet::new(), BTreeSet::new());
        let (reports, scores) = (FxHashMap::default(), Scores::default());
        let (decisions, decided) = (Decisions::default(), BTreeSet::new());
        let mut work = Self { batch, matcher, decisions, decided, touched, left, hand, reports, scores };
        work.learn_decisions()?;
        Ok(work)
    }

    /// Reads what people decided, what was decided in this change too.
    pub(crate) fn learn_decisions(&mut self) -> Result<(), LedgerError> {
        self.decisions = decisions(self.batch.read())?;
        self.decided = self.batch.read().decisions()?.iter().flat_map(|decision| [decision.one, decision.two]).collect();
        Ok(())
    }

    pub(crate) fn parsed(&self, row: &TellingRow) -> Result<Telling, LedgerError> {
        Ok(state::parsed(row)?)
    }

    /// A telling, from memory where it is at hand.
    pub(crate) fn telling(&mut self, id: TellingId) -> Result<Option<Arc<Telling>>, LedgerError> {
        if let Some(telling) = self.hand.tellings.get(&id) {
            return Ok(Some(Arc::clone(telling)));
        }
        let Some(row) = self.batch.read().telling(id.0)? else { return Ok(None) };
        let telling = self.parsed(&row)?;
        Ok(Some(self.remember(telling)))
    }

    pub(crate) fn remember(&mut self, telling: Telling) -> Arc<Telling> {
        if self.hand.tellings.len() >= AT_HAND {
            self.hand.tellings.clear();
        }
        let telling = Arc::new(telling);
        self.hand.tellings.insert(telling.id, Arc::clone(&telling));
        telling
    }

    pub(crate) fn remember_report(&mut self, report: i64, coded: &Coded) {
        if self.reports.len() >= AT_HAND / 50 {
            self.reports.clear();
        }
        self.reports.insert(report, Rc::new(coded.clone()));
    }

    pub(crate) fn forget(&mut self, id: TellingId, report: i64) {
        self.hand.tellings.remove(&id);
        self.reports.remove(&report);
        self.scores.clear();
    }

    fn report(&mut self, report: i64) -> Result<Option<Rc<Coded>>, LedgerError> {
        if let Some(coded) = self.reports.get(&report) {
            return Ok(Some(Rc::clone(coded)));
        }
        let Some(stored) = self.batch.read().stored(report)? else { return Ok(None) };
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
            let mut reach = Reach::default();
            self.grow(&mut reach, vec![start], &touched)?;
            let groups = self.regroup(&mut reach, &touched)?;
            done.extend(reach.inside.keys().copied());
            gone.extend(reach.inside.values().map(|seat| TellingId(seat.incident)).filter(|id| id.0 != 0));
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

    /// Takes tellings in, with all that is in one incident with them, that is touched beside them, and that people said
    /// is one with them.
    fn grow(&self, reach: &mut Reach, mut ahead: Vec<TellingId>, touched: &BTreeSet<TellingId>) -> Result<(), LedgerError> {
        let read = self.batch.read();
        while let Some(id) = ahead.pop() {
            if reach.inside.contains_key(&id) {
                continue;
            }
            let Some(seat) = read.seat(id.0)? else { continue };
            if seat.incident != 0 {
                reach.around.remove(&seat.incident);
                ahead.extend(read.seats(seat.incident)?.into_iter().map(|seat| TellingId(seat.id)));
            }
            let edges = read.edges(id.0)?;
            ahead.extend(edges.iter().map(|edge| TellingId(edge.0)).filter(|other| touched.contains(other)));
            let told = self.decisions.joined().filter(|(one, two)| *one == id || *two == id);
            ahead.extend(told.flat_map(|(one, two)| [one, two]));
            reach.pairs.extend(edges.into_iter().map(|(other, score)| (id, TellingId(other), score)));
            reach.inside.insert(id, seat);
        }
        Ok(())
    }

    /// The groups of what is inside, after everything that they alter has been taken in too.
    fn regroup(&mut self, reach: &mut Reach, touched: &BTreeSet<TellingId>) -> Result<Vec<Group>, LedgerError> {
        loop {
            self.look_around(reach)?;
            let mut inside = Vec::new();
            for id in reach.inside.keys() {
                inside.extend(self.telling(*id)?);
            }
            let mut around = Vec::new();
            for seats in reach.around.values() {
                let mut group = Vec::new();
                for seat in seats {
                    group.extend(self.telling(TellingId(seat.id))?);
                }
                around.push(group);
            }
            let region = Region {
                inside: inside.iter().map(Arc::as_ref).collect(),
                around: around.iter().map(|group| group.iter().map(Arc::as_ref).collect()).collect(),
                pairs: reach.pairs.clone(),
            };
            let made = regroup(&region, &self.decisions, &self.matcher.weights, &mut self.scores);
            if made.reached.is_empty() {
                let group = |members: Vec<usize>| {
                    let tellings: Vec<&Telling> = members.iter().map(|&i| region.inside[i]).collect();
                    let id = founder(&tellings).map_or(TellingId(0), |telling| telling.id);
                    Group { id, seats: tellings.iter().filter_map(|telling| reach.inside.get(&telling.id).copied()).collect() }
                };
                return Ok(made.groups.into_iter().map(group).collect());
            }
            let reached: Vec<TellingId> =
                made.reached.iter().flat_map(|&i| reach.around.values().nth(i)).flatten().map(|seat| TellingId(seat.id)).collect();
            self.grow(reach, reached, touched)?;
        }
    }

    /// Finds the incidents that have a pair with something inside.
    fn look_around(&self, reach: &mut Reach) -> Result<(), LedgerError> {
        let read = self.batch.read();
        let beside: BTreeSet<TellingId> = reach.pairs.iter().map(|pair| pair.1).filter(|id| !reach.inside.contains_key(id)).collect();
        let mut known: BTreeSet<u64> = reach.around.values().flatten().map(|seat| seat.id).collect();
        for id in beside {
            if known.contains(&id.0) {
                continue;
            }
            let Some(seat) = read.seat(id.0)? else { continue };
            let seats = read.seats(seat.incident)?;
            known.extend(seats.iter().map(|seat| seat.id));
            if seats.len() > 1 {
                for one in &seats {
                    let edges = read.edges(one.id)?.into_iter().filter(|(two, _)| seats.iter().any(|seat| seat.id == *two));
                    reach.pairs.extend(edges.map(|(two, score)| (TellingId(one.id), TellingId(two), score)));
                }
            }
            reach.around.insert(seat.incident, seats);
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
        let is_reviewed = group.seats.iter().any(|seat| self.decided.contains(&seat.id));
        let row = state::incident_row(group.id, &sources, is_reviewed);
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
