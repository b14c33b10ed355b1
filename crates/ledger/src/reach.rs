//! How far a change goes: the incidents that are grouped anew, and no others.
//!
//! In: a telling that has come, or has lost its company. Out: the groups of all that it alters. The rest of the ledger
//! stands as it was, whatever its size.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use recount::reconcile::{Decisions, Matcher, Region, Scores, Telling, TellingId, founder, regroup};
use recount_store::{Reader, Seat};
use rustc_hash::FxHashMap;

use crate::error::LedgerError;
use crate::state::parsed;

/// How many tellings are kept at hand.
const AT_HAND: usize = 50_000;

/// Tellings that were read before: a report that comes in is compared with those of the days around it, again and again.
#[derive(Debug, Default)]
pub(crate) struct Hand {
    tellings: FxHashMap<TellingId, Arc<Telling>>,
    /// The state of the file; it is another where another program has written.
    version: i64,
}

impl Hand {
    /// Lets go of everything where another program has written.
    pub(crate) fn renew(&mut self, version: i64) {
        if self.version != version {
            *self = Self { tellings: FxHashMap::default(), version };
        }
    }
}

/// A group of tellings that is one incident, with what the file has of them.
pub(crate) struct Group {
    pub(crate) id: TellingId,
    pub(crate) seats: Vec<Seat>,
}

/// Where groups are looked for.
pub(crate) struct Ground<'r> {
    read: Reader<'r>,
    matcher: &'r Matcher,
    pub(crate) decisions: Decisions,
    pub(crate) hand: Hand,
    scores: Scores,
    /// Only what was published up to this day is there.
    until: Option<i32>,
}

/// Tellings that are grouped anew, and what stands around them.
#[derive(Default)]
struct Reach {
    inside: BTreeMap<TellingId, Seat>,
    /// The incidents around, with their tellings.
    around: BTreeMap<u64, Vec<Seat>>,
    pairs: Vec<(TellingId, TellingId, i32)>,
}

impl<'r> Ground<'r> {
    /// The ledger as it is.
    pub(crate) fn new(read: Reader<'r>, matcher: &'r Matcher, hand: Hand) -> Self {
        Self { read, matcher, decisions: Decisions::default(), hand, scores: Scores::default(), until: None }
    }

    /// The ledger without what was published after a day.
    pub(crate) fn until(read: Reader<'r>, matcher: &'r Matcher, decisions: Decisions, day: i32) -> Self {
        Self { decisions, until: Some(day), ..Self::new(read, matcher, Hand::default()) }
    }

    /// A telling, from memory where it is at hand.
    pub(crate) fn telling(&mut self, id: TellingId) -> Result<Option<Arc<Telling>>, LedgerError> {
        if let Some(telling) = self.hand.tellings.get(&id) {
            return Ok(Some(Arc::clone(telling)));
        }
        let Some(row) = self.read.telling(id.0)? else { return Ok(None) };
        let telling = parsed(&row)?;
        Ok(Some(self.remember(telling)))
    }

    /// Keeps a telling at hand.
    pub(crate) fn remember(&mut self, telling: Telling) -> Arc<Telling> {
        if self.hand.tellings.len() >= AT_HAND {
            self.hand.tellings.clear();
        }
        let telling = Arc::new(telling);
        self.hand.tellings.insert(telling.id, Arc::clone(&telling));
        telling
    }

    /// Lets go of a telling that is no more what it was.
    pub(crate) fn forget(&mut self, id: TellingId) {
        self.hand.tellings.remove(&id);
        self.scores.clear();
    }

    /// The groups of everything that a telling alters, its own among them. `touched` are the tellings that have come or
    /// lost their company too.
    pub(crate) fn regroup(&mut self, start: TellingId, touched: &BTreeSet<TellingId>) -> Result<Vec<Group>, LedgerError> {
        let mut reach = Reach::default();
        self.grow(&mut reach, vec![start], touched)?;
        loop {
            self.look_around(&mut reach)?;
            let inside = self.all(reach.inside.values().copied())?;
            let around: Vec<Vec<Arc<Telling>>> =
                reach.around.values().map(|seats| self.all(seats.iter().copied())).collect::<Result<_, _>>()?;
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
            let reached = made.reached.iter().flat_map(|&i| reach.around.values().nth(i)).flatten();
            let reached: Vec<TellingId> = reached.map(|seat| TellingId(seat.id)).collect();
            self.grow(&mut reach, reached, touched)?;
        }
    }

