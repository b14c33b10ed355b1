//! ACLED: one row for the same actors, day and place; one number of dead for all sides, the lowest that is told.

use std::collections::BTreeSet;

use crate::{
    Count, CountForm, Date, Outcome, PartyKind, Place, PlaceKind, Relation, Side, Stage, Stance, Status, Tactic, WeaponKind, When,
};

use super::account::{Account, days, middle_day};
use super::loss::Losses;
use super::parties::{is_armed_target, is_state, name, parties};
use super::profile::Settings;
use super::sheet::{Cell, Row};
use super::table::{Codebooks, code};

const WEEK: i64 = 7;
const MONTH: i64 = 31;

/// The row of an incident.
pub(super) fn row<'b>(books: &'b Codebooks, account: &Account, settings: Settings, losses: &mut Losses) -> Option<Row<'b>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let Some(when) = account.when else { return losses.refuse("no day is told") };
    let Some(place) = account.place else { return losses.refuse("no place is told") };
    let Some(time_precision) = time_precision(when) else { return losses.refuse("the time is vaguer than a month") };
    let Some((lat, lon)) = account.point() else { return losses.refuse("the place has no coordinates") };
    let Some(geo_precision) = geo_precision(place) else { return losses.refuse("the place is coarser than a region") };
    let mut row = books.sheet("acled")?.row();
    let day = middle_day(when);
    if time_precision > 1 {
        losses.forced("event_date", &day, format!("the middle of {} to {}", when.first, when.last));
    }
    if when.assumed {
        losses.forced("event_date", &day, "no report names a day: assumed from the day of publication");
    }
    if geo_precision == 3 {
        losses.forced("latitude", &lat, "the centre of an area");
    }
    row.set("event_id_cnty", format!("{}{}", books.countries.get(account.country(), "iso3"), account.id));
    row.set("event_date", day.to_string());
    row.set("year", i32::from(day.year()));
    row.set("time_precision", time_precision);
    row.set("geo_precision", geo_precision);
    where_it_was(books, account, place, (lat, lon), &mut row);
    actors(books, account, settings, &mut row, losses);
    what_it_was(books, account, &mut row);
    row.set("source", outlets(account));
    let (fatalities, split) = fatalities(books, account, losses);
    row.set("fatalities", fatalities);
    row.set("notes", notes(books, account, split));
    row.set("timestamp", account.published().map(|day| Cell::Number(seconds(day).to_string())));
    Some(row)
}

fn time_precision(when: &When) -> Option<u32> {
    match days(when) {
        1 => Some(1),
        n if n <= WEEK => Some(2),
        n if n <= MONTH => Some(3),
        _ => None,
    }
}

fn geo_precision(place: &Place) -> Option<u32> {
    match (place.kind, place.relation) {
        (PlaceKind::Country, _) => None,
        (PlaceKind::Region | PlaceKind::Natural, _) => Some(3),
        (_, Relation::In) => Some(1),
        _ => Some(2),
    }
}

fn where_it_was(books: &Codebooks, account: &Account, place: &Place, (lat, lon): (f64, f64), row: &mut Row) {
    let country = |column| books.countries.get(account.country(), column);
    row.set("iso", Cell::Number(country("iso_number").to_owned()));
    row.set("region", country("acled_region"));
    row.set("country", country("name"));
    row.set("admin1", place.admin1.clone());
    row.set("admin2", place.admin2.clone());
    let location = place.district.as_ref().map_or(place.name.clone(), |district| format!("{} - {district}", place.name));
    row.set("location", location);
    row.set("latitude", Cell::degrees(lat));
    row.set("longitude", Cell::degrees(lon));
}

fn what_it_was(books: &Codebooks, account: &Account, row: &mut Row) {
    let is_armed = is_armed_target(books, account);
    let sub_event = sub_event(books, account, is_armed);
    let event = books.events.get(sub_event, "event_type");
    row.set("sub_event_type", sub_event);
    row.set("event_type", event);
    row.set("disorder_type", books.events.get(sub_event, "disorder_type"));
    if !is_armed && !row.get("actor2").is_empty() && !matches!(event, "Battles" | "Strategic developments") {
        row.set("civilian_targeting", "Civilian targeting");
    }
}

