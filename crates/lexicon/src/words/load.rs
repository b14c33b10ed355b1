//! Reading the lists. A list is tab-separated text; lines that begin with '#' are comments.

use std::hash::Hasher;

use recount_model::{ObjectKind, PartyKind, Role, SourceKind, Stance, Tactic, WeaponKind};
use rustc_hash::FxHasher;

use super::{
    Act, ActEntry, Entry, EntryId, Form, Group, GroupId, GroupKind, Lexicon, PersonEntry, SayAct, Strength, Thing, forms, trie::Trie,
};
use crate::fold::fold_into;

/// A row of a list that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{list}:{line}: {problem}")]
pub struct ListError {
    /// The list.
    pub list: String,
    /// Line from 1.
    pub line: usize,
    /// What is wrong, and the cure.
    pub problem: String,
}

const LISTS: &[(&str, &str)] = &[
    ("any/countries.tsv", include_str!("../../words/any/countries.tsv")),
    ("any/groups.tsv", include_str!("../../words/any/groups.tsv")),
    ("any/missions.tsv", include_str!("../../words/any/missions.tsv")),
    ("any/agencies.tsv", include_str!("../../words/any/agencies.tsv")),
    ("any/forces.tsv", include_str!("../../words/any/forces.tsv")),
    ("en/acts.tsv", include_str!("../../words/en/acts.tsv")),
    ("en/persons.tsv", include_str!("../../words/en/persons.tsv")),
    ("en/objects.tsv", include_str!("../../words/en/objects.tsv")),
    ("en/weapons.tsv", include_str!("../../words/en/weapons.tsv")),
    ("en/says.tsv", include_str!("../../words/en/says.tsv")),
    ("en/sets.tsv", include_str!("../../words/en/sets.tsv")),
];

/// About as many phrases as the lists hold: tables of this size need not grow.
const PHRASES: usize = 16_384;

pub(super) fn builtin() -> Result<Lexicon, ListError> {
    with(&[])
}

pub(super) fn with(lists: &[(String, String)]) -> Result<Lexicon, ListError> {
    let mut lexicon =
        Lexicon { trie: Trie::with_room(PHRASES), entries: Vec::with_capacity(PHRASES), groups: Vec::new(), sets: Vec::new(), hash: 0 };
    let mut hasher = FxHasher::default();
    for (name, built_in) in LISTS {
        let text = lists.iter().find(|(given, _)| given == name).map_or(*built_in, |(_, text)| text.as_str());
        hasher.write(text.as_bytes());
        read_list(&mut lexicon, name, text)?;
    }
    if let Some((unknown, _)) = lists.iter().find(|(given, _)| !LISTS.iter().any(|(name, _)| name == given)) {
        let known: Vec<&str> = LISTS.iter().map(|(name, _)| *name).collect();
        let problem = format!("there is no such list; the lists are {}", known.join(", "));
        return Err(ListError { list: unknown.clone(), line: 1, problem });
    }
    lexicon.hash = hasher.finish();
    Ok(lexicon)
}

fn read_list(lexicon: &mut Lexicon, name: &str, text: &str) -> Result<(), ListError> {
    for (i, line) in text.lines().enumerate() {
        let is_head = line.starts_with('#') || line.starts_with("iso2\t");
        if is_head || line.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        read_row(lexicon, name, &columns).map_err(|problem| ListError { list: name.to_owned(), line: i + 1, problem })?;
    }
    Ok(())
}

fn read_row(lexicon: &mut Lexicon, name: &str, columns: &[&str]) -> Result<(), String> {
    match name {
        "any/countries.tsv" => country(lexicon, columns),
        "any/groups.tsv" | "any/missions.tsv" => armed_group(lexicon, columns, name == "any/missions.tsv"),
        "any/agencies.tsv" => agency(lexicon, columns),
        "any/forces.tsv" => force(lexicon, columns),
        "en/acts.tsv" => act(lexicon, columns),
        "en/persons.tsv" => person(lexicon, columns),
        "en/objects.tsv" => object(lexicon, columns),
        "en/weapons.tsv" => weapon(lexicon, columns),
        "en/says.tsv" => say(lexicon, columns),
        _ => set(lexicon, columns),
    }
}

fn take<const N: usize>(columns: &[&str]) -> Result<[String; N], String> {
    if columns.len() < N {
        return Err(format!("{} columns where {N} are needed; separate them by tabs and write '-' for none", columns.len()));
    }
    Ok(std::array::from_fn(|i| columns[i].to_owned()))
}

