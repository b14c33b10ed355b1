//! UCDP GED: deaths by side, with the lowest, best and highest figure.

use crate::{Outcome, Party, Place, PlaceKind, Relation, Side, Stance, When};

use super::account::{Account, days};
use super::casualties::parts;
use super::grid::priogrid_gid;
use super::loss::Losses;
use super::parties::{name, parties};
use super::sheet::{Cell, Row};
use super::table::Codebooks;

const WEEK: i64 = 7;
const MONTH: i64 = 31;
const YEAR: i64 = 366;

/// The row of an incident.
pub(super) fn row<'b>(books: &'b Codebooks, account: &Account, losses: &mut Losses) -> Option<Row<'b>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let Some(when) = account.when else { return losses.refuse("no day is told") };
    let Some(place) = account.place else { return losses.refuse("no place is told") };
    let Some(date_prec) = date_prec(when) else { return losses.refuse("the time is vaguer than a year") };
    let deadly = ["killed", "initiators_killed"].iter().filter_map(|outcome| account.figure(outcome));
    if !deadly.into_iter().any(|figure| figure.high != Some(0) && figure.best > 0) {
        return losses.refuse("no death is told; UCDP needs one");
    }
    if when.assumed {
        losses.forced("date_start", &when.first, "no report names a day: assumed from the day of publication");
    }
    let mut row = books.sheet("ucdp")?.row();
    row.set("relid", account.id.as_str());
    row.set("year", i32::from(when.first.year()));
    row.set("date_prec", date_prec);
    row.set("date_start", when.first.to_string());
    row.set("date_end", when.last.to_string());
    row.set("event_clarity", 1_u32);
    where_it_was(books, account, place, &mut row);
    let sides = sides(books, account);
    sides_into(books, account, &sides, &mut row, losses);
    deaths(books, account, &sides, &mut row, losses);
    sources(account, &mut row);
    for (outcome, what) in [("wounded", "the wounded have no column"), ("abducted", "those who were taken have no column")] {
        if let Some(figure) = account.figure(outcome).filter(|figure| figure.best > 0) {
            losses.forced("", &figure.best, what);
        }
    }
    Some(row)
}

fn date_prec(when: &When) -> Option<u32> {
    match days(when) {
        1 => Some(1),
        n if n < WEEK => Some(2),
        WEEK => Some(3),
        n if n <= MONTH => Some(4),
        n if n <= YEAR => Some(5),
        _ => None,
    }
}

fn where_prec(place: &Place) -> u32 {
    match (place.kind, place.relation) {
        (PlaceKind::Country, _) => 6,
        (PlaceKind::Region, _) if place.admin2.as_deref() == Some(&place.name) => 3,
        (PlaceKind::Region, _) if place.admin1.as_deref() == Some(&place.name) => 4,
        (PlaceKind::Region | PlaceKind::Natural, _) | (_, Relation::Between) => 5,
        (_, Relation::In) => 1,
        _ => 2,
    }
}

fn where_it_was(books: &Codebooks, account: &Account, place: &Place, row: &mut Row) {
    let country = |column| books.countries.get(account.country(), column);
    row.set("where_prec", where_prec(place));
    row.set("where_coordinates", account.place_name());
    let relation = if place.relation == Relation::In { "" } else { place.relation.as_str() };
    row.set("where_description", format!("{relation} {}", place.as_written).trim().to_owned());
    row.set("adm_1", place.admin1.clone());
    row.set("adm_2", place.admin2.clone());
    row.set("country", country("name"));
    row.set("country_id", Cell::Number(country("gleditsch_ward").to_owned()));
    row.set("region", country("ucdp_region"));
    if let Some((lat, lon)) = account.point() {
        row.set("latitude", Cell::degrees(lat));
        row.set("longitude", Cell::degrees(lon));
        row.set("geom_wkt", format!("POINT ({lon:.4} {lat:.4})"));
        row.set("priogrid_gid", priogrid_gid(lat, lon));
    }
}

/// Both sides as UCDP orders them: the state first, else who struck.
struct Sides<'a> {
    first: Vec<&'a Party>,
    second: Vec<&'a Party>,
    kind: u32,
    /// Whether those who struck are side a.
    struck_first: bool,
}

const STATE_BASED: u32 = 1;
const NON_STATE: u32 = 2;
const ONE_SIDED: u32 = 3;

fn sides<'a>(books: &Codebooks, account: &Account<'a>) -> Sides<'a> {
    let class = |parties: &[&Party]| parties.iter().map(|party| books.parties.get(party.kind.as_str(), "ucdp")).next().unwrap_or("");
    let (initiators, targets) = (parties(account, Stance::Initiator), parties(account, Stance::Target));
    let struck = match class(&targets) {
        "" if super::parties::is_armed_target(books, account) => "state",
        "" => "civilians",
        told => told,
    };
    let struck = if struck == "civilians" && super::parties::is_armed_target(books, account) { "state" } else { struck };
    match (class(&initiators), struck) {
        (_, "civilians") => Sides { first: initiators, second: Vec::new(), kind: ONE_SIDED, struck_first: true },
        ("state", _) => Sides { first: initiators, second: targets, kind: STATE_BASED, struck_first: true },
        (_, "state") => Sides { first: targets, second: initiators, kind: STATE_BASED, struck_first: false },
        _ => Sides { first: initiators, second: targets, kind: NON_STATE, struck_first: true },
    }
}

