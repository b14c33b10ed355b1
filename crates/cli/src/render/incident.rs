//! One incident: a line that says it all, then who, what, with which figures and by whose word.

use std::sync::LazyLock;

use recount::gazetteer::Countries;
use recount::record::{
    Certainty, Discourse, Incident, Object, Party, Place, ResponsibilityStatus, SourceNamed, Stage, Stance, Total, Totals,
};

use super::style::{BLUE, BOLD, DIM, Ink, PLAIN, RED, YELLOW};
use super::{Page, casualties, visible, words};

/// Writes an incident.
pub(super) fn write(page: &mut Page, incident: &Incident) {
    page.line(&headline(incident));
    parties(page, incident);
    things(page, incident);
    claim(page, incident);
    casualties::write(page, incident);
    for response in &incident.responses {
        let (party, action) = (visible(&response.party), visible(&response.action));
        // "two helicopters were sent out" names them already.
        page.labelled("answer", &if action.contains(&*party) { action.into_owned() } else { format!("{party}: {action}") });
    }
    let sources: Vec<String> = incident.sources.iter().map(source).collect();
    if !sources.is_empty() {
        page.labelled("sources", &sources.join(", "));
    }
    for link in &incident.links {
        page.labelled("link", &format!("{} with incident {}", words::plain(link.kind.as_str()), link.to));
    }
}

/// "police" alone where name and kind are one word, else "MINUSMA statement (un)".
fn source(source: &SourceNamed) -> String {
    let (name, kind) = (visible(&source.name), words::plain(source.kind.as_str()));
    if name.to_lowercase() == kind { name.into_owned() } else { format!("{name} ({kind})") }
}

/// "1  ARMED ASSAULT · Timbuktu, Mali · Mon 14 Aug 2017 · killed 7 · wounded 7 · attackers killed 6"
pub(crate) fn headline(incident: &Incident) -> String {
    let is_news = incident.discourse == Discourse::News;
    let (loud, quiet) = if is_news { (BOLD, PLAIN) } else { (DIM, DIM) };
    let mut parts = vec![loud.on(&tactic(incident))];
    parts.push(quiet.on(&incident.place.as_ref().map_or_else(|| "place unknown".to_owned(), place)));
    parts.push(quiet.on(&incident.when.as_ref().map_or_else(|| "date unknown".to_owned(), words::when)));
    parts.extend(figures(&incident.totals).into_iter().map(|(words, ink)| if is_news { ink.on(&words) } else { DIM.on(&words) }));
    if !is_news {
        parts.push(DIM.on("background"));
    }
    format!("{}  {}", loud.on(&incident.id), parts.join(&DIM.on(" · ")))
}

fn tactic(incident: &Incident) -> String {
    let mut words = words::plain(incident.tactic.as_str()).to_uppercase();
    if let Some(also) = incident.also {
        words = format!("{words} + {}", words::plain(also.as_str()).to_uppercase());
    }
    let stage = (incident.stage != Stage::Accomplished).then(|| incident.stage.as_str());
    let certainty = (incident.certainty != Certainty::Stated).then(|| incident.certainty.as_str());
    let frame = (incident.frame.as_str() != "political").then(|| incident.frame.as_str());
    let more: Vec<String> = [stage, certainty, frame.map(|frame| if frame == "unknown" { "frame unknown" } else { frame })]
        .into_iter()
        .flatten()
        .map(words::plain)
        .collect();
    if more.is_empty() { words } else { format!("{words} ({})", more.join(", ")) }
}

fn place(place: &Place) -> String {
    words::place(place, country_name)
}

/// The English name of an ISO code.
pub(super) fn country_name(code: &str) -> Option<String> {
    static COUNTRIES: LazyLock<Countries> = LazyLock::new(Countries::builtin);
    COUNTRIES.by_iso2(code).map(|country| country.name.clone())
}

fn figures(totals: &Totals) -> Vec<(String, Ink)> {
    let figure = |label: &str, total: &Option<Total>, ink: Ink| {
        let total = total.as_ref()?;
        let unclear = if total.side_unclear { " (side unclear)" } else { "" };
        Some((format!("{label} {}{unclear}", words::count(&total.count)), ink))
    };
    [
        figure("killed", &totals.killed, RED),
        figure("wounded", &totals.wounded, YELLOW),
        figure("killed or wounded", &totals.harmed, YELLOW),
        figure("abducted", &totals.abducted, YELLOW),
        figure("missing", &totals.missing, YELLOW),
        figure("attackers killed", &totals.initiators_killed, BLUE),
        figure("attackers wounded", &totals.initiators_wounded, BLUE),
        figure("attackers arrested", &totals.initiators_arrested, BLUE),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn parties(page: &mut Page, incident: &Incident) {
    let stances =
        [(Stance::Initiator, "by"), (Stance::Target, "against"), (Stance::Responder, "answered by"), (Stance::Unclear, "also there")];
    for (stance, label) in stances {
        let named: Vec<String> = incident.parties.iter().filter(|party| party.stance == stance).map(party).collect();
        if !named.is_empty() {
            page.labelled(label, &named.join("; "));
        }
    }
}

fn party(party: &Party) -> String {
    let mut more = Vec::new();
    if let Some(organisation) = party.organisation.as_deref().filter(|name| *name != party.name) {
        more.push(visible(organisation).into_owned());
    }
    more.push(words::plain(party.kind.as_str()));
    more.extend(party.country.as_deref().map(|code| country_name(code).unwrap_or_else(|| code.to_owned())));
    more.extend(party.size.as_ref().map(|size| format!("{} strong", words::count(size))));
    format!("{} ({})", visible(&party.name), more.join(", "))
}

fn things(page: &mut Page, incident: &Incident) {
    let objects: Vec<String> = incident.objects.iter().map(object).collect();
    if !objects.is_empty() {
        page.labelled("objects", &objects.join("; "));
    }
    let weapons: Vec<String> =
        incident.weapons.iter().map(|weapon| format!("{} ({})", visible(&weapon.name), words::plain(weapon.kind.as_str()))).collect();
    if !weapons.is_empty() {
        page.labelled("weapons", &weapons.join(", "));
    }
    let places: Vec<String> = incident.places.iter().map(place).collect();
    if !places.is_empty() {
        page.labelled("places", &places.join("; "));
    }
}

fn object(object: &Object) -> String {
    let mut more = vec![words::plain(object.kind.as_str())];
    more.extend(object.owner.as_deref().filter(|owner| !object.name.contains(owner)).map(|owner| format!("of {}", visible(owner))));
    more.extend(object.effects.iter().map(|effect| words::plain(effect.as_str())));
    format!("{} ({})", visible(&object.name), more.join(", "))
}

fn claim(page: &mut Page, incident: &Incident) {
    let responsibility = &incident.responsibility;
    let party = responsibility.party.as_deref().map(visible);
    let by = responsibility.by.as_deref().map(visible);
    let party = party.as_deref().unwrap_or("somebody");
    let value = match responsibility.status {
        ResponsibilityStatus::Unknown => return,
        ResponsibilityStatus::NoClaim => "nobody has claimed it".to_owned(),
        ResponsibilityStatus::Claimed => format!("claimed by {party}"),
        ResponsibilityStatus::Denied => format!("denied by {party}"),
        ResponsibilityStatus::Accused => match by {
            Some(by) => format!("{party}, accused by {by}"),
            None => format!("{party} is accused"),
        },
    };
    page.labelled("claim", &value);
}
