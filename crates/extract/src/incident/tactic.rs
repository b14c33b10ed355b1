//! The tactic of an incident: the acts, weapons and sides of its sentences come in, the most specific likely one goes out.

use recount_lexicon::words::Strength;
use recount_model::{Evidence, PartyKind, Stance, Tactic};
use recount_text::Part;

use super::draft::Draft;
use super::strand::Strand;
use crate::Report;
use crate::chunk::traits;

/// The more specific first (CODEBOOK §3).
const SPECIFIC: &[Tactic] = &[
    Tactic::SuicideBombing,
    Tactic::ChemicalAttack,
    Tactic::HostageTaking,
    Tactic::Kidnapping,
    Tactic::AirStrike,
    Tactic::Shelling,
    Tactic::VehicleRamming,
    Tactic::Bombing,
    Tactic::Ambush,
    Tactic::Assassination,
    Tactic::Execution,
    Tactic::SexualViolence,
    Tactic::Massacre,
    Tactic::Arson,
    Tactic::Looting,
    Tactic::MobViolence,
    Tactic::Crackdown,
    Tactic::Disappearance,
    Tactic::Clash,
    Tactic::Seizure,
    Tactic::ArmedAssault,
    Tactic::Beating,
    Tactic::OtherViolence,
];

/// The tactic, a second one that is nearly as likely, and the words for the first.
pub(super) fn tactic(report: &Report, strands: &[Strand], draft: &Draft) -> (Tactic, Option<Tactic>, Vec<Evidence>) {
    let mut weights: Vec<(Tactic, i32, Evidence)> = Vec::new();
    let mut add = |tactic: Tactic, weight: i32, evidence: Evidence| match weights.iter_mut().find(|(known, _, _)| *known == tactic) {
        Some((_, sum, _)) => *sum += weight,
        None => weights.push((tactic, weight, evidence)),
    };
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        let top = if matches!(read.part, Part::Headline | Part::Lead | Part::Highlight) { 2 } else { 1 };
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let chunk = &read.chunks.chunks[event.chunk];
            if let Some(tactic) = event.entry.tactic {
                let weight = if event.entry.strength == Strength::Strong { 4 } else { 2 };
                add(tactic, weight * top, Evidence::new(report.text.span(chunk.tokens.clone()), event.rule));
            }
            let weapon_parts = event
                .actor
                .into_iter()
                .chain([event.chunk])
                .flat_map(|i| read.chunks.parts[read.chunks.chunks[i].parts.clone()].iter().map(move |part| (i, part)));
            for (i, part) in weapon_parts {
                // "men with grenades" attack with more than grenades: only a weapon that itself acts names the tactic.
                let acts = read.chunks.chunks[i].traits & traits::PERSON == 0;
                if let Some(tactic) = part.weapon.filter(|weapon| acts && !weapon.weak).and_then(|weapon| weapon.tactic) {
                    add(tactic, 4 * top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.weapon"));
                }
                if part.people.is_some() && words_hold(report, part.tokens.clone(), "suicide") {
                    add(Tactic::SuicideBombing, 5 * top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.bomber"));
                }
            }
        }
    }
    if let Some(evidence) = against_protesters(report, strands, draft) {
        add(Tactic::Crackdown, 8, evidence);
    }
    if weights.is_empty() {
        weights.extend(weapon_beside(report, strands, draft));
    }
    let most = weights.iter().map(|(_, weight, _)| *weight).max().unwrap_or(0);
    let mut likely: Vec<&(Tactic, i32, Evidence)> = weights.iter().filter(|(_, weight, _)| *weight * 3 >= most).collect();
    likely.sort_by_key(|(tactic, _, _)| SPECIFIC.iter().position(|known| known == tactic));
    let first = likely.first().map(|(tactic, _, evidence)| (*tactic, *evidence));
    let second = likely
        .iter()
        .skip(1)
        .find(|(tactic, weight, _)| *weight * 2 >= most && *tactic != Tactic::ArmedAssault)
        .map(|(tactic, _, _)| *tactic);
    match first {
        Some((tactic, evidence)) => (tactic, second, vec![evidence]),
        None => {
            // Harm by somebody, by means that the report does not name.
            let first = draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| Some((strand, strand.events.first()?)));
            let evidence = first.map(|(strand, event)| {
                let read = &report.reads[strand.read];
                let tokens = read.chunks.chunks[read.events[*event].chunk].tokens.clone();
                Evidence::new(report.text.span(tokens), "tactic.not-named")
            });
            (Tactic::ArmedAssault, None, evidence.into_iter().collect())
        }
    }
}

/// A weapon named in a sentence of harm stands for its tactic, if no act does.
fn weapon_beside(report: &Report, strands: &[Strand], draft: &Draft) -> Option<(Tactic, i32, Evidence)> {
    draft.strands.iter().map(|i| &strands[*i]).filter(|strand| !strand.figures.is_empty()).find_map(|strand| {
        let parts = report.reads[strand.read].chunks.parts.iter().filter(|part| part.traits & traits::WEAPON != 0);
        let mut named = parts.filter_map(|part| Some((part, part.weapon.filter(|weapon| !weapon.weak)?.tactic?)));
        named.next().map(|(part, tactic)| (tactic, 1, Evidence::new(report.text.span(part.tokens.clone()), "tactic.weapon-beside")))
    })
}

/// Troops or police on one side, protesters on the other, and somebody hurt.
fn against_protesters(report: &Report, strands: &[Strand], draft: &Draft) -> Option<Evidence> {
    draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| {
        let read = &report.reads[strand.read];
        let parts = || read.chunks.parts.iter().filter(|part| part.traits != 0);
        let forces = parts().any(|part| part.people.is_some_and(|entry| entry.stance == Some(Stance::Responder)));
        let protesters = parts().find(|part| part.people.is_some_and(|entry| entry.kind == PartyKind::Protesters))?;
        let hurt = strand.figures.iter().any(|figure| !figure.attackers);
        (forces && hurt).then(|| Evidence::new(report.text.span(protesters.tokens.clone()), "tactic.against-protesters"))
    })
}

fn words_hold(report: &Report, mut tokens: std::ops::Range<usize>, word: &str) -> bool {
    tokens.any(|token| report.text.fold(token) == word)
}
