//! What one gets without any coding: TF-IDF over the texts, within five days, joined by single links.
//!
//! The threshold is the one that does best on the set itself, so the baseline is better here than it would be elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use recount::reconcile::words_of;
use recount::record::Date;

use super::Set;

const DAYS: i64 = 5;

/// A row about the baseline on a set.
pub(crate) fn report(set: &Set) -> String {
    let items: Vec<Item> = set.gold.iter().filter_map(Item::of).collect();
    let vectors = vectors(&items);
    let mut pairs = Vec::new();
    for i in 0..items.len() {
        for j in 0..i {
            let is_near = match (items[i].day, items[j].day) {
                (Some(one), Some(two)) => one.duration_since(two).as_hours().abs() <= DAYS * 24,
                _ => true,
            };
            let likeness = if is_near { cosine(&vectors[i], &vectors[j]) } else { 0.0 };
            if likeness > 0.05 {
                pairs.push((likeness, i, j));
            }
        }
    }
    let best = (1..=16).map(|step| f64::from(step) * 0.05).map(|least| (cubed(&items, &pairs, least), least));
    let (score, least) = best.max_by(|one, two| one.0.total_cmp(&two.0)).unwrap_or_default();
    format!("TF-IDF within {DAYS} days: F {score:.3} (threshold {least:.2}, chosen on the set itself)")
}

struct Item {
    reference: String,
    day: Option<Date>,
    words: Vec<String>,
}

impl Item {
    fn of(report: &recount_score::GoldReport) -> Option<Self> {
        let incident = report.incidents.iter().find(|incident| incident.news)?;
        let day = report.published.as_deref().and_then(recount::read::parse_date);
        let words = words_of(report.title.as_deref().unwrap_or_default()).chain(words_of(&report.text)).collect();
        Some(Self { reference: incident.reference.clone(), day, words })
    }
}

type Vector = BTreeMap<usize, f64>;

fn vectors(items: &[Item]) -> Vec<Vector> {
    let mut reports: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for item in items {
        for word in item.words.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            let number = reports.len();
            reports.entry(word).or_insert((number, 0.0)).1 += 1.0;
        }
    }
    let all = items.len() as f64;
    let vector = |item: &Item| {
        let mut vector = Vector::new();
        for word in &item.words {
            let (number, with) = reports[word.as_str()];
            *vector.entry(number).or_default() += (all / with).ln();
        }
        let length = vector.values().map(|value| value * value).sum::<f64>().sqrt().max(1e-9);
        vector.values_mut().for_each(|value| *value /= length);
        vector
    };
    items.iter().map(vector).collect()
}

fn cosine(one: &Vector, two: &Vector) -> f64 {
    let (few, many) = if one.len() < two.len() { (one, two) } else { (two, one) };
    few.iter().filter_map(|(word, value)| Some(value * many.get(word)?)).sum()
}

fn cubed(items: &[Item], pairs: &[(f64, usize, usize)], least: f64) -> f64 {
    let mut group: Vec<usize> = (0..items.len()).collect();
    for &(_, i, j) in pairs.iter().filter(|pair| pair.0 >= least) {
        let (kept, gone) = (group[i].min(group[j]), group[i].max(group[j]));
        if kept != gone {
            group.iter_mut().filter(|group| **group == gone).for_each(|group| *group = kept);
        }
    }
    let mut both: BTreeMap<(usize, &str), f64> = BTreeMap::new();
    let mut by_group: BTreeMap<usize, f64> = BTreeMap::new();
    let mut by_reference: BTreeMap<&str, f64> = BTreeMap::new();
    for (item, &group) in items.iter().zip(&group) {
        *both.entry((group, &item.reference)).or_default() += 1.0;
        *by_group.entry(group).or_default() += 1.0;
        *by_reference.entry(&item.reference).or_default() += 1.0;
    }
    let n = items.len() as f64;
    let precision = both.iter().map(|((group, _), n)| n * n / by_group[group]).sum::<f64>() / n;
    let recall = both.iter().map(|((_, reference), n)| n * n / by_reference[reference]).sum::<f64>() / n;
    2.0 * precision * recall / (precision + recall)
}
