//! Words by number: a folded word comes in, its id goes out. The letters of all words stand in one string.

use super::WordId;

/// Every known word. Built from our own lists, so nobody can fill it with words that collide; never listed in its order.
#[derive(Debug, Clone, Default)]
pub(super) struct WordTable {
    /// A hash and an id each; id 0 is free. A power of two of them, at most half taken.
    slots: Vec<(u32, u32)>,
    /// Where the letters of each word end, by id; the first is 0.
    ends: Vec<u32>,
    letters: String,
}

impl WordTable {
    pub(super) fn with_room(words: usize) -> Self {
        let mut ends = Vec::with_capacity(words + 1);
        ends.push(0);
        Self { slots: vec![(0, 0); (words * 2).next_power_of_two()], ends, letters: String::with_capacity(words * 8) }
    }

    /// The id of a word; [`WordId::UNKNOWN`] if it is not known.
    #[inline]
    pub(super) fn id(&self, word: &str) -> WordId {
        if self.slots.is_empty() { WordId::UNKNOWN } else { WordId(self.slots[self.slot(word, hash(word))].1) }
    }

    /// The id of a word, which is known from now on.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(word);
        let slot = self.slot(word, hash);
        if self.slots[slot].1 == 0 {
            self.slots[slot] = (hash, self.ends.len() as u32);
            self.letters.push_str(word);
            self.ends.push(self.letters.len() as u32);
        }
        WordId(self.slots[slot].1)
    }

    /// The slot of a word, or the free one where it belongs.
    #[inline]
    fn slot(&self, word: &str, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (known, id) = self.slots[slot];
            if id == 0 || known == hash && self.letters_of(id) == word.as_bytes() {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn letters_of(&self, id: u32) -> &[u8] {
        &self.letters.as_bytes()[self.ends[id as usize - 1] as usize..self.ends[id as usize] as usize]
    }

    fn grow(&mut self) {
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (hash, id) in old.into_iter().filter(|(_, id)| *id != 0) {
            let mut slot = hash as usize & (size - 1);
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = (hash, id);
        }
    }
}

/// Eight bytes a step, one multiplication each.
#[inline]
fn hash(word: &str) -> u32 {
    let mix = |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (parts, rest) = word.as_bytes().as_chunks::<8>();
    let hash = parts.iter().fold(word.len() as u64, |hash, part| mix(hash, u64::from_le_bytes(*part)));
    let last = rest.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
    (mix(hash, last) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_start_at_one_and_stay() {
        let mut table = WordTable::default();
        assert_eq!(table.id("guard"), WordId::UNKNOWN);
        let words: Vec<String> = (0..500).map(|i| format!("word{i}")).collect();
        let ids: Vec<WordId> = words.iter().map(|word| table.intern(word)).collect();
        assert_eq!((ids[0], ids[499]), (WordId(1), WordId(500)));
        assert!(words.iter().zip(&ids).all(|(word, id)| table.id(word) == *id && table.intern(word) == *id));
        assert_eq!(table.id("word500"), WordId::UNKNOWN);
    }
}
