//! GTD: dead and wounded with the perpetrators in them and apart; linked attacks stay rows of their own.

use crate::{
    Effect, LinkKind, ObjectKind, Outcome, PartyKind, PlaceKind, Relation, ResponsibilityStatus, Side, Stage, Stance, Status, Tactic,
};

use super::account::{Account, days};
use super::casualties::{Part, parts};
use super::loss::Losses;
use super::parties::{is_state, name, organisations_struck, parties};
use super::sheet::{Cell, Row};
use super::table::Codebooks;

const NOT_TOLD: i32 = -9;
const NO_NUMBER: i32 = -99;
/// GTD's number for what belongs to no country.
const INTERNATIONAL: &str = "422";

/// The row of an incident.
pub(super) fn row<'b>(books: &'b Codebooks, account: &Account, losses: &mut Losses) -> Option<Row<'b>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let Some(when) = account.when else { return losses.refuse("no day is told") };
    let initiators = parties(account, Stance::Initiator);
    if !initiators.is_empty() && initiators.iter().all(|party| is_state(party)) {
        return losses.refuse("a state did it; GTD records actors that are no state");
    }
    let mut row = books.sheet("gtd")?.row();
    row.set("eventid", Cell::Number(event_id(when.first, account.number)));
    row.set("iyear", i32::from(when.first.year()));
    let is_within_month = when.first.year() == when.last.year() && when.first.month() == when.last.month();
    row.set("imonth", if is_within_month { u32::from(when.first.month().unsigned_abs()) } else { 0 });
    row.set("iday", if days(when) == 1 { u32::from(when.first.day().unsigned_abs()) } else { 0 });
    if days(when) > 1 {
        row.set("approxdate", super::words::when_words(when));
        losses.forced("iday", &0, format!("{} to {}", when.first, when.last));
    }
    where_it_was(books, account, &mut row);
    what_it_was(books, account, &mut row);
    whom_it_struck(books, account, &mut row);
    who_did_it(account, &mut row);
    with_what(books, account, &mut row);
    how_many(account, &mut row, losses);
    captives(account, &mut row);
    around(account, &mut row, losses);
    Some(row)
}

/// Twelve digits: the day and the number of the incident within it.
fn event_id(day: crate::Date, number: u32) -> String {
    format!("{}{number:04}", day.strftime("%Y%m%d"))
}

fn where_it_was(books: &Codebooks, account: &Account, row: &mut Row) {
    let country = |column| books.countries.get(account.country(), column);
    row.set("country", Cell::Number(country("gtd").to_owned()));
    row.set("country_txt", country("name"));
    if let region @ ("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "12") = country("gtd_region") {
        row.set("region", Cell::Number(region.to_owned()));
        row.set("region_txt", region_name(region));
    }
    let specificity = match account.place.map(|place| place.kind) {
        Some(PlaceKind::Settlement | PlaceKind::District | PlaceKind::Facility) => 1,
        Some(PlaceKind::Region) => 4,
        Some(PlaceKind::Natural) => 3,
        Some(PlaceKind::Country) | None => 5_u32,
    };
    row.set("specificity", specificity);
    row.set("provstate", account.place.and_then(|place| place.admin1.clone()));
    row.set("city", if specificity == 1 { account.place.map_or("", |place| &place.name) } else { "Unknown" });
    if let Some((lat, lon)) = account.point().filter(|_| specificity < 5) {
        row.set("latitude", Cell::degrees(lat));
        row.set("longitude", Cell::degrees(lon));
    }
    let place = account.place.filter(|place| place.relation != Relation::In || place.district.is_some());
    row.set("vicinity", i32::from(account.place.is_some_and(|place| place.relation != Relation::In)));
    let within = |place: &crate::Place| {
        let district = place.district.clone().unwrap_or_default();
        if place.relation == Relation::In { district } else { format!("{} {}", place.relation, place.as_written) }
    };
    row.set("location", place.map(within));
}

