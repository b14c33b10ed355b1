//! Figures of many incidents added up, with what is open about them.

use recount::record::codebook::{Account, number};
use recount::record::{Count, CountForm};

/// Numbers of people over some incidents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Toll {
    pub(crate) incidents: usize,
    pub(crate) killed: Sum,
    pub(crate) wounded: Sum,
    pub(crate) abducted: Sum,
    pub(crate) attackers_killed: Sum,
}

/// A sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) low: u32,
    pub(crate) best: u32,
    high: u32,
    /// Whether one of the figures is open upwards.
    is_open: bool,
}

impl Toll {
    /// Counts an incident in.
    pub(crate) fn count(&mut self, account: &Account) {
        self.incidents += 1;
        let sums = [
            ("killed", &mut self.killed),
            ("wounded", &mut self.wounded),
            ("abducted", &mut self.abducted),
            ("initiators_killed", &mut self.attackers_killed),
        ];
        for (outcome, sum) in sums {
            if let Some(figure) = account.figure(outcome) {
                sum.low += figure.low;
                sum.best += figure.best;
                sum.high += figure.high.unwrap_or(figure.best);
                sum.is_open |= figure.high.is_none();
            }
        }
    }
}

impl Sum {
    /// The sum with its hedge: `45`, `at least 45`, `40 to 50`.
    pub(crate) fn words(self) -> String {
        let high = (!self.is_open).then_some(self.high);
        let form = if self.is_open { CountForm::AtLeast } else { CountForm::Range };
        number(&Count { low: self.low, best: self.best, high, form, words: None })
    }
}
