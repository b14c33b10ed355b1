//! HXL: the columns that HDX tags on UCDP's data, with wounded and tactic.

use crate::Stance;

use super::account::Account;
use super::loss::Losses;
use super::parties::{name, parties};
use super::sheet::{Cell, Row};
use super::table::Codebooks;

/// The row of an incident.
pub(super) fn row<'b>(books: &'b Codebooks, account: &Account, losses: &mut Losses) -> Option<Row<'b>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let mut row = books.sheet("hxl")?.row();
    row.set("id", account.id.as_str());
    if let Some(when) = account.when {
        row.set("year", i32::from(when.first.year()));
        row.set("date_start", when.first.to_string());
        row.set("date_end", when.last.to_string());
    }
    row.set("event_type", account.tactic.as_str());
    for (column, stance) in [("side_a", Stance::Initiator), ("side_b", Stance::Target)] {
        row.set(column, parties(account, stance).iter().map(|party| name(party)).collect::<Vec<_>>().join("; "));
    }
    let all = |words: fn(&crate::Report) -> Option<String>| {
        account.told.iter().filter_map(|told| words(&told.report.report)).collect::<Vec<_>>().join("; ")
    };
    row.set("source_article", all(super::ucdp::article));
    row.set("source_headline", all(|report| report.title.clone()));
    row.set("where_coordinates", account.place_name());
    row.set("adm_1", account.place.and_then(|place| place.admin1.clone()));
    row.set("adm_2", account.place.and_then(|place| place.admin2.clone()));
    if let Some((lat, lon)) = account.point() {
        row.set("latitude", Cell::degrees(lat));
        row.set("longitude", Cell::degrees(lon));
    }
    if !account.country().is_empty() {
        row.set("country", books.country(account.country()));
        row.set("iso3", books.countries.get(account.country(), "iso3"));
    }
    for (column, outcome) in [("best", "killed"), ("injured", "wounded")] {
        let Some(figure) = account.figure(outcome) else { continue };
        row.set(column, figure.best);
        if figure.high != Some(figure.low) {
            let told = account.count(outcome).map(|count| super::words::number(&count)).unwrap_or_default();
            losses.forced(column, &figure.best, format!("told as {told}"));
        }
    }
    Some(row)
}
