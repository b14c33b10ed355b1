//! Incidents of a ledger as text for people: what stands, who tells what, and why they are one.

use recount::record::{Coded, Count, Date, Total, Totals};
use recount_ledger::{Edit, Figures, Member, Reason, Revision, State, VersionRow, View};
use serde_json::json;

use super::incident::country_name;
use super::style::{BOLD, DIM, RED, WARNING};
use super::{Page, Style, short, visible, words};

/// How many reasons of a link are told.
const REASONS: usize = 3;
/// Where a figure stands behind its label.
const FIGURE: usize = 20;

/// "3f9a… ARMED ASSAULT · Timbuktu, Mali · Mon 14 Aug 2017 · killed 7 · 3 reports".
pub(crate) fn line(state: &State) -> String {
    let mut parts = vec![BOLD.on(&words::plain(&state.tactic).to_uppercase()), place(state), days(state)];
    parts.extend(state.figures.iter().map(|figures| {
        let words = format!("{} {}", label(&figures.outcome), number(figures));
        if figures.outcome == "killed" { RED.on(&words) } else { words }
    }));
    parts.push(DIM.on(&told_by(state)));
    if !state.findings.is_empty() {
        parts.push(WARNING.on("reports contradict each other"));
    }
    format!("{}  {}", DIM.on(&state.id), parts.join(&DIM.on(" · ")))
}

fn told_by(state: &State) -> String {
    let n = state.members.len();
    match (n, state.sources) {
        (1, _) => "1 report".to_owned(),
        (n, sources) if n == sources => format!("{n} reports"),
        (n, 1) => format!("{n} reports of one source"),
        (n, sources) => format!("{n} reports of {sources} sources"),
    }
}

fn place(state: &State) -> String {
    let country = state.country.as_deref().map(|code| country_name(code).unwrap_or_else(|| code.to_owned()));
    let mut parts: Vec<String> = state.place.iter().map(|name| visible(name).into_owned()).collect();
    parts.extend(country.filter(|country| parts.first() != Some(country)));
    if parts.is_empty() { "place unknown".to_owned() } else { parts.join(", ") }
}

fn days(state: &State) -> String {
    let Some((first, last)) = &state.when else { return "date unknown".to_owned() };
    let date = |day: &str| day.parse::<Date>().ok();
    let words = date(first).zip(date(last)).map_or_else(|| format!("{first} – {last}"), |(first, last)| words::days(first, last));
    if state.day_assumed { format!("{words} (assumed)") } else { words }
}

fn label(outcome: &str) -> String {
    match outcome {
        "harmed" => "killed or wounded".to_owned(),
        other => words::plain(&other.replace("initiators", "attackers")),
    }
}

fn number(figures: &Figures) -> String {
    let Figures { low, best, high, .. } = figures;
    match high {
        Some(0) => "none".to_owned(),
        Some(high) if low == high => best.to_string(),
        Some(high) if best == low || best == high => format!("{low} to {high}"),
        Some(high) => format!("{best} ({low} to {high})"),
        None if best > low => format!("{best} (at least {low})"),
        None => format!("at least {low}"),
    }
}

/// An incident in full.
pub(crate) fn incident(view: &View, links: &[Reason], style: Style) -> String {
    let state = &view.state;
    let mut page = Page::new(style);
    page.line(&line(state));
    page.gap();
    for (label, names) in [("by", &state.initiators), ("against", &state.targets)] {
        if !names.is_empty() {
            page.labelled(label, &names.iter().map(|name| visible(name)).collect::<Vec<_>>().join(", "));
        }
    }
    for figures in &state.figures {
        let named = figures.from.len().min(figures.sources);
        let of = if figures.sources == 1 { "1 source".to_owned() } else { format!("{named} of {} sources", figures.sources) };
        let head = format!("   {:FIGURE$}", label(&figures.outcome));
        page.line(&format!("{}{} [{}; {of}]", DIM.on(&head), number(figures), state.rule));
    }
    toll(&mut page, view);
    for finding in &state.findings {
        page.gap();
        page.line(&format!("!  {}", WARNING.on(&visible(&finding.rule))));
        page.block("   ", 3, &visible(&finding.message));
        page.block("   ", 3, &DIM.on(&visible(&finding.reports.join(" · "))));
    }
    findings_of_reports(&mut page, view);
    if !links.is_empty() {
        page.gap();
    }
    for link in links {
        let speaks = link.features.iter().filter(|feature| (feature.1 > 0) == link.together).take(REASONS);
        let reasons: Vec<String> = speaks.map(|(meaning, points)| format!("{meaning} ({points:+})")).collect();
        page.labelled("link", &format!("{} {:+}: {}", link.two, link.score, reasons.join(" ")));
    }
    page.text.truncate(page.text.trim_end().len());
    page.text + "\n"
}

/// What each report says, by day of publication.
fn toll(page: &mut Page, view: &View) {
    page.gap();
    page.line(&DIM.on("   published        killed      wounded     report"));
    for (member, coded) in view.state.members.iter().zip(&view.reports) {
        let incident = coded.incidents.iter().find(|incident| incident.id == member.local);
        let figure = |total: fn(&Totals) -> &Option<Total>| {
            incident.and_then(|it| total(&it.totals).as_ref()).map_or_else(|| "–".to_owned(), |total| words::count(&total.count))
        };
        let day = coded.report.published.map_or_else(|| "unknown".to_owned(), words::day);
        let (killed, wounded) = (figure(|totals| &totals.killed), figure(|totals| &totals.wounded));
        page.line(&format!("   {day:<16} {killed:<11} {wounded:<11} {}", who(member, coded)));
    }
}