fn region_name(number: &str) -> &'static str {
    match number {
        "1" => "North America",
        "2" => "Central America & Caribbean",
        "3" => "South America",
        "4" => "East Asia",
        "5" => "Southeast Asia",
        "6" => "South Asia",
        "7" => "Central Asia",
        "8" => "Western Europe",
        "9" => "Eastern Europe",
        "10" => "Middle East & North Africa",
        "11" => "Sub-Saharan Africa",
        _ => "Australasia & Oceania",
    }
}

fn what_it_was(books: &Codebooks, account: &Account, row: &mut Row) {
    let lead = account.lead().incident;
    row.set("summary", super::words::sentence(books, account));
    row.set_code("attacktype1", books.tactics.get(account.tactic.as_str(), "gtd_attack"));
    if let Some(also) = lead.also {
        row.set_code("attacktype2", books.tactics.get(also.as_str(), "gtd_attack"));
    }
    row.set("success", i32::from(lead.stage == Stage::Accomplished));
    row.set("suicide", i32::from([Some(account.tactic), lead.also].contains(&Some(Tactic::SuicideBombing))));
    row.set(
        "multiple",
        i32::from(account.related.iter().any(|other| matches!(other.kind, Some(LinkKind::SameSeries | LinkKind::Retaliation)))),
    );
}

/// What or who was struck.
struct Target<'a> {
    kind: &'static str,
    subtype: &'static str,
    whom: String,
    corp: Option<&'a str>,
    nationality: &'a str,
}

/// Up to three targets: what was hit, then who, by role; each type once.
fn whom_it_struck(books: &Codebooks, account: &Account, row: &mut Row) {
    let mut targets = targets(books, account);
    let mut seen = Vec::new();
    targets.retain(|target| {
        let is_new = !seen.contains(&target.kind);
        seen.push(target.kind);
        is_new
    });
    for (i, target) in targets.into_iter().take(3).enumerate() {
        let n = i + 1;
        row.set_code(&format!("targtype{n}"), target.kind);
        row.set_code(&format!("targsubtype{n}"), target.subtype);
        row.set(&format!("target{n}"), target.whom);
        row.set(&format!("corp{n}"), target.corp.unwrap_or_default());
        let national = (books.countries.get(target.nationality, "gtd"), books.country(target.nationality));
        let (number, words) = if target.kind.starts_with("7 ") { (INTERNATIONAL, "International") } else { national };
        row.set(&format!("natlty{n}"), Some(number).filter(|number| !number.is_empty()).map(|number| Cell::Number(number.to_owned())));
        row.set(&format!("natlty{n}_txt"), words);
    }
}

fn targets<'a>(books: &Codebooks, account: &Account<'a>) -> Vec<Target<'a>> {
    let (lead, country) = (account.lead().incident, account.country());
    let object = |object: &'a crate::Object| {
        // What the United Nations own is theirs, be it a camp or a patrol.
        let is_un = object.owner.as_deref().is_some_and(|owner| books.organisations.get(owner, "awsd") == "UN");
        let kind = if is_un { ObjectKind::UnBase } else { object.kind };
        Target {
            kind: books.objects.get(kind.as_str(), "gtd_target"),
            subtype: books.objects.get(kind.as_str(), "gtd_subtype"),
            whom: object.name.clone(),
            corp: object.owner.as_deref(),
            nationality: country,
        }
    };
    let person = |casualty: &'a crate::Casualty| Target {
        kind: books.roles.get(casualty.role.as_str(), "gtd_target"),
        subtype: books.roles.get(casualty.role.as_str(), "gtd_subtype"),
        whom: casualty.who.clone(),
        corp: casualty.organisation.as_deref(),
        nationality: casualty.nationality.as_deref().unwrap_or(country),
    };
    let is_struck = |casualty: &&crate::Casualty| {
        casualty.side != Side::Initiator && casualty.status == Status::Adopted && casualty.role != crate::Role::Unknown
    };
    let mut targets: Vec<Target> = lead.objects.iter().filter(|object| object.kind != ObjectKind::Other).map(object).collect();
    targets.extend(lead.casualties.iter().filter(is_struck).map(person));
    if targets.is_empty() {
        let whom = parties(account, Stance::Target).iter().map(|party| name(party)).collect::<Vec<_>>().join(", ");
        targets.push(Target { kind: "20 Unknown", subtype: "", whom, corp: None, nationality: country });
    }
    targets
}

