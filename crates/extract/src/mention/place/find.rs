//! Finding names that can be places.

use std::ops::Range;

use recount_lexicon::gazetteer::{Gazetteer, PlaceKind};
use recount_model::Relation;
use recount_text::{Shape, Text, TokenKind};

use super::PlaceMention;
use super::rules::{PlaceRules, degrees, has};

/// The most tokens a place name has.
const LONGEST_NAME: usize = 6;

/// Appends the place names of one sentence; `taken` are tokens that are something else already (a group's name).
pub fn find_places(
    rules: &PlaceRules,
    gazetteer: &Gazetteer,
    text: &Text,
    tokens: Range<usize>,
    taken: &[Range<usize>],
    out: &mut Vec<PlaceMention>,
) {
    let mut token = tokens.start;
    while token < tokens.end {
        if let Some(range) = taken.iter().find(|range| range.contains(&token)) {
            token = range.end.max(token + 1);
            continue;
        }
        match name_at(gazetteer, text, token, tokens.end) {
            Some((end, found)) => {
                let mention = describe(rules, gazetteer, text, &tokens, token..end, found, out.last());
                out.extend(mention);
                token = end;
            }
            None => token += 1,
        }
    }
}

fn is_capital(text: &Text, token: usize) -> bool {
    text.tokens[token].kind == TokenKind::Word
        && (text.capitals || matches!(text.tokens[token].shape, Shape::Capital | Shape::Upper | Shape::Mixed))
}

fn name_at(gazetteer: &Gazetteer, text: &Text, start: usize, limit: usize) -> Option<(usize, recount_lexicon::gazetteer::NameMatch)> {
    if !is_capital(text, start) {
        return None;
    }
    let mut words: Vec<&str> = Vec::with_capacity(LONGEST_NAME);
    let mut ends: Vec<usize> = Vec::with_capacity(LONGEST_NAME);
    for token in start..limit.min(start + LONGEST_NAME) {
        if text.tokens[token].kind != TokenKind::Word {
            break;
        }
        words.extend(text.fold(token).split(['-', '.', '/']).filter(|part| !part.is_empty()));
        ends.push(words.len());
    }
    loop {
        let found = gazetteer.longest(&words)?;
        match ends.iter().position(|end| *end == found.words) {
            // A name ends with a capital: "Gao in the" is no name.
            Some(last) if is_capital(text, start + last) => return Some((start + last + 1, found)),
            _ => {
                let shorter = ends.iter().rev().find(|end| **end < found.words).copied()?;
                words.truncate(shorter);
            }
        }
    }
}

