//! What stands around a name. In: a sentence and the tokens of a name; out: how firmly an act is put there, the relation, distance
//! and direction, and the sort of place that the words tell.

use std::ops::Range;

use recount_lexicon::geo::bearing_of_word;
use recount_model::Relation;

use super::PlaceMention;
use super::name::Sentence;
use super::rules::{
    ADJECTIVE, ARTICLE, Classes, DIRECTION, DISTRICT, EDGE, INNER, KILOMETRE, METRE, MILE, NAMED, NEAR, PART, PLACING, REGION, SORT, WEAK,
};

/// Most words between "in" and "city of".
const MOST_ADJECTIVES: usize = 5;

/// What the words around a name say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Around {
    pub(super) strength: u8,
    pub(super) relation: Relation,
    pub(super) within: Option<f64>,
    pub(super) distance_km: Option<f64>,
    pub(super) bearing: Option<f64>,
    pub(super) offset_tokens: Option<Range<usize>>,
    /// The classes of the word for its sort: some of [`SORT`].
    pub(super) sort: Classes,
    pub(super) follows_comma: bool,
}

/// Reads what stands before and after a name; `last` is the mention before it.
pub(super) fn read_around(sentence: &Sentence, name: &Range<usize>, last: Option<&PlaceMention>) -> Around {
    let mut around = Around {
        strength: 0,
        relation: Relation::In,
        within: None,
        distance_km: None,
        bearing: None,
        offset_tokens: None,
        sort: 0,
        follows_comma: false,
    };
    let last = last.filter(|last| last.tokens.start >= sentence.tokens.start && last.tokens.end < name.start);
    around.follows_comma = last.is_some_and(|last| last.tokens.end + 1 == name.start && sentence.at(last.tokens.end) == ",");
    let before = step_over_adjectives(sentence, name.start, &mut around);
    read_before(sentence, before, name.start, &mut around);
    around.sort |= sort_after(sentence, name.end) | defined_sort(sentence, name.end);
    if let Some(last) = last {
        inherit(sentence, before, last, &mut around);
    }
    if around.sort != 0 && around.strength == 2 {
        around.strength = 3;
    }
    around
}

/// What holds for the name before holds for this one too: "in Kano, Kaduna and Jos", "in Mali's Mopti", "the Karrada district of
/// Baghdad". The words before token `at` are not of this name.
fn inherit(sentence: &Sentence, at: usize, last: &PlaceMention, around: &mut Around) {
    // "the Myanmar township of Hpakant" is otherwise: the township is Hpakant.
    let sort_of_last =
        sentence.before(at, 1) == "of" && last.tokens.end + 2 == at && sentence.classes_at(last.tokens.end) & (DISTRICT | REGION) != 0;
    if sort_of_last {
        around.sort = 0;
        around.strength = 1;
        return;
    }
    let is_joined = last.tokens.end + 1 == at && matches!(sentence.at(last.tokens.end), "," | "and" | "or" | "&" | "'s");
    if is_joined && around.strength == 0 {
        around.strength = last.strength.min(2);
        around.relation = if last.relation == Relation::Direction { Relation::In } else { last.relation };
    }
}

/// "northern", "central", "the" straight before the name; gives the token after which the rest of the words stands.
fn step_over_adjectives(sentence: &Sentence, start: usize, around: &mut Around) -> usize {
    let mut at = start;
    for _ in 0..2 {
        let classes = sentence.classes_before(at, 1);
        if classes & DIRECTION != 0 {
            around.within = bearing_of_word(sentence.before(at, 1));
        } else if classes & INNER == 0 {
            break;
        }
        at -= 1;
    }
    if sentence.before(at, 1) == "the" { at - 1 } else { at }
}

/// Reads what stands before token `at`; the name starts at `start`.
fn read_before(sentence: &Sentence, at: usize, start: usize, around: &mut Around) {
    let word = sentence.before(at, 1);
    if word == "of" {
        return read_of(sentence, at - 1, start, around);
    }
    let classes = sentence.rules.classes(word);
    if classes & SORT != 0 && classes & PLACING == 0 {
        // "in the city Kano"
        around.sort = classes & SORT;
        around.strength = strength_before(sentence, step_back(sentence, at - 1).0, around);
        return;
    }
    if let ("from", Some((distance, first))) = (word, distance_before(sentence, at.saturating_sub(1))) {
        around.relation = Relation::Direction;
        around.distance_km = Some(distance);
        around.offset_tokens = Some(first..start);
        around.strength = 2;
        return;
    }
    around.strength = strength_before(sentence, at, around);
    if around.relation != Relation::Near {
        return;
    }
    if let Some((distance, first)) = distance_before(sentence, at - 1) {
        around.distance_km = Some(distance);
        around.offset_tokens = Some(first..start);
    }
}

/// "the city of", "30 km south of", "the streets of", "the outskirts of"; `of` is the token of "of".
fn read_of(sentence: &Sentence, of: usize, start: usize, around: &mut Around) {
    let classes = sentence.classes_before(of, 1);
    if classes & DIRECTION != 0 {
        return read_direction(sentence, of, start, around);
    }
    if classes & (SORT | PART | EDGE) == 0 {
        around.strength = 1;
        return;
    }
    let (at, bearing) = step_back(sentence, of - 1);
    let prefix = strength_before(sentence, at, around);
    if classes & SORT == 0 {
        // "the northern part of Mali" lies in its north; "the northern city of Gao" does not lie in the north of Gao.
        around.within = around.within.or(bearing);
    }
    if classes & EDGE != 0 {
        around.relation = Relation::Near;
        around.strength = 2;
    } else if classes & PART != 0 {
        around.strength = prefix.max(1);
    } else {
        around.sort = classes & SORT;
        around.strength = prefix;
    }
}

