//! AWSD: aid workers and civilian staff of the United Nations, never peacekeepers.

use crate::{Outcome, Sex, Side, Staff, Stance};

use super::account::{Account, days};
use super::casualties::{Part, parts};
use super::loss::Losses;
use super::parties::{name, parties};
use super::sheet::{Cell, Row};
use super::table::Codebooks;

/// What AWSD counts, and the words of its columns.
const COUNTED: [(Outcome, &str); 4] =
    [(Outcome::Killed, "killed"), (Outcome::Wounded, "wounded"), (Outcome::Abducted, "kidnapped"), (Outcome::Detained, "detained")];

/// The row of an incident.
pub(super) fn row<'b>(books: &'b Codebooks, account: &Account, losses: &mut Losses) -> Option<Row<'b>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let Some(when) = account.when else { return losses.refuse("no day is told") };
    let mut affected: Vec<(&str, Part)> = Vec::new();
    let mut left_out: Vec<&str> = Vec::new();
    for (outcome, word) in COUNTED {
        for part in parts(account, outcome, Side::Victim) {
            match class(books, account, &part) {
                Some(_) => affected.push((word, part)),
                None if !left_out.contains(&part.role()) => left_out.push(part.role()),
                None => {}
            }
        }
    }
    if affected.is_empty() {
        let who = if left_out.is_empty() { "nobody of whom a report tells".to_owned() } else { left_out.join(", ").replace('_', " ") };
        return losses.refuse(format!("out of scope: no aid worker or civilian UN staff among those affected ({who})"));
    }
    if !left_out.is_empty() {
        losses.forced("Total affected", "", format!("left out, as AWSD does: {}", left_out.join(", ").replace('_', " ")));
    }
    let mut row = books.sheet("awsd")?.row();
    row.set("Incident ID", account.id.as_str());
    row.set("Year", i32::from(when.first.year()));
    if when.first.month() == when.last.month() && days(when) <= 31 {
        row.set("Month", i32::from(when.first.month()));
    }
    if days(when) == 1 {
        row.set("Day", i32::from(when.first.day()));
    }
    where_it_was(books, account, &mut row);
    counts(books, account, &affected, &mut row, losses);
    around(books, account, &affected, &mut row);
    if account.lead().incident.weapons.is_empty() && row.get("Means of attack") != "Unknown" {
        losses.forced("Means of attack", row.get("Means of attack"), "no weapon is told; by the tactic");
    }
    Some(row)
}

/// What AWSD counts somebody as; nothing for those whom it leaves out.
fn class(books: &Codebooks, account: &Account, part: &Part) -> Option<&'static str> {
    let of_organisation = || {
        let name = part.organisation()?;
        match books.organisations.get(name, "awsd") {
            "" => None,
            "NGO" => Some(if books.organisations.get(name, "home") == account.country() { "NNGO" } else { "INGO" }),
            class => Some(class),
        }
    };
    match books.roles.get(part.role(), "awsd") {
        "always" if part.role() == "un_staff" => Some("UN"),
        "always" => Some(of_organisation().unwrap_or("Other")),
        "organisation" => of_organisation(),
        _ => None,
    }
}

fn where_it_was(books: &Codebooks, account: &Account, row: &mut Row) {
    row.set("Country Code", account.country());
    row.set("Country", books.country(account.country()));
    let Some(place) = account.place else { return };
    row.set("Region", place.admin1.clone());
    row.set("District", place.admin2.clone());
    if !matches!(place.kind, crate::PlaceKind::Region | crate::PlaceKind::Country) {
        row.set("City", place.name.as_str());
    }
    if let Some((lat, lon)) = account.point() {
        row.set("Latitude", Cell::degrees(lat));
        row.set("Longitude", Cell::degrees(lon));
    }
}

/// Counts by organisation, origin, outcome and sex; every total is the sum of its parts.
fn counts(books: &Codebooks, account: &Account, affected: &[(&str, Part)], row: &mut Row, losses: &mut Losses) {
    let sum =
        |is_meant: &dyn Fn(&(&str, Part)) -> bool| affected.iter().filter(|entry| is_meant(entry)).map(|(_, part)| part.n).sum::<u32>();
    for organisation in ["UN", "INGO", "ICRC", "NRCS and IFRC", "NNGO", "Other"] {
        row.set(organisation, sum(&|(_, part)| class(books, account, part) == Some(organisation)));
    }
    let is_international = |part: &Part| {
        part.casualty.is_some_and(|casualty| {
            let is_foreign = casualty.nationality.as_deref().is_some_and(|code| code != account.country());
            casualty.staff == Some(Staff::International) || (casualty.staff.is_none() && is_foreign)
        })
    };
    for (origin, is_abroad) in [("Nationals", false), ("Internationals", true)] {
        for (_, word) in COUNTED {
            row.set(&format!("{origin} {word}"), sum(&|(outcome, part)| *outcome == word && is_international(part) == is_abroad));
        }
        row.set(&format!("Total {}", origin.to_lowercase()), sum(&|(_, part)| is_international(part) == is_abroad));
    }
    for (_, word) in COUNTED {
        row.set(&format!("Total {word}"), sum(&|(outcome, _)| *outcome == word));
    }
    row.set("Total affected", sum(&|_| true));
    let sex = |part: &Part| part.casualty.and_then(|casualty| casualty.sex);
    for (column, wanted) in [("Gender Male", Some(Sex::Male)), ("Gender Female", Some(Sex::Female)), ("Gender Unknown", None)] {
        row.set(column, sum(&|(_, part)| sex(part) == wanted));
    }
    let untold = sum(&|(_, part)| part.casualty.is_some_and(|casualty| casualty.staff.is_none() && casualty.nationality.is_none()));
    if untold > 0 {
        losses.forced("Total nationals", &untold, "whether national or international is not told; AWSD has no column for it");
    }
}

fn around(books: &Codebooks, account: &Account, affected: &[(&str, Part)], row: &mut Row) {
    let lead = account.lead().incident;
    let weapon = lead.weapons.iter().map(|weapon| books.weapons.get(weapon.kind.as_str(), "awsd_means")).find(|means| !means.is_empty());
    row.set("Means of attack", weapon.unwrap_or_else(|| books.tactics.get(account.tactic.as_str(), "awsd_means")));
    let initiators = parties(account, Stance::Initiator);
    row.set("Actor type", initiators.first().map_or("Unknown", |party| books.parties.get(party.kind.as_str(), "awsd")));
    let named: Vec<&str> = initiators.iter().filter(|party| party.organisation.is_some()).map(|party| name(party)).collect();
    row.set("Actor name", if named.is_empty() { "Unknown".to_owned() } else { named.join("; ") });
    row.set("Details", super::words::sentence(books, account));
    row.set("Verified", "Pending");
    row.set("Source", super::acled::outlets(account));
    let parts: Vec<Part> = affected.iter().map(|(_, part)| *part).collect();
    row.set("Scope", format!("in scope: {}", super::words::roles(books, &parts)));
}
