//! The `.places` format: bytes come in, names and records are read from them in place. A damaged file is an error, never a panic.
//!
//! A file is a header of 64 bytes and five sections: the names (an `fst` map from name key to value), the lists of places that share a
//! name, the records of the places, their regions (first level, second level, city), and the strings. All numbers are little-endian.

use super::{GazetteerId, PlaceKind, PlaceRecord};
use fst::raw::{CompiledAddr, Fst, Node};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub(super) const MAGIC: &[u8; 8] = b"RCPLACES";
pub(super) const VERSION: u32 = 1;
pub(super) const HEADER: usize = 64;
pub(super) const RECORD: usize = 23;
pub(super) const ADMIN: usize = 14;
/// Marks a record's id as the offset of a string, not a number of GeoNames.
pub(super) const OWN_ID: u32 = 1 << 31;
/// The steps into which the globe is divided for coordinates of three bytes.
pub(super) const STEPS: f64 = 16_777_215.0;

/// The flags in the four low bits of a name's value; above them stands an index: of the place, or of the list.
pub(super) const IS_LIST: u64 = 1;
pub(super) const IS_COMMON: u64 = 2;
pub(super) const IS_MAIN: u64 = 4;
pub(super) const IS_ACRONYM: u64 = 8;
pub(super) const FLAG_BITS: u32 = 4;

/// Why a `.places` file cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlacesError {
    /// The file is of another format.
    #[error("not a .places file; make one with `recount gazetteer import`")]
    NotPlaces,
    /// The file is of another version of the format.
    #[error(".places version {0} is not version {VERSION}; make the file anew with `recount gazetteer import`")]
    Version(u32),
    /// The file is shorter or longer than its header says.
    #[error("the .places file has {found} bytes but its header promises {promised}; copy it again")]
    Length {
        /// The bytes that the header promises.
        promised: u64,
        /// The bytes that there are.
        found: u64,
    },
    /// The bytes have changed since they were written.
    #[error("the .places file is damaged (its check sum differs); copy it again")]
    Damaged,
    /// The index of names cannot be read.
    #[error("the names of the .places file cannot be read ({0}); make the file anew with `recount gazetteer import`")]
    Names(String),
    /// A gazetteer holds no more than 256 layers.
    #[error("too many gazetteer layers; join some of the files")]
    TooManyLayers,
}

/// One `.places` file, opened.
#[derive(Clone)]
pub(super) struct Places {
    bytes: Arc<Cow<'static, [u8]>>,
    names: Fst<Section>,
    lists: Range<usize>,
    records: Range<usize>,
    admins: Range<usize>,
    strings: Range<usize>,
    hash: u64,
    /// Where the names that begin with two given small letters go on.
    starts: Arc<[Option<Start>]>,
}

/// The node behind the first two letters of a name, and the value so far.
#[derive(Clone, Copy)]
struct Start {
    node: CompiledAddr,
    value: u64,
}

/// A name found: the words it takes and its value.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) words: usize,
    pub(super) value: u64,
}

/// One place that bears a name.
pub(super) struct Posting {
    pub(super) index: u32,
    pub(super) is_main_name: bool,
    pub(super) needs_capitals: bool,
}

#[derive(Clone)]
struct Section {
    bytes: Arc<Cow<'static, [u8]>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

impl Found {
    pub(super) fn is_common(self) -> bool {
        self.value & IS_COMMON != 0
    }
}

impl Places {
    /// Opens a file and checks every byte of it.
    pub(super) fn open(bytes: Cow<'static, [u8]>) -> Result<Places, PlacesError> {
        let mut places = Places::open_unwalked(bytes)?;
        if content_hash(&places.bytes) != places.hash {
            return Err(PlacesError::Damaged);
        }
        places.names.verify().map_err(|error| PlacesError::Names(error.to_string()))?;
        places.starts = starts_of(&places.names);
        Ok(places)
    }

    /// Opens a file whose content a test has checked: only the header is read.
    pub(super) fn open_trusted(bytes: Cow<'static, [u8]>) -> Result<Places, PlacesError> {
        let mut places = Places::open_unwalked(bytes)?;
        places.starts = starts_of(&places.names);
        Ok(places)
    }

