//! The weights of the tagger, read in place: bytes go in, rows of weights and dictionary classes come out.

use std::borrow::Cow;
use std::fmt;

use crate::format::{CLASS_BITS, HEADER, MAGIC, PROBES, ROW, check_of, checksum, slot_of};

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
    rows_log2: u32,
    words_log2: u32,
    start: usize,
}

/// The tables of one model.
#[derive(Clone, Copy)]
pub(crate) struct Model<'a> {
    rows: &'a [[u8; ROW]],
    rows_log2: u32,
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
            let (rows_log2, words_log2) = (number(&bytes, 24 + i * 8), number(&bytes, 28 + i * 8));
            if !(1..=24).contains(&rows_log2) || !(1..=24).contains(&words_log2) {
                return Err(WeightsError::Magic);
            }
            *layout = Layout { rows_log2, words_log2, start: start as usize };
            start += ((ROW as u64) << rows_log2) + (4 << words_log2);
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
        let (rows, tables) = tables.split_at(ROW << layout.rows_log2);
        let (words, _) = tables.split_at(4 << layout.words_log2);
        Model { rows: rows.as_chunks().0, rows_log2: layout.rows_log2, words: words.as_chunks().0, words_log2: layout.words_log2 }
    }
}

impl Model<'_> {
    /// The sums of the weights of some features, one for each tag but X.
    #[inline]
    pub(crate) fn sums(&self, hashes: &[u64]) -> [i16; ROW] {
        let mut sums = [0; ROW];
        for hash in hashes {
            let row = self.rows.get(slot_of(*hash, self.rows_log2)).copied().unwrap_or_default();
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        sums
    }

    /// The dictionary entry of a word: class in the lower eight bits, then the *settled* bit; 0 if unlisted.
    #[inline]
    pub(crate) fn class(&self, hash: u64) -> u32 {
        find(self.words, self.words_log2, hash).unwrap_or(0) & ((1 << CLASS_BITS) - 1)
    }
}

/// Finds the entry with a hash's check bits. An entry whose value bits are zero counts as free.
#[inline]
fn find(slots: &[[u8; 4]], log2: u32, hash: u64) -> Option<u32> {
    let check = check_of(hash, 32 - CLASS_BITS);
    let mask = slots.len() - 1;
    let start = slot_of(hash, log2);
    for i in 0..PROBES {
        let entry = u32::from_le_bytes(*slots.get((start + i) & mask)?);
        if entry & ((1 << CLASS_BITS) - 1) == 0 {
            return None;
        }
        if entry >> CLASS_BITS == check {
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
