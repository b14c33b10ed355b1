//! A set of words: one bit a word, so that the question costs one look.

use super::WordId;

/// Some words of the lexicon. [`WordId::UNKNOWN`] is in no set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// Whether the word is in the set.
    #[inline]
    pub fn contains(&self, word: WordId) -> bool {
        self.bits.get(word.0 as usize / 64).is_some_and(|bits| bits >> (word.0 % 64) & 1 != 0)
    }

    /// The words in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = WordId> + '_ {
        (0..self.bits.len() as u32 * 64).map(WordId).filter(|word| self.contains(*word))
    }
}

impl Extend<WordId> for WordSet {
    fn extend<I: IntoIterator<Item = WordId>>(&mut self, words: I) {
        for word in words.into_iter().filter(|word| *word != WordId::UNKNOWN) {
            let at = word.0 as usize / 64;
            if at >= self.bits.len() {
                self.bits.resize(at + 1, 0);
            }
            self.bits[at] |= 1 << (word.0 % 64);
        }
    }
}

impl FromIterator<WordId> for WordSet {
    fn from_iter<I: IntoIterator<Item = WordId>>(words: I) -> Self {
        let mut set = Self::default();
        set.extend(words);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_but_no_unknown_word() {
        let set: WordSet = [WordId(70), WordId(1), WordId::UNKNOWN, WordId(1)].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [WordId(1), WordId(70)]);
        assert!(!set.contains(WordId::UNKNOWN) && !set.contains(WordId(2)) && !set.contains(WordId(9_000)));
    }
}
