//! Who speaks: a noun group becomes a speaker with a name, a kind and an organisation; "the statement", "they" and a
//! bare family name become the speaker they stand for.

use recount_lexicon::words::{Group, GroupKind};
use recount_model::{Role, SourceKind, Span};

use super::party::Party;
use super::sentence::{Armed, Sentence};
use crate::Report;
use crate::chunk::{Part, traits};

/// Somebody who says something.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) kind: SourceKind,
    /// Canonical.
    pub(super) organisation: Option<String>,
    pub(super) span: Span,
}

/// So many speakers are remembered, at least.
const MOST_KNOWN: usize = 64;

/// Who and what was named in the sentences before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    speakers: Vec<Speaker>,
    /// Their names in small letters.
    lower: Vec<String>,
    /// The armed group named last.
    pub(super) armed: Option<Armed>,
    /// The organisation that the last main clause was about.
    pub(super) subject: Option<Party>,
}

impl Memory {
    /// The last speaker of one of these kinds; of any kind when none is given.
    fn last(&self, kinds: &[SourceKind]) -> Option<&Speaker> {
        self.speakers.iter().rev().find(|speaker| kinds.is_empty() || kinds.contains(&speaker.kind))
    }

    /// Remembers a speaker; of very many the oldest are forgotten.
    pub(super) fn note(&mut self, speaker: &Speaker) {
        if self.speakers.len() >= 2 * MOST_KNOWN {
            self.speakers.drain(..MOST_KNOWN);
            self.lower.drain(..MOST_KNOWN);
        }
        self.speakers.push(speaker.clone());
        self.lower.push(speaker.name.to_lowercase());
    }

    /// The last speaker of an organisation whose name holds these words and more ("the Secretary-General").
    fn last_with_words(&self, words: &str) -> Option<&Speaker> {
        let lower = words.to_lowercase();
        let known = self.speakers.iter().zip(&self.lower).rev();
        let mut fitting =
            known.filter(|(known, name)| known.organisation.is_some() && known.name.len() > words.len() && name.contains(&lower));
        fitting.next().map(|(known, _)| known)
    }
}

/// The speaker that a noun group names; `title` is the group set beside it ("Ali Hassan, a doctor").
pub(super) fn speaker(sentence: &Sentence, memory: &Memory, who: usize, title: Option<usize>) -> Option<Speaker> {
    let chunk = &sentence.chunks()[who];
    if chunk.traits & traits::NG == 0 || chunk.traits & (traits::ACT | traits::WEAPON | traits::NUMBER) != 0 {
        return None;
    }
    // In a report in capitals "WHO" is the pronoun.
    if sentence.text().capitals && chunk.tokens.len() == 1 && sentence.is(sentence.sets().relative, chunk.head) {
        return None;
    }
    let span = sentence.span_of(who);
    if let Some(known) = antecedent(sentence, memory, who) {
        return known.map(|known| Speaker { span, ..known.clone() });
    }
    if is_common(sentence, who) {
        return None;
    }
    let name = name(sentence, who);
    let title = title.filter(|_| chunk.traits & traits::NAME != 0);
    let kind = [Some(who), title].into_iter().flatten().map(|chunk| kind(sentence, chunk)).find(|kind| *kind != SourceKind::Unknown);
    let organisation = [Some(who), title].into_iter().flatten().find_map(|chunk| organisation(sentence, chunk));
    // "the Secretary-General", whose office was named before.
    let organisation = organisation.or_else(|| memory.last_with_words(&name)?.organisation.clone());
    // "The al-Qaida-linked group said": the armed group told of before.
    let is_band = sentence.is(sentence.sets().band, chunk.head) && memory.armed.is_some();
    let kind = kind.unwrap_or(if is_band { SourceKind::Group } else { SourceKind::Unknown });
    Some(Speaker { name, kind, organisation, span })
}

/// "plan", "tradition": a thing, not somebody.
fn is_common(sentence: &Sentence, who: usize) -> bool {
    let (chunk, sets) = (&sentence.chunks()[who], sentence.sets());
    let is_source = sentence.is(sets.anaphor, chunk.head) || sentence.is(sets.text, chunk.head);
    // "their way": whose it is, makes it nobody.
    let of_somebody = chunk.tokens.len() == 2 && sentence.is(sets.own, chunk.tokens.start);
    chunk.traits & traits::OTHER != 0
        && (chunk.tokens.len() == 1 || of_somebody)
        && !is_source
        && kind(sentence, who) == SourceKind::Unknown
}

/// `None`: the group names somebody itself. `Some(None)`: it stands for somebody who was not found.
fn antecedent<'m>(sentence: &Sentence, memory: &'m Memory, who: usize) -> Option<Option<&'m Speaker>> {
    let chunk = &sentence.chunks()[who];
    let text = sentence.text();
    if chunk.traits & traits::PRONOUN != 0 {
        return Some(memory.last(&[]));
    }
    let sets = sentence.sets();
    let definite = sentence.is(sets.definite, chunk.tokens.start);
    let bare = chunk.tokens.len() <= 2 && definite;
    if bare && sentence.is(sets.text, chunk.head) {
        return Some(memory.last(&[]));
    }
    if bare && sentence.is(sets.anaphor, chunk.head) {
        let kinds: &[SourceKind] = match text.fold(chunk.head) {
            "agency" | "organisation" | "organization" | "outlet" | "network" => {
                &[SourceKind::Un, SourceKind::Media, SourceKind::Ngo, SourceKind::Monitor]
            }
            "group" | "movement" | "militants" => &[SourceKind::Group, SourceKind::Monitor, SourceKind::Ngo],
            "mission" => &[SourceKind::Un],
            _ => &[],
        };
        return Some(memory.last(kinds));
    }
    // "Hassan said": the Ali Hassan of an earlier sentence.
    if chunk.traits & traits::NAME != 0 && chunk.tokens.len() == 1 {
        let word = text.word(chunk.head);
        let known = memory.speakers.iter().find(|known| known.name != word && known.name.split_whitespace().any(|part| part == word));
        return known.map(Some);
    }
    None
}