fn sides_into(books: &Codebooks, account: &Account, sides: &Sides, row: &mut Row, losses: &mut Losses) {
    let country = books.country(account.country());
    let is_one_sided = sides.kind == ONE_SIDED;
    let state = || format!("Government of {country}");
    let mut names = Vec::new();
    for (letter, side, is_state) in [("a", &sides.first, sides.kind == STATE_BASED), ("b", &sides.second, false)] {
        let column = format!("side_{letter}");
        let told: Vec<&str> =
            side.iter().filter(|party| party.organisation.is_some() || party.identified).map(|party| name(party)).collect();
        let named = match told.first() {
            None if letter == "b" && is_one_sided => "Civilians".to_owned(),
            None if is_state => state(),
            None => format!("Unidentified armed group ({country})"),
            Some(_) => told.join(", "),
        };
        if told.is_empty() && named != "Civilians" {
            losses.forced(&column, &named, "the actor is not named; UCDP's actors are");
        }
        let codes = side.iter().filter(|party| party.organisation.as_deref().is_some_and(|name| name.starts_with("Government of ")));
        let codes = codes.filter_map(|party| Some(books.countries.get(party.country.as_deref()?, "gleditsch_ward")));
        row.set(&format!("gwno{letter}"), codes.map(|code| Cell::Number(code.to_owned())).next());
        row.set(&column, named.as_str());
        names.push(named);
    }
    row.set("dyad_name", names.join(" - "));
    row.set("type_of_violence", sides.kind);
}

fn deaths(books: &Codebooks, account: &Account, sides: &Sides, row: &mut Row, losses: &mut Losses) {
    let [mut of_struck, mut of_strikers, mut civilians, mut unknown] = [0_u32; 4];
    let is_armed = super::parties::is_armed_target(books, account);
    for part in parts(account, Outcome::Killed, Side::Victim) {
        match books.roles.get(part.role(), "ucdp") {
            "side" => of_struck += part.n,
            "civilians" => civilians += part.n,
            _ if part.casualty.is_some() && sides.kind == ONE_SIDED && !is_armed => civilians += part.n,
            _ => unknown += part.n,
        }
    }
    of_strikers += parts(account, Outcome::Killed, Side::Initiator).iter().map(|part| part.n).sum::<u32>();
    if sides.kind == ONE_SIDED && of_struck > 0 {
        // One-sided violence has no armed victims.
        losses.forced("deaths_unknown", &of_struck, "armed victims of one-sided violence");
        unknown += std::mem::take(&mut of_struck);
    }
    let (a, b) = if sides.struck_first { (of_strikers, of_struck) } else { (of_struck, of_strikers) };
    let best = a + b + civilians + unknown;
    let figures = ["killed", "initiators_killed"].map(|outcome| account.figure(outcome));
    let low: u32 = figures.iter().flatten().map(|figure| figure.low).sum();
    let highs = figures.iter().flatten().map(|figure| figure.high);
    let high = match highs.sum::<Option<u32>>() {
        Some(high) => high,
        None => {
            losses.forced("high", &best, "the figure is open upwards");
            best
        }
    };
    for (column, n) in [("deaths_a", a), ("deaths_b", b), ("deaths_civilians", civilians), ("deaths_unknown", unknown)] {
        row.set(column, n);
    }
    row.set("best", best);
    row.set("low", low.min(best));
    row.set("high", high.max(best));
}

fn sources(account: &Account, row: &mut Row) {
    let all = |words: fn(&crate::Report) -> Option<String>| {
        let mut all: Vec<String> = Vec::new();
        for words in account.told.iter().filter_map(|told| words(&told.report.report)) {
            if !all.contains(&words) {
                all.push(words);
            }
        }
        all.join("; ")
    };
    row.set("number_of_sources", account.sources);
    row.set("source_article", all(article));
    row.set("source_office", all(|report| report.source.clone()));
    row.set("source_date", all(|report| report.published.map(|day| day.to_string())));
    row.set("source_headline", all(|report| report.title.clone()));
    let told = account.last().incident.sources.iter().map(|source| source.name.as_str());
    row.set("source_original", told.collect::<Vec<_>>().join("; "));
}

/// Outlet, day and title of a report.
pub(super) fn article(report: &crate::Report) -> Option<String> {
    let day = report.published.map(|day| day.to_string());
    let title = report.title.as_ref().map(|title| format!("“{title}”"));
    let known: Vec<String> = [report.source.clone(), day, title].into_iter().flatten().collect();
    Some(if known.is_empty() { report.id.clone() } else { known.join(", ") })
}
