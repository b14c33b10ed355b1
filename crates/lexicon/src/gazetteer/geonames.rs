//! Reading a country dump of GeoNames (19 columns, tab-separated): lines come in, rows of places go out.
//!
//! ```
//! use recount_lexicon::gazetteer::import_geonames;
//! let dump = "2453348\tMopti\tMopti\tMopti,Mòpti\t14.4843\t-4.18296\tP\tPPLA\tML\t\t04\t\t\t\t114296\t\t\tAfrica/Bamako\t2021-08-05\n\
//!             2453347\tMopti\tMopti\tMopti Region\t14.75\t-3.5\tA\tADM1\tML\t\t04\t\t\t\t0\t\t\tAfrica/Bamako\t2021-08-05\n";
//! let rows = import_geonames(dump.as_bytes()).expect("two good lines");
//! assert_eq!((rows[0].admin1.as_str(), rows[0].gazetteer_id.as_str()), ("Mopti", "geonames:2453348"));
//! ```

use super::names::{is_latin, settlement_radius_km};
use super::{PlaceKind, PlaceRow};
use std::collections::BTreeMap;
use std::io::BufRead;

const COLUMNS: usize = 19;

/// Why a GeoNames dump cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line has the wrong number of columns.
    #[error(
        "line {line}: {found} columns instead of 19; give a country dump of GeoNames, unzipped or gzipped, not a table exported from elsewhere"
    )]
    Columns {
        /// The number of the line, from 1.
        line: usize,
        /// The columns that it has.
        found: usize,
    },
    /// A number cannot be read.
    #[error("line {line}: {column} is {found:?}, not a number in its range; mend or remove the line")]
    Number {
        /// The number of the line, from 1.
        line: usize,
        /// The column's name.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// The name is empty.
    #[error("line {line}: no name; remove the line")]
    NoName {
        /// The number of the line, from 1.
        line: usize,
    },
    /// A line cannot be read or is no UTF-8.
    #[error("line {line}: {source}; the file must be UTF-8 text")]
    Unreadable {
        /// The number of the line, from 1.
        line: usize,
        /// What the reader said.
        source: std::io::Error,
    },
    /// There is no place in the file.
    #[error("no place in the file; give a country dump of GeoNames")]
    Empty,
}

/// Reads a country dump of GeoNames; lines of features that no report names as a place (streams' sections, hotels, wells) are left out.
pub fn import_geonames(reader: impl BufRead) -> Result<Vec<PlaceRow>, ImportError> {
    let mut lines = Vec::new();
    let mut regions = BTreeMap::new();
    for (i, line) in reader.lines().enumerate() {
        let line = line.map_err(|source| ImportError::Unreadable { line: i + 1, source })?;
        let line = if i == 0 { line.trim_start_matches('\u{feff}') } else { &line }.trim_end_matches('\r').to_owned();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let dumped = Dumped::read(i + 1, &line)?;
        if let Some(level) = dumped.admin_level() {
            regions.insert((dumped.country.clone(), dumped.codes(level)), bare(&dumped.row.name).to_owned());
        }
        lines.push(dumped);
    }
    if lines.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(lines.into_iter().filter_map(|dumped| dumped.into_row(&regions)).collect())
}

/// The names of the regions by country and codes.
type Regions = BTreeMap<(String, Vec<String>), String>;

/// One line of the dump.
struct Dumped {
    row: PlaceRow,
    country: String,
    class: String,
    feature: String,
    admin: [String; 2],
}

impl Dumped {
    fn read(line: usize, text: &str) -> Result<Dumped, ImportError> {
        let columns: Vec<&str> = text.split('\t').collect();
        if columns.len() != COLUMNS {
            return Err(ImportError::Columns { line, found: columns.len() });
        }
        let id: u32 = number(line, "geonameid", columns[0])?;
        let lat = degrees(line, "latitude", columns[4], 90.0)?;
        let lon = degrees(line, "longitude", columns[5], 180.0)?;
        let population: u64 = if columns[14].is_empty() { 0 } else { number(line, "population", columns[14])? };
        let population = u32::try_from(population).unwrap_or(u32::MAX);
        let name = if is_latin(columns[1]) { columns[1] } else { columns[2] };
        if name.is_empty() {
            return Err(ImportError::NoName { line });
        }
        let (class, feature) = (columns[6].to_owned(), columns[7].to_owned());
        let mut aliases: Vec<String> = columns[3].split(',').filter(|alias| is_spelling(alias)).map(str::to_owned).collect();
        aliases.push(columns[2].to_owned());
        let row = PlaceRow {
            name: name.to_owned(),
            aliases,
            country: columns[8].to_owned(),
            admin1: String::new(),
            admin2: String::new(),
            parent: String::new(),
            kind: kind_of(&class, &feature).unwrap_or(PlaceKind::Natural),
            lat,
            lon,
            radius_km: radius_of(&class, &feature, population),
            population,
            gazetteer_id: format!("geonames:{id}"),
        };
        let admin = [columns[10].to_owned(), columns[11].to_owned()];
        Ok(Dumped { row, country: columns[8].to_owned(), class, feature, admin })
    }

    fn admin_level(&self) -> Option<usize> {
        match self.feature.as_str() {
            "ADM1" => Some(1),
            "ADM2" => Some(2),
            _ => None,
        }
    }

    fn codes(&self, level: usize) -> Vec<String> {
        self.admin[..level].to_vec()
    }

