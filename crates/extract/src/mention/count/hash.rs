//! A quick hash for short words. The tables come from our own files, so nobody can fill them with words that collide, and nothing
//! is ever listed in their order.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table asked by folded word.
pub(super) type WordMap<T> = HashMap<Box<str>, T, BuildHasherDefault<WordHasher>>;

/// Eight bytes a step, one multiplication each.
#[derive(Debug, Default)]
pub(super) struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
}
