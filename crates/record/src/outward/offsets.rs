//! Byte offsets to code point offsets.
//!
//! In: one text. Out: the offset in code points of any byte of it. ASCII texts need no table; others keep one number
//! for every 64 bytes and count at most 63 bytes a question.

/// Bytes a number of the table stands for.
const STEP: usize = 64;

/// The code point offset of every byte of one text.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// Code points that begin before byte `STEP * i`; empty for an ASCII text.
    before: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// The offsets of this text, found in one sweep.
    pub(super) fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut letters = 0;
        for block in text.as_bytes().chunks(STEP) {
            before.push(letters);
            letters += letters_begun(block);
        }
        Self { text, before }
    }

    /// The range of code points of these bytes. Bytes beyond the text and inside a letter are moved to the nearest
    /// border that keeps the letter whole.
    pub(super) fn range(&self, start: usize, end: usize) -> (u32, u32) {
        let start = self.text.floor_char_boundary(start);
        let end = self.text.ceil_char_boundary(end).max(start);
        (self.at(start), self.at(end))
    }

    fn at(&self, byte: usize) -> u32 {
        if self.before.is_empty() {
            return byte as u32;
        }
        // The text's end can be the start of a block that does not exist.
        let block = (byte / STEP).min(self.before.len() - 1);
        self.before[block] + letters_begun(&self.text.as_bytes()[block * STEP..byte])
    }
}

/// How many letters begin in these bytes of UTF-8.
fn letters_begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_span_never_splits_a_letter() {
        let offsets = Offsets::of("é🙂");
        assert_eq!(offsets.range(1, 3), (0, 2));
        assert_eq!(offsets.range(6, 900), (2, 2));
    }

    proptest! {
        #[test]
        fn offsets_count_code_points(text in "(\\PC|[a-z ]|\n){0,300}") {
            let offsets = Offsets::of(&text);
            let borders: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            for (letters, &byte) in borders.iter().enumerate() {
                prop_assert_eq!(offsets.range(byte, text.len()), (letters as u32, borders.len() as u32 - 1));
            }
        }
    }
}
