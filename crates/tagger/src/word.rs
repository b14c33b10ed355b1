//! What the tagger sees of a word alone: `"U.S.-led"` becomes hashes of `u.s.-led`, its ends, and a shape.

use crate::format::{SETTLED, mix};
use crate::tag::Tag;
use crate::window::Style;

/// Longest folded form that is looked at; of a longer word the beginning counts.
const LIMIT: usize = 48;

/// The shape of a word by its letters and digits, without style and position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// No letter and no digit.
    #[default]
    Mark,
    /// Letters, none of them a capital.
    Lower,
    /// A capital, then small letters.
    Capitalized,
    /// One capital letter alone.
    Initial,
    /// Two capitals or more and no small letter.
    Capitals,
    /// Small letters first, or capitals inside.
    Mixed,
    /// Digits and marks.
    Digits,
    /// Letters and digits.
    LettersAndDigits,
}

/// The facts of one word that do not depend on its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFacts {
    /// Hash of the folded form: small letters, every digit as `0`, straight quotes.
    pub(crate) folded: u64,
    /// Hash of the form with its capitals, otherwise folded.
    pub(crate) cased: u64,
    /// The last four bytes of the folded form, the last one lowest.
    pub(crate) ending: u32,
    /// The first three bytes of the folded form.
    pub(crate) beginning: u32,
    /// The shape by letters and digits.
    pub(crate) shape: Shape,
    /// Whether a hyphen stands inside the word.
    pub(crate) hyphen: bool,
    /// Whether only marks stand before the word in its sentence.
    pub(crate) first: bool,
    /// The class of the word in the tag dictionary; 0 when it is not listed.
    pub(crate) class: u8,
    /// Whether the class is a tag and needs no model.
    pub(crate) settled: bool,
}

impl WordFacts {
    /// Looks at a word; `first` says that only marks stand before it.
    #[must_use]
    pub fn of(word: &str, first: bool) -> WordFacts {
        if word.len() <= LIMIT && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !word.is_empty() {
            return WordFacts::of_small_letters(word.as_bytes(), first);
        }
        let mut letters = Letters::default();
        if word.is_ascii() {
            for byte in word.bytes() {
                letters.push_ascii(byte);
            }
        } else {
            for letter in word.chars() {
                letters.push(letter);
            }
        }
        letters.finish(first)
    }

    /// The short way for most words: nothing to fold.
    fn of_small_letters(word: &[u8], first: bool) -> WordFacts {
        let mut folded = [0; LIMIT];
        folded[..word.len()].copy_from_slice(word);
        let ending = word[word.len().saturating_sub(4)..].iter().fold(0, |ending, byte| ending << 8 | u32::from(*byte));
        let hash = hash_bytes(&folded, word.len());
        let beginning = u32::from_le_bytes([folded[0], folded[1], folded[2], 0]);
        WordFacts { folded: hash, cased: hash, ending, beginning, shape: Shape::Lower, first, ..WordFacts::default() }
    }

    /// Whether the word has no letter and no digit.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        self.shape == Shape::Mark
    }

    /// The hash under which the word stands in the tag dictionary.
    ///
    /// A capital that the position or the style explains is dropped.
    #[inline]
    #[must_use]
    pub fn dictionary_key(&self, style: Style) -> u64 {
        let explained = self.first || style == Style::Headline;
        match (style, self.shape) {
            (Style::Folded, _) => self.folded,
            (_, Shape::Capitalized | Shape::Initial) if explained => self.folded,
            _ => self.cased,
        }
    }

    /// Takes the dictionary entry of the word: class in the lower eight bits, then the *settled* bit.
    pub fn set_entry(&mut self, entry: u32) {
        self.class = (entry & 0xff) as u8;
        self.settled = entry & SETTLED != 0;
    }

    /// Takes a tag as settled.
    pub fn set_tag(&mut self, tag: Tag) {
        self.class = tag as u8 + 1;
        self.settled = true;
    }

    /// The tag of the word, if it is settled.
    #[inline]
    #[must_use]
    pub fn settled(&self) -> Option<Tag> {
        if self.settled { Tag::from_number(usize::from(self.class).wrapping_sub(1)) } else { None }
    }
}

/// Collects the folded form and counts kinds of letters.
struct Letters {
    folded: [u8; LIMIT],
    cased: [u8; LIMIT],
    len: usize,
    ending: u32,
    capitals: u32,
    small: u32,
    digits: u32,
    starts_capital: bool,
    hyphen: bool,
}

impl Default for Letters {
    fn default() -> Letters {
        Letters {
            folded: [0; LIMIT],
            cased: [0; LIMIT],
            len: 0,
            ending: 0,
            capitals: 0,
            small: 0,
            digits: 0,
            starts_capital: false,
            hyphen: false,
        }
    }
}

