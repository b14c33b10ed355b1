//! What the rest of the report makes of a word. In: a word that can be a place, a person or a common noun; out: as what it was
//! seen elsewhere. "Victor Marden keeps the gate. Marden said …": the second is no village.

use recount_text::{Shape, Text, TokenKind};

use super::rules::{BODY, DIRECTION, GIVEN, INNER, LOCATING, NEAR, PLACING, PlaceRules, SORT, STOP, TIME, TITLE, WEAK};

/// How many bytes to each side are looked at, and how many other places of the word: a long report stays linear.
const WINDOW: usize = 6_144;
const MOST_PLACES: usize = 48;

/// As what a word was seen in the rest of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Behind a title, a given name, another name; or with an age behind it.
    pub(super) person: bool,
    /// Behind "in".
    pub(super) placed: bool,
    /// In small letters.
    pub(super) lower: bool,
}

/// Looks the word of a token up in the report around it.
pub(super) fn look_around(rules: &PlaceRules, text: &Text, token: usize) -> Seen {
    let mut seen = Seen::default();
    let word = text.fold(token);
    if word.len() < 3 || text.capitals {
        return seen;
    }
    seen.person = has_age(text, token);
    let here = text.tokens[token].fold.start as usize;
    let from = text.folds.floor_char_boundary(here.saturating_sub(WINDOW));
    let end = text.folds.floor_char_boundary((here + WINDOW).min(text.folds.len()));
    let window = text.folds.get(from..end).unwrap_or_default();
    for (at, _) in window.match_indices(word).take(MOST_PLACES) {
        let start = from + at;
        if start == here {
            continue;
        }
        let other = text.tokens.partition_point(|token| (token.fold.start as usize) < start);
        let is_whole = text.tokens.get(other).is_some_and(|token| token.fold.start as usize == start && token.fold.len() == word.len());
        if is_whole {
            look_at(rules, text, other, &mut seen);
        }
    }
    seen
}

fn look_at(rules: &PlaceRules, text: &Text, token: usize, seen: &mut Seen) {
    if text.tokens[token].shape == Shape::Lower {
        seen.lower = true;
        return;
    }
    let is_capital = |token: usize| {
        text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Word && matches!(token.shape, Shape::Capital | Shape::Mixed))
    };
    let next_is_capital = is_capital(token + 1);
    seen.person |= has_age(text, token);
    let Some(before) = token.checked_sub(1) else { return };
    let classes = rules.classes(text.fold(before));
    let is_initial = text.tokens[before].kind == TokenKind::Word
        && text.fold(before).trim_end_matches('.').len() == 1
        && text.fold(before).starts_with(|letter: char| letter.is_alphabetic())
        && text.tokens[before].shape != Shape::Lower;
    if classes & TITLE != 0 || is_initial || (classes & GIVEN != 0 && is_capital(before)) {
        seen.person = true;
        return;
    }
    if classes & (LOCATING | NEAR) != 0 && !is_capital(before) {
        seen.placed |= !next_is_capital;
        return;
    }
    let is_other_name = is_capital(before) && classes & (PLACING | WEAK | DIRECTION | INNER | SORT | TIME | STOP | BODY) == 0;
    // A capital that starts the sentence tells nothing.
    seen.person |= is_other_name
        && !next_is_capital
        && text.sentence_of(before).is_some_and(|sentence| text.sentences[sentence].tokens.start < before);
}

/// "Marden, 34, of".
fn has_age(text: &Text, token: usize) -> bool {
    let is_comma = |token: usize| token < text.tokens.len() && text.word(token) == ",";
    is_comma(token + 1) && text.tokens.get(token + 2).is_some_and(|token| token.kind == TokenKind::Number) && is_comma(token + 3)
}
