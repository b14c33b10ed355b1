//! The situation as Markdown: the same but for map and chart, whose numbers stand in a table.

use std::fmt::Write as _;

use recount::record::Count;
use recount::record::codebook::{is_web, number};

use super::Situation;
use super::html::plain;

/// The text.
pub fn markdown(situation: &Situation) -> String {
    let mut page = format!("# {}\n\n", text(&situation.title));
    for sentence in &situation.summary {
        let _ = writeln!(page, "{}\n", text(sentence));
    }
    if situation.items.is_empty() {
        return page;
    }
    page += "## What happened\n\n";
    for (i, item) in situation.items.iter().enumerate() {
        let _ = writeln!(page, "{}. {}", i + 1, text(&item.sentence));
    }
    page += "\n## Incidents\n\n| No. | When | Where | What | Killed | Wounded | Attackers killed | Sources | Id |\n|---|---|---|---|---|---|---|---|---|\n";
    for (i, item) in situation.items.iter().enumerate() {
        let [killed, wounded, attackers] = [&item.killed, &item.wounded, &item.initiators_killed].map(|count| figure(count.as_ref()));
        let place = text(format!("{}, {}", item.place, item.country).trim_matches([',', ' ']));
        let id = &item.id[..item.id.len().min(8)];
        let (when, tactic) = (text(&item.when), text(&item.tactic));
        let _ =
            writeln!(page, "| {} | {when} | {place} | {tactic} | {killed} | {wounded} | {attackers} | {} | `{id}` |", i + 1, item.sources);
    }
    page += &numbers(situation);
    page += "\n## Contradictions and open questions\n\n";
    if situation.findings.is_empty() {
        page += "None was found.\n";
    }
    for (i, finding) in &situation.findings {
        let _ = writeln!(page, "- Incident {}: {}.", i + 1, text(finding));
    }
    page += "\n## Sources\n\n";
    for source in &situation.sources {
        let numbers: Vec<String> = source.items.iter().map(ToString::to_string).collect();
        // In angle brackets an address may hold all but these.
        let url = source.url.as_deref().filter(|url| is_web(url) && !url.contains(['<', '>', ' ', '\n']));
        let words = url.map_or_else(|| text(&source.words), |url| format!("[{}](<{}>)", text(&source.words), plain(url)));
        let _ = writeln!(page, "- {words} (incident {})", numbers.join(", "));
    }
    let _ = writeln!(
        page,
        "\nFigures by the rule `{}`. Made by Recount from the reports above: what they say, not what is true.",
        situation.rule.as_str()
    );
    page
}

fn numbers(situation: &Situation) -> String {
    let (now, before) = (&situation.toll, &situation.before);
    let mut tables = format!("\n## Against the time before\n\n| | these days | {} |\n|---|---|---|\n", text(&situation.before_words));
    let _ = writeln!(tables, "| Incidents | {} | {} |", now.incidents, before.incidents);
    let pairs = [
        ("Killed", now.killed, before.killed),
        ("Wounded", now.wounded, before.wounded),
        ("Abducted", now.abducted, before.abducted),
        ("Attackers killed", now.attackers_killed, before.attackers_killed),
    ];
    for (what, now, before) in pairs {
        let _ = writeln!(tables, "| {what} | {} | {} |", now.words(), before.words());
    }
    tables += "\n## Killed over time\n\n| From | attacked | attackers |\n|---|---|---|\n";
    for bar in situation.bars.iter().filter(|bar| bar.killed + bar.attackers > 0) {
        let _ = writeln!(tables, "| {} | {} | {} |", bar.label, bar.killed, bar.attackers);
    }
    tables += "\n## Who was harmed\n\n| Role | Side | Killed | Wounded | Abducted |\n|---|---|---|---|---|\n";
    for group in &situation.groups {
        let side = if group.is_attacker { "attackers" } else { "attacked" };
        let _ = writeln!(tables, "| {} | {side} | {} | {} | {} |", text(&group.role), group.killed, group.wounded, group.abducted);
    }
    tables
}

fn figure(count: Option<&Count>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| text(&number(count)))
}

/// Words in which no letter is a mark of Markdown or HTML.
fn text(words: &str) -> String {
    let mut text = String::new();
    for letter in plain(words).chars() {
        match letter {
            '\n' => text.push(' '),
            '<' => text += "&lt;",
            '&' => text += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '>' | '!' => text.extend(['\\', letter]),
            _ => text.push(letter),
        }
    }
    text
}