    /// Reads the header; names are not found before the starts are walked.
    fn open_unwalked(bytes: Cow<'static, [u8]>) -> Result<Places, PlacesError> {
        if bytes.get(..8) != Some(MAGIC.as_slice()) || bytes.len() < HEADER {
            return Err(PlacesError::NotPlaces);
        }
        let version = u32_at(&bytes, 8);
        if version != VERSION {
            return Err(PlacesError::Version(version));
        }
        let lengths: [u64; 5] = std::array::from_fn(|i| u64::from(u32_at(&bytes, 16 + 4 * i)));
        let (promised, found) = (HEADER as u64 + lengths.iter().sum::<u64>(), bytes.len() as u64);
        let are_whole = lengths[2].is_multiple_of(RECORD as u64) && lengths[3].is_multiple_of(ADMIN as u64);
        if promised != found || !are_whole {
            return Err(PlacesError::Length { promised, found });
        }
        let mut end = HEADER;
        let [names, lists, records, admins, strings] = lengths.map(|length| {
            let start = end;
            end += length as usize;
            start..end
        });
        let hash = u64::from(u32_at(&bytes, 40)) | u64::from(u32_at(&bytes, 44)) << 32;
        let bytes = Arc::new(bytes);
        let section = Section { bytes: Arc::clone(&bytes), range: names };
        let names = Fst::new(section).map_err(|error| PlacesError::Names(error.to_string()))?;
        Ok(Places { bytes, names, lists, records, admins, strings, hash, starts: Arc::default() })
    }

    /// Is the number of places.
    pub(super) fn len(&self) -> u32 {
        (self.records.len() / RECORD) as u32
    }

    /// Is the check sum over the content.
    pub(super) fn content_hash(&self) -> u64 {
        self.hash
    }

    /// Finds the longest name that starts at the first word.
    pub(super) fn longest(&self, words: &[&str]) -> Option<Found> {
        let mut walk = Walk::new(&self.names);
        let mut longest = None;
        for (i, word) in words.iter().enumerate() {
            let mut word = *word;
            if i == 0
                && let Some(at) = word.as_bytes().first_chunk().and_then(|letters| start_index(*letters))
            {
                let start = self.starts.get(at).copied().flatten()?;
                walk = Walk { node: self.names.node(start.node), value: start.value, has_begun: true, is_inside: true, ..walk };
                word = word.get(2..).unwrap_or_default();
            }
            match walk.word(word) {
                Step::Lost => break,
                Step::Separator if i == 0 => break,
                Step::Separator => {}
                Step::Went => {
                    if walk.node.is_final() {
                        let value = walk.value + walk.node.final_output().value();
                        longest = Some(Found { words: i + 1, value });
                    }
                }
            }
        }
        longest
    }

    /// Gives the places behind the value of a name.
    pub(super) fn postings(&self, value: u64) -> impl Iterator<Item = Posting> + '_ {
        let index = (value >> FLAG_BITS) as usize;
        let is_list = value & IS_LIST != 0;
        let single = (!is_list).then_some(Posting {
            index: index as u32,
            is_main_name: value & IS_MAIN != 0,
            needs_capitals: value & IS_ACRONYM != 0,
        });
        let length = if is_list { (self.list_item(index) as usize).min(self.lists.len() / 4) } else { 0 };
        let listed = (0..length).map(move |i| {
            let item = self.list_item(index + 1 + i);
            Posting { index: item >> 2, is_main_name: item & 1 != 0, needs_capitals: item & 2 != 0 }
        });
        single.into_iter().chain(listed).filter(|posting| posting.index < self.len())
    }

    /// Reads what a place is.
    pub(super) fn kind(&self, index: u32) -> PlaceKind {
        kind_of(self.bytes[self.records.clone()][index as usize * RECORD + 6])
    }

    /// Reads the record of a place.
    pub(super) fn record(&self, index: u32) -> PlaceRecord<'_> {
        let records = &self.bytes[self.records.clone()];
        let start = index as usize * RECORD;
        let record = &records[start..start + RECORD];
        let flags = record[6];
        let start = self.admins.start + u24_at(record, 3) as usize * ADMIN;
        let admin = self.bytes.get(start..start + ADMIN).unwrap_or(&[0; ADMIN]);
        let [admin1, admin2, parent] = [2, 6, 10].map(|at| Some(self.string(u32_at(admin, at))).filter(|name| !name.is_empty()));
        let id = u32_at(record, 7);
        let gazetteer_id = if id & OWN_ID == 0 { GazetteerId::GeoNames(id) } else { GazetteerId::Own(self.string(id & !OWN_ID)) };
        PlaceRecord {
            name: self.string(u24_at(record, 0)),
            country: std::str::from_utf8(&admin[..2]).unwrap_or_default().trim_end_matches('\0'),
            admin1,
            admin2,
            parent,
            lat: degrees(u24_at(record, 11), 180.0),
            lon: degrees(u24_at(record, 14), 360.0),
            population: u32_at(record, 17),
            radius_km: f64::from(u32_at(record, 21) & 0xffff) / 10.0,
            kind: kind_of(flags),
            gazetteer_id,
            is_common: flags & 0x80 != 0,
        }
    }

    fn list_item(&self, index: usize) -> u32 {
        let lists = &self.bytes[self.lists.clone()];
        u32_at(lists, index.saturating_mul(4))
    }

    fn string(&self, offset: u32) -> &str {
        let strings = &self.bytes[self.strings.clone()];
        let start = offset as usize;
        let length = (u32_at(strings, start) & 0xffff) as usize;
        let text = strings.get(start.saturating_add(2)..start.saturating_add(2 + length)).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }
}

