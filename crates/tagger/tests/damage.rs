//! Damaged weights are refused; damage behind a right checksum gives wrong tags, never a panic.

use recount_tagger::format::{HEADER, MAGIC, ROW, checksum};
use recount_tagger::{Tagger, WeightsError};

fn good() -> Vec<u8> {
    include_bytes!("../data/en.weights").to_vec()
}

/// A small file with sound sizes.
fn small() -> Vec<u8> {
    let mut bytes = Vec::from(MAGIC);
    bytes.extend([0; 16]);
    for _ in 0..2 {
        bytes.extend([4u32, 4].iter().flat_map(|size| size.to_le_bytes()));
    }
    for _ in 0..2 {
        bytes.extend([1; ROW].repeat(16));
        bytes.extend([3, 1, 0, 0].repeat(16));
    }
    bytes
}

fn seal(bytes: &mut [u8]) {
    if bytes.len() >= 16 {
        let sum = checksum(&bytes[16..]);
        bytes[8..16].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Tags a sentence if the bytes are taken at all.
fn try_to_tag(bytes: Vec<u8>) -> bool {
    let Ok(tagger) = Tagger::from_bytes(bytes) else {
        return false;
    };
    let words = ["Gunmen", "killed", "5", "guards", "in", "al-Shabaab", "territory", "."];
    let mut tags = Vec::new();
    for folded in [false, true] {
        tagger.tag(&words, &[], folded, &mut tags);
        assert_eq!(tags.len(), words.len());
    }
    true
}

#[test]
fn the_embedded_weights_are_whole() {
    let tagger = Tagger::from_bytes(good()).expect("the committed weights are whole");
    assert_eq!(tagger.hash(), Tagger::builtin().hash());
    assert_eq!(tagger.training_hash(), Tagger::builtin().training_hash());
    assert!(good().len() <= 4 << 20);
}

#[test]
fn a_cut_file_is_refused() {
    let bytes = good();
    let near_the_header = 0..HEADER + 100;
    let further = (1..200).map(|i| bytes.len() * i / 200);
    for len in near_the_header.chain(further).chain([bytes.len() - 1]) {
        assert!(Tagger::from_bytes(bytes[..len].to_vec()).is_err(), "{len}");
    }
    let longer = [bytes, vec![0]].concat();
    assert!(matches!(Tagger::from_bytes(longer), Err(WeightsError::Length { .. })));
}

#[test]
fn a_flipped_bit_is_noticed() {
    let mut bytes = good();
    let places: Vec<usize> = (0..HEADER).chain((1..60).map(|i| bytes.len() * i / 60)).collect();
    for place in places {
        let bit = 1 << (place % 8);
        bytes[place] ^= bit;
        assert!(Tagger::from_bytes(bytes.clone()).is_err(), "{place}");
        bytes[place] ^= bit;
    }
}

#[test]
fn every_flipped_bit_behind_a_right_checksum_is_survived() {
    let mut whole = small();
    seal(&mut whole);
    assert!(try_to_tag(whole));
    let mut taken = 0;
    for place in 0..small().len() {
        for bit in 0..8 {
            let mut bytes = small();
            bytes[place] ^= 1 << bit;
            seal(&mut bytes);
            taken += usize::from(try_to_tag(bytes));
        }
    }
    assert!(taken > 1000);
}

#[test]
fn every_cut_behind_a_right_checksum_is_survived() {
    for len in 0..small().len() {
        let mut bytes = small();
        bytes.truncate(len);
        seal(&mut bytes);
        assert!(!try_to_tag(bytes), "{len}");
    }
}

#[test]
fn tables_without_a_free_slot_end() {
    for byte in [0x00, 0x7f, 0x80, 0xff] {
        let mut bytes = small();
        bytes[HEADER..].fill(byte);
        seal(&mut bytes);
        assert!(try_to_tag(bytes));
    }
}
