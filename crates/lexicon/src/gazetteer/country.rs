//! Countries and their people: words come in ("Malian", "the DRC"), countries and their neighbours go out. Read from `countries.tsv`.

use crate::fold::name_key;
use crate::gazetteer::names::is_acronym;
use std::collections::BTreeMap;

static TABLE: &str = include_str!("../../words/any/countries.tsv");
const COLUMNS: usize = 12;
const LONGEST_NAME: usize = 8;

/// A country or territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// The ISO code of two letters; `XK` is Kosovo.
    pub iso2: String,
    /// The ISO code of three letters.
    pub iso3: String,
    /// The common English name.
    pub name: String,
    /// Other names, among them acronyms in capitals.
    pub aliases: Vec<String>,
    /// Adjectives and names of the people.
    pub demonyms: Vec<String>,
    /// The capital, if there is one.
    pub capital: Option<String>,
    /// The latitude of the middle.
    pub lat: f64,
    /// The longitude of the middle.
    pub lon: f64,
    /// Half the extent, in kilometres.
    pub radius_km: f64,
    /// The ISO codes of the countries it borders on.
    pub neighbours: Vec<String>,
    /// The part of the world: "West Africa", "Middle East".
    pub region: String,
    /// The lasting name in the gazetteer.
    pub gazetteer_id: String,
}

/// The longest country name or demonym that starts at a word.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryMatch<'c> {
    /// How many of the given words it takes.
    pub words: usize,
    /// Whether it names the people ("Malian"), not the country.
    pub is_demonym: bool,
    /// Whether it is an acronym: believe it only if the text has capitals.
    pub needs_capitals: bool,
    /// The countries that it may mean; "Congolese" means two. Never empty.
    pub countries: Vec<&'c Country>,
}

/// All countries, found by code, name, alias or demonym.
#[derive(Clone, Debug)]
pub struct Countries {
    rows: Vec<Country>,
    by_code: BTreeMap<String, usize>,
    names: BTreeMap<String, Entry>,
    demonyms: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    countries: Vec<usize>,
    needs_capitals: bool,
}

impl Countries {
    /// Is the table that the program carries.
    pub fn builtin() -> Countries {
        let lines = TABLE.lines().skip(1).filter(|line| !line.is_empty());
        Countries::from_rows(lines.filter_map(read_row).collect())
    }

    fn from_rows(rows: Vec<Country>) -> Countries {
        let mut countries = Countries { rows, by_code: BTreeMap::new(), names: BTreeMap::new(), demonyms: BTreeMap::new() };
        for (i, row) in countries.rows.iter().enumerate() {
            countries.by_code.insert(row.iso2.clone(), i);
            for name in std::iter::once(&row.name).chain(&row.aliases) {
                enter(&mut countries.names, name, i);
            }
            for demonym in &row.demonyms {
                enter(&mut countries.demonyms, demonym, i);
            }
        }
        countries
    }

    /// Finds the country of an ISO code of two capital letters.
    pub fn by_iso2(&self, iso2: &str) -> Option<&Country> {
        self.by_code.get(iso2).map(|i| &self.rows[*i])
    }

    /// Finds the country of a name or alias; an acronym is found whatever its capitals.
    pub fn by_name(&self, name: &str) -> Option<&Country> {
        let entry = self.names.get(&name_key(name))?;
        entry.countries.first().map(|i| &self.rows[*i])
    }

    /// Finds the countries of a demonym: "Malians", "Congolese" (two).
    pub fn by_demonym(&self, demonym: &str) -> Vec<&Country> {
        let entry = self.demonyms.get(&name_key(demonym));
        entry.into_iter().flat_map(|entry| &entry.countries).map(|i| &self.rows[*i]).collect()
    }

