//! The layout of a weights file, shared by the reader here and the writer in `recount-train`.
//!
//! All numbers are little-endian. A file is the magic, the checksum of everything after it, the hash
//! of the training data, then for the cased and the folded model in this order two sizes
//! (`u32`: log2 of rows, log2 of dictionary slots) and, for each, the two tables:
//!
//! - rows: 16 weights of one byte with sign, one for each tag but X. The upper bits of a feature's hash are the number of
//!   its row; features may share one, and the weights are learned that way (Weinberger and others, "Feature Hashing for
//!   Large Scale Multitask Learning", 2009);
//! - dictionary slots: `u32`, upper 23 bits a check of the hash, one bit *settled*, 8 bits the class.
//!
//! A class below 18 is a tag plus one; a higher one names a set of tags that a word was seen with.

use crate::tag::Tag;

/// The first eight bytes of a weights file.
pub const MAGIC: [u8; 8] = *b"RCTAGW02";

/// Bytes before the first table: magic, checksum, training hash, and two sizes for each model.
pub const HEADER: usize = 40;

/// How many places from its own a table entry may stand.
pub const PROBES: usize = 200;

/// Weights of one row: one for each tag but X, which only the dictionary gives.
pub const ROW: usize = Tag::COUNT - 1;

/// Bits of a dictionary slot that hold the class and the *settled* bit.
pub const CLASS_BITS: u32 = 9;

/// The bit of a dictionary slot that says the word needs no model.
pub const SETTLED: u32 = 1 << 8;

/// Mixes a value into a hash; the upper bits of the result are good, the lower ones too.
#[inline]
#[must_use]
pub fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ product >> 32
}

/// The slot of a hash in a table of `1 << log2` slots, before probing.
#[inline]
#[must_use]
pub fn slot_of(hash: u64, log2: u32) -> usize {
    (hash >> (64 - log2)) as usize
}

/// The bits of a hash that a slot keeps, `bits` many.
#[inline]
#[must_use]
pub fn check_of(hash: u64, bits: u32) -> u32 {
    (hash & ((1 << bits) - 1)) as u32
}

/// The checksum of bytes, and the hash of training data.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut hash = mix(0x5265_636f_756e_7421, bytes.len() as u64);
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    for byte in rest {
        hash = mix(hash, u64::from(*byte));
    }
    hash
}