/// A walk through the names, one letter after the other.
struct Walk<'p> {
    names: &'p Fst<Section>,
    node: Node<'p>,
    value: u64,
    needs_space: bool,
    has_begun: bool,
    /// The walk stands inside a word whose first letters are behind it.
    is_inside: bool,
}

enum Step {
    Went,
    Separator,
    Lost,
}

impl<'p> Walk<'p> {
    fn new(names: &'p Fst<Section>) -> Self {
        Walk { names, node: names.root(), value: 0, needs_space: false, has_begun: false, is_inside: false }
    }

    /// Walks along a word; its own hyphens and dots separate tokens as in a name key. A lone hyphen or dot is passed over.
    fn word(&mut self, word: &str) -> Step {
        let mut has_letters = std::mem::take(&mut self.is_inside);
        self.needs_space = self.has_begun && !has_letters;
        let mut buffer = [0; 4];
        for letter in word.chars() {
            if !letter.is_alphanumeric() {
                self.needs_space = self.has_begun;
                continue;
            }
            has_letters = true;
            if std::mem::take(&mut self.needs_space) && !self.byte(b' ') {
                return Step::Lost;
            }
            if !letter.encode_utf8(&mut buffer).bytes().all(|byte| self.byte(byte)) {
                return Step::Lost;
            }
        }
        match word {
            _ if has_letters => Step::Went,
            "-" | "." | "‐" | "‑" | "–" => Step::Separator,
            _ => Step::Lost,
        }
    }

    fn byte(&mut self, byte: u8) -> bool {
        let Some(i) = self.node.find_input(byte) else { return false };
        let transition = self.node.transition(i);
        self.value += transition.out.value();
        self.node = self.names.node(transition.addr);
        self.has_begun = true;
        true
    }
}

const LETTERS: usize = 26;

/// The place of two small letters in the table of starts; none for other letters.
fn start_index(letters: [u8; 2]) -> Option<usize> {
    let [first, second] = letters.map(|letter| usize::from(letter.wrapping_sub(b'a')));
    (first < LETTERS && second < LETTERS).then_some(first * LETTERS + second)
}

/// Walks all pairs of small letters once: most names that are looked up begin with two.
fn starts_of(names: &Fst<Section>) -> Arc<[Option<Start>]> {
    let start = |i: usize| {
        let mut walk = Walk::new(names);
        let letters = [i / LETTERS, i % LETTERS].map(|letter| b'a' + letter as u8);
        letters.iter().all(|letter| walk.byte(*letter)).then(|| Start { node: walk.node.addr(), value: walk.value })
    };
    (0..LETTERS * LETTERS).map(start).collect()
}

/// Is the check sum over all that follows the header.
pub(super) fn content_hash(bytes: &[u8]) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    for chunk in bytes.get(HEADER..).unwrap_or_default().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
    }
    // The header's lengths are part of the content: sections must not shift.
    for byte in bytes.get(8..40).unwrap_or_default() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(5);
    }
    hash
}

/// Reads four bytes; what lies outside is zero.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    for (to, from) in word.iter_mut().zip(bytes.get(at..).unwrap_or_default()) {
        *to = *from;
    }
    u32::from_le_bytes(word)
}

fn u24_at(bytes: &[u8], at: usize) -> u32 {
    u32_at(bytes, at) & 0x00ff_ffff
}

fn kind_of(flags: u8) -> PlaceKind {
    PlaceKind::ALL.get(usize::from(flags & 7)).copied().unwrap_or(PlaceKind::Settlement)
}

/// Is a coordinate of three bytes in degrees, to about ten metres.
fn degrees(steps: u32, span: f64) -> f64 {
    let exact = f64::from(steps) / STEPS * span - span / 2.0;
    (exact * 1e4).round() / 1e4
}
