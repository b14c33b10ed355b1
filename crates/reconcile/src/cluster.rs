//! Which tellings are one incident: a function of the set.
//!
//! In: tellings, the pairs that speak for one incident, and what people decided. Out: groups. Pairs are taken in
//! falling score, ties by content id; a union is made where the mean over its pairs speaks for it too and nothing
//! forbids it: two incidents of one report, or a person who said that they are apart.
//!
//! What a new report changes is found without grouping the whole set: [`regroup`] makes the groups of a region and says
//! which groups beside it are changed by them. Tellings may hang together over many pairs that are all refused; a change
//! goes no farther than the unions that it makes or breaks.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::compare::compare;
use crate::telling::{Telling, TellingId};
use crate::weights::Weights;

/// How many members of each side enter the mean of a large union.
const MEMBERS: usize = 8;

/// What people decided about pairs of tellings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    together: BTreeSet<(TellingId, TellingId)>,
    apart: BTreeSet<(TellingId, TellingId)>,
}

impl Decisions {
    /// These two are one incident; forgets that they were said to be apart.
    pub fn join(&mut self, one: TellingId, two: TellingId) {
        self.apart.remove(&ordered(one, two));
        self.together.insert(ordered(one, two));
    }

    /// These two are two incidents; forgets that they were said to be one.
    pub fn part(&mut self, one: TellingId, two: TellingId) {
        self.together.remove(&ordered(one, two));
        self.apart.insert(ordered(one, two));
    }

    /// What was decided about a pair: one incident, two, or nothing.
    pub fn about(&self, one: TellingId, two: TellingId) -> Option<bool> {
        let pair = ordered(one, two);
        self.together.contains(&pair).then_some(true).or_else(|| self.apart.contains(&pair).then_some(false))
    }

    /// The pairs that are one incident.
    pub fn joined(&self) -> impl Iterator<Item = (TellingId, TellingId)> + '_ {
        self.together.iter().copied()
    }
}

/// Groups of positions in `tellings`, each sorted by id, in the order of their first member. `pairs` holds the pairs
/// that speak for one incident with their scores, in any order.
pub fn cluster(tellings: &[&Telling], pairs: &[(TellingId, TellingId, i32)], decisions: &Decisions, weights: &Weights) -> Vec<Vec<usize>> {
    let region = Region { inside: tellings.to_vec(), around: Vec::new(), pairs: pairs.to_vec() };
    regroup(&region, decisions, weights, &mut Scores::default()).groups
}

/// A part of a set: tellings whose groups are made anew, and the groups beside them, which nothing has changed.
#[derive(Debug, Default)]
pub struct Region<'t> {
    /// The tellings that are grouped.
    pub inside: Vec<&'t Telling>,
    /// Groups of the whole set that have a pair with one of them.
    pub around: Vec<Vec<&'t Telling>>,
    /// Pairs that speak for one incident, with their scores: those inside, those within a group around, and those
    /// across.
    pub pairs: Vec<(TellingId, TellingId, i32)>,
}

/// What a region makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regrouped {
    /// Groups of positions inside, each sorted by id, in the order of their first member.
    pub groups: Vec<Vec<usize>>,
    /// The groups around that one from inside would join. Where there is none, the groups are those that the whole set
    /// makes: every pair across is refused as it was when both sides were as they are, so that neither side has changed
    /// the other. Else those groups belong inside, and the region is to be grouped again.
    pub reached: Vec<usize>,
}

/// Scores of pairs that were compared before.
pub type Scores = FxHashMap<(TellingId, TellingId), i32>;

/// Groups a region anew.
pub fn regroup(region: &Region, decisions: &Decisions, weights: &Weights, scores: &mut Scores) -> Regrouped {
    let mut groups = Groups::new(region, decisions, weights, scores);
    for (one, two) in decisions.joined() {
        groups.take(one, two, None);
    }
    let mut pairs: Vec<_> = region.pairs.iter().map(|&(one, two, score)| (score, ordered(one, two))).collect();
    pairs.sort_by_key(|&(score, pair)| (std::cmp::Reverse(score), pair));
    pairs.dedup();
    for (score, (one, two)) in pairs {
        groups.take(one, two, Some(score));
    }
    groups.finish(region.inside.len())
}

struct Groups<'t> {
    tellings: Vec<&'t Telling>,
    /// The group around that a telling is of; nothing for those inside.
    side: Vec<Option<usize>>,
    decisions: &'t Decisions,
    weights: &'t Weights,
    position: FxHashMap<TellingId, usize>,
    /// The number of each telling's report.
    report: Vec<usize>,
    /// The group of each telling.
    group: Vec<usize>,
    /// The members of each group, sorted by id.
    members: Vec<Vec<usize>>,
    scores: &'t mut Scores,
    reached: BTreeSet<usize>,
}

