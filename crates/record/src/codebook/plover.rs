//! PLOVER: an ASSAULT for the incident and an event for each statement about it; numbers have no field.

use serde_json::{Value, json};

use crate::{Evidence, Outcome, Part as TextPart, Stance, Statement};

use super::account::{Account, Told};
use super::loss::Losses;
use super::parties::{name, parties};
use super::profile::Settings;
use super::table::Codebooks;

/// The lines of an incident, its own first.
pub(super) fn lines(books: &Codebooks, account: &Account, settings: Settings, losses: &mut Losses) -> Option<String> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let mut lines = format!("{}\n", assault(books, account, settings));
    for told in account.news() {
        for (i, statement) in told.report.statements.iter().enumerate() {
            // A statement about several incidents stands with the first of them.
            if statement.about.first() == Some(&told.incident.id) {
                lines += &format!("{}\n", said(books, account, told, i, statement, settings));
            }
        }
    }
    for outcome in ["killed", "wounded", "abducted", "initiators_killed"] {
        if let Some(figure) = account.figure(outcome).filter(|figure| figure.best > 0) {
            losses.forced("", &figure.best, format!("{}: PLOVER has no numbers", outcome.replace('_', " ")));
        }
    }
    Some(lines)
}

fn actor(books: &Codebooks, party: &crate::Party) -> Value {
    let country = party.country.as_deref().map(|code| books.countries.get(code, "iso3"));
    json!({"name": name(party), "country": country, "sector": books.parties.get(party.kind.as_str(), "plover")})
}

fn assault(books: &Codebooks, account: &Account, settings: Settings) -> Value {
    let told = account.lead();
    let incident = told.incident;
    let actors = |stance| parties(account, stance).iter().map(|party| actor(books, party)).collect::<Vec<_>>();
    let mut modes: Vec<&str> = vec![books.tactics.get(account.tactic.as_str(), "plover_mode")];
    let weapons = incident.weapons.iter().map(|weapon| books.weapons.get(weapon.kind.as_str(), "plover_mode"));
    modes.extend(weapons);
    if incident.casualties.iter().any(|casualty| casualty.outcome == Outcome::Abducted) {
        modes.push("abduct");
    }
    let objects = incident.objects.iter().map(|object| books.objects.get(object.kind.as_str(), "plover"));
    let roles = incident.casualties.iter().map(|casualty| books.roles.get(casualty.role.as_str(), "plover"));
    json!({
        "id": account.id,
        "date": account.when.map(|when| when.first.to_string()),
        "enddate": account.when.map(|when| when.last.to_string()),
        "actor": actors(Stance::Initiator),
        "recipient": actors(Stance::Target),
        "event": ["ASSAULT"],
        "mode": each_once(modes.into_iter()),
        "context": each_once(objects.chain(roles)),
        "event_loc": place(books, account),
        "link": told.report.report.url,
        "text": words(told, &incident.evidence.tactic, settings),
        "text_info": span(&incident.evidence.tactic),
        "cite_info": super::ucdp::article(&told.report.report),
        "coder": format!("recount {}", told.report.coder.version),
        "coded_date": null,
        "comment": super::words::sentence(books, account),
    })
}

fn said(books: &Codebooks, account: &Account, told: Told, i: usize, statement: &Statement, settings: Settings) -> Value {
    let table = |column| books.statements.get(statement.act.as_str(), column);
    json!({
        "id": format!("{}-{}-{}", account.id, told.source, i + 1),
        "date": told.report.report.published.map(|day| day.to_string()),
        "enddate": told.report.report.published.map(|day| day.to_string()),
        "actor": [{"name": statement.organisation.as_ref().unwrap_or(&statement.speaker), "country": null, "sector": null}],
        "recipient": parties(account, Stance::Initiator).iter().map(|party| actor(books, party)).collect::<Vec<_>>(),
        "event": [table("plover")],
        "mode": each_once(std::iter::once(table("mode"))),
        "context": [],
        "event_loc": null,
        "link": told.report.report.url,
        "text": words(told, &statement.evidence, settings),
        "text_info": span(&statement.evidence),
        "cite_info": super::ucdp::article(&told.report.report),
        "coder": format!("recount {}", told.report.coder.version),
        "coded_date": null,
        "comment": format!("{} by {}", statement.act, statement.speaker),
    })
}

/// Country, region and name, and how close they are: 5 part of a city, 4 town, 3 second-level region, 2 first-level
/// region, 1 country.
fn place(books: &Codebooks, account: &Account) -> Value {
    let Some(place) = account.place else { return Value::Null };
    let resolution = match place.kind {
        crate::PlaceKind::District | crate::PlaceKind::Facility => 5,
        crate::PlaceKind::Settlement if place.district.is_some() => 5,
        crate::PlaceKind::Settlement => 4,
        crate::PlaceKind::Natural => 3,
        crate::PlaceKind::Region => 2,
        crate::PlaceKind::Country => 1,
    };
    json!({"name": account.place_name(), "country": books.countries.get(account.country(), "iso3"), "admin1": place.admin1,
           "admin2": place.admin2, "lat": place.lat, "lon": place.lon, "resolution": resolution})
}

fn each_once<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut once: Vec<&str> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once
}

fn span(evidence: &[Evidence]) -> Value {
    let span = evidence.iter().find_map(|it| match it {
        Evidence::Words { part: TextPart::Text, start, end, .. } => Some(json!({"start": start, "end": end})),
        _ => None,
    });
    span.unwrap_or(Value::Null)
}

/// The line of the report that the evidence stands in.
fn words(told: Told, evidence: &[Evidence], settings: Settings) -> Value {
    let start = evidence.iter().find_map(|it| match it {
        Evidence::Words { part: TextPart::Text, start, .. } => Some(*start as usize),
        _ => None,
    });
    let Some(start) = start.filter(|_| !settings.no_text) else { return Value::Null };
    let mut before = 0;
    let line = told.report.report.text.split('\n').find(|line| {
        before += line.chars().count() + 1;
        before > start
    });
    line.map_or(Value::Null, |line| json!(line.trim()))
}