    /// Is the row with the names of its regions, if reports name features like it.
    fn into_row(self, regions: &Regions) -> Option<PlaceRow> {
        kind_of(&self.class, &self.feature)?;
        let name_of = |level: usize| {
            let is_coded = !self.admin[level - 1].is_empty();
            let name = regions.get(&(self.country.clone(), self.codes(level)));
            name.filter(|_| is_coded).cloned().unwrap_or_default()
        };
        let (admin1, admin2) = (name_of(1), name_of(2));
        Some(PlaceRow { admin1, admin2, ..self.row })
    }
}

/// Is the name of a region as records give it: "Mopti", not "Mopti Region".
fn bare(name: &str) -> &str {
    let endings = [" Region", " Province", " Governorate", " State", " Department", " Oblast"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Is the kind of a feature; nothing for features that are no place of an event.
fn kind_of(class: &str, feature: &str) -> Option<PlaceKind> {
    match (class, feature) {
        ("P", "PPLX") => Some(PlaceKind::District),
        ("P", _) => Some(PlaceKind::Settlement),
        ("A", "PCLI" | "PCLD" | "PCLS" | "PCLF" | "PCLIX" | "TERR") => Some(PlaceKind::Country),
        ("A", _) => Some(PlaceKind::Region),
        ("L", "RGN" | "RGNE" | "RGNH" | "AREA" | "CONT") => Some(PlaceKind::Region),
        ("L", "CMP" | "CMPREF" | "LCTY") => Some(PlaceKind::Settlement),
        ("L", "MILB" | "NVB" | "AIRB" | "PRT" | "OILF" | "MNA") => Some(PlaceKind::Facility),
        ("L", "PRK" | "RES" | "RESF" | "RESN" | "RESW") => Some(PlaceKind::Natural),
        (
            "S",
            "AIRB" | "AIRP" | "AIRF" | "INSM" | "MILB" | "BDG" | "BDGQ" | "DAM" | "PRN" | "PS" | "OILR" | "PSTB" | "BRKS" | "FT" | "CMPREF"
            | "CSTM",
        ) => Some(PlaceKind::Facility),
        (
            "T",
            "MT" | "MTS" | "HLL" | "HLLS" | "ISL" | "ISLS" | "DSRT" | "PLN" | "PLAT" | "PASS" | "PEN" | "VAL" | "CAPE" | "ERG" | "PK",
        ) => Some(PlaceKind::Natural),
        ("H", "LK" | "LKS" | "STM" | "SEA" | "GULF" | "STRT" | "BAY" | "RSV" | "OCN") => Some(PlaceKind::Natural),
        ("V", "FRST" | "FRSTF") => Some(PlaceKind::Natural),
        _ => None,
    }
}

fn radius_of(class: &str, feature: &str, population: u32) -> f64 {
    match (class, feature) {
        ("P", _) => settlement_radius_km(population),
        ("A", "ADM1") | ("L", _) => 100.0,
        ("A", "ADM2") => 40.0,
        ("A", "ADM3" | "ADM4" | "ADM5") => 15.0,
        ("A", _) => 300.0,
        ("H", "STM") => 100.0,
        ("S", _) => 2.0,
        _ => 20.0,
    }
}

/// Tells whether an alternate name may stand in a report: Latin, with a capital, not a code.
fn is_spelling(alias: &str) -> bool {
    let letters = alias.chars().filter(|letter| letter.is_alphabetic()).count();
    let has_capital = alias.chars().any(char::is_uppercase);
    let is_code = letters <= 4 && !alias.chars().any(char::is_lowercase);
    is_latin(alias) && letters >= 3 && has_capital && !is_code
}

fn number<N: std::str::FromStr>(line: usize, column: &'static str, text: &str) -> Result<N, ImportError> {
    text.trim().parse().map_err(|_| ImportError::Number { line, column, found: text.to_owned() })
}

fn degrees(line: usize, column: &'static str, text: &str, most: f64) -> Result<f64, ImportError> {
    let degrees: f64 = number(line, column, text)?;
    if degrees.abs() <= most { Ok(degrees) } else { Err(ImportError::Number { line, column, found: text.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOWN: &str =
        "7\tTin Hama\tTin Hama\tTINH,Tin Hamma,تين\t15.6\t0.9\tP\tPPL\tML\t\t07\t7002\t\t\t1200\t\t270\tAfrica/Bamako\t2020-01-01";

    #[test]
    fn a_town_keeps_its_latin_spellings() {
        let rows = import_geonames(TOWN.as_bytes()).unwrap();
        assert_eq!(rows[0].aliases, ["Tin Hamma", "Tin Hama"]);
        assert_eq!((rows[0].kind, rows[0].population, rows[0].radius_km), (PlaceKind::Settlement, 1200, 2.0));
    }

    #[test]
    fn an_error_names_line_and_cure() {
        let error = import_geonames(format!("{TOWN}\nid;name\n").as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("line 2: 1 columns instead of 19; give"));
        let error = import_geonames(TOWN.replace("15.6", "95.6").as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "line 1: latitude is \"95.6\", not a number in its range; mend or remove the line");
        assert!(matches!(import_geonames(&b"\n\n"[..]), Err(ImportError::Empty)));
        assert!(matches!(import_geonames(&b"\xff\xfe\n"[..]), Err(ImportError::Unreadable { line: 1, .. })));
    }

    proptest! {
        #[test]
        fn no_dump_makes_it_panic(text in "[0-9a-zA-Z\t\n.,-]{0,300}") {
            let _ = import_geonames(text.as_bytes());
        }
    }
}
