//! Who is meant by a claim: "Al-Shabaab", "its commander", "it", "the group", "another group, the Hill Front".

use recount_model::ResponsibilityStatus;

use super::introduced::is_new_band;
use super::sentence::{Armed, Sentence};
use super::speaker::{self, Memory};
use crate::chunk::traits;
use crate::pattern::Captures;

/// Who is meant, as written and canonical.
#[derive(Debug, Clone)]
pub(super) struct Party {
    pub(super) name: String,
    pub(super) organisation: Option<String>,
    pub(super) armed: bool,
}

impl From<Armed> for Party {
    fn from(armed: Armed) -> Self {
        Self { name: armed.name, organisation: armed.organisation, armed: true }
    }
}

/// The party that a claim captures as `who`, or the group named last where it captures none.
pub(super) fn party(
    sentence: &Sentence,
    memory: &Memory,
    captures: &Captures,
    claim: (Option<usize>, usize, ResponsibilityStatus),
) -> Option<Party> {
    let (who, pivot, status) = claim;
    let Some(who) = who else {
        let known = sentence.armed(pivot).or_else(|| sentence.armed_before(pivot)).or_else(|| memory.armed.clone());
        return known.map(Party::from);
    };
    if let Some(armed) = sentence.armed(who) {
        let name = if sentence.is_introduced(who) { armed.name.clone() } else { speaker::name(sentence, who) };
        return Some(Party { name, ..armed.into() });
    }
    if status != ResponsibilityStatus::Accused
        && let Some(known) = antecedent(sentence, memory, who)
    {
        return Some(known);
    }
    // "Umar Hassan, a commander of the Hill Front, claimed"
    let end = if who < pivot { pivot } else { (who + 4).min(sentence.chunks().len()) };
    let beside = (who + 1..end).find_map(|chunk| sentence.armed(chunk));
    if let Some(armed) = beside.filter(|_| sentence.has(who, traits::NAME | traits::PERSON)) {
        return Some(Party { name: speaker::name(sentence, who), ..armed.into() });
    }
    if sentence.has(who, traits::PRONOUN | traits::ACT | traits::WEAPON | traits::NUMBER) {
        return None;
    }
    let organisation = speaker::organisation(sentence, who);
    let they = captures.get("own").is_some_and(|own| sentence.text().fold(sentence.chunks()[own].head) == "they");
    let armed = (is_militant(sentence, who..end.max(who + 1)) || is_new_band(sentence, who)) && !they && organisation.is_none();
    let is_thing = organisation.is_none() && sentence.has(who, traits::OBJECT);
    (!is_thing).then(|| Party { name: speaker::name(sentence, who), organisation, armed })
}

fn is_militant(sentence: &Sentence, mut chunks: std::ops::Range<usize>) -> bool {
    use recount_model::SourceKind;
    chunks.any(|chunk| {
        sentence.holds(sentence.sets().militant_word, chunk)
            && matches!(speaker::kind(sentence, chunk), SourceKind::Unknown | SourceKind::Group)
    })
}

/// Whom "it" and "the group" stand for. A pronoun means the subject of the main clause, of its own sentence or of the one
/// before, and nobody whom a relative clause names beside it.
fn antecedent(sentence: &Sentence, memory: &Memory, who: usize) -> Option<Party> {
    if sentence.has(who, traits::PRONOUN) {
        let own = main_subject(sentence).filter(|subject| *subject < who).and_then(|subject| named(sentence, subject));
        let near = || sentence.armed_outside_relatives(who).map(Party::from);
        return own.or_else(near).or_else(|| memory.subject.clone()).or_else(|| memory.armed.clone().map(Party::from));
    }
    let chunk = &sentence.chunks()[who];
    let anaphor = sentence.is(sentence.sets().anaphor, chunk.head) && chunk.traits & (traits::NAME | traits::GROUP) == 0;
    if !anaphor || is_new_band(sentence, who) {
        return None;
    }
    sentence.armed_before(who).or_else(|| memory.armed.clone()).map(Party::from)
}

/// Remembers whom the next sentence can mean.
pub(super) fn remember(sentence: &Sentence, memory: &mut Memory) {
    if let Some(armed) = sentence.armed_before(sentence.chunks().len()) {
        memory.armed = Some(armed);
    }
    match main_subject(sentence) {
        Some(subject) if sentence.has(subject, traits::PRONOUN) => {}
        subject => memory.subject = subject.and_then(|subject| named(sentence, subject)),
    }
}

/// The organisation that a subject names, or speaks for ("a spokesman for the Hill Front").
fn named(sentence: &Sentence, subject: usize) -> Option<Party> {
    let behind = sentence.has_at(subject + 1, traits::P) && sentence.has_at(subject + 2, traits::NG);
    let chunks = [Some(subject), behind.then_some(subject + 2)];
    chunks.into_iter().flatten().find_map(|chunk| {
        let listed = || {
            let organisation = sentence.has(chunk, traits::GROUP).then(|| speaker::organisation(sentence, chunk)).flatten()?;
            Some(Party { name: speaker::name(sentence, chunk), organisation: Some(organisation), armed: false })
        };
        sentence.armed(chunk).map(Party::from).or_else(listed)
    })
}

/// The noun group that the main clause is about: the first that stands in no prepositional group and no clause set before.
fn main_subject(sentence: &Sentence) -> Option<usize> {
    let chunks = sentence.chunks();
    let mut clause_before = false;
    for (i, chunk) in chunks.iter().enumerate() {
        if chunk.traits & (traits::COMMA | traits::BREAK) != 0 {
            clause_before = false;
        }
        if chunk.traits & traits::SUB != 0 {
            clause_before = true;
        }
        let in_group = i > 0 && sentence.has(i - 1, traits::P);
        if chunk.traits & traits::NG != 0 && !in_group && !clause_before {
            return Some(i);
        }
    }
    None
}