    /// Takes tellings in, with all that is in one incident with them, that has changed beside them, and that people said
    /// is one with them.
    fn grow(&mut self, reach: &mut Reach, mut ahead: Vec<TellingId>, touched: &BTreeSet<TellingId>) -> Result<(), LedgerError> {
        while let Some(id) = ahead.pop() {
            if reach.inside.contains_key(&id) {
                continue;
            }
            let Some(seat) = self.seat(id)? else { continue };
            if seat.incident != 0 {
                reach.around.remove(&seat.incident);
                ahead.extend(self.seats(seat.incident)?.0.into_iter().map(|seat| TellingId(seat.id)));
            }
            for (other, score) in self.read.edges(id.0)? {
                let other = TellingId(other);
                let Some(beside) = self.seat(other)? else { continue };
                if touched.contains(&other) || (self.until.is_some() && self.seats(beside.incident)?.1) {
                    ahead.push(other);
                }
                reach.pairs.push((id, other, score));
            }
            let told = self.decisions.joined().filter(|(one, two)| *one == id || *two == id);
            ahead.extend(told.flat_map(|(one, two)| [one, two]));
            reach.inside.insert(id, seat);
        }
        Ok(())
    }

    /// Finds the incidents that have a pair with something inside.
    fn look_around(&mut self, reach: &mut Reach) -> Result<(), LedgerError> {
        let beside: BTreeSet<TellingId> = reach.pairs.iter().map(|pair| pair.1).filter(|id| !reach.inside.contains_key(id)).collect();
        let mut known: BTreeSet<u64> = reach.around.values().flatten().map(|seat| seat.id).collect();
        for id in beside {
            if known.contains(&id.0) {
                continue;
            }
            let Some(seat) = self.seat(id)? else { continue };
            let seats = self.seats(seat.incident)?.0;
            known.extend(seats.iter().map(|seat| seat.id));
            for one in seats.iter().filter(|_| seats.len() > 1) {
                let edges = self.read.edges(one.id)?.into_iter().filter(|(two, _)| seats.iter().any(|seat| seat.id == *two));
                reach.pairs.extend(edges.map(|(two, score)| (TellingId(one.id), TellingId(two), score)));
            }
            reach.around.insert(seat.incident, seats);
        }
        Ok(())
    }

    fn all(&mut self, seats: impl Iterator<Item = Seat>) -> Result<Vec<Arc<Telling>>, LedgerError> {
        let mut tellings = Vec::new();
        for seat in seats {
            tellings.extend(self.telling(TellingId(seat.id))?);
        }
        Ok(tellings)
    }

    /// Where a telling stands, if it is there.
    fn seat(&mut self, id: TellingId) -> Result<Option<Seat>, LedgerError> {
        if self.is_later(id)? { Ok(None) } else { Ok(self.read.seat(id.0)?) }
    }

    /// The tellings of an incident that are there, and whether some are not.
    fn seats(&mut self, incident: u64) -> Result<(Vec<Seat>, bool), LedgerError> {
        let mut seats = self.read.seats(incident)?;
        let n = seats.len();
        for i in (0..n).rev() {
            if self.is_later(TellingId(seats[i].id))? {
                seats.remove(i);
            }
        }
        let are_fewer = seats.len() < n;
        Ok((seats, are_fewer))
    }

    fn is_later(&mut self, id: TellingId) -> Result<bool, LedgerError> {
        let Some(until) = self.until else { return Ok(false) };
        Ok(self.telling(id)?.is_some_and(|telling| telling.published.is_none_or(|published| published > until)))
    }
}
