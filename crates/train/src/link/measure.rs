//! How well a matcher brings tellings together: everything in one set, scored set by set.

use std::collections::BTreeMap;
use std::fmt;

use recount::reconcile::{Decisions, Matcher, link, members};
use recount_score::{CubedScore, Members, b_cubed};

use super::{Data, Set, fold_of};

/// What a matcher reaches on one set.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores {
    pub(crate) cubed: CubedScore,
    /// Pairs of tellings in one incident, and how many of them belong together.
    pub(crate) links: (usize, usize),
    /// The highest score that the coded incidents allow.
    pub(crate) ceiling: f64,
    items: usize,
}

/// Scores each set; with a fold only its incidents, as nobody has learnt from them.
pub(crate) fn measure(data: &Data, matcher: &Matcher, fold: Option<u64>) -> Vec<Scores> {
    let groups = link(matcher, &data.tellings, &Decisions::default());
    let rows = members(&data.tellings, &groups).into_iter();
    let members: Members = rows.map(|(report, local, id)| ((report, local), id.to_string())).collect();
    data.sets.iter().map(|set| score(data, set, &members, fold)).collect()
}

fn score(data: &Data, set: &Set, members: &Members, fold: Option<u64>) -> Scores {
    let items = items(set, members);
    let is_in = |reference: &str| fold.is_none_or(|fold| fold_of(reference) == fold);
    let mut by_reference: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    let mut by_group: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in &items {
        by_reference.entry(&item.reference).or_default().push(item);
        by_group.entry(&item.group).or_default().push(item);
    }
    let mut scores = Scores::default();
    let (mut precision, mut recall) = (0.0, 0.0);
    for item in items.iter().filter(|item| is_in(&item.reference)) {
        let group = &by_group[item.group.as_str()];
        let both = group.iter().filter(|other| other.reference == item.reference).count();
        precision += both as f64 / group.len() as f64;
        recall += both as f64 / by_reference[item.reference.as_str()].len() as f64;
        // A link of two incidents is counted from each of its ends.
        scores.links.0 += group.len() - 1;
        scores.links.1 += both - 1;
        scores.items += 1;
    }
    let n = scores.items.max(1) as f64;
    scores.cubed = mean_of(precision / n, recall / n);
    scores.ceiling = b_cubed(&set.gold, &data.coded, &set.references).mean;
    scores
}

/// A news incident of the gold, and the group that its coded one is in; one that was missed is alone.
struct Item {
    reference: String,
    group: String,
}

fn items(set: &Set, members: &Members) -> Vec<Item> {
    let mut coded: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for ((report, local), reference) in &set.references {
        let group = members.get(&(report.clone(), local.clone())).map(String::as_str).unwrap_or_default();
        coded.insert((report, reference), group);
    }
    let mut items = Vec::new();
    for report in &set.gold {
        for incident in report.incidents.iter().filter(|incident| incident.news) {
            let reference = incident.reference.clone();
            let group = coded.get(&(report.id.as_str(), reference.as_str())).map(|group| (*group).to_owned());
            let group = group.unwrap_or_else(|| format!("alone-{}", items.len()));
            items.push(Item { reference, group });
        }
    }
    items
}

fn mean_of(precision: f64, recall: f64) -> CubedScore {
    CubedScore { precision, recall, mean: 2.0 * precision * recall / (precision + recall).max(1e-9) }
}

impl Scores {
    /// The mean over parts, each weighing as many incidents as it has.
    pub(crate) fn mean<'s>(parts: impl Iterator<Item = &'s Scores>) -> Scores {
        let mut sum = Scores::default();
        for part in parts {
            let n = part.items as f64;
            sum.cubed.precision += part.cubed.precision * n;
            sum.cubed.recall += part.cubed.recall * n;
            sum.ceiling += part.ceiling * n;
            sum.links = (sum.links.0 + part.links.0, sum.links.1 + part.links.1);
            sum.items += part.items;
        }
        let n = sum.items.max(1) as f64;
        sum.cubed = mean_of(sum.cubed.precision / n, sum.cubed.recall / n);
        sum.ceiling /= n;
        sum
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CubedScore { precision, recall, mean } = self.cubed;
        let (links, right) = self.links;
        let share = right as f64 / links.max(1) as f64;
        write!(out, "B3 {precision:.3} {recall:.3} F {mean:.3} (at most {:.3}); links {right} of {links} right, {share:.3}", self.ceiling)
    }
}
