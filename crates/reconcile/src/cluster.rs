//! Which tellings are one incident: a function of the set.
//!
//! In: tellings, the pairs that speak for one incident, and what people decided. Out: groups. Pairs are taken in
//! falling score, ties by content id; a union is made where the mean over its pairs speaks for it too and nothing
//! forbids it: two incidents of one report, or a person who said that they are apart.

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
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    order.sort_by_key(|&i| tellings[i].id);
    let mut groups = Groups::new(tellings, order, decisions, weights);
    for (one, two) in decisions.joined() {
        groups.join_as_told(one, two);
    }
    let mut pairs: Vec<_> = pairs.iter().map(|&(one, two, score)| (score, ordered(one, two))).collect();
    pairs.sort_by_key(|&(score, pair)| (std::cmp::Reverse(score), pair));
    pairs.dedup();
    for (score, (one, two)) in pairs {
        groups.join(one, two, score);
    }
    groups.finish()
}

struct Groups<'t> {
    tellings: &'t [&'t Telling],
    decisions: &'t Decisions,
    weights: &'t Weights,
    position: FxHashMap<TellingId, usize>,
    /// The group of each telling.
    group: Vec<usize>,
    /// The members of each group, sorted by id.
    members: Vec<Vec<usize>>,
    scores: FxHashMap<(usize, usize), i32>,
}

impl<'t> Groups<'t> {
    fn new(tellings: &'t [&'t Telling], order: Vec<usize>, decisions: &'t Decisions, weights: &'t Weights) -> Self {
        let position = tellings.iter().enumerate().map(|(i, telling)| (telling.id, i)).collect();
        let mut group = vec![0; tellings.len()];
        for (number, &i) in order.iter().enumerate() {
            group[i] = number;
        }
        let members = order.into_iter().map(|i| vec![i]).collect();
        Self { tellings, decisions, weights, position, group, members, scores: FxHashMap::default() }
    }

    /// The two groups of a pair, the one with the lesser id first; nothing where they are one already.
    fn two_groups(&self, one: TellingId, two: TellingId) -> Option<(usize, usize)> {
        let group = |id| self.position.get(&id).map(|&i| self.group[i]);
        let (one, two) = (group(one)?, group(two)?);
        (one != two).then(|| (one.min(two), one.max(two)))
    }

    /// A person's word needs no score; it yields only to another person's word that parts them.
    fn join_as_told(&mut self, one: TellingId, two: TellingId) {
        if let Some((kept, gone)) = self.two_groups(one, two)
            && !self.is_parted(kept, gone)
        {
            self.unite(kept, gone);
        }
    }

    fn join(&mut self, one: TellingId, two: TellingId, score: i32) {
        let Some((kept, gone)) = self.two_groups(one, two) else { return };
        let is_pair = self.members[kept].len() == 1 && self.members[gone].len() == 1;
        if self.is_parted(kept, gone) || self.shares_report(kept, gone) {
            return;
        }
        if (is_pair && score >= self.weights.join()) || self.mean(kept, gone) >= self.weights.join() {
            self.unite(kept, gone);
        }
    }

    fn is_parted(&self, one: usize, two: usize) -> bool {
        let id = |i: &usize| self.tellings[*i].id;
        let pairs = self.members[one].iter().flat_map(|one| self.members[two].iter().map(move |two| (one, two)));
        let mut pairs = pairs;
        !self.decisions.apart.is_empty() && pairs.any(|(one, two)| self.decisions.about(id(one), id(two)) == Some(false))
    }

    fn shares_report(&self, one: usize, two: usize) -> bool {
        let reports: BTreeSet<&str> = self.members[one].iter().map(|&i| self.tellings[i].report.as_str()).collect();
        self.members[two].iter().any(|&i| reports.contains(self.tellings[i].report.as_str()))
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
        let (tellings, weights) = (self.tellings, self.weights);
        *self.scores.entry((one.min(two), one.max(two))).or_insert_with(|| compare(tellings[one], tellings[two]).score(weights))
    }

    fn unite(&mut self, kept: usize, gone: usize) {
        let moved = std::mem::take(&mut self.members[gone]);
        for &i in &moved {
            self.group[i] = kept;
        }
        self.members[kept].extend(moved);
        let tellings = self.tellings;
        self.members[kept].sort_by_key(|&i| tellings[i].id);
    }

    fn finish(self) -> Vec<Vec<usize>> {
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
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
