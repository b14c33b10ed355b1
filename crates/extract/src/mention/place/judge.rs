//! Whether a name of the map is a place here, or part of the name of a person, a firm, a paper. In: the name and what stands around
//! it; out: a verdict, or nothing for what is no place.

use recount_lexicon::gazetteer::{PlaceKind, PlaceRecord};
use recount_text::Shape;

use super::around::Around;
use super::name::{Form, Match, Sentence};
use super::rules::{
    ADJECTIVE, BODY, Classes, DIRECTION, GIVEN, INNER, PARTICLE, PLACING, ROAD, SAYS, SORT, STOP, SURNAME, TAIL, TIME, TITLE, WEAK,
};
use super::seen::{Seen, look_around};

/// A place of so many people is one even where nothing beside it says so.
const KNOWN_TO_ALL: u32 = 300_000;
/// A place of so many people is believed behind "in" though its name is an everyday word.
const TOWN: u32 = 15_000;
/// An acronym has at most so many letters.
const LONGEST_ACRONYM: usize = 5;

/// A name that is a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) is_in_name: bool,
    pub(super) is_doubtful: bool,
}

/// What a neighbour with a capital makes of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    /// Nothing.
    None,
    /// It and the name are a person's name.
    Person,
    /// It and the name are the name of a public body of the place.
    Body,
    /// It and the name are some other name.
    Name,
}

/// Judges a name.
pub(super) fn judge(sentence: &Sentence, name: &Match, around: &Around, is_title_case: bool) -> Option<Verdict> {
    let first = sentence.gazetteer.place(name.candidates[0].id);
    let is_country = first.kind == PlaceKind::Country;
    if name.form != Form::Plain {
        return Some(Verdict { is_in_name: false, is_doubtful: false });
    }
    let start = name.tokens.start;
    let classes = if name.tokens.len() == 1 { sentence.classes_at(start) } else { 0 };
    let is_lone_acronym = sentence.text.tokens[start].shape == Shape::Upper && !sentence.text.capitals && name.tokens.len() == 1;
    let is_word = classes & (BODY | TAIL | TITLE | SORT | SAYS | ADJECTIVE) != 0 && !precedes_region(sentence, name);
    if classes & TIME != 0
        || is_word
        || (classes & STOP != 0 && around.strength < 2)
        || (is_lone_acronym && is_other_acronym(sentence, name, around))
    {
        return None;
    }
    let mut is_in_name = false;
    if is_road(sentence, name.tokens.end) {
        return None;
    }
    if !sentence.text.capitals {
        let before = name_before(sentence, start, is_title_case);
        let after = name_after(sentence, name, classes, is_title_case, is_country || is_known(&first));
        if before == Neighbour::Person || after == Neighbour::Person || (before == Neighbour::Name && !is_country) {
            return None;
        }
        is_in_name = before != Neighbour::None || after != Neighbour::None;
        let is_nobody = is_country || is_known(&first) || around.strength >= 2;
        if is_in_name
            && after != Neighbour::Body
            && (classes & (GIVEN | SURNAME) != 0 || name.is_common || !is_nobody && !is_seen_placed(sentence, name))
        {
            return None;
        }
    }
    let strong = around.strength >= 2 || around.sort != 0 || around.follows_comma || is_country;
    if is_person_or_word(sentence, name, around, &first, classes) {
        return None;
    }
    if sentence.text.capitals && !strong && !(around.strength == 1 && first.population >= TOWN) {
        return None;
    }
    let is_sure = strong || around.strength == 1 || is_known(&first) || precedes_region(sentence, name) || is_seen_placed(sentence, name);
    Some(Verdict { is_in_name, is_doubtful: !is_country && (name.is_common || is_in_name || !is_sure) })
}

/// "Birmingham Road"; "Nevada Highway Patrol" is no road.
fn is_road(sentence: &Sentence, end: usize) -> bool {
    let goes_on = sentence.is_word(end + 1) && sentence.is_capital(end + 1);
    sentence.is_word(end) && sentence.is_capital(end) && sentence.classes_at(end) & ROAD != 0 && (sentence.text.capitals || !goes_on)
}

/// Whether the report puts something in the place elsewhere.
fn is_seen_placed(sentence: &Sentence, name: &Match) -> bool {
    name.tokens.len() == 1 && look_around(sentence.rules, sentence.text, name.tokens.start).placed
}

fn is_known(place: &PlaceRecord) -> bool {
    place.population >= KNOWN_TO_ALL || place.country.is_empty()
}

