//! Counts by month, and by cell or country.

use std::collections::BTreeMap;

use super::account::Account;
use super::grid::{middle, priogrid_gid};
use super::loss::Losses;
use super::sheet::{Cell, Row};
use super::table::Codebooks;

/// A cell's number or a country's code, year and month.
type Key = (u32, String, i16, i8);

/// Counts that grow with each incident.
#[derive(Debug, Clone, Default)]
pub struct Rollup {
    rows: BTreeMap<Key, Counts>,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    incidents: u32,
    killed_low: u32,
    killed_best: u32,
    /// Nothing once one figure is open upwards.
    killed_high: Option<u32>,
    initiators_killed: u32,
    wounded: u32,
    abducted: u32,
}

impl Counts {
    fn none() -> Self {
        Self { killed_high: Some(0), ..Self::default() }
    }
}

impl Rollup {
    /// Counts an incident in; says `None` where it has no place in the counts.
    pub fn count(&mut self, account: &Account, by_cell: bool, losses: &mut Losses) -> Option<()> {
        if let Some(reason) = account.no_event() {
            return losses.refuse(reason);
        }
        let Some(when) = account.when else { return losses.refuse("no day is told") };
        if (when.first.year(), when.first.month()) != (when.last.year(), when.last.month()) {
            return losses.refuse("its days do not lie in one month");
        }
        let (cell, country) = if by_cell {
            let is_area = account.place.is_some_and(|place| matches!(place.kind, crate::PlaceKind::Region | crate::PlaceKind::Country));
            match account.point() {
                Some(_) if is_area => return losses.refuse("the place is an area, larger than a cell"),
                Some((lat, lon)) => (priogrid_gid(lat, lon), String::new()),
                None => return losses.refuse("the place has no coordinates"),
            }
        } else if account.country().is_empty() {
            return losses.refuse("no country is told");
        } else {
            (0, account.country().to_owned())
        };
        let counts = self.rows.entry((cell, country, when.first.year(), when.first.month())).or_insert_with(Counts::none);
        counts.incidents += 1;
        if let Some(figure) = account.figure("killed") {
            counts.killed_low += figure.low;
            counts.killed_best += figure.best;
            counts.killed_high = counts.killed_high.zip(figure.high).map(|(all, high)| all + high);
        }
        let best = |outcome: &str| account.figure(outcome).map_or(0, |figure| figure.best);
        counts.initiators_killed += best("initiators_killed");
        counts.wounded += best("wounded");
        counts.abducted += best("abducted");
        Some(())
    }

    /// Adds other counts to these.
    pub fn add(&mut self, other: &Self) {
        for (key, more) in &other.rows {
            let counts = self.rows.entry(key.clone()).or_insert_with(Counts::none);
            counts.incidents += more.incidents;
            counts.killed_low += more.killed_low;
            counts.killed_best += more.killed_best;
            counts.killed_high = counts.killed_high.zip(more.killed_high).map(|(one, two)| one + two);
            counts.initiators_killed += more.initiators_killed;
            counts.wounded += more.wounded;
            counts.abducted += more.abducted;
        }
    }

    /// The rows, in the order of cell or country, then month.
    pub fn rows<'b>(&self, books: &'b Codebooks, by_cell: bool) -> Vec<Row<'b>> {
        let Some(sheet) = books.sheet(if by_cell { "prio-grid" } else { "country-month" }) else { return Vec::new() };
        let filled = |((cell, country, year, month), counts): (&Key, &Counts)| {
            let mut row = sheet.row();
            if by_cell {
                let (lat, lon) = middle(*cell);
                row.set("gid", *cell);
                row.set("xcoord", Cell::Number(lon.to_string()));
                row.set("ycoord", Cell::Number(lat.to_string()));
            } else {
                row.set("country", books.country(country));
                row.set("iso3", books.countries.get(country, "iso3"));
                row.set("gwno", Cell::Number(books.countries.get(country, "gleditsch_ward").to_owned()));
            }
            row.set("year", i32::from(*year));
            row.set("month", i32::from(*month));
            row.set("incidents", counts.incidents);
            row.set("killed_low", counts.killed_low);
            row.set("killed_best", counts.killed_best);
            row.set("killed_high", counts.killed_high);
            row.set("initiators_killed", counts.initiators_killed);
            row.set("wounded", counts.wounded);
            row.set("abducted", counts.abducted);
            row
        };
        self.rows.iter().map(filled).collect()
    }
}
