//! From a draft to the published incident: tactic, stage, time, place, parties, objects, weapons, responsibility.

use recount_model::{
    Certainty, Discourse, Evidence, Incident, IncidentEvidence, Note, Place, Responsibility, ResponsibilityStatus, SourceNamed, Stage,
    Total, WeaponUsed,
};
use recount_text::Part;

use super::draft::Draft;
use super::object::objects;
use super::party::parties;
use super::strand::Strand;
use super::tactic::tactic;
use super::{frame, tally, time};
use crate::Report;
use crate::chunk::traits;
use crate::mention::place::place_of;
use crate::told::Told;

/// The incident of a draft.
pub(super) fn incident(report: &Report, strands: &[Strand], draft: &Draft, told: &Told, notes: &mut Vec<Note>) -> Incident {
    let (tactic, also, tactic_evidence) = tactic(report, strands, draft);
    let (casualties, totals) = tally::tally(report, strands, draft, tactic, told);
    let hit = |total: &Option<Total>| total.as_ref().is_some_and(|total| total.count.high != Some(0));
    let stage = stage(report, strands, draft, hit(&totals.killed) || hit(&totals.wounded));
    let first = &strands[draft.strands[0]];
    let read = &report.reads[first.read];
    let span = report.text.sentences[read.sentence].span;
    let deed = first.events.first().map_or(span, |event| report.text.span(read.chunks.chunks[read.events[*event].chunk].tokens.clone()));
    let mut incident = Incident {
        discourse: draft.discourse,
        frame: frame::frame(report, strands, draft, tactic),
        tactic,
        also,
        stage,
        certainty: Certainty::Stated,
        evidence: IncidentEvidence {
            stage: vec![Evidence::new(deed, if stage == Stage::Foiled { "stage.foiled" } else { "stage.accomplished" })],
            certainty: vec![Evidence::new(deed, "certainty.stated")],
            tactic: tactic_evidence,
            discourse: vec![Evidence::new(span, if draft.discourse == Discourse::News { "discourse.news" } else { "discourse.earlier" })],
        },
        when: when(report, strands, draft, notes),
        place: place(report, draft, notes),
        places: Vec::new(),
        parties: parties(report, strands, draft),
        objects: objects(report, strands, draft),
        weapons: weapons(report, strands, draft),
        casualties,
        totals,
        responsibility: Responsibility { status: ResponsibilityStatus::Unknown, party: None, by: None, evidence: Vec::new() },
        responses: Vec::new(),
        links: Vec::new(),
        sources: Vec::new(),
        signs: Vec::new(),
        confidence: 0,
    };
    tell(strands, draft, told, &mut incident);
    incident
}

fn stage(report: &Report, strands: &[Strand], draft: &Draft, harm: bool) -> Stage {
    let foiled = draft.strands.iter().map(|i| &strands[*i]).filter(|strand| strand.cues.foiled).count();
    let top = draft
        .strands
        .iter()
        .map(|i| &strands[*i])
        .any(|strand| strand.cues.foiled && matches!(report.reads[strand.read].part, Part::Headline | Part::Lead));
    if !harm && (top || foiled * 2 > draft.strands.len()) { Stage::Foiled } else { Stage::Accomplished }
}

fn when(report: &Report, strands: &[Strand], draft: &Draft, notes: &mut Vec<Note>) -> Option<recount_model::When> {
    let mut when = draft.when.clone();
    if when.is_none() {
        let dated = draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| {
            let mention = strand.when.map(|when| &report.reads[strand.read].whens[when])?;
            (mention.first.is_none() && mention.kind != crate::mention::when::WhenKind::TimeOfDay).then_some(mention)
        });
        if let Some(mention) = dated.filter(|_| report.text.document.published.is_none()) {
            notes.push(Note {
                rule: "date.no-publication",
                message: format!(
                    "\"{}\" is not resolved: the report has no publication date; give one",
                    &report.text.document[mention.span]
                ),
                evidence: vec![Evidence::new(mention.span, mention.rule)],
            });
        }
        if draft.discourse == Discourse::News {
            when = time::nearby(report, strands, draft)
                .or_else(|| draft.strands.iter().find_map(|i| time::of_speech(report, &strands[*i])))
                .or_else(|| time::assumed(report, None).filter(|_| !told_coarsely(report, strands, draft)));
        }
    }
    when
}

