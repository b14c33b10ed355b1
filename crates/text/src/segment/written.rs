//! How a word is written. In: its letters. Out: its shape, and its form with straight apostrophes.

use super::letters::{Sort, sort};
use crate::Shape;

pub(super) fn is_unseen(letter: char) -> bool {
    letter as u32 >= 0xAD && sort(letter) == Sort::Unseen
}

/// In small letters with straight apostrophes.
pub(super) fn straight(word: &str) -> String {
    let plain = |letter: char| if sort(letter) == Sort::Apostrophe { '\'' } else { letter };
    word.chars().map(plain).flat_map(char::to_lowercase).collect()
}

pub(super) fn ascii_shape(word: &[u8]) -> Shape {
    let first = word[0];
    if first.is_ascii_lowercase() && word.iter().all(u8::is_ascii_lowercase) {
        return Shape::Lower;
    }
    let upper = word.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let lower = word.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    let first = word.iter().find(|byte| byte.is_ascii_alphabetic());
    shape(upper, lower, first.is_some_and(u8::is_ascii_uppercase))
}

pub(super) fn letter_shape(word: &str) -> Shape {
    let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
    let lower = word.chars().filter(|letter| letter.is_alphabetic() && !letter.is_uppercase()).count();
    let first = word.chars().find(|letter| letter.is_alphabetic());
    shape(upper, lower, first.is_some_and(char::is_uppercase))
}

pub(super) fn shape(upper: usize, lower: usize, is_first_upper: bool) -> Shape {
    match (upper, lower) {
        (0, 0) => Shape::None,
        (0, _) => Shape::Lower,
        (2.., 0) => Shape::Upper,
        _ if is_first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}