/// "HIV" is no village, but "GAO, Mali" is a town.
fn is_other_acronym(sentence: &Sentence, name: &Match, around: &Around) -> bool {
    let start = name.tokens.start;
    let is_acronym = name.candidates.iter().any(|candidate| candidate.needs_capitals);
    let is_short = sentence.text.word(start).chars().filter(|letter| letter.is_alphabetic()).count() <= LONGEST_ACRONYM;
    let opens = start == sentence.tokens.start && matches!(sentence.at(name.tokens.end), "," | "—" | "–" | "--" | "-" | "(" | ":");
    let is_shouted = sentence.is_word(name.tokens.end)
        && sentence.text.tokens[name.tokens.end].shape == Shape::Upper
        && sentence.text.word(name.tokens.end).len() > LONGEST_ACRONYM;
    is_short && !is_acronym && !opens && !is_shouted && !around.follows_comma
}

/// What the word before the name makes of it: "John London", "Mr. London", "Camp London".
fn name_before(sentence: &Sentence, start: usize, is_title_case: bool) -> Neighbour {
    let Some(before) = start.checked_sub(1).filter(|before| sentence.is_word(*before)) else { return Neighbour::None };
    let word = sentence.at(before);
    let classes = sentence.rules.classes(word);
    let is_capital = sentence.is_capital(before);
    let is_initial = is_capital && word.trim_end_matches('.').len() == 1 && word != "a" && word != "i";
    if classes & TITLE != 0 && classes & (SORT | PARTICLE) == 0 || is_initial || (is_capital && classes & GIVEN != 0) {
        return Neighbour::Person;
    }
    let neutral = PLACING | WEAK | DIRECTION | INNER | SORT | TIME | STOP | PARTICLE;
    let tells_nothing = !is_capital || is_title_case || before == sentence.tokens.start || classes & neutral != 0 || word.starts_with('\'');
    if tells_nothing || sentence.is_taken(before) { Neighbour::None } else { Neighbour::Name }
}

/// What the word after the name makes of it: "Chad Miller", "Dallas Police", "Moscow Times", "Lagos Singers".
fn name_after(sentence: &Sentence, name: &Match, own: Classes, is_title_case: bool, is_known: bool) -> Neighbour {
    let end = name.tokens.end;
    if !sentence.is_word(end) || !sentence.is_capital(end) || sentence.is_taken(end) {
        return Neighbour::None;
    }
    let classes = sentence.classes_at(end);
    let goes_on = sentence.is_word(end + 1) && sentence.is_capital(end + 1);
    if classes & SORT != 0 && !goes_on || classes & TIME != 0 {
        return Neighbour::None;
    }
    if classes & TAIL != 0 && !is_title_case {
        return Neighbour::Name;
    }
    if classes & (BODY | TITLE | SORT) != 0 {
        return if is_title_case { Neighbour::None } else { Neighbour::Body };
    }
    if own & GIVEN != 0 && !(is_title_case && is_known) {
        return Neighbour::Person;
    }
    if is_title_case || sentence.name_at(end).is_some_and(|next| !next.is_common && is_known) { Neighbour::None } else { Neighbour::Name }
}

/// A single word that nothing beside it makes a place: a surname, a common noun, somebody that the report has named before.
fn is_person_or_word(sentence: &Sentence, name: &Match, around: &Around, first: &PlaceRecord, classes: Classes) -> bool {
    let is_country = first.kind == PlaceKind::Country;
    let strong = around.strength >= 2 || around.sort != 0;
    if name.tokens.len() > 1 {
        return name.is_common && !strong && !is_country;
    }
    if around.follows_comma && around.strength < 2 && classes & (GIVEN | SURNAME) == 0 && !name.is_common || strong && !name.is_common {
        return false;
    }
    if is_country && classes & (GIVEN | SURNAME) == 0 {
        return false;
    }
    if precedes_region(sentence, name) {
        return false;
    }
    if name.is_common && strong {
        return first.population < TOWN && around.sort == 0;
    }
    let says = sentence.classes_at(name.tokens.end) & SAYS != 0 && !is_known(first) && !is_country;
    let Seen { person, placed, lower } = look_around(sentence.rules, sentence.text, name.tokens.start);
    if placed && !person {
        return false;
    }
    if is_country || is_known(first) {
        return person || (lower && !is_country);
    }
    let is_town = around.strength == 1 && first.population >= TOWN;
    name.is_common || says || person || lower || (classes & (GIVEN | SURNAME) != 0 && !is_town)
}

/// "Lincoln, Neb.", "Trenton, New Jersey": the region after the comma says that the name is a place.
fn precedes_region(sentence: &Sentence, name: &Match) -> bool {
    let after = name.tokens.end + 1;
    if sentence.at(name.tokens.end) != "," || !sentence.is_word(after) || !sentence.is_capital(after) {
        return false;
    }
    let next = sentence.short_at(after).or_else(|| sentence.name_at(after));
    next.is_some_and(|next| {
        let place = sentence.gazetteer.place(next.candidates[0].id);
        matches!(place.kind, PlaceKind::Country | PlaceKind::Region)
    })
}