impl Letters {
    #[inline]
    fn push_ascii(&mut self, byte: u8) {
        let is_capital = byte.is_ascii_uppercase();
        let is_digit = byte.is_ascii_digit();
        self.starts_capital |= is_capital && self.len == 0;
        self.capitals += u32::from(is_capital);
        self.small += u32::from(byte.is_ascii_lowercase());
        self.digits += u32::from(is_digit);
        self.hyphen |= byte == b'-' && self.len > 0;
        let cased = if is_digit { b'0' } else { byte };
        self.push_bytes(cased, cased.to_ascii_lowercase());
    }

    fn push(&mut self, letter: char) {
        match letter {
            '‘' | '’' | 'ʼ' | '`' => return self.push_ascii(b'\''),
            '“' | '”' | '„' | '«' | '»' => return self.push_ascii(b'"'),
            '‐' | '‑' | '–' | '—' => return self.push_ascii(b'-'),
            _ if letter.is_ascii() => return self.push_ascii(letter as u8),
            _ => {}
        }
        let is_capital = letter.is_uppercase();
        self.starts_capital |= is_capital && self.len == 0;
        self.capitals += u32::from(is_capital);
        self.small += u32::from(letter.is_alphabetic() && !is_capital);
        let mut cased = [0; 4];
        let mut folded = [0; 4];
        letter.encode_utf8(&mut cased);
        // A letter whose small form is longer than itself is rare enough to be kept as it is.
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let len = small.encode_utf8(&mut folded).len();
        for i in 0..len {
            self.push_bytes(cased[i], folded[i]);
        }
    }

    #[inline]
    fn push_bytes(&mut self, cased: u8, folded: u8) {
        if let (Some(cased_slot), Some(folded_slot)) = (self.cased.get_mut(self.len), self.folded.get_mut(self.len)) {
            *cased_slot = cased;
            *folded_slot = folded;
            self.len += 1;
        }
        self.ending = self.ending << 8 | u32::from(folded);
    }

    fn finish(&self, first: bool) -> WordFacts {
        let [byte1, byte2, byte3, ..] = self.folded;
        let folded = hash_bytes(&self.folded, self.len);
        let cased = if self.capitals == 0 { folded } else { hash_bytes(&self.cased, self.len) };
        WordFacts {
            folded,
            cased,
            ending: self.ending,
            beginning: u32::from_le_bytes([byte1, byte2, byte3, 0]),
            shape: self.shape(),
            hyphen: self.hyphen,
            first,
            class: 0,
            settled: false,
        }
    }

    fn shape(&self) -> Shape {
        match (self.capitals, self.small, self.digits) {
            (0, 0, 0) => Shape::Mark,
            (0, 0, _) => Shape::Digits,
            (_, _, 1..) => Shape::LettersAndDigits,
            (0, _, _) => Shape::Lower,
            (1, 0, _) => Shape::Initial,
            (_, 0, _) => Shape::Capitals,
            (1, _, _) if self.starts_capital => Shape::Capitalized,
            _ if self.hyphen && self.starts_capital => Shape::Capitalized,
            _ => Shape::Mixed,
        }
    }
}

/// Hashes the used part of a buffer, eight bytes at a time; the rest of the buffer is zero.
#[inline]
fn hash_bytes(bytes: &[u8; LIMIT], len: usize) -> u64 {
    let mut hash = 0;
    for chunk in bytes.chunks_exact(8).take(len.div_ceil(8)) {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_typography_do_not_change_the_folded_form() {
        assert_eq!(WordFacts::of("KILLED", false).folded, WordFacts::of("killed", false).folded);
        assert_eq!(WordFacts::of("n’t", false).folded, WordFacts::of("n't", false).folded);
        assert_eq!(WordFacts::of("ÉTAT", false).folded, WordFacts::of("état", false).folded);
        assert_eq!(WordFacts::of("12", false).folded, WordFacts::of("57", false).folded);
        assert_ne!(WordFacts::of("Killed", false).cased, WordFacts::of("killed", false).cased);
    }

    #[test]
    fn shapes_are_told_apart() {
        let shapes = [
            (",", Shape::Mark),
            ("al-shabaab", Shape::Lower),
            ("Mali", Shape::Capitalized),
            ("Jean-Pierre", Shape::Capitalized),
            ("A", Shape::Initial),
            ("U.S.", Shape::Capitals),
            ("al-Shabaab", Shape::Mixed),
            ("1,200", Shape::Digits),
            ("AK-47", Shape::LettersAndDigits),
        ];
        for (word, shape) in shapes {
            assert_eq!(WordFacts::of(word, false).shape, shape, "{word}");
        }
    }

    #[test]
    fn the_short_way_leads_to_the_same_facts() {
        for word in ["a", "of", "the", "guards", "headquarters", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv"] {
            let mut letters = Letters::default();
            word.bytes().for_each(|byte| letters.push_ascii(byte));
            assert_eq!(format!("{:?}", letters.finish(true)), format!("{:?}", WordFacts::of(word, true)), "{word}");
        }
    }

    #[test]
    fn a_very_long_or_empty_word_is_read() {
        assert_eq!(WordFacts::of("", false).shape, Shape::Mark);
        let long = "é".repeat(5000);
        assert_eq!(WordFacts::of(&long, false).shape, Shape::Lower);
    }
}