fn describe(
    rules: &PlaceRules,
    gazetteer: &Gazetteer,
    text: &Text,
    sentence: &Range<usize>,
    tokens: Range<usize>,
    found: recount_lexicon::gazetteer::NameMatch,
    last: Option<&PlaceMention>,
) -> Option<PlaceMention> {
    let upper = text.tokens[tokens.start].shape == Shape::Upper && !text.capitals;
    let candidates: Vec<_> = found.candidates.into_iter().filter(|candidate| upper || !candidate.needs_capitals).collect();
    if candidates.is_empty() {
        return None;
    }
    let before = |n: usize| tokens.start.checked_sub(n).filter(|token| *token >= sentence.start).map_or("", |token| text.fold(token));
    let after = |n: usize| Some(tokens.end + n).filter(|token| *token < sentence.end).map_or("", |token| text.fold(token));
    let is_country = gazetteer.place(candidates[0].id).kind == PlaceKind::Country;
    let placed = has(&rules.r#in, before(1)) || has(&rules.near, before(1)) || has(&rules.between, before(1)) || has(&rules.directions, before(1));
    let noun_beside = [before(1), before(2), after(0)].iter().any(|word| {
        has(&rules.region_nouns, word) || has(&rules.district_nouns, word) || has(&rules.settlement_nouns, word)
    });
    let follows_comma = last.is_some_and(|last| last.tokens.end + 1 == tokens.start && text.word(last.tokens.end) == ",");
    let strong = placed || noun_beside || follows_comma || is_country;
    if !is_country && !text.capitals && is_part_of_name(rules, text, sentence, &tokens, placed) {
        return None;
    }
    if !is_country && (has(&rules.titles, before(1)) || (has(&rules.says, after(0)) && !placed)) {
        return None;
    }
    if (found.is_common || (text.capitals && !is_country)) && !strong {
        return None;
    }
    let (relation, distance_km, bearing, offset_tokens) = offset(rules, text, sentence, &tokens);
    let beside = |nouns: &[String]| has(nouns, after(0)) || (has(nouns, before(2)) && before(1) == "of") || (has(nouns, before(1)) && before(1) != "area");
    Some(PlaceMention {
        span: text.span(tokens.clone()),
        candidates,
        chosen: None,
        relation,
        distance_km,
        bearing,
        offset_tokens,
        is_region: beside(&rules.region_nouns),
        is_district: beside(&rules.district_nouns),
        is_placed: placed || noun_beside,
        is_modifier: !placed && !follows_comma,
        is_doubtful: found.is_common || !strong,
        follows_comma,
        tokens,
    })
}

/// "Paris Hilton", "John London": a capitalised neighbour of no place makes it a person's or a firm's name.
fn is_part_of_name(rules: &PlaceRules, text: &Text, sentence: &Range<usize>, tokens: &Range<usize>, placed: bool) -> bool {
    let name_like = |token: usize| {
        text.tokens[token].kind == TokenKind::Word && matches!(text.tokens[token].shape, Shape::Capital | Shape::Mixed)
    };
    let before = tokens.start.checked_sub(1).filter(|token| *token > sentence.start && name_like(*token));
    if before.is_some_and(|token| !has(&rules.directions, text.fold(token)) && !has(&rules.r#in, text.fold(token))) {
        return true;
    }
    let after = Some(tokens.end).filter(|token| *token < sentence.end && name_like(*token));
    after.is_some_and(|token| !placed && !has(&rules.name_tails, text.fold(token)) && !title_case(text, sentence))
}

/// A headline in Title Case: capitals tell nothing there.
fn title_case(text: &Text, sentence: &Range<usize>) -> bool {
    let words: Vec<_> = text.tokens[sentence.clone()].iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3).collect();
    let capital = words.iter().filter(|token| token.shape != Shape::Lower).count();
    words.len() >= 3 && capital * 10 >= words.len() * 8
}

type Offset = (Relation, Option<f64>, Option<f64>, Option<Range<usize>>);

/// "130 miles south of", "near", "between … and": what stands before the name.
fn offset(rules: &PlaceRules, text: &Text, sentence: &Range<usize>, tokens: &Range<usize>) -> Offset {
    let word = |back: usize| tokens.start.checked_sub(back).filter(|token| *token >= sentence.start).map_or("", |token| text.fold(token));
    let near = has(&rules.near, word(1)) || (word(1) == "to" && word(2) == "close");
    let mut back = 1;
    if matches!(word(back), "of" | "from") {
        back += 1;
        let bearing = degrees(word(back));
        if bearing.is_some() {
            back += 1;
        }
        if word(back) == "the" || word(back) == "to" {
            back += 2;
        }
        let unit = if has(&rules.miles, word(back)) { Some(1.609_344) } else { has(&rules.kilometres, word(back)).then_some(1.0) };
        let number: Option<f64> = unit.and_then(|_| word(back + 1).replace(',', "").parse().ok());
        let distance = number.zip(unit).map(|(number, unit)| number * unit);
        if bearing.is_some() || distance.is_some() {
            let first = tokens.start - if distance.is_some() { back + 1 } else { back - 1 };
            return (Relation::Direction, distance, bearing, Some(first..tokens.start));
        }
    }
    if near {
        return (Relation::Near, None, None, None);
    }
    if has(&rules.between, word(1)) {
        return (Relation::Between, None, None, None);
    }
    (Relation::In, None, None, None)
}