/// "January 2023:" at the top: the day is untold, not unsaid.
fn told_coarsely(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let first = &strands[draft.strands[0]];
    first.when.map(|when| &report.reads[first.read].whens[when]).is_some_and(|when| {
        let long = when.first.zip(when.last).is_some_and(|(first, last)| (last - first).get_days() > 7);
        long && when.kind == crate::mention::when::WhenKind::Explicit
    })
}

fn place(report: &Report, draft: &Draft, notes: &mut Vec<Note>) -> Option<Place> {
    let in_country = |id| !report.coder.gazetteer.place(id).country.is_empty();
    let index = draft.place.or_else(|| {
        // A dateline names the bureau, not the site: its country is believed, no more.
        (draft.discourse == Discourse::News && !report.places.is_empty())
            .then(|| report.places.iter().position(|place| place.chosen.is_some_and(in_country)))
            .flatten()
    })?;
    let mention = &report.places[index];
    let gazetteer = &report.coder.gazetteer;
    if let Some(id) = mention.chosen {
        return Some(place_of(gazetteer, report.text, mention, id));
    }
    let outer = &report.places[mention.container?];
    let around = place_of(gazetteer, report.text, outer, outer.chosen?);
    let written = report.text.document[mention.span].to_owned();
    notes.push(Note {
        rule: "place.not-on-the-map",
        message: format!("\"{written}\" is not on the map; the position is that of {}", around.name),
        evidence: vec![Evidence::new(mention.span, "place.unknown-name")],
    });
    let evidence = vec![Evidence::new(mention.span, "place.unknown-name"), Evidence::new(outer.span, "place.container")];
    Some(Place {
        name: written.clone(),
        as_written: written,
        kind: recount_model::PlaceKind::Settlement,
        gazetteer_id: None,
        evidence,
        ..around
    })
}

fn weapons(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<WeaponUsed> {
    let mut weapons: Vec<WeaponUsed> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        let chunks = &read.chunks.chunks[strand.clause.clone()];
        for part in chunks.iter().flat_map(|chunk| &read.chunks.parts[chunk.parts.clone()]) {
            // "No explosive device was found."
            let none = part.count.is_some_and(|count| read.counts[count].count.form == recount_model::CountForm::None);
            let is_named = part.traits & (traits::WEAPON | traits::ACT) != 0 && !none;
            let Some(weapon) = part.weapon.filter(|weapon| is_named && !weapon.weak) else { continue };
            let span = report.text.span(part.tokens.clone());
            let evidence = Evidence::new(span, "weapon.named");
            match weapons.iter_mut().find(|known| known.kind == weapon.kind) {
                Some(known) => known.evidence.push(evidence),
                None => {
                    weapons.push(WeaponUsed { name: report.text.document[span].to_owned(), kind: weapon.kind, evidence: vec![evidence] });
                }
            }
        }
    }
    weapons
}

/// Sources, claims and responses told in the sentences of the incident.
fn tell(strands: &[Strand], draft: &Draft, told: &Told, incident: &mut Incident) {
    let mut reads: Vec<usize> = draft.strands.iter().map(|i| strands[*i].read).collect();
    reads.sort_unstable();
    reads.dedup();
    for attribution in reads.iter().flat_map(|read| told.attributions_of(*read)) {
        match incident.sources.iter_mut().find(|known| known.name.to_lowercase() == attribution.name.to_lowercase()) {
            Some(known) => known.evidence.push(attribution.evidence),
            None => incident.sources.push(SourceNamed {
                name: attribution.name.clone(),
                kind: attribution.kind,
                evidence: vec![attribution.evidence],
            }),
        }
    }
}
