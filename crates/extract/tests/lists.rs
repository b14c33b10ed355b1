//! The word lists prove themselves: every entry is put into the frame sentence of its list and must be read as its class.

use recount_extract::{Coder, code};
use recount_lexicon::words::Form;
use recount_lexicon::words::forms::noun_forms;
use recount_model::{Coded, Document};

const PERSONS: &str = include_str!("../../lexicon/words/en/persons.tsv");
const OBJECTS: &str = include_str!("../../lexicon/words/en/objects.tsv");
const WEAPONS: &str = include_str!("../../lexicon/words/en/weapons.tsv");

/// Rows of a list: the word, its class and its marks.
fn rows(list: &str, class: usize, marks: usize) -> impl Iterator<Item = (&str, &str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).map(move |line| {
        let columns: Vec<&str> = line.split('\t').collect();
        (columns[0], columns[class], columns[marks])
    })
}

fn read(coder: &Coder, sentence: &str) -> Coded {
    let mut document = Document::new("list", None, sentence);
    document.published = Some(recount_model::Date::constant(2023, 3, 14));
    code(coder, document, true)
}

/// The words that are not read as their class, with what was read.
fn failures(list: &str, class: usize, marks: usize, sees: impl Fn(&str, &str) -> bool) -> Vec<String> {
    rows(list, class, marks)
        .filter(|(word, class, marks)| {
            let is_exempt = marks.contains("pronoun") || marks.contains("weak") && list == WEAPONS;
            !is_exempt && !sees(word, class)
        })
        .map(|(word, class, _)| format!("{word} ({class})"))
        .collect()
}

fn plural(word: &str) -> String {
    noun_forms(word).into_iter().find(|(_, form)| *form == Form::Plural).map(|(form, _)| form).unwrap_or_default()
}

fn singular(word: &str) -> String {
    noun_forms(word).into_iter().find(|(_, form)| *form == Form::Noun).map(|(form, _)| form).unwrap_or_default()
}

#[test]
fn every_sort_of_people_is_read_as_its_role() {
    let coder = Coder::builtin();
    let failed = failures(PERSONS, 1, 4, |word, role| {
        let coded = read(&coder, &format!("An explosion killed two {} in Gao, Mali, on Monday.", plural(word)));
        coded.incidents.iter().flat_map(|incident| &incident.casualties).any(|group| group.role.as_str() == role && group.count.low == 2)
    });
    // Wrong today: cattle and taxes count as words of peace, and a night is read as a time.
    assert_eq!(failed, ["cattle rustler (unknown)", "night watchman/night watchmen (security_guard)", "tax collector (official)"]);
}

#[test]
fn every_object_is_read_as_its_kind() {
    let coder = Coder::builtin();
    let failed = failures(OBJECTS, 1, 2, |word, kind| {
        let coded = read(&coder, &format!("Gunmen attacked the {} in Gao, Mali, on Monday.", singular(word)));
        coded.incidents.iter().flat_map(|incident| &incident.objects).any(|object| object.kind.as_str() == kind)
    });
    assert!(failed.is_empty(), "{} words are not read as their kind: {}", failed.len(), failed.join(", "));
}

#[test]
fn every_weapon_is_read_as_its_kind() {
    let coder = Coder::builtin();
    let failed = failures(WEAPONS, 1, 3, |word, kind| {
        let coded = read(&coder, &format!("Gunmen attacked a police station in Gao, Mali, with {} on Monday.", plural(word)));
        coded.incidents.iter().flat_map(|incident| &incident.weapons).any(|weapon| weapon.kind.as_str() == kind)
    });
    assert!(failed.is_empty(), "{} words are not read as their kind: {}", failed.len(), failed.join(", "));
}
