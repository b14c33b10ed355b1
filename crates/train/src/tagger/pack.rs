//! Writes a weights file: rows and dictionaries go in, bytes in the layout of `recount_tagger::format` come out.

use recount_tagger::format::{CLASS_BITS, HEADER, MAGIC, PROBES, check_of, checksum, slot_of};

use super::dictionary::Dictionary;
use super::perceptron::{ROWS_LOG2, Row};

/// What was learned for one style of text.
#[derive(Debug)]
pub(crate) struct Model {
    /// The tag dictionary.
    pub(crate) dictionary: Dictionary,
    /// The rows of weights, `1 << ROWS_LOG2` of them.
    pub(crate) rows: Vec<Row>,
}

/// A table of slots, some of them free.
struct Table {
    slots: Vec<u32>,
    log2: u32,
}

/// Packs the cased and the folded model.
pub(crate) fn pack(models: &[Model; 2], training_hash: u64) -> Vec<u8> {
    let mut bytes = Vec::from(MAGIC);
    bytes.extend([0; 8]);
    bytes.extend(training_hash.to_le_bytes());
    let mut tables = Vec::new();
    for model in models {
        let entries: Vec<_> = model.dictionary.entries.iter().map(|(hash, entry)| (*hash, *entry)).collect();
        let words = Table::fill(&entries);
        for size in [ROWS_LOG2, words.log2] {
            bytes.extend(size.to_le_bytes());
        }
        tables.extend(model.rows.iter().flatten().copied().map(i8::cast_unsigned));
        tables.extend(words.slots.iter().flat_map(|slot| slot.to_le_bytes()));
    }
    debug_assert_eq!(bytes.len(), HEADER);
    debug_assert!(models.iter().all(|model| model.rows.len() == 1 << ROWS_LOG2));
    bytes.extend(tables);
    let sum = checksum(&bytes[16..]);
    bytes[8..16].copy_from_slice(&sum.to_le_bytes());
    bytes
}

impl Table {
    /// Fills the smallest table that is at most five eighths full and keeps every entry near its place.
    fn fill(entries: &[(u64, u32)]) -> Table {
        let mut log2 = 4;
        while (entries.len() * 8) > (5 << log2) {
            log2 += 1;
        }
        loop {
            if let Some(slots) = place(entries, log2) {
                return Table { slots, log2 };
            }
            log2 += 1;
        }
    }
}

/// Places entries in their order, so that the first ones are found first.
fn place(entries: &[(u64, u32)], log2: u32) -> Option<Vec<u32>> {
    let mut slots = vec![0; 1 << log2];
    for (hash, value) in entries {
        let start = slot_of(*hash, log2);
        let free = (0..PROBES).map(|i| (start + i) & (slots.len() - 1)).find(|i| slots[*i] == 0)?;
        slots[free] = check_of(*hash, 32 - CLASS_BITS) << CLASS_BITS | value;
    }
    Some(slots)
}