    /// Finds the longest country name or demonym that starts at the first of some folded words; a name wins over a demonym.
    pub fn longest(&self, words: &[&str]) -> Option<CountryMatch<'_>> {
        let most = words.len().min(LONGEST_NAME);
        (1..=most).rev().find_map(|n| {
            let key = name_key(&words[..n].join(" "));
            let is_name = self.names.contains_key(&key);
            let entry = self.names.get(&key).or_else(|| self.demonyms.get(&key))?;
            // A match ends with a word that belongs to it, not with a comma after it.
            let ends_in_word = words[n - 1].chars().any(char::is_alphanumeric);
            ends_in_word.then(|| CountryMatch {
                words: n,
                is_demonym: !is_name,
                needs_capitals: entry.needs_capitals,
                countries: entry.countries.iter().map(|i| &self.rows[*i]).collect(),
            })
        })
    }

    /// Tells whether two countries, given by ISO code, border on each other.
    pub fn are_neighbours(&self, one: &str, other: &str) -> bool {
        let borders = |from: &str, to: &str| self.by_iso2(from).is_some_and(|country| country.neighbours.iter().any(|code| code == to));
        borders(one, other) || borders(other, one)
    }

    /// Gives all countries in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.rows.iter()
    }
}

/// Enters a name; one that is an acronym for all its bearers needs capitals.
fn enter(names: &mut BTreeMap<String, Entry>, name: &str, i: usize) {
    let joined = (is_acronym(name) && name.contains('.')).then(|| name_key(&name.replace('.', "")));
    for key in std::iter::once(name_key(name)).chain(joined) {
        let entry = names.entry(key).or_insert_with(|| Entry { countries: Vec::new(), needs_capitals: true });
        entry.needs_capitals &= is_acronym(name);
        if !entry.countries.contains(&i) {
            entry.countries.push(i);
        }
    }
}

fn read_row(line: &str) -> Option<Country> {
    let columns: Vec<&str> = line.split('\t').collect();
    if columns.len() != COLUMNS {
        return None;
    }
    let list = |text: &str, separator: char| text.split(separator).filter(|item| !item.is_empty()).map(str::to_owned).collect();
    Some(Country {
        iso2: columns[0].to_owned(),
        iso3: columns[1].to_owned(),
        name: columns[2].to_owned(),
        aliases: list(columns[3], '|'),
        demonyms: list(columns[4], '|'),
        capital: Some(columns[5].to_owned()).filter(|capital| !capital.is_empty()),
        lat: columns[6].parse().ok()?,
        lon: columns[7].parse().ok()?,
        radius_km: columns[8].parse().ok()?,
        neighbours: list(columns[9], ';'),
        region: columns[10].to_owned(),
        gazetteer_id: format!("geonames:{}", columns[11]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let countries = Countries::builtin();
        assert_eq!(countries.iter().count(), TABLE.lines().count() - 1);
        assert!(countries.iter().all(|row| row.iso2.len() == 2 && row.lat.abs() <= 90.0 && row.lon.abs() <= 180.0 && row.radius_km > 0.0));
        for row in countries.iter() {
            assert!(row.neighbours.iter().all(|code| countries.by_iso2(code).is_some()), "{} has an unknown neighbour", row.name);
        }
    }

    #[test]
    fn names_aliases_and_people_are_found() {
        let countries = Countries::builtin();
        let code = |name: &str| countries.by_name(name).map(|row| row.iso2.as_str());
        for (name, iso2) in [("Mali", "ML"), ("Burma", "MM"), ("DRC", "CD"), ("U.S.", "US"), ("Côte d’Ivoire", "CI"), ("Kosovo", "XK")] {
            assert_eq!(code(name), Some(iso2), "{name}");
        }
        let codes = |demonym: &str| countries.by_demonym(demonym).iter().map(|row| row.iso2.as_str()).collect::<Vec<_>>();
        assert_eq!(codes("Malians"), ["ML"]);
        assert_eq!(codes("Britons"), ["GB"]);
        assert_eq!(codes("Congolese"), ["CD", "CG"]);
        assert_eq!(codes("Nigerien"), ["NE"]);
    }

    #[test]
    fn the_longest_name_wins() {
        let countries = Countries::builtin();
        let found = countries.longest(&["south", "sudan", ",", "where"]).unwrap();
        assert_eq!((found.words, found.countries[0].iso2.as_str()), (2, "SS"));
        let found = countries.longest(&["us", "troops"]).unwrap();
        assert!(found.needs_capitals && !found.is_demonym);
        assert!(countries.longest(&["the", "us"]).is_none());
    }

    #[test]
    fn neighbours_border_on_each_other() {
        let countries = Countries::builtin();
        assert!(countries.are_neighbours("ML", "BF") && countries.are_neighbours("BF", "ML"));
        assert!(!countries.are_neighbours("ML", "FR"));
    }
}
