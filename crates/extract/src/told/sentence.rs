//! One sentence as this step looks at it.

use recount_lexicon::words::{GroupKind, SetId, WordId};
use recount_model::{SourceKind, Span};
use recount_text::Text;

use crate::chunk::{Chunk, Part, traits};
use crate::pattern::{self, Captures, Rule};
use crate::{Read, Report};

use super::introduced::Introduced;
use super::rules::{Family, Sets};

/// A sentence that has chunks.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) report: &'a Report<'a>,
    /// Index into [`Report::reads`].
    pub(super) index: usize,
    pub(super) read: &'a Read,
    /// Groups of no list that it introduces.
    pub(super) introduced: &'a [Introduced],
}

/// An armed group with the words that name it.
#[derive(Debug, Clone)]
pub(super) struct Armed {
    pub(super) name: String,
    /// Canonical; of a group of no list the name as written.
    pub(super) organisation: Option<String>,
}

impl<'a> Sentence<'a> {
    pub(super) fn text(&self) -> &'a Text<'a> {
        self.report.text
    }

    pub(super) fn chunks(&self) -> &'a [Chunk] {
        &self.read.chunks.chunks
    }

    pub(super) fn sets(&self) -> &'a Sets {
        &self.report.coder.told.sets
    }

    pub(super) fn id(&self, token: usize) -> WordId {
        self.report.words.id(token)
    }

    pub(super) fn span(&self) -> Span {
        self.report.text.sentences[self.read.sentence].span
    }

    /// The bytes of a chunk.
    pub(super) fn span_of(&self, chunk: usize) -> Span {
        self.text().span(self.chunks()[chunk].tokens.clone())
    }

    /// The bytes from one chunk to another.
    pub(super) fn span_over(&self, first: usize, last: usize) -> Span {
        self.span_of(first).to(self.span_of(last))
    }

    pub(super) fn is(&self, set: Option<SetId>, token: usize) -> bool {
        set.is_some_and(|set| self.report.coder.lexicon.is_in(set, self.id(token)))
    }

    /// Whether a word of the set stands in the chunk.
    pub(super) fn holds(&self, set: Option<SetId>, chunk: usize) -> bool {
        self.chunks()[chunk].tokens.clone().any(|token| self.is(set, token))
    }

    /// "no group", "nobody", "none of them"
    pub(super) fn is_nobody(&self, chunk: usize) -> bool {
        let tokens = &self.chunks()[chunk].tokens;
        let before = tokens.start.checked_sub(1).filter(|before| *before >= self.text().sentences[self.read.sentence].tokens.start);
        matches!(self.text().fold(tokens.start), "no" | "no-one")
            || before.is_some_and(|before| self.text().fold(before) == "no")
            || self.holds(self.sets().nobody, chunk)
    }

    /// The noun groups of a chunk that still stand.
    pub(super) fn parts(&self, chunk: usize) -> impl Iterator<Item = &'a Part> + use<'a> {
        self.read.chunks.parts[self.chunks()[chunk].parts.clone()].iter().filter(|part| part.traits != 0)
    }

    fn introduced_at(&self, chunk: usize) -> Option<&'a Introduced> {
        self.introduced.iter().find(|known| known.noun == chunk || known.name.contains(&chunk))
    }

    /// Whether a chunk names an armed group of no list.
    pub(super) fn is_introduced(&self, chunk: usize) -> bool {
        self.introduced_at(chunk).is_some()
    }

    /// The armed group that a chunk names.
    pub(super) fn armed(&self, chunk: usize) -> Option<Armed> {
        if let Some(known) = self.introduced_at(chunk) {
            return Some(Armed { name: known.words.clone(), organisation: Some(known.words.clone()) });
        }
        let all = &self.read.chunks.parts[self.chunks()[chunk].parts.clone()];
        all.iter().find_map(|part| {
            let group = self.report.coder.lexicon.group(part.group?);
            let armed = match group.list {
                GroupKind::Armed => Some(group.organisation.clone()),
                GroupKind::Agency(SourceKind::Media) => self.owner_of_outlet(&group.aliases),
                _ => None,
            };
            // "the Islamic State's claims of responsibility": the group, not its claims.
            let of_thing = self.chunks()[chunk].say.is_some() || part.traits & traits::ACT != 0;
            let name = if of_thing { group.name.clone() } else { self.text().words(part.tokens.clone()).to_owned() };
            armed.map(|organisation| Armed { name, organisation: Some(organisation) })
        })
    }

    /// "Amaq" is also called "Islamic State's Amaq": the group that an outlet speaks for.
    fn owner_of_outlet(&self, aliases: &[String]) -> Option<String> {
        use recount_lexicon::words::Entry;
        let lexicon = &self.report.coder.lexicon;
        aliases.iter().find_map(|alias| {
            let ids = lexicon.ids(alias);
            let (_, armed) = shorter_phrases(lexicon, &ids).find_map(|entries| {
                entries.iter().find_map(|entry| match lexicon.entry(*entry) {
                    Entry::Group(id, _) if lexicon.group(*id).list == GroupKind::Armed => {
                        Some(((), lexicon.group(*id).organisation.clone()))
                    }
                    _ => None,
                })
            })?;
            Some(armed)
        })
    }

    /// The last armed group named before a chunk.
    pub(super) fn armed_before(&self, chunk: usize) -> Option<Armed> {
        (0..chunk).rev().find_map(|chunk| self.armed(chunk))
    }

    /// The last armed group named before a chunk, but for those inside relative clauses.
    pub(super) fn armed_outside_relatives(&self, chunk: usize) -> Option<Armed> {
        let in_relative = |chunk: &usize| {
            let before = self.chunks()[..*chunk].iter().rev();
            before.take_while(|chunk| chunk.traits & (traits::COMMA | traits::BREAK) == 0).any(|chunk| chunk.traits & traits::REL != 0)
        };
        (0..chunk).rev().filter(|chunk| !in_relative(chunk)).find_map(|chunk| self.armed(chunk))
    }

    /// Whether there is a chunk of this sort at an index that may lie behind the sentence.
    pub(super) fn has_at(&self, chunk: usize, traits: traits::Traits) -> bool {
        self.chunks().get(chunk).is_some_and(|chunk| chunk.traits & traits != 0)
    }

    /// Whether the chunk is a noun group of this sort.
    pub(super) fn has(&self, chunk: usize, traits: traits::Traits) -> bool {
        self.chunks()[chunk].traits & traits != 0
    }

    /// Tries the rules of a family at every chunk a rule can turn on; `see` tells whether a match was of use.
    pub(super) fn each(&self, family: Family, mut see: impl FnMut(&'a Rule, &Captures, usize) -> bool) {
        let rules = &self.report.coder.told;
        for (pivot, chunk) in self.chunks().iter().enumerate() {
            let may = chunk.say.is_some()
                || chunk.traits & (traits::INITIATOR | traits::GROUP | traits::BE) != 0
                || rules.is_pivot(self.id(chunk.head))
                || chunk.acts != 0;
            if !may {
                continue;
            }
            for rule in rules.of(family, chunk) {
                if pattern::at(rule, self.chunks(), self.report.words, pivot).is_some_and(|captures| see(rule, &captures, pivot)) {
                    break;
                }
            }
        }
    }
}

fn shorter_phrases<'l>(
    lexicon: &'l recount_lexicon::words::Lexicon,
    ids: &[WordId],
) -> impl Iterator<Item = &'l [recount_lexicon::words::EntryId]> + use<'l> {
    let mut found = Vec::new();
    lexicon.each(ids, |_, entries| found.push(entries));
    found.into_iter()
}