fn who_did_it(account: &Account, row: &mut Row) {
    let initiators = parties(account, Stance::Initiator);
    let named: Vec<_> = initiators.iter().filter(|party| party.organisation.is_some()).collect();
    let told = account.responsibility();
    let columns = [("gname", "guncertain1"), ("gname2", "guncertain2"), ("gname3", "guncertain3")];
    for ((column, doubt), party) in columns.iter().zip(&named) {
        row.set(column, name(party));
        let is_only_accused =
            told.status == ResponsibilityStatus::Accused && told.party.as_deref().is_none_or(|accused| accused == name(party));
        row.set(doubt, i32::from(is_only_accused));
    }
    if named.is_empty() {
        let described = initiators.first().map_or("Unknown", |party| party.name.as_str());
        row.set(
            "gname",
            if initiators.first().is_some_and(|party| party.kind != PartyKind::UnidentifiedArmed) { described } else { "Unknown" },
        );
        row.set("guncertain1", 0_u32);
    }
    row.set("individual", i32::from(initiators.iter().any(|party| party.kind == PartyKind::Individual)));
    let size = initiators.iter().filter_map(|party| party.size.as_ref()).map(|size| size.best as i32).next();
    row.set("nperps", size.unwrap_or(NO_NUMBER));
    row.set("nperpcap", account.figure("initiators_arrested").map_or(NO_NUMBER, |figure| figure.best as i32));
    let claimed = match told.status {
        ResponsibilityStatus::Claimed => 1,
        ResponsibilityStatus::NoClaim | ResponsibilityStatus::Denied | ResponsibilityStatus::Accused => 0,
        ResponsibilityStatus::Unknown => NOT_TOLD,
    };
    row.set("claimed", claimed);
}

fn with_what(books: &Codebooks, account: &Account, row: &mut Row) {
    let weapons = &account.lead().incident.weapons;
    let mut kinds: Vec<(&'static str, &'static str)> = Vec::new();
    for weapon in weapons {
        let pair = (books.weapons.get(weapon.kind.as_str(), "gtd_weapon"), books.weapons.get(weapon.kind.as_str(), "gtd_subtype"));
        if !kinds.contains(&pair) {
            kinds.push(pair);
        }
    }
    if kinds.is_empty() {
        kinds.push(match account.tactic {
            Tactic::Bombing | Tactic::Shelling | Tactic::AirStrike => ("6 Explosives", "16 Unknown Explosive Type"),
            Tactic::SuicideBombing => ("6 Explosives", "13 Suicide (carried bodily by human being)"),
            Tactic::Arson => ("8 Incendiary", "18 Arson/Fire"),
            _ => ("13 Unknown", ""),
        });
    }
    for (i, (kind, subtype)) in kinds.into_iter().take(4).enumerate() {
        row.set_code(&format!("weaptype{}", i + 1), kind);
        row.set_code(&format!("weapsubtype{}", i + 1), subtype);
    }
    row.set("weapdetail", weapons.iter().map(|weapon| weapon.name.as_str()).collect::<Vec<_>>().join("; "));
}

