//! MUC-4: a template of 25 slots for each report's telling of an incident, in the official layout.

use crate::{
    Casualty, Coded, Count, CountForm, Discourse, Effect, Incident, Outcome, Party, Place, PlaceKind, ResponsibilityStatus, Side,
    SourceKind, Stage, Stance, Status, Tactic, When,
};

use super::table::Codebooks;

/// The slots, in order.
const SLOTS: [&str; 25] = [
    "MESSAGE: ID",
    "MESSAGE: TEMPLATE",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
];

/// The fills of each slot; none is written `-`.
type Fills = [Vec<String>; 25];

/// The templates of a report: one for each incident of its news, or the one of an irrelevant message.
pub fn templates(books: &Codebooks, coded: &Coded) -> String {
    let relevant: Vec<&Incident> = coded.incidents.iter().filter(|incident| is_relevant(incident)).collect();
    if relevant.is_empty() {
        let mut fills: Fills = std::array::from_fn(|_| vec!["*".to_owned()]);
        fills[0] = vec![message(coded)];
        return written(&fills);
    }
    relevant.iter().enumerate().map(|(i, incident)| template(books, coded, incident, i + 1)).collect()
}

/// News, stated or alleged, and no clash of armed parties.
pub(super) fn is_relevant(incident: &Incident) -> bool {
    incident.discourse == Discourse::News && incident.certainty != crate::Certainty::Denied && incident.tactic != Tactic::Clash
}

/// The report's id; of a file its name, without folder and ending.
fn message(coded: &Coded) -> String {
    let id = &coded.report.id;
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    let is_file = [".txt", ".html", ".htm", ".json"].iter().find_map(|ending| name.strip_suffix(ending));
    line(is_file.unwrap_or(name)).replace(' ', "_")
}

/// The template of one incident.
pub(super) fn template(books: &Codebooks, coded: &Coded, incident: &Incident, number: usize) -> String {
    let mut fills: Fills = std::array::from_fn(|_| Vec::new());
    fills[0].push(message(coded));
    fills[1].push(number.to_string());
    fills[2].extend(incident.when.as_ref().map(date));
    fills[3].extend(incident.place.as_ref().map(|place| location(books, place)));
    let kind = books.tactics.get(incident.tactic.as_str(), "muc4");
    fills[4].push(kind.to_owned());
    fills[5].push(stage(incident.stage).to_owned());
    instruments(books, incident, &mut fills);
    perpetrators(books, incident, &mut fills);
    things(books, incident, &mut fills);
    people(books, incident, &mut fills);
    let closed: &[usize] = match kind {
        "ARSON" => &[6, 7],
        "KIDNAPPING" => &[6, 7, 12, 13, 14, 15, 16, 17],
        _ => &[],
    };
    for slot in closed {
        fills[*slot] = vec!["*".to_owned()];
    }
    written(&fills)
}

fn written(fills: &Fills) -> String {
    const INDENT: usize = 36;
    let mut text = String::new();
    for (i, (slot, fills)) in SLOTS.iter().zip(fills).enumerate() {
        let head = format!("{:<4}{slot}", format!("{i}."));
        text += &format!("{head:<INDENT$}{}\n", fills.first().map_or("-", String::as_str));
        for fill in fills.iter().skip(1) {
            text += &format!("{:<INDENT$}{fill}\n", "");
        }
    }
    text + "\n"
}

/// `14 AUG 17`, `13 AUG 17 - 14 AUG 17`, `- 15 AUG 17` where the day is assumed.
fn date(when: &When) -> String {
    let day = |day: crate::Date| day.strftime("%d %b %y").to_string().to_uppercase();
    match (when.assumed, when.first == when.last) {
        (true, _) => format!("- {}", day(when.last)),
        (false, true) => day(when.first),
        (false, false) => format!("{} - {}", day(when.first), day(when.last)),
    }
}

fn location(books: &Codebooks, place: &Place) -> String {
    let mut names: Vec<String> = place.country.iter().map(|code| line(books.country(code))).collect();
    let kind = match place.kind {
        PlaceKind::Settlement => "CITY",
        PlaceKind::District => "NEIGHBORHOOD",
        PlaceKind::Region => "DEPARTMENT",
        PlaceKind::Natural => "REGION",
        PlaceKind::Facility => "FARM",
        PlaceKind::Country => "",
    };
    if !kind.is_empty() {
        names.push(format!("{} ({kind})", line(&place.name)));
    }
    names.extend(place.district.as_ref().map(|district| format!("{} (NEIGHBORHOOD)", line(district))));
    names.join(": ")
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Accomplished => "ACCOMPLISHED",
        Stage::Attempted | Stage::Foiled => "ATTEMPTED",
        Stage::Threatened => "THREATENED",
    }
}

fn instruments(books: &Codebooks, incident: &Incident, fills: &mut Fills) {
    for weapon in &incident.weapons {
        let name = quoted(&weapon.name);
        let kind = books.weapons.get(weapon.kind.as_str(), "muc4");
        if !fills[6].contains(&name) {
            if !kind.is_empty() {
                fills[7].push(format!("{kind}: {name}"));
            }
            fills[6].push(name);
        }
    }
}