fn known<T>(value: Option<T>, what: &str, word: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("'{word}' is no {what} of the codebook"))
}

fn tactic(word: &str) -> Result<Option<Tactic>, String> {
    if word == "-" { Ok(None) } else { known(Tactic::from_word(word), "tactic", word).map(Some) }
}

impl Lexicon {
    fn add(&mut self, phrase: &str, entry: Entry) {
        let mut ids = Vec::with_capacity(8);
        let mut folded = String::with_capacity(phrase.len());
        let parted = phrase.contains(['\'', '’']).then(|| phrase.replace("'s ", " s ").replace("’s ", " s "));
        for word in parted.as_deref().unwrap_or(phrase).split_whitespace() {
            folded.clear();
            fold_into(word, &mut folded);
            for part in folded.split(['-', '/', '‑', '–']).filter(|part| !part.is_empty()) {
                ids.push(if part.contains(['.', ',']) { self.trie.intern(&part.replace(['.', ','], "")) } else { self.trie.intern(part) });
            }
        }
        if !ids.is_empty() {
            let id = EntryId(self.entries.len() as u32);
            self.entries.push(entry);
            self.trie.add(&ids, id);
        }
    }
}

/// Whether an alias is an acronym that is safe in capitals only.
fn is_upper(alias: &str) -> bool {
    let letters = || alias.chars().filter(|letter| letter.is_alphabetic());
    !alias.contains(' ') && letters().all(char::is_uppercase) && letters().count() <= 6
}

fn aliases_of(name: &str, aliases: &str) -> Vec<String> {
    // What stands in brackets is a label ("Ansaru (Nigeria)"); the names themselves are listed.
    let mut all = if name.contains('(') { Vec::new() } else { vec![name.to_owned()] };
    all.extend(aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty() && *alias != "-").map(str::to_owned));
    all.sort();
    all.dedup();
    all
}

fn add_group(lexicon: &mut Lexicon, group: Group) {
    let id = GroupId(lexicon.groups.len() as u32);
    for alias in &group.aliases {
        lexicon.add(alias, Entry::Group(id, is_upper(alias)));
    }
    lexicon.groups.push(group);
}

fn armed_group(lexicon: &mut Lexicon, columns: &[&str], mission: bool) -> Result<(), String> {
    let [name, aliases, country, kind, years] = take(columns)?;
    let kind = known(PartyKind::from_word(&kind), "party kind", &kind)?;
    let list = if mission { GroupKind::Mission } else { GroupKind::Armed };
    let countries = country.split(';').map(str::to_owned).filter(|code| code != "-").collect();
    add_group(lexicon, Group { organisation: name.clone(), aliases: aliases_of(&name, &aliases), name, list, kind, countries, years });
    Ok(())
}

fn agency(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [name, aliases, kind, country] = take(columns)?;
    let source = match kind.as_str() {
        "intergovernmental" => SourceKind::Official,
        other => known(SourceKind::from_word(other), "source kind", other)?,
    };
    let kind = if source == SourceKind::Un { PartyKind::ExternalForces } else { PartyKind::Civilians };
    let countries = country.split(';').map(str::to_owned).filter(|code| code != "-").collect();
    add_group(
        lexicon,
        Group {
            organisation: name.clone(),
            aliases: aliases_of(&name, &aliases),
            name,
            list: GroupKind::Agency(source),
            kind,
            countries,
            years: "-".to_owned(),
        },
    );
    Ok(())
}

fn force(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [name, aliases, country, _kind, role, organisation] = take(columns)?;
    let role = if role == "other" { Role::Unknown } else { known(Role::from_word(&role), "role", &role)? };
    let countries = country.split(';').map(str::to_owned).filter(|code| code != "-").collect();
    add_group(
        lexicon,
        Group {
            aliases: aliases_of(&name, &aliases),
            name,
            // A force of many countries ("National Guard") belongs to none until the report tells.
            organisation: if organisation == "-" { String::new() } else { organisation },
            list: GroupKind::Force(role),
            kind: PartyKind::StateForces,
            countries,
            years: "-".to_owned(),
        },
    );
    Ok(())
}

fn country(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [iso2, _, name, aliases, demonyms] = take(columns)?;
    let code: [u8; 2] = iso2.as_bytes().try_into().map_err(|_| format!("'{iso2}' is no two-letter country code"))?;
    for alias in aliases_of(&name, &aliases) {
        lexicon.add(&alias, Entry::Country(code, is_upper(&alias)));
    }
    for demonym in demonyms.split('|').map(str::trim).filter(|demonym| !demonym.is_empty() && *demonym != "-") {
        let plural = demonym.ends_with('s') || demonym.ends_with("men");
        lexicon.add(demonym, Entry::Demonym(code, plural));
    }
    Ok(())
}

