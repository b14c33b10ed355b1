//! The objects of an incident: what was attacked, and what became of it ("seized a barracks").

use recount_lexicon::words::{Act, GroupKind};
use recount_model::{Effect, Evidence, Object, ObjectKind, SourceKind};

use super::draft::Draft;
use super::strand::Strand;
use crate::Report;
use crate::chunk::traits;

/// The most words of an act's name that still name its object ("the market bombing").
const MOST_WORDS: usize = 4;

/// The objects, in the order in which they are named.
pub(super) fn objects(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<Object> {
    let mut objects: Vec<Object> = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            let effect = effect(event.entry.act);
            // "… before troops retook it": the object told of last.
            if event.target.is_some_and(|target| read.chunks.chunks[target].traits & traits::PRONOUN != 0)
                && effect != Effect::Attacked
                && let Some(last) = objects.last_mut().filter(|last| !last.effects.contains(&effect))
            {
                last.effects.push(effect);
            }
            let chunks = event.target.into_iter().chain([event.chunk]).chain(event.victim);
            for part in chunks.flat_map(|chunk| read.chunks.parts[read.chunks.chunks[chunk].parts.clone()].iter()) {
                // "forces end restaurant siege": more is told than the object's name.
                let is_clause = part.traits & traits::ACT != 0 && part.tokens.len() > MOST_WORDS;
                let Some(object) = part.object.filter(|_| part.traits != 0 && part.people.is_none() && !is_clause) else { continue };
                let span = report.text.span(part.tokens.clone());
                let name = report.text.document[span].to_owned();
                let evidence = Evidence::new(span, event.rule);
                let owner = part.group.map(|group| report.coder.lexicon.group(group));
                let un = owner.is_some_and(|owner| matches!(owner.list, GroupKind::Mission | GroupKind::Agency(SourceKind::Un)));
                let kind = match object.kind {
                    ObjectKind::MilitaryBase | ObjectKind::GovernmentBuilding | ObjectKind::PolicePost if un => ObjectKind::UnBase,
                    kind => kind,
                };
                if let Some(known) = objects
                    .iter_mut()
                    .find(|known| known.kind == kind && (known.name == name || known.name.ends_with(&name) || name.ends_with(&known.name)))
                {
                    if !known.effects.contains(&effect) {
                        known.effects.push(effect);
                    }
                    known.evidence.push(evidence);
                    continue;
                }
                objects.push(Object {
                    name,
                    kind,
                    owner: owner.map(|owner| owner.name.clone()),
                    effects: vec![effect],
                    evidence: vec![evidence],
                });
            }
        }
    }
    objects
}

fn effect(act: Act) -> Effect {
    match act {
        Act::Destroy | Act::Burn | Act::Blowup => Effect::Destroyed,
        Act::Damage => Effect::Damaged,
        Act::Seize => Effect::Seized,
        Act::Retake => Effect::Retaken,
        _ => Effect::Attacked,
    }
}