fn how_many(account: &Account, row: &mut Row, losses: &mut Losses) {
    let best = |outcome: &str| account.figure(outcome).map(|figure| figure.best);
    let american = |outcome| {
        let of_us = |part: &Part| part.casualty.is_some_and(|casualty| casualty.nationality.as_deref() == Some("US"));
        parts(account, outcome, Side::Victim).iter().filter(|part| of_us(part)).map(|part| part.n).sum::<u32>()
    };
    for (column, of_us, of_them, victims, initiators, outcome) in [
        ("nkill", "nkillus", "nkillter", "killed", "initiators_killed", Outcome::Killed),
        ("nwound", "nwoundus", "nwoundte", "wounded", "initiators_wounded", Outcome::Wounded),
    ] {
        let (struck, strikers) = (best(victims), best(initiators));
        row.set(column, if struck.or(strikers).is_some() { Some(struck.unwrap_or_default() + strikers.unwrap_or_default()) } else { None });
        row.set(of_them, strikers);
        row.set(of_us, struck.map(|_| american(outcome)));
        for figure in [victims, initiators].iter().filter_map(|key| account.figure(key)).filter(|figure| figure.high != Some(figure.low)) {
            let told = account.count(&figure.outcome).map(|count| super::words::number(&count)).unwrap_or_default();
            losses.forced(column, &figure.best, format!("{} told as {told}", figure.outcome.replace('_', " ")));
        }
    }
}

fn captives(account: &Account, row: &mut Row) {
    let taken = account.figure("abducted");
    let is_taking = matches!(account.tactic, Tactic::Kidnapping | Tactic::HostageTaking | Tactic::Disappearance);
    row.set("ishostkid", i32::from(taken.is_some() || is_taking));
    row.set("extended", i32::from(taken.is_some() || is_taking));
    if taken.is_none() && !is_taking {
        return;
    }
    row.set("nhostkid", taken.map_or(NO_NUMBER, |figure| figure.best as i32));
    let casualties = || account.lead().incident.casualties.iter().filter(|casualty| casualty.status == Status::Adopted);
    let of_us = casualties().filter(|it| it.outcome == Outcome::Abducted && it.nationality.as_deref() == Some("US"));
    row.set("nhostkidus", of_us.map(|casualty| casualty.count.best).sum::<u32>());
    let freed = |outcome| casualties().filter(|it| it.outcome == outcome).map(|it| it.count.best).sum::<u32>();
    let (released, rescued) = (freed(Outcome::Released), freed(Outcome::Rescued));
    row.set("nreleased", if released + rescued > 0 { (released + rescued) as i32 } else { NO_NUMBER });
    row.set_code(
        "hostkidoutcome",
        match (released, rescued) {
            (0, 0) => "7 Unknown",
            (_, 0) => "2 Hostage(s) released by perpetrators",
            (0, _) => "5 Successful Rescue",
            _ => "6 Combination",
        },
    );
}

fn around(account: &Account, row: &mut Row, losses: &mut Losses) {
    let lead = account.lead().incident;
    let is_damaged =
        lead.objects.iter().any(|object| object.effects.iter().any(|effect| matches!(effect, Effect::Damaged | Effect::Destroyed)));
    let is_taken = matches!(account.tactic, Tactic::Arson | Tactic::Looting);
    row.set("property", if is_damaged || is_taken { 1 } else { NOT_TOLD });
    row.set("addnotes", account.findings.join(" "));
    if row.get("corp1").is_empty() {
        row.set("corp1", organisations_struck(account, &[]).first().copied().unwrap_or_default());
    }
    for (i, told) in account.told.iter().take(3).enumerate() {
        row.set(&format!("scite{}", i + 1), super::ucdp::article(&told.report.report));
    }
    let ids = account.related.iter().filter_map(|other| Some(event_id(other.day?, other.number)));
    let own = row.get("eventid").to_owned();
    let ids: Vec<String> = std::iter::once(own).chain(ids).collect();
    if ids.len() > 1 {
        row.set("related", ids.join(", "));
        if account.related.iter().any(|other| matches!(other.kind, Some(LinkKind::NoLinkEstablished) | None)) {
            losses.forced("related", &ids.join(", "), "told together; no report says that they are linked");
        }
    }
}