/// "30 km south of", "to the south of", "in the south of"; `of` is the token of "of".
fn read_direction(sentence: &Sentence, of: usize, start: usize, around: &mut Around) {
    let bearing = bearing_of_word(sentence.before(of, 1));
    let mut at = of - 1;
    let has_article = sentence.before(at, 1) == "the";
    let is_to = has_article && sentence.before(at, 2) == "to";
    at -= if is_to { 2 } else { usize::from(has_article) };
    let distance = distance_before(sentence, at);
    if has_article && !is_to && distance.is_none() {
        // "in the south of Mali" is in Mali.
        around.within = bearing;
        around.strength = strength_before(sentence, at, around);
        return;
    }
    around.relation = Relation::Direction;
    around.bearing = bearing;
    around.distance_km = distance.map(|(distance, _)| distance);
    around.offset_tokens = Some(distance.map_or(of - 1, |(_, first)| first)..start);
    around.strength = 2;
}

/// Steps back over the words between "in" and "city": "the northern, mostly Kurdish border"; gives the token before which "in"
/// stands, and the direction that was among the words.
fn step_back(sentence: &Sentence, at: usize) -> (usize, Option<f64>) {
    let (mut at, mut bearing) = (at, None);
    for _ in 0..MOST_ADJECTIVES {
        let Some(before) = at.checked_sub(1).filter(|before| sentence.tokens.contains(before)) else { break };
        let word = sentence.at(before);
        let classes = sentence.rules.classes(word);
        let is_adjective = classes & (ADJECTIVE | DIRECTION | INNER | ARTICLE | SORT) != 0 || word == "'s";
        let is_capital = !sentence.text.capitals && classes & (PLACING | WEAK) == 0 && sentence.is_capital(before);
        if !is_adjective && !is_capital {
            break;
        }
        if classes & DIRECTION != 0 {
            bearing = bearing_of_word(word);
        }
        at = before;
    }
    (at, bearing)
}

/// The strength that the word before token `at` gives; sets "near" and "between".
fn strength_before(sentence: &Sentence, at: usize, around: &mut Around) -> u8 {
    let word = sentence.before(at, 1);
    let classes = sentence.rules.classes(word);
    let is_close = word == "to" && matches!(sentence.before(at, 2), "close" | "next" | "adjacent");
    if classes & NEAR != 0 || is_close {
        around.relation = Relation::Near;
        return 2;
    }
    if word == "between" {
        around.relation = Relation::Between;
    }
    match classes {
        _ if classes & PLACING != 0 => 2,
        _ if classes & WEAK != 0 => 1,
        _ => 0,
    }
}

/// "30 miles", "30 miles (50 km)", "50km" that ends before token `end`: kilometres and first token.
fn distance_before(sentence: &Sentence, end: usize) -> Option<(f64, usize)> {
    let mut end = end;
    if sentence.before(end, 1) == ")" {
        end = (1..=6).find(|n| sentence.before(end, *n) == "(").map(|n| end - n)?;
    }
    let unit_word = sentence.before(end, 1);
    let units = |classes: Classes| match classes {
        _ if classes & MILE != 0 => Some(1.609_344),
        _ if classes & KILOMETRE != 0 => Some(1.0),
        _ if classes & METRE != 0 => Some(0.001),
        _ => None,
    };
    if let Some(unit) = units(sentence.rules.classes(unit_word)) {
        let number = sentence.rules.number(sentence.before(end, 2))?;
        return Some((number * unit, end - 2));
    }
    let glued = unit_word.find(|letter: char| letter.is_ascii_alphabetic()).filter(|at| *at > 0)?;
    let (number, unit) = unit_word.split_at_checked(glued)?;
    Some((sentence.rules.number(number.trim_end_matches('-'))? * units(sentence.rules.classes(unit))?, end - 1))
}

/// "Mopti region", "Karrada district", "Kano city"; in "Lagos City Manager" the word belongs to another name.
fn sort_after(sentence: &Sentence, end: usize) -> Classes {
    let classes = sentence.classes_at(end) & SORT;
    if classes == 0 || !sentence.is_word(end) {
        return 0;
    }
    let is_capital = sentence.is_capital(end) && !sentence.text.capitals;
    let goes_on = sentence.is_word(end + 1) && sentence.is_capital(end + 1);
    if is_capital && goes_on { 0 } else { classes }
}

/// ", a town in": what an apposition behind the name says it is.
pub(super) fn defined_sort(sentence: &Sentence, end: usize) -> Classes {
    if sentence.at(end) != "," || sentence.classes_at(end + 1) & ARTICLE == 0 {
        return 0;
    }
    let noun = (end + 2..end + 7).find(|token| sentence.classes_at(*token) & (ADJECTIVE | DIRECTION) == 0);
    noun.map_or(0, |noun| if sentence.classes_at(noun) & NAMED != 0 { sentence.classes_at(noun) & SORT } else { 0 })
}
