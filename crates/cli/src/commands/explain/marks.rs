//! Which words of the story are marked, and what is written under them.
//!
//! In: the evidence of a coded report. Out: stretches of the story with labels, none of which runs over a line's end.

use std::collections::BTreeMap;
use std::ops::Range;

use recount::record::{Casualty, Coded, Evidence, Incident, Part, Report, Total};

use crate::render::{short, visible};

/// A value with the words it came from.
pub(super) struct Mark {
    value: String,
    evidence: Evidence,
}

/// A stretch of the story in bytes, its label, and whether it gives one of the figures that stand.
pub(super) type Laid = (Range<usize>, String, bool);

/// The report's title and text in lines that fit the terminal. Only spaces became line breaks: every letter stands where
/// it stood.
pub(super) struct Story {
    text: String,
    /// The byte of each code point of the title; of the text.
    title: Vec<usize>,
    body: Vec<usize>,
}

impl Story {
    /// The story in lines of `width` letters.
    pub(super) fn of(report: &Report, width: usize) -> Self {
        let before = report.title.as_deref().filter(|title| !report.text.starts_with(*title)).unwrap_or_default();
        let gap = if before.is_empty() { "" } else { "\n\n" };
        let start = before.len() + gap.len();
        let offsets = |text: &str, from: usize| text.char_indices().map(|(i, _)| from + i).chain([from + text.len()]).collect();
        let title = report.title.as_deref().unwrap_or_default();
        let text = wrapped(&format!("{before}{gap}{}", report.text), width);
        Self { text, title: offsets(title, 0), body: offsets(&report.text, start) }
    }

    /// The story's lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The marks in the order of the story: those of the same words are one, those over a line's end are two. Whole
    /// sentences are not among them.
    pub(super) fn laid(&self, marks: &[Mark]) -> Vec<Laid> {
        let short = self.by_span(marks).into_iter().filter(|((start, end), _)| !is_sentence(*start..*end));
        short.flat_map(|((start, end), labels)| self.lines_of(start..end, &label(&labels))).collect()
    }

    /// What was read from whole sentences, each quoted by its beginning: an underlined paragraph would hide the rest.
    pub(super) fn sentences(&self, marks: &[Mark]) -> Vec<String> {
        let long = self.by_span(marks).into_iter().filter(|((start, end), _)| is_sentence(*start..*end));
        let quoted = long.map(|((start, end), labels)| {
            let words = self.text[start..end].replace('\n', " ");
            format!("{}: “{}”", label(&labels), visible(&short(&words, 60)))
        });
        quoted.collect()
    }

    fn by_span<'m>(&self, marks: &'m [Mark]) -> BTreeMap<(usize, usize), Vec<(String, &'m str)>> {
        let mut by_span: BTreeMap<(usize, usize), Vec<(String, &str)>> = BTreeMap::new();
        for mark in marks {
            let Evidence::Words { part, start, end, rule } = &mark.evidence else { continue };
            let offsets = if *part == Part::Title { &self.title } else { &self.body };
            let (Some(start), Some(end)) = (offsets.get(*start as usize), offsets.get(*end as usize)) else { continue };
            let labels = by_span.entry((*start, *end)).or_default();
            if labels.iter().all(|(value, known)| *value != mark.value || known != rule) {
                labels.push((mark.value.clone(), rule));
            }
        }
        by_span
    }

    fn lines_of(&self, span: Range<usize>, label: &str) -> Vec<Laid> {
        let mut laid: Vec<Laid> = Vec::new();
        let mut start = span.start;
        for line in self.text[span.clone()].split('\n') {
            let end = start + line.len();
            if !line.trim().is_empty() {
                laid.push((start..end, String::new(), false));
            }
            start = end + 1;
        }
        // The label stands where the words end.
        if let Some(last) = laid.last_mut() {
            label.clone_into(&mut last.1);
            last.2 = label.starts_with("total");
        }
        laid
    }
}

/// More bytes than this are underlined by nobody.
const LONGEST_MARK: usize = 70;

fn is_sentence(span: Range<usize>) -> bool {
    span.len() > LONGEST_MARK
}

/// "killed 5, party (harm.victim-passive)": values of one rule stand together.
fn label(labels: &[(String, &str)]) -> String {
    let mut by_rule: Vec<(&str, Vec<&str>)> = Vec::new();
    for (value, rule) in labels {
        match by_rule.iter_mut().find(|(known, _)| known == rule) {
            Some((_, values)) => values.push(value),
            None => by_rule.push((rule, vec![value])),
        }
    }
    let parts: Vec<String> = by_rule.iter().map(|(rule, values)| format!("{} ‹{rule}›", values.join(", "))).collect();
    parts.join("; ")
}

/// The text with line breaks in the place of spaces, so that no line is longer than `width` letters where it can be
/// helped.
fn wrapped(text: &str, width: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut length, mut space) = (0, None);
    for (i, letter) in text.char_indices() {
        length += 1;
        match letter {
            '\n' => (length, space) = (0, None),
            ' ' => space = Some((i, length)),
            _ => {}
        }
        if let Some((at, till)) = space.filter(|_| length > width) {
            bytes[at] = b'\n';
            (length, space) = (length - till, None);
        }
    }
    String::from_utf8(bytes).expect("a line break is as long as the space whose place it takes")
}