fn act(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [word, pos, act, tactic_word, strength] = take(columns)?;
    let act = known(Act::from_word(&act), "act", &act)?;
    let tactic = tactic(&tactic_word)?;
    let strength = match strength.as_str() {
        "strong" => Strength::Strong,
        "harm" => Strength::Harm,
        "weak" => Strength::Weak,
        other => return Err(format!("'{other}' is no strength; write strong, harm or weak")),
    };
    for (phrase, form) in inflected(&word, &pos)? {
        lexicon.add(&phrase, Entry::Act(ActEntry { act, form, tactic, strength }));
    }
    Ok(())
}

fn inflected(word: &str, pos: &str) -> Result<Vec<(String, Form)>, String> {
    Ok(match pos {
        "v" => forms::verb_forms(word),
        "n" => forms::noun_forms(word),
        "a" => vec![(word.to_owned(), Form::Adj)],
        "p" => vec![(word.to_owned(), Form::Phrase)],
        other => return Err(format!("'{other}' is no part of speech; write v, n, a or p")),
    })
}

fn person(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [word, role, stance, kind, marks] = take(columns)?;
    let role = known(Role::from_word(&role), "role", &role)?;
    let stance = match stance.as_str() {
        "initiator" => Some(Stance::Initiator),
        "state" => Some(Stance::Responder),
        _ => None,
    };
    let kind = known(PartyKind::from_word(&kind), "party kind", &kind)?;
    let marks: Vec<&str> = marks.split(',').collect();
    let has = |mark: &str| marks.contains(&mark);
    for (phrase, form) in forms::noun_forms(&word) {
        let mass = word.split_once('/').is_some_and(|(singular, plural)| singular == plural);
        let entry = PersonEntry {
            role,
            stance,
            kind,
            plural: form == Form::Plural,
            mass,
            child: has("child"),
            adult: has("adult"),
            female: has("f"),
            male: has("m"),
            named: has("named"),
            weak: has("weak"),
            status: has("status"),
            of: has("of"),
            group: has("group"),
            pronoun: has("pronoun"),
            foreign: has("foreign"),
        };
        if !(mass && form == Form::Noun) {
            lexicon.add(&phrase, Entry::Person(entry));
        }
    }
    Ok(())
}

fn object(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [word, kind, marks] = take(columns)?;
    let kind = known(ObjectKind::from_word(&kind), "object kind", &kind)?;
    for (phrase, form) in forms::noun_forms(&word) {
        let thing = Thing { kind, tactic: None, weak: marks.contains("weak"), plural: form == Form::Plural };
        lexicon.add(&phrase, Entry::Object(thing));
    }
    Ok(())
}

fn weapon(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [word, kind, tactic_word, marks] = take(columns)?;
    let kind = known(WeaponKind::from_word(&kind), "weapon kind", &kind)?;
    let tactic = tactic(&tactic_word)?;
    for (phrase, form) in forms::noun_forms(&word) {
        let thing = Thing { kind, tactic, weak: marks.contains("weak"), plural: form == Form::Plural };
        lexicon.add(&phrase, Entry::Weapon(thing));
    }
    Ok(())
}

fn say(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [word, pos, act] = take(columns)?;
    let act = SayAct::from_word(&act).ok_or_else(|| format!("'{act}' is no act of speech; the list's head names them"))?;
    for (phrase, form) in inflected(&word, &pos)? {
        lexicon.add(&phrase, Entry::Say(act, form));
    }
    Ok(())
}

/// A set: its name, and its words with '|' between.
fn set(lexicon: &mut Lexicon, columns: &[&str]) -> Result<(), String> {
    let [name, words] = take(columns)?;
    let words = words.split('|').map(|word| lexicon.trie.intern(word.trim())).collect();
    lexicon.sets.push((name, words));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_load() {
        let lexicon = builtin().unwrap();
        assert!(lexicon.groups().len() > 900);
    }

    #[test]
    fn a_bad_row_names_list_line_and_cure() {
        let lists = [("en/objects.tsv".to_owned(), "# head\nbarracks\tfortress\t-\n".to_owned())];
        let error = with(&lists).unwrap_err();
        assert_eq!(error.to_string(), "en/objects.tsv:2: 'fortress' is no object kind of the codebook");
    }
}
