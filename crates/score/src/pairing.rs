//! Which coded incident is which of the gold.
//!
//! In: the incidents of one report, gold and coded. Out: pairs of positions, one to one, with the highest agreement
//! in all: every assignment is tried where both lists are short, else the best pair is taken first.

use recount_record::{Discourse, Incident};

use crate::gold::GoldIncident;
use crate::right::{distance, is_count_right, is_date_right, is_tactic_right};
use crate::score::NUMBERS;

/// Lists longer than this are paired greedily.
const SHORT: usize = 6;
/// The least agreement of a pair.
const ENOUGH: f64 = 1.5;

/// The pairs (position in the gold, position among the coded).
pub(crate) fn pair(golds: &[GoldIncident], codeds: &[Incident]) -> Vec<(usize, usize)> {
    if golds.is_empty() || codeds.is_empty() {
        return Vec::new();
    }
    let row = |gold| codeds.iter().map(|coded| agreement(gold, coded)).collect();
    let table: Vec<Vec<f64>> = golds.iter().map(row).collect();
    if golds.len().max(codeds.len()) <= SHORT { best_assignment(&table) } else { greedy_assignment(&table) }
}

/// How well two incidents agree, for pairing only.
fn agreement(gold: &GoldIncident, coded: &Incident) -> f64 {
    let mut points = 0.0;
    if is_date_right(gold, coded.when.as_ref()) {
        points += 2.0;
    }
    points += match distance(gold, coded) {
        Some(kilometres) if kilometres <= 25.0 => 2.0,
        Some(kilometres) if kilometres <= 161.0 => 0.5,
        Some(_) => 0.0,
        None if is_country_right(gold, coded) => 0.5,
        None => 0.0,
    };
    if is_tactic_right(gold, coded) {
        points += 1.0;
    }
    for number in NUMBERS {
        let coded = (number.coded)(&coded.totals).map(|total| &total.count);
        if (number.gold)(gold).0.is_some_and(|gold| is_count_right(gold, coded)) {
            points += 1.0;
        }
    }
    if gold.news == (coded.discourse == Discourse::News) {
        points += 0.5;
    }
    points
}

/// Whether the gold states a country and the coded place lies in it.
pub(crate) fn is_country_right(gold: &GoldIncident, coded: &Incident) -> bool {
    let country = coded.place.as_ref().and_then(|place| place.country.as_deref());
    gold.country.as_deref().is_some_and(|gold| !gold.is_empty() && country == Some(gold))
}

fn best_assignment(table: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (n, m) = (table.len(), table[0].len());
    let (short, long) = (n.min(m), n.max(m));
    let mut best = (-1.0, Vec::new());
    each_choice(long, short, &mut Vec::with_capacity(short), &mut |choice| {
        let ordered = choice.iter().copied().enumerate();
        let pairs: Vec<_> = if n <= m { ordered.collect() } else { ordered.map(|(j, i)| (i, j)).collect() };
        let sum: f64 = pairs.iter().map(|&(i, j)| table[i][j]).sum();
        if sum > best.0 {
            best = (sum, pairs);
        }
    });
    best.1.into_iter().filter(|&(i, j)| table[i][j] >= ENOUGH).collect()
}

/// Calls `see` with every ordered choice of `size` among `0..n`, in lexicographic order.
fn each_choice(n: usize, size: usize, chosen: &mut Vec<usize>, see: &mut impl FnMut(&[usize])) {
    if chosen.len() == size {
        return see(chosen);
    }
    for next in 0..n {
        if !chosen.contains(&next) {
            chosen.push(next);
            each_choice(n, size, chosen, see);
            chosen.pop();
        }
    }
}

fn greedy_assignment(table: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let cells = table.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, &points)| (points, i, j)));
    let mut cells: Vec<_> = cells.filter(|cell| cell.0 >= ENOUGH).collect();
    cells.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in cells {
        if pairs.iter().all(|&(used_i, used_j)| used_i != i && used_j != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_assignment_is_not_the_best_pair_first() {
        let table = vec![vec![5.0, 4.0], vec![4.5, 0.0]];
        assert_eq!(best_assignment(&table), [(0, 1), (1, 0)]);
        assert_eq!(greedy_assignment(&table), [(0, 0)]);
    }

    #[test]
    fn a_pair_that_hardly_agrees_is_none() {
        assert_eq!(best_assignment(&[vec![1.0, 2.0]]), [(0, 1)]);
        assert_eq!(best_assignment(&[vec![1.0], vec![1.5]]), [(1, 0)]);
        assert_eq!(best_assignment(&[vec![1.0]]), []);
    }
}