fn who(member: &Member, coded: &Coded) -> String {
    let title = coded.report.title.as_deref().or_else(|| super::first_line(&coded.report.text)).unwrap_or(&member.report);
    let outlet = member.outlet.as_deref().map(|outlet| format!("{}: ", visible(outlet))).unwrap_or_default();
    let recalled = if member.news { "" } else { ", recalled" };
    let telling = DIM.on(&format!("[{} source {}{recalled}]", member.telling, member.source));
    format!("{outlet}{} {telling}", short(&visible(title), 60))
}

/// What does not add up within the reports, each rule and message once.
fn findings_of_reports(page: &mut Page, view: &View) {
    let mut seen: Vec<&str> = Vec::new();
    for finding in view.reports.iter().flat_map(|coded| &coded.findings) {
        if !seen.contains(&finding.message.as_str()) {
            seen.push(&finding.message);
            page.gap();
            page.line(&format!("!  {}", WARNING.on(&visible(&finding.rule))));
            page.block("   ", 3, &visible(&finding.message));
        }
    }
}

/// A report that a search has found.
pub(crate) fn report_line(coded: &Coded, incidents: &[String]) -> String {
    let title = coded.report.title.as_deref().or_else(|| super::first_line(&coded.report.text)).unwrap_or(&coded.report.id);
    let day = coded.report.published.map_or_else(|| "unknown".to_owned(), words::day);
    let incidents = if incidents.is_empty() { "no incident".to_owned() } else { incidents.join(", ") };
    format!("{day:<16} {}  {}", short(&visible(title), 80), DIM.on(&incidents))
}

/// Why two tellings are one incident, or are not.
pub(crate) fn reason(reason: &Reason) -> String {
    let verdict = if reason.together { "one incident" } else { "two incidents" };
    let mut text = format!("{} and {}: {}, {:+} points\n", reason.one, reason.two, BOLD.on(verdict), reason.score);
    for (by, together, why) in &reason.decisions {
        let word = if *together { "one incident" } else { "two incidents" };
        text += &format!("   {} says {word}: {}\n", visible(by), visible(why));
    }
    for (meaning, points) in &reason.features {
        text += &format!("   {points:>+6}  {meaning}\n");
    }
    text
}

/// The same as a line of JSON.
pub(crate) fn reason_json(reason: &Reason) -> String {
    let features: Vec<_> = reason.features.iter().map(|(meaning, points)| json!({"feature": meaning, "points": points})).collect();
    let decisions: Vec<_> =
        reason.decisions.iter().map(|(by, together, why)| json!({"by": by, "together": together, "why": why})).collect();
    json!({"one": reason.one, "two": reason.two, "together": reason.together, "score": reason.score, "features": features, "decisions": decisions})
        .to_string()
}

/// What happened to an incident's record.
pub(crate) fn revision(revision: &Revision, state: Option<&State>) -> String {
    let stands = state.map(|state| format!("   {}\n", line(state))).unwrap_or_default();
    format!("{}  {} by {}: {}\n{stands}", DIM.on(&revision.at), BOLD.on(&revision.what), visible(&revision.by), visible(&revision.why))
}

/// The versions of a report, each with what changed.
pub(crate) fn versions(versions: &[VersionRow]) -> String {
    let mut text = String::new();
    let mut before: Option<&VersionRow> = None;
    for version in versions {
        let forgotten = version.forgotten.as_deref().map(|why| format!(" (forgotten: {})", visible(why))).unwrap_or_default();
        let day = version.report.published.map_or_else(|| "unknown".to_owned(), words::day);
        text += &format!("{}  published {day}{forgotten}\n", DIM.on(&version.added));
        for (mark, sentence) in before.map(|before| changed(&before.report.text, &version.report.text)).unwrap_or_default() {
            text += &format!("   {mark} {}\n", short(&visible(sentence), 120));
        }
        before = Some(version);
    }
    text
}

/// What an edit of a report changed in its figures.
pub(crate) fn edit(report: &str, edit: &Edit) -> String {
    let number = |count: &Option<Count>| count.as_ref().map_or_else(|| "not told".to_owned(), words::count);
    let told = |(local, outcome, before, after): &(String, &'static str, Option<Count>, Option<Count>)| {
        format!("incident {local}: {} {} → {}", label(outcome), number(before), number(after))
    };
    let changes: Vec<String> = edit.changes.iter().map(told).collect();
    let changes = if changes.is_empty() { "no figure has changed".to_owned() } else { changes.join("; ") };
    format!("   edited       {} at {}: {changes}\n", visible(report), DIM.on(&edit.added))
}

/// The same as JSON.
pub(crate) fn edit_json(report: &str, edit: &Edit) -> serde_json::Value {
    let change = |(local, outcome, before, after): &(String, &'static str, Option<Count>, Option<Count>)| json!({"incident": local, "outcome": outcome, "before": before, "after": after});
    json!({"report": report, "added": edit.added, "changes": edit.changes.iter().map(change).collect::<Vec<_>>()})
}

/// The lines that an edit took out and put in.
fn changed<'t>(old: &'t str, new: &'t str) -> Vec<(char, &'t str)> {
    let lines = |text: &'t str| text.split(['\n', '.']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| ('-', *line));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| ('+', *line));
    gone.chain(come).collect()
}
