//! People of a noun group: how many, what they are, whose they are.

use recount_lexicon::words::{GroupKind, Lexicon};
use recount_model::{Age, Count, PartyKind, Role, Sex, Span, Stance};
use recount_text::Text;

use crate::chunk::{Part, traits};
use crate::mention::count::CountMention;

/// People as one noun group tells them.
#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) words: Span,
    pub(crate) who: String,
    pub(crate) role: Role,
    pub(crate) kind: PartyKind,
    /// What the word itself says of their part.
    pub(crate) stance: Option<Stance>,
    /// Canonical organisation.
    pub(crate) organisation: Option<String>,
    pub(crate) nationality: Option<String>,
    pub(crate) age: Option<Age>,
    pub(crate) sex: Option<Sex>,
    pub(crate) count: Count,
    /// The words of the number.
    pub(crate) count_words: Span,
    /// The rule that read the number.
    pub(crate) count_rule: &'static str,
    /// "another five", "12 others"
    pub(crate) additional: bool,
    /// "one of the guards"
    pub(crate) of_group: bool,
    /// "the soldiers": told of before.
    pub(crate) definite: bool,
    /// "about 40", "dozens": an exact figure may refine it.
    pub(crate) rounded: bool,
    /// A count stands in the words.
    pub(crate) counted: bool,
    /// Named one by one.
    pub(crate) named: bool,
}

impl People {
    /// Whether those who are arrested may be those who did it: no child, and nobody whose work it is to help, report or rule.
    pub(crate) fn may_be_suspects(&self) -> bool {
        let of_age = self.age != Some(Age::Child);
        of_age
            && matches!(
                self.role,
                Role::Unknown
                    | Role::Civilian
                    | Role::Combatant
                    | Role::Militia
                    | Role::Worker
                    | Role::Driver
                    | Role::Trader
                    | Role::Student
            )
    }
}

/// The people of one noun group; `None` where it names none.
pub(crate) fn people(lexicon: &Lexicon, text: &Text, counts: &[CountMention], part: &Part) -> Option<People> {
    if part.traits == 0 {
        return None;
    }
    let entry = part.people;
    let counted = part.count.map(|count| &counts[count]);
    let named = part.traits & traits::NAME != 0 || (entry.is_some_and(|entry| entry.named) && !entry.is_some_and(|entry| entry.plural));
    let one = (Count::exact(1), "count.article");
    let some = (Count::vague(1), "count.some");
    let (count, count_rule) = match counted {
        Some(count) => (count.count, count.rule),
        None if entry.is_some_and(|entry| entry.group) => some,
        None if named || part.article => one,
        None => match entry {
            Some(entry) if !entry.plural && !entry.mass => one,
            _ => some,
        },
    };
    let group = part.group.map(|group| lexicon.group(group));
    let (role, kind) = role(entry.map(|entry| (entry.role, entry.kind)), group.map(|group| (group.list, group.kind)));
    let words = text.span(part.tokens.clone());
    Some(People {
        words,
        who: text.document[words].to_owned(),
        role,
        kind,
        stance: entry.and_then(|entry| entry.stance),
        organisation: group.map(|group| group.organisation.clone()).filter(|name| !name.is_empty()),
        nationality: part.country.map(|code| String::from_utf8_lossy(&code).into_owned()),
        age: entry.and_then(|entry| if entry.child { Some(Age::Child) } else { entry.adult.then_some(Age::Adult) }),
        sex: entry.and_then(|entry| if entry.female { Some(Sex::Female) } else { entry.male.then_some(Sex::Male) }),
        count,
        count_words: counted.map_or(words, |count| count.span),
        count_rule,
        additional: counted.is_some_and(|count| count.additional),
        of_group: counted.is_some_and(|count| count.of_group),
        definite: part.definite,
        rounded: counted.is_some_and(|count| count.rounded),
        counted: counted.is_some(),
        named,
    })
}

fn role(person: Option<(Role, PartyKind)>, group: Option<(GroupKind, PartyKind)>) -> (Role, PartyKind) {
    match (person, group) {
        // "MINUSMA soldiers" keep the peace; "an Al-Shabaab leader" fights.
        (Some((Role::Soldier | Role::Police, _)), Some((GroupKind::Mission, kind))) => (Role::Peacekeeper, kind),
        (Some((Role::Unknown | Role::Worker, kind)), Some((GroupKind::Mission | GroupKind::Agency(recount_model::SourceKind::Un), _))) => {
            (Role::UnStaff, kind)
        }
        (Some((Role::Unknown, _)), Some((GroupKind::Armed, kind))) => (Role::Combatant, kind),
        (Some((Role::Unknown, _)), Some((GroupKind::Force(role), kind))) => (role, kind),
        (Some(person), _) => person,
        (None, Some((GroupKind::Armed, kind))) => (Role::Combatant, kind),
        (None, Some((GroupKind::Mission, kind))) => (Role::Peacekeeper, kind),
        (None, Some((GroupKind::Force(role), kind))) => (role, kind),
        (None, Some((_, kind))) => (Role::Unknown, kind),
        (None, None) => (Role::Unknown, PartyKind::Unknown),
    }
}