fn perpetrators(books: &Codebooks, incident: &Incident, fills: &mut Fills) {
    let initiators: Vec<&Party> = incident.parties.iter().filter(|party| party.stance == Stance::Initiator).collect();
    let category = initiators.iter().map(|party| books.parties.get(party.kind.as_str(), "muc4")).find(|category| !category.is_empty());
    fills[8].extend(category.map(str::to_owned));
    for party in initiators {
        let name = quoted(&party.name);
        if party.organisation.is_none() {
            fills[9].push(name);
        } else if !fills[10].contains(&name) {
            fills[11].push(format!("{}: {name}", confidence(incident)));
            fills[10].push(name);
        }
    }
}

/// How sure the report is of the organisation.
fn confidence(incident: &Incident) -> &'static str {
    let by = incident.responsibility.by.as_ref();
    let is_authority = |source: &crate::SourceNamed| {
        Some(&source.name) == by && matches!(source.kind, SourceKind::Official | SourceKind::Military | SourceKind::Police)
    };
    match incident.responsibility.status {
        ResponsibilityStatus::Claimed => "CLAIMED OR ADMITTED",
        ResponsibilityStatus::Accused if incident.sources.iter().any(is_authority) => "SUSPECTED OR ACCUSED BY AUTHORITIES",
        ResponsibilityStatus::Accused => "SUSPECTED OR ACCUSED",
        ResponsibilityStatus::Denied => "POSSIBLE",
        ResponsibilityStatus::NoClaim | ResponsibilityStatus::Unknown => "REPORTED AS FACT",
    }
}

fn things(books: &Codebooks, incident: &Incident, fills: &mut Fills) {
    for object in &incident.objects {
        let name = quoted(&object.name);
        if fills[12].contains(&name) {
            continue;
        }
        fills[13].push(format!("{}: {name}", books.objects.get(object.kind.as_str(), "muc4")));
        let is_plural = object.name.to_lowercase().ends_with('s') && !object.name.to_lowercase().ends_with("ss");
        fills[14].push(format!("{}: {name}", if is_plural { "PLURAL" } else { "1" }));
        let has = |effect| object.effects.contains(&effect);
        let effect = match () {
            () if has(Effect::Destroyed) => Some("DESTROYED"),
            () if has(Effect::Damaged) => Some("SOME DAMAGE"),
            () if incident.tactic == Tactic::Looting => Some("PROPERTY TAKEN FROM TARGET"),
            () => None,
        };
        fills[16].extend(effect.map(|effect| format!("{effect}: {name}")));
        fills[12].push(name);
    }
}

fn people(books: &Codebooks, incident: &Incident, fills: &mut Fills) {
    let country = incident.place.as_ref().and_then(|place| place.country.as_deref());
    let has_parts = |i: usize| incident.casualties.iter().any(|other| other.part_of == u32::try_from(i).ok());
    let struck = |casualty: &Casualty| {
        casualty.side != Side::Initiator && casualty.status == Status::Adopted && casualty.count.form != CountForm::None
    };
    for (_, casualty) in incident.casualties.iter().enumerate().filter(|(i, casualty)| struck(casualty) && !has_parts(*i)) {
        let who = quoted(&casualty.who);
        let slot = if is_name(&casualty.who) { 18 } else { 19 };
        if !fills[slot].contains(&who) {
            fills[20].push(format!("{}: {who}", books.roles.get(casualty.role.as_str(), "muc4")));
            fills[21].push(format!("{}: {who}", number(&casualty.count)));
            let foreign = casualty.nationality.as_deref().filter(|code| Some(*code) != country);
            fills[22].extend(foreign.map(|code| format!("{}: {who}", line(books.country(code)))));
            fills[slot].push(who.clone());
        }
        let effect = match casualty.outcome {
            Outcome::Killed => Some("DEATH"),
            Outcome::Wounded | Outcome::Harmed => Some("INJURY"),
            Outcome::Released | Outcome::Rescued if incident.tactic == Tactic::Kidnapping => Some("REGAINED FREEDOM"),
            _ => None,
        };
        fills[23].extend(effect.map(|effect| format!("{effect}: {who}")));
    }
    // A stated total says something only beside the parts that it has.
    let whole = incident.casualties.iter().enumerate().find(|(i, casualty)| struck(casualty) && casualty.total && has_parts(*i));
    fills[24].extend(whole.map(|(_, casualty)| number(&casualty.count)).filter(|_| fills[18].len() + fills[19].len() > 1));
}

/// Whether all words begin with a capital, in a text that has small letters: a person's name.
fn is_name(who: &str) -> bool {
    let mut words = who.split_whitespace().peekable();
    let has_small = who.chars().any(char::is_lowercase);
    has_small && words.peek().is_some() && words.all(|word| word.starts_with(char::is_uppercase))
}

fn number(count: &Count) -> String {
    match (count.form, count.high) {
        (CountForm::Vague, _) => "PLURAL".to_owned(),
        (CountForm::About, _) => format!("~{}", count.best),
        (_, None) => format!("{}-", count.low),
        (_, Some(high)) if high == count.low => high.to_string(),
        (_, Some(high)) => format!("{}-{high}", count.low),
    }
}

/// Words in quotation marks, on one line, in capitals.
fn quoted(words: &str) -> String {
    format!("\"{}\"", line(words).replace('\\', " ").replace('"', "\\\""))
}

/// Words on one line, in capitals.
fn line(words: &str) -> String {
    let words: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}
