//! Which coded incidents are right in all that their confidence speaks of.
//!
//! In: the incidents of one report, gold and coded. Out: one [`Judged`] for every coded incident that the gold lets us
//! judge. It is right when it is paired with a news incident of the gold and killed, wounded, date and place are all
//! right: a number that the gold does not have is wrong, a date or place that the gold does not state is not asked. A
//! news incident that pairs with none is wrong. Not judged are incidents that pair with background, and background that
//! pairs with none: the gold does not have all of it.

use recount_record::{Discourse, Incident};

use crate::gold::{GoldIncident, GoldReport};
use crate::pairing::{is_country_right, pair};
use crate::right::{distance, is_count_right, is_date_right};
use crate::score::NUMBERS;

/// A place is right within so many kilometres.
pub(crate) const NEAR: f64 = 25.0;

/// A coded incident with what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Its position among the coded incidents of its report.
    pub incident: usize,
    /// Killed, wounded, date and place are all right.
    pub right: bool,
    /// The gold does not have it at all.
    pub invented: bool,
}

/// Judges the coded incidents of a report, in their order.
pub fn judge(report: &GoldReport, coded: &[Incident]) -> Vec<Judged> {
    judge_pairs(report, coded, &pair(&report.incidents, coded))
}

pub(crate) fn judge_pairs(report: &GoldReport, coded: &[Incident], pairs: &[(usize, usize)]) -> Vec<Judged> {
    let judged = coded.iter().enumerate().filter_map(|(j, it)| {
        let paired = pairs.iter().find(|pair| pair.1 == j).map(|pair| &report.incidents[pair.0]);
        match paired {
            Some(gold) => gold.news.then(|| Judged { incident: j, right: is_right(gold, it), invented: false }),
            None => (it.discourse == Discourse::News).then_some(Judged { incident: j, right: false, invented: true }),
        }
    });
    judged.collect()
}

fn is_right(gold: &GoldIncident, coded: &Incident) -> bool {
    let dated = gold.date.as_deref().is_none_or(|date| date.is_empty() || is_date_right(gold, coded.when.as_ref()));
    let in_country = gold.country.as_deref().is_none_or(|country| country.is_empty() || is_country_right(gold, coded));
    let near = gold.lat.is_none() || distance(gold, coded).is_some_and(|kilometres| kilometres <= NEAR);
    dated
        && in_country
        && near
        && NUMBERS[..2].iter().all(|number| {
            let (wanted, others) = (number.gold)(gold);
            let count = (number.coded)(&coded.totals).map(|total| &total.count);
            match wanted {
                Some(wanted) => [wanted].iter().chain(others).any(|wanted| is_count_right(*wanted, count)),
                None => count.is_none_or(|count| count.high == Some(0)),
            }
        })
}