/// The words of a noun group without its article.
pub(super) fn name(sentence: &Sentence, chunk: usize) -> String {
    let mut tokens = sentence.chunks()[chunk].tokens.clone();
    let sets = sentence.sets();
    if tokens.len() > 1 && (sentence.is(sets.article, tokens.start) || sentence.is(sets.definite, tokens.start)) {
        tokens.start += 1;
    }
    // "In an online statement the Front said": the text is no part of the group's name.
    let text = tokens.clone().rev().find(|token| sentence.is(sets.text, *token));
    if sentence.has(chunk, traits::GROUP)
        && let Some(text) = text.filter(|text| *text + 1 < tokens.end)
    {
        tokens.start = text + 1;
    }
    sentence.text().words(tokens).to_owned()
}

/// What sort of source a noun group is.
pub(super) fn kind(sentence: &Sentence, chunk: usize) -> SourceKind {
    let by_group = sentence.parts(chunk).find_map(|part| Some(kind_of_group(sentence.report.coder.lexicon.group(part.group?))));
    let by_word = kind_of_words(sentence, chunk);
    match (by_group, by_word) {
        (Some(SourceKind::Military | SourceKind::Official), Some(SourceKind::Police)) => SourceKind::Police,
        (Some(kind), _) => kind,
        (None, Some(kind)) => kind,
        (None, None) => {
            let of_state = sentence.parts(chunk).any(|part| {
                part.traits & traits::PLACE != 0
                    || part
                        .people
                        .is_some_and(|people| matches!(people.role, Role::Official | Role::Politician | Role::Diplomat | Role::Judge))
            });
            if of_state { SourceKind::Official } else { SourceKind::Unknown }
        }
    }
}

fn kind_of_group(group: &Group) -> SourceKind {
    match group.list {
        GroupKind::Armed => SourceKind::Group,
        GroupKind::Agency(kind) => kind,
        GroupKind::Force(Role::Police | Role::SecurityGuard) => SourceKind::Police,
        GroupKind::Force(Role::Soldier | Role::Militia) => SourceKind::Military,
        GroupKind::Force(_) => SourceKind::Official,
        GroupKind::Mission => {
            let is_un = |name: &String| name.starts_with("United Nations") || name.starts_with("UN");
            if group.aliases.iter().any(is_un) { SourceKind::Un } else { SourceKind::Military }
        }
    }
}

fn kind_of_words(sentence: &Sentence, chunk: usize) -> Option<SourceKind> {
    let sets = sentence.sets();
    let order = [
        (sets.group, SourceKind::Group),
        (sets.police, SourceKind::Police),
        (sets.medical, SourceKind::Medical),
        (sets.military, SourceKind::Military),
        (sets.witness, SourceKind::Witness),
        (sets.media, SourceKind::Media),
        (sets.official, SourceKind::Official),
        (sets.monitor, SourceKind::Monitor),
        (sets.ngo, SourceKind::Ngo),
    ];
    // "the head of the hospital", "local officials": the head word first.
    let head = sentence.chunks()[chunk].head;
    let is_witness = sentence.is(sets.witness, head).then_some(SourceKind::Witness);
    let is_media = sentence.is(sets.media, head).then_some(SourceKind::Media);
    is_witness.or(is_media).or_else(|| {
        let kind = |wanted: &(_, SourceKind)| {
            sentence.chunks()[chunk]
                .tokens
                .clone()
                .any(|token| token_is(sentence, wanted.0, token) && !(wanted.1 == SourceKind::Witness && token != head))
        };
        order.iter().find(|wanted| kind(wanted)).map(|(_, kind)| *kind)
    })
}

fn token_is(sentence: &Sentence, set: Option<recount_lexicon::words::SetId>, token: usize) -> bool {
    sentence.is(set, token)
}

/// The canonical organisation that a noun group speaks for.
pub(super) fn organisation(sentence: &Sentence, chunk: usize) -> Option<String> {
    sentence.parts(chunk).find_map(|part| organisation_of(sentence.report, part))
}

fn organisation_of(report: &Report, part: &Part) -> Option<String> {
    if let Some(group) = part.group {
        let group = report.coder.lexicon.group(group);
        let name = match group.list {
            GroupKind::Agency(SourceKind::Un) if group.name.starts_with("UN ") => "United Nations",
            _ => group.organisation.as_str(),
        };
        return (!name.is_empty()).then(|| name.to_owned());
    }
    let of_state = part.traits & traits::PLACE != 0
        || part.people.is_some_and(|people| matches!(people.role, Role::Official | Role::Soldier | Role::Police | Role::Diplomat))
        || part.traits & (traits::OTHER | traits::OBJECT | traits::WEAPON | traits::ACT) != 0;
    part.country.filter(|_| of_state).map(|code| government_of(report, code))
}

/// "Government of X".
pub(super) fn government_of(report: &Report, code: [u8; 2]) -> String {
    let code = std::str::from_utf8(&code).unwrap_or_default();
    let listed = report.coder.lexicon.groups().iter().find(|group| {
        matches!(group.list, GroupKind::Force(_))
            && group.countries.len() == 1
            && group.countries[0] == code
            && group.organisation.starts_with("Government of")
    });
    match listed {
        Some(group) => group.organisation.clone(),
        None => format!("Government of {}", report.coder.countries.by_iso2(code).map_or(code, |country| country.name.as_str())),
    }
}
