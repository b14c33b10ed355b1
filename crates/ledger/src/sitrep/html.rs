//! The situation as a page that needs nothing else: no script, no network.

use std::fmt::Write as _;

use recount::record::Count;
use recount::record::codebook::{escaped, is_web, number};

use super::{Situation, chart, map};

const STYLE: &str = include_str!("style.css");

/// The page.
pub fn html(situation: &Situation) -> String {
    let title = text(&situation.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for sentence in &situation.summary {
        let _ = writeln!(page, "<p class=\"summary\">{}</p>", text(sentence));
    }
    if !situation.items.is_empty() {
        page += &figures(situation);
        page += &told(situation);
        page += &table(situation);
        page += &people(situation);
        page += &open(situation);
        page += &sources(situation);
    }
    let rule = situation.rule.as_str();
    let _ = writeln!(
        page,
        "<footer><p>Figures by the rule <code>{rule}</code>. Made by Recount from the reports above: what they say, not what is true. Outlines: Natural Earth.</p></footer>\n</main>\n</body>\n</html>"
    );
    page
}

/// Words without characters that nobody sees or that turn the line around.
pub(super) fn plain(words: &str) -> String {
    let is_hidden = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    words.chars().map(|letter| if is_hidden(letter) { '\u{fffd}' } else { letter }).collect()
}

fn text(words: &str) -> String {
    escaped(&plain(words))
}

fn figures(situation: &Situation) -> String {
    let mut section = String::new();
    if let Some(map) = map::map(&situation.items) {
        let _ = write!(
            section,
            "<h2>Where</h2>\n<figure>\n{map}<figcaption>A dot is a named place, larger with more dead; the shade around it is how far from there it can have been. A dashed circle is a region without a named place.</figcaption>\n</figure>\n"
        );
    }
    if let Some(chart) = chart::chart(&situation.bars) {
        let _ =
            write!(section, "<h2>When</h2>\n<figure>\n{chart}<figcaption>Killed, by the first day that is told.</figcaption>\n</figure>\n");
    }
    section + &toll(situation)
}

fn toll(situation: &Situation) -> String {
    let (now, before) = (&situation.toll, &situation.before);
    let rows = [
        ("Incidents", now.incidents.to_string(), before.incidents.to_string()),
        ("Killed", now.killed.words(), before.killed.words()),
        ("Wounded", now.wounded.words(), before.wounded.words()),
        ("Abducted", now.abducted.words(), before.abducted.words()),
        ("Attackers killed", now.attackers_killed.words(), before.attackers_killed.words()),
    ];
    let rows: String =
        rows.iter().map(|(what, now, before)| format!("<tr><th scope=\"row\">{what}</th><td>{now}</td><td>{before}</td></tr>\n")).collect();
    format!(
        "<h2>Against the time before</h2>\n<table class=\"numbers\">\n<thead><tr><th scope=\"col\"></th><th scope=\"col\">these days</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        text(&situation.before_words)
    )
}

fn told(situation: &Situation) -> String {
    let items = situation.items.iter().map(|item| format!("<li>{}</li>\n", text(&item.sentence)));
    format!("<h2>What happened</h2>\n<ol class=\"told\">\n{}</ol>\n", items.collect::<String>())
}

fn table(situation: &Situation) -> String {
    let mut rows = String::new();
    for (i, item) in situation.items.iter().enumerate() {
        let place = if item.country.is_empty() || item.country == item.place {
            item.place.clone()
        } else {
            format!("{}, {}", item.place, item.country)
        };
        let place = place.trim_start_matches(", ").to_owned();
        let _ = writeln!(
            rows,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td><code>{}</code></td></tr>",
            i + 1,
            text(&item.when),
            text(&place),
            text(&item.tactic),
            figure(item.killed.as_ref()),
            figure(item.wounded.as_ref()),
            figure(item.initiators_killed.as_ref()),
            item.sources,
            &item.id[..item.id.len().min(8)]
        );
    }
    format!(
        "<h2>Incidents</h2>\n<table>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">When</th><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\">Killed</th><th scope=\"col\">Wounded</th><th scope=\"col\">Attackers killed</th><th scope=\"col\">Sources</th><th scope=\"col\">Id</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n<p class=\"note\">A dash: not told.</p>\n"
    )
}

fn figure(count: Option<&Count>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| text(&number(count)))
}

fn people(situation: &Situation) -> String {
    if situation.groups.is_empty() {
        return String::new();
    }
    let cell = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let row = |group: &super::Group| {
        let side = if group.is_attacker { "attackers" } else { "attacked" };
        let (killed, wounded, abducted) = (cell(group.killed), cell(group.wounded), cell(group.abducted));
        format!(
            "<tr><th scope=\"row\">{}</th><td>{side}</td><td class=\"n\">{killed}</td><td class=\"n\">{wounded}</td><td class=\"n\">{abducted}</td></tr>\n",
            text(&group.role)
        )
    };
    let rows: String = situation.groups.iter().map(row).collect();
    format!(
        "<h2>Who was harmed</h2>\n<table class=\"numbers\">\n<thead><tr><th scope=\"col\">Role</th><th scope=\"col\">Side</th><th scope=\"col\">Killed</th><th scope=\"col\">Wounded</th><th scope=\"col\">Abducted</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn open(situation: &Situation) -> String {
    if situation.findings.is_empty() {
        return "<h2>Contradictions and open questions</h2>\n<p>None was found.</p>\n".to_owned();
    }
    let items = situation.findings.iter().map(|(i, finding)| format!("<li>Incident {}: {}.</li>\n", i + 1, text(finding)));
    format!("<h2>Contradictions and open questions</h2>\n<ul>\n{}</ul>\n", items.collect::<String>())
}

fn sources(situation: &Situation) -> String {
    let item = |source: &super::SourceLine| {
        let words = text(&source.words);
        let words = match source.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => format!("<a href=\"{}\">{words}</a>", text(url)),
            None => words,
        };
        let numbers: Vec<String> = source.items.iter().map(ToString::to_string).collect();
        format!("<li>{words} (incident {})</li>\n", numbers.join(", "))
    };
    format!("<h2>Sources</h2>\n<ul class=\"sources\">\n{}</ul>\n", situation.sources.iter().map(item).collect::<String>())
}
