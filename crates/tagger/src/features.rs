//! The features of the tagger: a window over a sentence becomes some twenty hashes.

use crate::format::mix;
use crate::window::{Style, Window};
use crate::word::{Shape, WordFacts};

/// How many features a word has.
pub(crate) const FEATURES: usize = 25;

/// Calls `see` with the hash of every feature of the word in the middle of the window.
#[inline]
pub fn each_feature(window: &Window, mut see: impl FnMut(u64)) {
    let [before2, before, word, after, after2] = &window.words;
    let [tag2, tag1] = window.tags.map(u64::from);
    let shape = shape_of(word, window);
    let class = u64::from(word.class);
    let next_class = u64::from(after.class);
    let ending2 = u64::from(word.ending & 0xffff);
    let ending3 = u64::from(word.ending & 0xff_ffff);
    let next_shape = shape_of(after, window);
    let mut feature = |number: u64, value: u64| see(mix(number, value));

    feature(1, word.folded);
    feature(2, mix(shape, word.folded));
    feature(3, u64::from(word.ending & 0xff));
    feature(4, ending2 << 8 | shape);
    feature(5, ending3);
    feature(6, u64::from(word.ending));
    feature(7, u64::from(word.beginning & 0xff));
    feature(8, u64::from(word.beginning));
    feature(9, shape << 8 | tag1);

    feature(10, tag1);
    feature(11, tag2 << 8 | tag1);
    feature(12, mix(tag1, word.folded));
    feature(13, ending3 << 8 | tag1);
    feature(14, tag1 << 16 | class << 8 | next_class);
    feature(15, tag2 << 16 | tag1 << 8 | class);

    feature(16, before.folded);
    feature(17, before2.folded);
    feature(18, after.folded);
    feature(19, after2.folded);
    feature(20, u64::from(before.ending & 0xff_ffff));
    feature(21, u64::from(after.ending & 0xff_ffff) << 8 | next_shape);
    feature(22, mix(next_class, word.folded));
    feature(23, class << 16 | next_class << 8 | u64::from(after2.class));
    feature(24, mix(before.folded, word.folded));
    feature(25, mix(word.folded, after.folded) ^ 1);
}

/// The shape of a word, with what explains a capital: the first place, a headline.
#[inline]
fn shape_of(word: &WordFacts, window: &Window) -> u64 {
    let shape = match window.style {
        Style::Folded => fold(word.shape),
        _ => word.shape,
    };
    let headline = window.style == Style::Headline;
    shape as u64 | u64::from(word.hyphen) << 3 | u64::from(word.first) << 4 | u64::from(headline) << 5
}

/// The shape that is left when capitals do not count.
fn fold(shape: Shape) -> Shape {
    match shape {
        Shape::Capitalized | Shape::Initial | Shape::Capitals | Shape::Mixed => Shape::Lower,
        other => other,
    }
}
