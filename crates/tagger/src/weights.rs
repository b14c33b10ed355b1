//! The weights of the tagger, read in place: bytes go in, rows of weights and dictionary classes come out.

use std::borrow::Cow;
use std::fmt;

use crate::format::{CLASS_BITS, HEADER, MAGIC, PROBES, ROW, ROW_BITS, check_of, checksum, slot_of};

/// Why bytes are not a weights file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// The first bytes are not those of a weights file of this version.
    Magic,
    /// The sizes in the header do not add up to the length of the bytes.
    Length {
        /// The length that the header asks for.
        expected: u64,
        /// The length of the bytes.
        found: u64,
    },
    /// The checksum in the header is not that of the bytes.
    Checksum,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeightsError::Magic => f.write_str("not tagger weights of this version; train them with `recount-train tagger`"),
            WeightsError::Length { expected, found } => {
                write!(f, "tagger weights have {found} bytes where the header asks for {expected}")
            }
            WeightsError::Checksum => f.write_str("tagger weights are damaged: wrong checksum"),
        }
    }
}

impl std::error::Error for WeightsError {}

/// A weights file whose sizes have been checked.
#[derive(Clone)]
pub(crate) struct Weights {
    bytes: Cow<'static, [u8]>,
    models: [Layout; 2],
}

/// Where the tables of one model stand.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    slots_log2: u32,
    rows: usize,
    words_log2: u32,
    start: usize,
}

/// The tables of one model.
#[derive(Clone, Copy)]
pub(crate) struct Model<'a> {
    slots: &'a [[u8; 4]],
    slots_log2: u32,
    rows: &'a [[u8; ROW]],
    words: &'a [[u8; 4]],
    words_log2: u32,
}

/// Shows the hash, not megabytes of weights.
impl fmt::Debug for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Weights({:016x})", self.hash())
    }
}

impl Weights {
    /// Takes bytes whose sizes agree; the checksum is not computed.
    pub(crate) fn trusted(bytes: Cow<'static, [u8]>) -> Result<Weights, WeightsError> {
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(WeightsError::Magic);
        }
        let mut models = [Layout::default(); 2];
        let mut start = HEADER as u64;
        for (i, layout) in models.iter_mut().enumerate() {
            let at = 24 + i * 12;
            let (slots_log2, rows, words_log2) = (number(&bytes, at), number(&bytes, at + 4), number(&bytes, at + 8));
            if !(1..=24).contains(&slots_log2) || !(1..=24).contains(&words_log2) {
                return Err(WeightsError::Magic);
            }
            *layout = Layout { slots_log2, rows: rows as usize, words_log2, start: start as usize };
            start += (4 << slots_log2) + u64::from(rows) * ROW as u64 + (4 << words_log2);
        }
        let found = bytes.len() as u64;
        if start != found {
            return Err(WeightsError::Length { expected: start, found });
        }
        Ok(Weights { bytes, models })
    }

    /// Takes bytes whose sizes and checksum agree.
    pub(crate) fn checked(bytes: Vec<u8>) -> Result<Weights, WeightsError> {
        let weights = Weights::trusted(Cow::Owned(bytes))?;
        if weights.hash() == checksum(&weights.bytes[16..]) { Ok(weights) } else { Err(WeightsError::Checksum) }
    }

    /// The checksum that the header holds.
    pub(crate) fn hash(&self) -> u64 {
        u64::from(number(&self.bytes, 8)) | u64::from(number(&self.bytes, 12)) << 32
    }

    /// The hash of the training data that the header holds.
    pub(crate) fn training_hash(&self) -> u64 {
        u64::from(number(&self.bytes, 16)) | u64::from(number(&self.bytes, 20)) << 32
    }

    /// The cased or the folded model.
    pub(crate) fn model(&self, folded: bool) -> Model<'_> {
        let layout = self.models[usize::from(folded)];
        let tables = &self.bytes[layout.start..];
        let (slots, tables) = tables.split_at(4 << layout.slots_log2);
        let (rows, tables) = tables.split_at(layout.rows * ROW);
        let (words, _) = tables.split_at(4 << layout.words_log2);
        Model {
            slots: slots.as_chunks().0,
            slots_log2: layout.slots_log2,
            rows: rows.as_chunks().0,
            words: words.as_chunks().0,
            words_log2: layout.words_log2,
        }
    }
}

impl Model<'_> {
    /// The weights of some features, where they have any. All first slots are read before any is looked at: the table is
    /// larger than a cache, and so the processor waits for them together.
    #[inline]
    pub(crate) fn rows_of<const N: usize>(&self, hashes: &[u64; N]) -> [Option<&[u8; ROW]>; N] {
        let firsts = hashes.map(|hash| self.slots.get(slot_of(hash, self.slots_log2)).copied().unwrap_or_default());
        std::array::from_fn(|i| {
            let first = u32::from_le_bytes(firsts[i]);
            let is_found = first >> ROW_BITS == check_of(hashes[i], 32 - ROW_BITS);
            let entry = match first & ((1 << ROW_BITS) - 1) {
                0 => return None,
                _ if is_found => first,
                _ => find(self.slots, self.slots_log2, hashes[i], ROW_BITS)?,
            };
            self.rows.get((entry & ((1 << ROW_BITS) - 1)) as usize - 1)
        })
    }

    /// The dictionary entry of a word: class in the lower eight bits, then the *settled* bit; 0 if unlisted.
    #[inline]
    pub(crate) fn class(&self, hash: u64) -> u32 {
        find(self.words, self.words_log2, hash, CLASS_BITS).unwrap_or(0) & ((1 << CLASS_BITS) - 1)
    }
}

/// Finds the entry with a hash's check bits; `low` is the number of bits that hold the value.
///
/// An entry whose value bits are zero counts as free.
#[inline]
fn find(slots: &[[u8; 4]], log2: u32, hash: u64, low: u32) -> Option<u32> {
    let check = check_of(hash, 32 - low);
    let mask = slots.len() - 1;
    let start = slot_of(hash, log2);
    for i in 0..PROBES {
        let entry = u32::from_le_bytes(*slots.get((start + i) & mask)?);
        if entry & ((1 << low) - 1) == 0 {
            return None;
        }
        if entry >> low == check {
            return Some(entry);
        }
    }
    None
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let mut number = [0; 4];
    number.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(number)
}
