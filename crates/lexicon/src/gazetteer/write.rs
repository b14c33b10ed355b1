//! Writing a `.places` file: rows of places come in, bytes go out. The same rows give the same bytes, in whatever order they come.

use super::PlaceKind;
use super::names::{CommonNames, is_acronym};
use super::places::{
    ADMIN, FLAG_BITS, HEADER, IS_ACRONYM, IS_COMMON, IS_LIST, IS_MAIN, MAGIC, OWN_ID, RECORD, STEPS, VERSION, content_hash,
};
use crate::fold::name_key;
use std::collections::BTreeMap;

/// A place as it is put into a gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// The main name.
    pub name: String,
    /// Other names and spellings; one in capitals ("CAR") is found, but needs capitals in the text.
    pub aliases: Vec<String>,
    /// The ISO code of the country, two letters; empty for regions across borders.
    pub country: String,
    /// The first-level region, or empty.
    pub admin1: String,
    /// The second-level region, or empty.
    pub admin2: String,
    /// The city of a district, or empty.
    pub parent: String,
    /// What the place is.
    pub kind: PlaceKind,
    /// The latitude in degrees.
    pub lat: f64,
    /// The longitude in degrees.
    pub lon: f64,
    /// The radius in kilometres.
    pub radius_km: f64,
    /// The inhabitants, 0 if unknown.
    pub population: u32,
    /// The lasting name: `geonames:NUMBER`, or `recount:WORDS`.
    pub gazetteer_id: String,
}

/// Why rows do not fit into a `.places` file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A file holds at most 16 million places.
    #[error("{0} places are too many for one .places file; split them")]
    TooManyPlaces(usize),
    /// The strings or the index outgrow what the format can point at.
    #[error("the names are too long for one .places file; split it")]
    TooLarge,
    /// The index of names cannot be built.
    #[error("the names cannot be indexed: {0}")]
    Names(String),
}

/// Writes places into the bytes of a `.places` file.
pub fn write_places(rows: impl Iterator<Item = PlaceRow>) -> Result<Vec<u8>, WriteError> {
    let mut rows: Vec<(String, PlaceRow)> = rows.map(|row| (name_key(&row.name), row)).filter(|(key, _)| !key.is_empty()).collect();
    // Neighbours in the alphabet get neighbouring numbers: that keeps the index of names small.
    rows.sort_by(|(key, row), (other_key, other)| {
        (key, &row.country, &row.gazetteer_id).cmp(&(other_key, &other.country, &other.gazetteer_id))
    });
    if rows.len() >= 1 << 24 {
        return Err(WriteError::TooManyPlaces(rows.len()));
    }
    let common = CommonNames::new();
    let mut tables = Tables::default();
    for (key, row) in &rows {
        tables.push(row, common.holds(key))?;
    }
    let (names, lists) = index_names(&rows, &common)?;
    let sections = [names, lists, tables.records, tables.admins, tables.strings.bytes];
    join(rows.len(), &sections)
}

/// Joins the sections behind a header.
fn join(places: usize, sections: &[Vec<u8>; 5]) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::with_capacity(HEADER + sections.iter().map(Vec::len).sum::<usize>());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&(places as u32).to_le_bytes());
    for section in sections {
        let length = u32::try_from(section.len()).map_err(|_| WriteError::TooLarge)?;
        bytes.extend_from_slice(&length.to_le_bytes());
    }
    bytes.resize(HEADER, 0);
    for section in sections {
        bytes.extend_from_slice(section);
    }
    let hash = content_hash(&bytes);
    bytes[40..48].copy_from_slice(&hash.to_le_bytes());
    Ok(bytes)
}

/// A place under one of its names: falling rank, index, whether it is the main name and whether it needs capitals.
type Named = (std::cmp::Reverse<u64>, u32, bool, bool);

/// Builds the index from name keys to places, and the lists of places that share a key.
fn index_names(rows: &[(String, PlaceRow)], common: &CommonNames) -> Result<(Vec<u8>, Vec<u8>), WriteError> {
    let mut by_key: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for (i, (key, row)) in rows.iter().enumerate() {
        let rank = std::cmp::Reverse(rank(row));
        by_key.entry(key.clone()).or_default().push((rank, i as u32, true, is_acronym(&row.name)));
        for alias in &row.aliases {
            for alias_key in alias_keys(alias) {
                if alias_key != *key {
                    by_key.entry(alias_key).or_default().push((rank, i as u32, false, is_acronym(alias)));
                }
            }
        }
    }
    let mut map = fst::MapBuilder::memory();
    let mut lists = Vec::new();
    for (key, mut named) in by_key {
        named.sort_unstable();
        named.dedup_by_key(|(_, i, ..)| *i);
        let flags = if common.holds(&key) { IS_COMMON } else { 0 };
        let value = match named.as_slice() {
            [(_, i, is_main, needs_capitals)] => {
                let main = if *is_main { IS_MAIN } else { 0 };
                let capitals = if *needs_capitals { IS_ACRONYM } else { 0 };
                u64::from(*i) << FLAG_BITS | main | capitals
            }
            several => {
                let start = (lists.len() / 4) as u64;
                lists.extend_from_slice(&(several.len() as u32).to_le_bytes());
                for (_, i, is_main, needs_capitals) in several {
                    let item = i << 2 | u32::from(*needs_capitals) << 1 | u32::from(*is_main);
                    lists.extend_from_slice(&item.to_le_bytes());
                }
                start << FLAG_BITS | IS_LIST
            }
        };
        map.insert(key, value | flags).map_err(|error| WriteError::Names(error.to_string()))?;
    }
    let names = map.into_inner().map_err(|error| WriteError::Names(error.to_string()))?;
    Ok((names, lists))
}

