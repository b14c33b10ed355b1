//! Context: sentences on what surrounds the incidents: missions, interventions, insurgencies, war totals, risks.

use recount_model::{Context, ContextKind, Date, Evidence, When};
use recount_text::Part;

use super::Told;
use super::rules::Family;
use super::sentence::Sentence;
use crate::chunk::traits;
use crate::mention::place::place_of;
use crate::mention::when::{Granularity, WhenKind, WhenMention, resolve_anchored};
use crate::pattern::Captures;
use crate::{Read, Report};

/// The last year that the report named: "that year" is that one.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    year: Option<(Date, Date)>,
    before: Option<(Date, Date)>,
}

impl Calendar {
    /// Goes on to the next sentence.
    pub(super) fn turn_to(&mut self, _report: &Report, read: &Read) {
        self.before = self.year;
        let last = read.whens.iter().rev().find(|when| when.granularity >= Granularity::Month && !when.duration_or_set);
        if let Some((first, last)) = last.and_then(|when| when.first.zip(when.last)) {
            self.year = Some((first, last));
        }
    }
}

/// Finds the contexts that a sentence tells.
pub(super) fn find_contexts(sentence: &Sentence, calendar: &Calendar, told: &mut Told) {
    if !matches!(sentence.read.part, Part::Body | Part::Lead) {
        return;
    }
    let mut kinds: Vec<ContextKind> = Vec::new();
    sentence.each(Family::Context, |rule, captures, pivot| {
        let Some(kind) = rule.gives.get("kind").and_then(|word| ContextKind::from_word(word)) else { return false };
        let unreal = sentence.has(pivot, traits::NEGATED | traits::POSSIBLE | traits::FUTURE) || sentence.is_nobody(pivot);
        if unreal || kinds.contains(&kind) || !holds_needs(sentence, rule.gives.get("needs").map(String::as_str), captures) {
            return false;
        }
        kinds.push(kind);
        let evidence = Evidence::new(sentence.span_over(captures.first, captures.last), rule.name);
        let mut context = context(sentence, calendar, kind, evidence, pivot);
        // "…," the statement added, speaking of the joint force formed by five nations: the words quoted before are no context.
        if (0..captures.first).any(|chunk| sentence.has(chunk, traits::QUOTE)) {
            context.span = sentence.span_over(captures.first, sentence.chunks().len() - 1);
        }
        told.contexts.push((sentence.index, context));
        true
    });
}

/// What a rule asks for beyond its pattern.
fn holds_needs(sentence: &Sentence, needs: Option<&str>, captures: &Captures) -> bool {
    match needs {
        // "have been killed since 2009", "over ten years"
        Some("long") => {
            let is_long = |when: &WhenMention| when.since || when.kind == WhenKind::Duration;
            sentence.read.whens.iter().any(is_long)
        }
        Some("risk") => captures
            .get("place")
            .is_some_and(|place| sentence.holds(sentence.sets().risk_word, place) && sentence.holds(sentence.sets().risk_noun, place)),
        // News that only mentions the war is no context.
        Some("quiet") => !sentence.read.events.iter().any(|event| event.victim.is_some_and(|victim| sentence.has(victim, traits::COUNTED))),
        _ => true,
    }
}

fn context(sentence: &Sentence, calendar: &Calendar, kind: ContextKind, evidence: Evidence, pivot: usize) -> Context {
    let report = sentence.report;
    let place = sentence.read.places.clone().map(|place| &report.places[place]).find_map(|mention| {
        mention.chosen.filter(|_| !mention.is_doubtful).map(|id| place_of(&report.coder.gazetteer, report.text, mention, id))
    });
    let mut parties: Vec<String> = Vec::new();
    for part in sentence.read.chunks.parts.iter().filter(|part| part.traits != 0) {
        let group = part.group.map(|group| report.coder.lexicon.group(group).name.clone());
        if let Some(name) = group.filter(|name| !parties.contains(name)) {
            parties.push(name);
        }
    }
    Context { kind, span: sentence.span(), when: when_near(sentence, calendar, pivot), place, parties, evidence: vec![evidence] }
}

/// The date of the sentence that stands nearest to the word of the context.
fn when_near(sentence: &Sentence, calendar: &Calendar, pivot: usize) -> Option<When> {
    let at = sentence.chunks()[pivot].head;
    let mut best: Option<(usize, When)> = None;
    for mention in &sentence.read.whens {
        let days = match (mention.first, mention.last) {
            (Some(first), Some(last)) => Some((first, last)),
            _ if mention.anchored => calendar.before.and_then(|(first, last)| resolve_anchored(mention, first, last)),
            _ => None,
        };
        let Some((first, last)) = days.filter(|_| !mention.duration_or_set) else { continue };
        let distance = mention.tokens.start.abs_diff(at);
        if best.as_ref().is_none_or(|(least, _)| distance < *least) {
            let evidence = vec![Evidence::new(mention.span, mention.rule)];
            best = Some((distance, When { first, last, part_of_day: mention.part_of_day, assumed: false, evidence }));
        }
    }
    best.map(|(_, when)| when)
}
