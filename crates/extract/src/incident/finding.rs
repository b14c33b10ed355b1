//! Findings: where the report disagrees with itself or with the map (CODEBOOK §4.10).

use recount_lexicon::geo::{Point, distance_km};
use recount_model::{Casualty, Count, Discourse, Evidence, Finding, Incident, Level, Outcome, Side, Sum, Total};
use recount_text::Part;

use super::draft::Drafts;
use super::strand::Strand;
use crate::Report;
use crate::mention::when::weekday_differs;

/// Every finding of a report.
pub(super) fn find(report: &Report, strands: &[Strand], drafts: &Drafts, incidents: &[Incident], sums: &[Sum]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sum in sums {
        findings.extend(sum_differs(incidents, sum));
    }
    for (draft, incident) in drafts.incidents.iter().zip(incidents) {
        if incident.discourse == Discourse::News {
            findings.extend(headline_differs(report, strands, draft.strands.as_slice(), incident));
        }
        findings.extend(parts_differ(incident));
        findings.extend(distance_differs(report, strands, draft.strands.as_slice(), incident));
    }
    for read in &report.reads {
        for when in &read.whens {
            if let Some(weekday) = weekday_differs(when) {
                findings.push(Finding {
                    rule: "weekday.differs-from-date",
                    level: Level::Warning,
                    message: format!("\"{}\" was a {weekday:?}", &report.text.document[when.span]),
                    evidence: vec![Evidence::new(when.span, when.rule)],
                });
            }
        }
    }
    findings
}

fn total_of(incident: &Incident, outcome: Outcome, side: Side) -> Option<&Total> {
    match (outcome, side) {
        (Outcome::Killed, Side::Initiator) => incident.totals.initiators_killed.as_ref(),
        (Outcome::Killed, _) => incident.totals.killed.as_ref(),
        (Outcome::Wounded, Side::Initiator) => incident.totals.initiators_wounded.as_ref(),
        (Outcome::Wounded, _) => incident.totals.wounded.as_ref(),
        (Outcome::Abducted, _) => incident.totals.abducted.as_ref(),
        _ => None,
    }
}

/// The joint number against the numbers of its incidents.
fn sum_differs(incidents: &[Incident], sum: &Sum) -> Option<Finding> {
    let totals: Vec<&Total> = sum.covers.iter().filter_map(|i| total_of(&incidents[*i], sum.outcome, sum.side)).collect();
    let exact = totals.len() == sum.covers.len() && totals.iter().all(|total| total.count.is_exact()) && sum.count.is_exact();
    let parts: u32 = totals.iter().map(|total| total.count.low).sum();
    if !exact || parts == sum.count.low {
        return None;
    }
    let terms: Vec<String> = totals.iter().map(|total| total.count.low.to_string()).collect();
    let word = sum.outcome.as_str();
    let mut message = format!("the report says {} {word} in all; its parts give {} = {parts}", sum.count.low, terms.join(" + "));
    let without = parts.checked_sub(sum.count.low).and_then(|surplus| {
        sum.covers.iter().flat_map(|i| incidents[*i].casualties.iter()).find(|group| counts(group, sum) && group.count.low == surplus)
    });
    if let Some(group) = without {
        message.push_str(&format!("; {} is reached without \"{}\"", sum.count.low, group.who));
    }
    let mut evidence = sum.evidence.clone();
    evidence.extend(totals.iter().flat_map(|total| total.evidence.iter().copied()));
    Some(Finding { rule: "sum.differs-from-parts", level: Level::Warning, message, evidence })
}

/// The last group of this sort is the likeliest to have been forgotten; a total is no group.
fn counts(group: &Casualty, sum: &Sum) -> bool {
    let headline_too = group.evidence.len() > 1;
    group.outcome == sum.outcome
        && group.side == sum.side
        && !group.total
        && group.count.is_exact()
        && group.part_of.is_none()
        && !headline_too
}

/// A figure of headline or highlights against the number that stands.
fn headline_differs(report: &Report, strands: &[Strand], own: &[usize], incident: &Incident) -> Vec<Finding> {
    let mut findings = Vec::new();
    for strand in own.iter().map(|i| &strands[*i]) {
        let part = report.reads[strand.read].part;
        if !matches!(part, Part::Headline | Part::Highlight) {
            continue;
        }
        for figure in strand.figures.iter().filter(|figure| !figure.subset && figure.people.count.is_exact()) {
            let side = if figure.attackers { Side::Initiator } else { Side::Victim };
            let Some(total) = total_of(incident, figure.outcome, side).filter(|total| total.count.is_exact()) else { continue };
            let listed: Count = strand
                .figures
                .iter()
                .filter(|other| other.outcome == figure.outcome && other.attackers == figure.attackers && !other.subset)
                .fold(Count::exact(0), |sum, other| sum.plus(other.people.count));
            // "Five including the bomber" of the body is the headline's five.
            let told = own
                .iter()
                .flat_map(|i| &strands[*i].figures)
                .any(|other| other.outcome == figure.outcome && other.told == listed && other.told != other.people.count);
            if listed.is_exact() && listed.low != total.count.low && !told {
                let mut evidence = vec![Evidence::new(figure.people.words, figure.rule)];
                evidence.extend(total.evidence.iter().copied());
                findings.push(Finding {
                    rule: "headline.differs-from-body",
                    level: Level::Warning,
                    message: format!("the {} {} {}, the body {}", name(part), listed.low, figure.outcome.as_str(), total.count.low),
                    evidence,
                });
                break;
            }
        }
    }
    findings
}

fn name(part: Part) -> &'static str {
    if part == Part::Headline { "headline gives" } else { "highlights give" }
}

/// Parts that are more than the total they belong to.
fn parts_differ(incident: &Incident) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, total) in incident.casualties.iter().enumerate().filter(|(_, group)| group.total) {
        let Some(high) = total.count.high else { continue };
        let parts: Vec<&Casualty> =
            incident.casualties.iter().filter(|group| group.part_of == Some(i) && !group.count.is_some_only()).collect();
        if let Some(part) = parts.iter().find(|part| part.count.low > high) {
            let mut evidence = total.evidence.clone();
            evidence.extend(part.evidence.iter().copied());
            findings.push(Finding {
                rule: "group.larger-than-total",
                level: Level::Warning,
                message: format!("\"{}\" is more than the {} {} in all", part.who, high, total.outcome.as_str()),
                evidence,
            });
        }
    }
    findings
}

/// "130 miles south of Timbuktu" against the map.
fn distance_differs(report: &Report, strands: &[Strand], own: &[usize], incident: &Incident) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some((lat, lon)) = incident.place.as_ref().and_then(|place| place.lat.zip(place.lon)) else { return findings };
    for strand in own.iter().map(|i| &strands[*i]) {
        for mention in report.reads[strand.read].places.clone().map(|place| &report.places[place]) {
            let (Some(told), Some(id)) = (mention.distance_km, mention.chosen) else { continue };
            let from = report.coder.gazetteer.place(id);
            let km = distance_km(Point { lat: from.lat, lon: from.lon }, Point { lat, lon });
            if km > 3.0 && (km - told).abs() > told * 0.15 + 2.0 {
                findings.push(Finding {
                    rule: "distance.differs-from-map",
                    level: Level::Warning,
                    message: format!("told as {told:.0} km from {}; the map gives {km:.0} km", from.name),
                    evidence: vec![Evidence::new(mention.span, "place.distance")],
                });
            }
        }
    }
    findings
}