impl<'t> Groups<'t> {
    fn new(region: &Region<'t>, decisions: &'t Decisions, weights: &'t Weights, scores: &'t mut Scores) -> Self {
        let (mut tellings, mut side) = (region.inside.clone(), vec![None; region.inside.len()]);
        for (number, group) in region.around.iter().enumerate() {
            tellings.extend(group);
            side.extend(group.iter().map(|_| Some(number)));
        }
        let position = tellings.iter().enumerate().map(|(i, telling)| (telling.id, i)).collect();
        let mut order: Vec<usize> = (0..tellings.len()).collect();
        order.sort_by_key(|&i| tellings[i].id);
        let mut group = vec![0; tellings.len()];
        for (number, &i) in order.iter().enumerate() {
            group[i] = number;
        }
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        let number = |telling: &&'t Telling| {
            let next = numbers.len();
            *numbers.entry(telling.report.as_str()).or_insert(next)
        };
        let report = tellings.iter().map(number).collect();
        let members = order.into_iter().map(|i| vec![i]).collect();
        let reached = BTreeSet::new();
        Self { tellings, side, decisions, weights, position, report, group, members, scores, reached }
    }

    /// Unites the groups of a pair where something speaks for it: its score, or a person's word, which needs no score
    /// and yields only to another person's word that parts them.
    fn take(&mut self, one: TellingId, two: TellingId, score: Option<i32>) {
        let (Some(&one), Some(&two)) = (self.position.get(&one), self.position.get(&two)) else { return };
        let (kept, gone) = (self.group[one].min(self.group[two]), self.group[one].max(self.group[two]));
        let is_within = self.side[one] == self.side[two];
        // Two groups around have been refused before.
        let is_of_others = !is_within && self.side[one].is_some() && self.side[two].is_some();
        if kept == gone || is_of_others || self.is_parted(kept, gone) || !score.is_none_or(|score| self.belong_together(kept, gone, score))
        {
            return;
        }
        if is_within {
            self.unite(kept, gone);
        } else {
            self.reached.extend(self.side[one].or(self.side[two]));
        }
    }

    fn belong_together(&mut self, kept: usize, gone: usize, score: i32) -> bool {
        let is_pair = self.members[kept].len() == 1 && self.members[gone].len() == 1;
        let join = self.weights.join();
        !self.shares_report(kept, gone) && ((is_pair && score >= join) || self.mean(kept, gone) >= join)
    }

    fn is_parted(&self, one: usize, two: usize) -> bool {
        let id = |i: &usize| self.tellings[*i].id;
        let mut pairs = self.members[one].iter().flat_map(|one| self.members[two].iter().map(move |two| (one, two)));
        !self.decisions.apart.is_empty() && pairs.any(|(one, two)| self.decisions.about(id(one), id(two)) == Some(false))
    }

    fn shares_report(&self, one: usize, two: usize) -> bool {
        let mut pairs = self.members[one].iter().flat_map(|one| self.members[two].iter().map(move |two| (one, two)));
        pairs.any(|(one, two)| self.report[*one] == self.report[*two])
    }

    /// The mean score over the pairs of a union.
    fn mean(&mut self, one: usize, two: usize) -> i32 {
        let first = |members: &[usize]| members.iter().take(MEMBERS).copied().collect::<Vec<_>>();
        let (ones, twos) = (first(&self.members[one]), first(&self.members[two]));
        let mut sum = 0;
        for &one in &ones {
            for &two in &twos {
                sum += i64::from(self.score(one, two));
            }
        }
        (sum / (ones.len() * twos.len()).max(1) as i64) as i32
    }

    fn score(&mut self, one: usize, two: usize) -> i32 {
        let (one, two) = (self.tellings[one], self.tellings[two]);
        *self.scores.entry(ordered(one.id, two.id)).or_insert_with(|| compare(one, two).score(self.weights))
    }

    fn unite(&mut self, kept: usize, gone: usize) {
        let moved = std::mem::take(&mut self.members[gone]);
        for &i in &moved {
            self.group[i] = kept;
        }
        self.members[kept].extend(moved);
        let tellings = &self.tellings;
        self.members[kept].sort_by_key(|&i| tellings[i].id);
    }

    fn finish(self, inside: usize) -> Regrouped {
        let groups = self.members.into_iter().filter(|members| members.first().is_some_and(|&i| i < inside)).collect();
        Regrouped { groups, reached: self.reached.into_iter().collect() }
    }
}

pub(crate) fn ordered(one: TellingId, two: TellingId) -> (TellingId, TellingId) {
    (one.min(two), one.max(two))
}

/// Positions by group number, for those who join pairs without more ado.
pub(crate) fn components(n: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut above: Vec<usize> = (0..n).collect();
    fn top(above: &mut [usize], mut i: usize) -> usize {
        while above[i] != i {
            above[i] = above[above[i]];
            i = above[i];
        }
        i
    }
    for (one, two) in pairs {
        let (one, two) = (top(&mut above, one), top(&mut above, two));
        above[one.max(two)] = one.min(two);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..n {
        groups.entry(top(&mut above, i)).or_default().push(i);
    }
    groups.into_values().collect()
}