/// Gives the keys of an alias; "U.S." is also written "US".
fn alias_keys(alias: &str) -> impl Iterator<Item = String> {
    let joined = (is_acronym(alias) && alias.contains('.')).then(|| name_key(&alias.replace('.', "")));
    std::iter::once(name_key(alias)).chain(joined).filter(|key| !key.is_empty())
}

/// Orders the places of one name: countries, then by inhabitants; a region yields to a town with a 64th of its people.
fn rank(row: &PlaceRow) -> u64 {
    match row.kind {
        PlaceKind::Country => u64::MAX,
        PlaceKind::Region => u64::from(row.population / 64),
        _ => u64::from(row.population),
    }
}

#[derive(Default)]
struct Tables {
    records: Vec<u8>,
    admins: Vec<u8>,
    admin_ids: BTreeMap<([u8; 2], [u32; 3]), u32>,
    strings: Strings,
}

impl Tables {
    fn push(&mut self, row: &PlaceRow, is_common: bool) -> Result<(), WriteError> {
        let name = self.strings.offset(&row.name)?;
        let admin = self.admin(row)?;
        let id = match row.gazetteer_id.strip_prefix("geonames:").and_then(|number| number.parse().ok()) {
            Some(number) if number < OWN_ID => number,
            _ => self.strings.offset(row.gazetteer_id.trim_start_matches("recount:"))? | OWN_ID,
        };
        let kind = PlaceKind::ALL.iter().position(|kind| *kind == row.kind).unwrap_or_default() as u8;
        let radius = (row.radius_km.clamp(0.0, 6500.0) * 10.0).round() as u16;
        let start = self.records.len();
        let records = &mut self.records;
        records.extend_from_slice(&three_bytes(name)?);
        records.extend_from_slice(&three_bytes(admin)?);
        records.push(kind | if is_common { 0x80 } else { 0 });
        records.extend_from_slice(&id.to_le_bytes());
        records.extend_from_slice(&steps(row.lat, 180.0));
        records.extend_from_slice(&steps(row.lon, 360.0));
        records.extend_from_slice(&row.population.to_le_bytes());
        records.extend_from_slice(&radius.to_le_bytes());
        debug_assert_eq!(records.len() - start, RECORD, "a record has one length");
        Ok(())
    }

    /// Is the number of a country with its first level, second level and city.
    fn admin(&mut self, row: &PlaceRow) -> Result<u32, WriteError> {
        let triple = [self.strings.offset(&row.admin1)?, self.strings.offset(&row.admin2)?, self.strings.offset(&row.parent)?];
        let mut country = [0; 2];
        for (to, from) in country.iter_mut().zip(row.country.bytes()) {
            *to = from;
        }
        let next = (self.admins.len() / ADMIN) as u32;
        let id = *self.admin_ids.entry((country, triple)).or_insert(next);
        if id == next {
            self.admins.extend_from_slice(&country);
            for offset in triple {
                self.admins.extend_from_slice(&offset.to_le_bytes());
            }
        }
        Ok(id)
    }
}

/// Strings, each written once: two bytes of length and the text. The empty string stands at 0.
struct Strings {
    bytes: Vec<u8>,
    offsets: BTreeMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Strings {
        Strings { bytes: vec![0, 0], offsets: BTreeMap::from([(String::new(), 0)]) }
    }
}

impl Strings {
    fn offset(&mut self, text: &str) -> Result<u32, WriteError> {
        if let Some(offset) = self.offsets.get(text) {
            return Ok(*offset);
        }
        let offset = u32::try_from(self.bytes.len()).map_err(|_| WriteError::TooLarge)?;
        let length = u16::try_from(text.len()).map_err(|_| WriteError::TooLarge)?;
        if offset >= OWN_ID {
            return Err(WriteError::TooLarge);
        }
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        Ok(offset)
    }
}

fn three_bytes(number: u32) -> Result<[u8; 3], WriteError> {
    match number.to_le_bytes() {
        [a, b, c, 0] => Ok([a, b, c]),
        _ => Err(WriteError::TooLarge),
    }
}

/// Is a coordinate in three bytes.
fn steps(degrees: f64, span: f64) -> [u8; 3] {
    let share = ((degrees + span / 2.0) / span).clamp(0.0, 1.0);
    let [a, b, c, _] = ((share * STEPS).round() as u32).to_le_bytes();
    [a, b, c]
}
