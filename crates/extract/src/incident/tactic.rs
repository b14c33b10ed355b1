//! The tactic of an incident: the acts, weapons and sides of its sentences come in, the most specific likely one goes out.

use recount_lexicon::words::{Act, Strength};
use recount_model::{Evidence, PartyKind, Role, Stance, Tactic};
use recount_text::Part;

use super::draft::Draft;
use super::passing;
use super::strand::Strand;
use crate::chunk::traits;
use crate::event::Event;
use crate::{Read, Report};

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

/// What speaks for each tactic, and the first words for it.
#[derive(Default)]
struct Weights(Vec<(Tactic, i32, Evidence)>);

/// Sentences that only speak of the incident: headline and lead, and those with a figure, a day or a place.
fn is_telling(report: &Report, strand: &Strand) -> bool {
    let top = matches!(report.reads[strand.read].part, Part::Headline | Part::Lead | Part::Highlight);
    top || strand.when.is_some() || strand.place.is_some() || !strand.figures.is_empty()
}

impl Weights {
    fn add(&mut self, tactic: Tactic, weight: i32, evidence: Evidence) {
        match self.0.iter_mut().find(|(known, _, _)| *known == tactic) {
            Some((_, sum, _)) => *sum += weight,
            None => self.0.push((tactic, weight, evidence)),
        }
    }

    /// The likely ones, the most specific first, each with its weight.
    fn likely(&self) -> Vec<&(Tactic, i32, Evidence)> {
        let most = self.most();
        let mut likely: Vec<&(Tactic, i32, Evidence)> = self.0.iter().filter(|(_, weight, _)| *weight * 3 >= most).collect();
        likely.sort_by_key(|(tactic, _, _)| SPECIFIC.iter().position(|known| known == tactic));
        likely
    }

    fn most(&self) -> i32 {
        self.0.iter().map(|(_, weight, _)| *weight).max().unwrap_or(0)
    }
}

/// The tactic, a second one that is nearly as likely, and the words for the first.
pub(super) fn tactic(report: &Report, strands: &[Strand], draft: &Draft) -> (Tactic, Option<Tactic>, Vec<Evidence>) {
    let own = || draft.strands.iter().map(|i| &strands[*i]);
    let mut weights = weights_of(report, own().filter(|strand| is_telling(report, strand)));
    if weights.0.is_empty() {
        weights = weights_of(report, own());
    }
    if let Some(evidence) = against_protesters(report, strands, draft) {
        weights.add(Tactic::Crackdown, 8, evidence);
    }
    if weights.0.is_empty() {
        weights.0.extend(weapon_beside(report, strands, draft));
    }
    let most = weights.most();
    let likely = weights.likely();
    let Some((first, _, evidence)) = likely.first().copied().copied() else { return not_named(report, strands, draft) };
    let second = likely
        .iter()
        .skip(1)
        .find(|(tactic, weight, _)| *weight * 2 >= most && *tactic != Tactic::ArmedAssault)
        .map(|(tactic, _, _)| *tactic);
    if first == Tactic::ArmedAssault
        && let Some(evidence) = office_holder(report, strands, draft)
    {
        return (Tactic::Assassination, second, vec![evidence]);
    }
    (first, second, vec![evidence])
}

/// What the words of some sentences speak for.
fn weights_of<'s>(report: &Report, strands: impl Iterator<Item = &'s Strand>) -> Weights {
    let mut weights = Weights::default();
    for strand in strands {
        let read = &report.reads[strand.read];
        let top = if matches!(read.part, Part::Headline | Part::Lead | Part::Highlight) { 2 } else { 1 };
        for event in strand.events.iter().map(|i| &read.events[*i]) {
            weigh(report, read, event, top, &mut weights);
        }
    }
    weights
}

/// Harm by somebody, by means that the report does not name.
fn not_named(report: &Report, strands: &[Strand], draft: &Draft) -> (Tactic, Option<Tactic>, Vec<Evidence>) {
    let first = draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| Some((strand, strand.events.first()?)));
    let evidence = first.map(|(strand, event)| {
        let read = &report.reads[strand.read];
        let tokens = read.chunks.chunks[read.events[*event].chunk].tokens.clone();
        Evidence::new(report.text.span(tokens), "tactic.not-named")
    });
    (Tactic::ArmedAssault, None, evidence.into_iter().collect())
}

/// What the words of one event speak for.
fn weigh(report: &Report, read: &Read, event: &Event, top: i32, weights: &mut Weights) {
    let chunk = &read.chunks.chunks[event.chunk];
    let found = matches!(event.entry.act, Act::Foil | Act::Find);
    if let Some(tactic) = event.entry.tactic.filter(|_| !passing::only_describes(read, event)) {
        let weight = if event.entry.strength == Strength::Strong { 4 } else { 2 };
        weights.add(tactic, weight * top, Evidence::new(report.text.span(chunk.tokens.clone()), event.rule));
    }
    let parts = |i: usize| read.chunks.parts[read.chunks.chunks[i].parts.clone()].iter();
    // A bomb that was found or defused names the tactic that it was meant for.
    let means = event.actor.into_iter().chain([event.chunk]).chain(event.target.filter(|_| found));
    let weapon_weight = if found { 1 } else { 4 * top };
    for (i, part) in means.flat_map(|i| parts(i).map(move |part| (i, part))) {
        // "men with grenades" attack with more than grenades: only a weapon that itself acts names the tactic.
        let acts = read.chunks.chunks[i].traits & traits::PERSON == 0;
        if let Some(tactic) = part.weapon.filter(|weapon| acts && !weapon.weak).and_then(|weapon| weapon.tactic) {
            weights.add(tactic, weapon_weight, Evidence::new(report.text.span(part.tokens.clone()), "tactic.weapon"));
        }
    }
    // "Five people including a suicide bomber were killed": the bomber stands among the dead.
    for part in event.actor.into_iter().chain([event.chunk]).chain(event.victim).flat_map(parts) {
        if part.people.is_some() && words_hold(report, part.tokens.clone(), "suicide") {
            weights.add(Tactic::SuicideBombing, 5 * top, Evidence::new(report.text.span(part.tokens.clone()), "tactic.bomber"));
        }
    }
}

/// "Gunmen shot dead the mayor": somebody with an office, and nobody beside them, is singled out.
fn office_holder(report: &Report, strands: &[Strand], draft: &Draft) -> Option<Evidence> {
    let figures = || draft.strands.iter().flat_map(|i| &strands[*i].figures);
    if figures().any(|figure| figure.outcome == recount_model::Outcome::Killed && figure.people.count.low > 1) {
        return None;
    }
    draft.strands.iter().map(|i| &strands[*i]).find_map(|strand| {
        let read = &report.reads[strand.read];
        let killed = strand.events.iter().map(|i| &read.events[*i]).filter(|event| matches!(event.entry.act, Act::Kill | Act::Shoot));
        let victims = killed.filter_map(|event| event.victim).flat_map(|i| &read.chunks.parts[read.chunks.chunks[i].parts.clone()]);
        let mut office = victims.filter(|part| {
            let holds = |role| matches!(role, Role::Official | Role::Politician | Role::Judge | Role::Diplomat);
            part.people.is_some_and(|entry| entry.named && !entry.plural && holds(entry.role))
        });
        office.next().map(|part| Evidence::new(report.text.span(part.tokens.clone()), "tactic.office-holder"))
    })
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
