//! From tellings to incidents in one call: keys, pairs, components, groups.
//!
//! The ledger calls [`cluster`](crate::cluster()) for the components that a report touches; [`link`] does the same for a
//! whole set and is what the ledger must agree with.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::{Decisions, cluster, components, ordered};
use crate::compare::{Comparison, compare};
use crate::keys::keys;
use crate::telling::{Telling, TellingId};
use crate::weights::Weights;

/// Compares tellings with weights.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// The points of each feature.
    pub weights: Weights,
}

impl Matcher {
    /// The built-in weights.
    pub fn builtin() -> Self {
        Self { weights: Weights::builtin() }
    }

    /// The score of a pair that speaks for one incident; nothing for others, and for two tellings of one report.
    pub fn pair(&self, one: &Telling, two: &Telling) -> Option<i32> {
        let score = (one.report != two.report).then(|| compare(one, two).score(&self.weights))?;
        (score > 0).then_some(score)
    }

    /// What was found about a pair.
    pub fn why(&self, one: &Telling, two: &Telling) -> Comparison {
        compare(one, two)
    }
}

/// Pairs of tellings that share a key.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Pairs of positions, the lesser first, sorted.
    pub pairs: Vec<(usize, usize)>,
}

impl Candidates {
    /// The pairs of a set.
    pub fn of(tellings: &[Telling]) -> Self {
        let keys: Vec<_> = tellings.iter().map(keys).collect();
        let mut posted: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (i, keys) in keys.iter().enumerate() {
            for key in &keys.posts {
                posted.entry(*key).or_default().push(i);
            }
        }
        let mut pairs = FxHashSet::default();
        for (i, keys) in keys.iter().enumerate() {
            for j in keys.asks.iter().filter_map(|key| posted.get(key)).flatten() {
                if i != *j {
                    pairs.insert((i.min(*j), i.max(*j)));
                }
            }
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable();
        Self { pairs }
    }
}

/// The incidents of a set: groups of positions, each sorted by id. The groups stand in the order of their first ids.
pub fn link(matcher: &Matcher, tellings: &[Telling], decisions: &Decisions) -> Vec<Vec<usize>> {
    let candidates = Candidates::of(tellings);
    let position: FxHashMap<TellingId, usize> = tellings.iter().enumerate().map(|(i, telling)| (telling.id, i)).collect();
    let scored = candidates.pairs.iter().filter_map(|&(i, j)| Some((i, j, matcher.pair(&tellings[i], &tellings[j])?)));
    let scored: Vec<(usize, usize, i32)> = scored.collect();
    let told = decisions.joined().filter_map(|(one, two)| Some((*position.get(&one)?, *position.get(&two)?)));
    let edges = scored.iter().map(|&(i, j, _)| (i, j)).chain(told);
    let components = components(tellings.len(), edges);
    let mut component_of = vec![0; tellings.len()];
    for (number, members) in components.iter().enumerate() {
        members.iter().for_each(|&i| component_of[i] = number);
    }
    let mut pairs: Vec<Vec<(TellingId, TellingId, i32)>> = vec![Vec::new(); components.len()];
    for (i, j, score) in scored {
        let (one, two) = ordered(tellings[i].id, tellings[j].id);
        pairs[component_of[i]].push((one, two, score));
    }
    let mut groups = Vec::new();
    for (members, pairs) in components.iter().zip(&pairs) {
        let inside: Vec<&Telling> = members.iter().map(|&i| &tellings[i]).collect();
        let found = cluster(&inside, pairs, decisions, &matcher.weights);
        groups.extend(found.into_iter().map(|group| group.into_iter().map(|i| members[i]).collect::<Vec<_>>()));
    }
    groups.sort_by_key(|group| group.first().map(|&i| tellings[i].id));
    groups
}

/// The telling that gives an incident its id: news before what is recalled, then the first published, ties by id. It
/// changes only where an earlier report turns up; the old id still leads to the incident, because every telling's does.
pub fn founder<'t>(tellings: &[&'t Telling]) -> Option<&'t Telling> {
    let rank = |telling: &&&Telling| (!telling.is_news, telling.published.unwrap_or(i32::MAX), telling.id);
    tellings.iter().min_by_key(rank).copied()
}

/// Which incident each telling is in: report, number in the report, and the founder's id, in the order of `tellings`.
pub fn members(tellings: &[Telling], groups: &[Vec<usize>]) -> Vec<(String, String, TellingId)> {
    let mut incident = vec![TellingId(0); tellings.len()];
    for group in groups {
        let inside: Vec<&Telling> = group.iter().map(|&i| &tellings[i]).collect();
        let id = founder(&inside).map_or(TellingId(0), |telling| telling.id);
        group.iter().for_each(|&i| incident[i] = id);
    }
    let rows = tellings.iter().zip(incident);
    rows.map(|(telling, id)| (telling.report.clone(), telling.local.clone(), id)).collect()
}