/// Everything that an incident was read from.
pub(super) fn of_incident(incident: &Incident) -> Vec<Mark> {
    let mut marks = Marks::default();
    let evidence = &incident.evidence;
    marks.add(incident.tactic.as_str(), &evidence.tactic);
    marks.add(incident.stage.as_str(), &evidence.stage);
    marks.add(incident.certainty.as_str(), &evidence.certainty);
    marks.add(incident.discourse.as_str(), &evidence.discourse);
    if let Some(when) = &incident.when {
        let days = if when.first == when.last { when.first.to_string() } else { format!("{} to {}", when.first, when.last) };
        marks.add(&days, &when.evidence);
    }
    for place in incident.place.iter().chain(&incident.places) {
        marks.add(&place.name, &place.evidence);
    }
    for party in &incident.parties {
        marks.add(&format!("{}: {}", party.stance, party.kind), &party.evidence);
    }
    for object in &incident.objects {
        marks.add(&format!("object: {}", object.kind), &object.evidence);
    }
    for weapon in &incident.weapons {
        marks.add(&format!("weapon: {}", weapon.kind), &weapon.evidence);
    }
    for casualty in &incident.casualties {
        marks.add(&figure(casualty), &casualty.evidence);
    }
    for (name, total) in totals(incident) {
        marks.add(&format!("total {name} {}", total.count.best), &total.evidence);
    }
    marks.add(&format!("responsibility: {}", incident.responsibility.status), &incident.responsibility.evidence);
    for response in &incident.responses {
        marks.add("answer", &response.evidence);
    }
    for link in &incident.links {
        marks.add(&format!("{} with {}", link.kind, link.to), &link.evidence);
    }
    for source in &incident.sources {
        marks.add(&format!("source: {}", source.kind), &source.evidence);
    }
    marks.0
}

fn figure(casualty: &Casualty) -> String {
    let low = casualty.count.low;
    let count = match casualty.count.high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low} to {high}"),
        None => format!("{low} or more"),
    };
    format!("{} {count} {}", casualty.outcome, casualty.role)
}

fn totals(incident: &Incident) -> impl Iterator<Item = (&'static str, &Total)> {
    let totals = &incident.totals;
    let named = [
        ("killed", &totals.killed),
        ("wounded", &totals.wounded),
        ("abducted", &totals.abducted),
        ("missing", &totals.missing),
        ("harmed", &totals.harmed),
        ("attackers killed", &totals.initiators_killed),
        ("attackers wounded", &totals.initiators_wounded),
        ("attackers arrested", &totals.initiators_arrested),
    ];
    named.into_iter().filter_map(|(name, total)| total.as_ref().map(|total| (name, total)))
}

/// What stands around the incidents, with a title for each sort.
pub(super) fn around(coded: &Coded) -> Vec<(String, Vec<Mark>)> {
    let mut sums = Marks::default();
    for sum in &coded.sums {
        sums.add(&format!("{} {} in {}", sum.outcome, sum.count.best, sum.covers.join(" and ")), &sum.evidence);
    }
    let mut statements = Marks::default();
    for statement in &coded.statements {
        statements.add(statement.act.as_str(), &statement.evidence);
    }
    let mut context = Marks::default();
    for item in &coded.context {
        context.add(item.kind.as_str(), &item.evidence);
    }
    let mut findings = Marks::default();
    for finding in &coded.findings {
        findings.add(finding.level.as_str(), &finding.evidence);
    }
    let mut notes = Marks::default();
    for note in &coded.notes {
        notes.add("note", &note.evidence);
    }
    let sections = [("Joint totals", sums), ("Statements", statements), ("Context", context), ("Findings", findings), ("Notes", notes)];
    let held = sections.into_iter().filter(|(_, marks)| !marks.0.is_empty());
    held.map(|(title, marks)| (title.to_owned(), marks.0)).collect()
}

#[derive(Default)]
struct Marks(Vec<Mark>);

impl Marks {
    fn add(&mut self, value: &str, evidence: &[Evidence]) {
        self.0.extend(evidence.iter().map(|evidence| Mark { value: value.to_owned(), evidence: evidence.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_only() {
        assert_eq!(wrapped("seven people were killed here", 12), "seven people\nwere killed\nhere");
        assert_eq!(wrapped("áéíóú áéíóú\nx", 5), "áéíóú\náéíóú\nx");
        assert_eq!(wrapped("unbreakable words", 4), "unbreakable\nwords");
    }

    #[test]
    fn values_of_one_rule_stand_together() {
        let labels = [("killed 5".to_owned(), "harm.died"), ("total killed 5".to_owned(), "harm.died"), ("news".to_owned(), "told.lead")];
        assert_eq!(label(&labels), "killed 5, total killed 5 ‹harm.died›; news ‹told.lead›");
    }
}