fn sub_event(books: &Codebooks, account: &Account, is_armed: bool) -> &'static str {
    let lead = account.lead().incident;
    let table = books.tactics.get(account.tactic.as_str(), if is_armed { "acled_armed" } else { "acled_unarmed" });
    let has_killed = account.figure("killed").is_some_and(|figure| figure.best > 0);
    match account.tactic {
        Tactic::Bombing | Tactic::SuicideBombing if lead.stage == Stage::Foiled => "Disrupted weapons use",
        Tactic::Bombing if !lead.weapons.is_empty() && lead.weapons.iter().all(|it| it.kind == WeaponKind::Grenade) => "Grenade",
        Tactic::Seizure if parties(account, Stance::Initiator).iter().any(|party| is_state(party)) => "Government regains territory",
        Tactic::Seizure if has_killed => "Non-state actor overtakes territory",
        Tactic::Arson | Tactic::Looting if has_killed => "Attack",
        _ => table,
    }
}

/// An actor and the code of what it is.
type Actor = (String, &'static str);

fn actors(books: &Codebooks, account: &Account, settings: Settings, row: &mut Row, losses: &mut Losses) {
    let mut first = of_stance(books, account, Stance::Initiator);
    if first.is_empty() {
        let country = books.country(account.country());
        first.push((format!("Unidentified Armed Group ({country})"), "3 Political militia"));
        losses.forced("actor1", &first[0].0, "no report says who did it");
    }
    let mut second = of_stance(books, account, Stance::Target);
    for actor in of_victims(books, account, &second) {
        if !second.iter().any(|known| known.0 == actor.0) {
            second.push(actor);
        }
    }
    let inter = |code_and_word: &'static str| if settings.inter_numeric { code(code_and_word).0 } else { code(code_and_word).1 };
    let mut codes: Vec<&'static str> = vec![first[0].1];
    codes.extend(second.first().map(|actor| actor.1));
    for (actors, n) in [(&first, 1), (&second, 2)] {
        if let Some(((name, kind), others)) = actors.split_first() {
            row.set(&format!("actor{n}"), name.as_str());
            row.set(&format!("inter{n}"), inter(kind));
            let others: Vec<&str> = others.iter().map(|actor| actor.0.as_str()).collect();
            row.set(&format!("assoc_actor_{n}"), others.join("; "));
        }
    }
    codes.sort_unstable();
    let joined = codes.iter().map(|code| inter(code)).collect::<Vec<_>>();
    let alone = if settings.inter_numeric { format!("{}0", joined[0]) } else { format!("{} only", joined[0]) };
    let both = joined.join(if settings.inter_numeric { "" } else { "-" });
    row.set("interaction", if joined.len() == 1 { alone } else { both });
}

fn of_stance(books: &Codebooks, account: &Account, stance: Stance) -> Vec<Actor> {
    let country = books.country(account.country());
    let actor = |party: &&crate::Party| {
        let kind = party.kind.as_str();
        let nation = party.country.as_deref().map_or(country, |code| books.country(code));
        let generic = || {
            books.parties.get(kind, "acled_name").replace("{country}", if party.kind == PartyKind::StateForces { nation } else { country })
        };
        let of_state = name(party).starts_with("Government of ");
        let named = if party.organisation.is_some() && !of_state { name(party).to_owned() } else { generic() };
        (named, books.parties.get(kind, "acled_inter"))
    };
    let mut seen = BTreeSet::new();
    parties(account, stance).iter().map(actor).filter(|actor| seen.insert(actor.0.clone())).collect()
}

/// Those who were struck and belong to none of the targets, by what they were.
fn of_victims(books: &Codebooks, account: &Account, targets: &[Actor]) -> Vec<Actor> {
    let country = books.country(account.country());
    let victims = account.lead().incident.casualties.iter().filter(|it| it.side == Side::Victim && it.status == Status::Adopted);
    let mut actors: Vec<Actor> = Vec::new();
    for casualty in victims {
        let belongs = |organisation: &String| targets.iter().any(|actor| actor.0 == *organisation);
        let is_known = casualty.organisation.as_ref().is_some_and(belongs);
        // A total says nothing of its own beside its parts.
        if is_known || (casualty.total && !actors.is_empty()) || is_whole(account, casualty) {
            continue;
        }
        let nation = casualty.nationality.as_deref().map_or(country, |code| books.country(code));
        let template = books.roles.get(casualty.role.as_str(), "acled_actor");
        let organisation = casualty.organisation.as_deref().unwrap_or_default();
        let name = template.replace("{country}", country).replace("{nation}", nation).replace("{organisation}", organisation);
        let actor = (name, books.roles.get(casualty.role.as_str(), "acled_inter"));
        if !actor.0.is_empty() && !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    actors
}

/// Whether other figures are parts of this one.
fn is_whole(account: &Account, casualty: &crate::Casualty) -> bool {
    let all = &account.lead().incident.casualties;
    let place = all.iter().position(|other| std::ptr::eq(other, casualty)).and_then(|i| u32::try_from(i).ok());
    all.iter().any(|other| other.part_of.is_some() && other.part_of == place)
}

/// The dead of all sides, and how a joint total was divided.
fn fatalities(books: &Codebooks, account: &Account, losses: &mut Losses) -> (u32, Option<String>) {
    let of = |outcome| account.count(outcome).map(|count| (lowest(books, &count), count));
    let both = [of("killed"), of("initiators_killed")];
    for (n, count) in both.iter().flatten().filter(|(n, count)| count.form != CountForm::Exact && *n > 0) {
        losses.forced("fatalities", &n, format!("told as {}", super::words::number(count)));
    }
    let known: Vec<u32> = both.iter().flatten().map(|(n, _)| *n).collect();
    if both[0].is_none()
        && let Some((share, split)) = share_of_joint_total(books, account)
    {
        losses.forced("fatalities", &share, split.clone());
        return (share + known.iter().sum::<u32>(), Some(split));
    }
    if known.is_empty() {
        losses.forced("fatalities", &0, "no number of dead is told");
    }
    if known.len() == 2 && known[1] > 0 {
        losses.forced("fatalities", &known.iter().sum::<u32>(), "victims and attackers in one number");
    }
    (known.iter().sum(), None)
}

/// The one integer that ACLED writes for a number.
fn lowest(books: &Codebooks, count: &Count) -> u32 {
    match count.form {
        CountForm::Vague => {
            let words = count.words.as_deref().unwrap_or_default().to_lowercase();
            let told = words.split(|letter: char| !letter.is_alphanumeric()).find(|word| books.numbers.has(word));
            // A plural without a number is three or ten; the lower stands.
            told.and_then(|word| books.numbers.get(word, "fatalities").parse().ok()).unwrap_or_else(|| count.low.max(3))
        }
        CountForm::Range | CountForm::AtLeast => count.low,
        _ => count.best,
    }
}

/// A joint total over incidents of which none has a number of its own is divided evenly, the remainder to the first.
fn share_of_joint_total(books: &Codebooks, account: &Account) -> Option<(u32, String)> {
    for told in account.news() {
        let covers = |sum: &&crate::Sum| {
            sum.outcome == Outcome::Killed && sum.side != Side::Initiator && sum.covers.len() > 1 && sum.covers.contains(&told.incident.id)
        };
        let of_id = |id: &String| told.report.incidents.iter().find(|incident| incident.id == *id);
        let has_none = |sum: &&crate::Sum| sum.covers.iter().filter_map(of_id).all(|incident| incident.totals.killed.is_none());
        if let Some(sum) = told.report.sums.iter().find(|sum| covers(sum) && has_none(sum)) {
            let (whole, n) = (lowest(books, &sum.count), u32::try_from(sum.covers.len()).ok()?);
            let is_first = sum.covers.first() == Some(&told.incident.id);
            let share = whole / n + if is_first { whole % n } else { 0 };
            return Some((share, format!("a total of {whole} over {n} events, divided evenly, the remainder to the first")));
        }
    }
    None
}

fn notes(books: &Codebooks, account: &Account, split: Option<String>) -> String {
    let mut notes = vec![super::words::sentence(books, account)];
    notes.extend(split.map(|split| format!("Fatalities: {split}.")));
    notes.extend(account.findings.iter().map(|finding| format!("Disputed: {finding}.")));
    notes.join(" ")
}

/// Outlets, each once.
pub(super) fn outlets(account: &Account) -> String {
    let mut outlets: Vec<&str> = Vec::new();
    for outlet in account.told.iter().filter_map(|told| told.report.report.source.as_deref()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    outlets.join("; ")
}

/// Seconds since 1970 of the beginning of a day.
fn seconds(day: Date) -> i64 {
    day.duration_since(Date::constant(1970, 1, 1)).as_secs()
}

/// What makes two rows one event: actors, day and place, where the day is told.
pub(super) fn unit(row: &Row) -> Option<String> {
    let columns = ["event_date", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "location", "latitude", "longitude"];
    (row.get("time_precision") == "1").then(|| columns.map(|column| row.get(column)).join("\u{1f}"))
}

/// Puts a row into one of the same unit.
pub(super) fn join(into: &mut Row, from: &Row) {
    let number = |row: &Row| row.get("fatalities").parse::<u32>().unwrap_or_default();
    let sum = number(into) + number(from);
    let notes = format!("{} {}", into.get("notes"), from.get("notes"));
    into.set("fatalities", sum);
    into.set("notes", notes);
    if into.get("source") != from.get("source") {
        let sources = [into.get("source"), from.get("source")].map(str::to_owned);
        into.set("source", sources.into_iter().filter(|source| !source.is_empty()).collect::<Vec<_>>().join("; "));
    }
}
