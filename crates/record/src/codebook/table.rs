//! The tables of `codebooks/`: tab-separated, the key first.

use std::collections::HashMap;

use super::sheet::Sheet;

/// A table whose first column is its key.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name, as the codebook page prints it.
    pub name: &'static str,
    /// The names of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<&'static str>>,
    index: HashMap<&'static str, usize>,
}

impl Table {
    pub(super) fn read(name: &'static str, text: &'static str) -> Self {
        let mut lines = text.lines().filter(|line| !line.is_empty()).map(|line| line.split('\t').collect::<Vec<_>>());
        let columns = lines.next().unwrap_or_default();
        let rows: Vec<Vec<&str>> = lines.collect();
        let index = rows.iter().enumerate().filter_map(|(i, row)| Some((*row.first()?, i))).collect();
        Self { name, columns, rows, index }
    }

    /// The value of a row in a column; empty where the table has none.
    pub fn get(&self, key: &str, column: &str) -> &'static str {
        let row = self.index.get(key).map(|i| &self.rows[*i]);
        let place = self.columns.iter().position(|name| *name == column);
        row.zip(place).and_then(|(row, i)| row.get(i).copied()).unwrap_or_default()
    }

    /// Whether it has a row of this key.
    pub fn has(&self, key: &str) -> bool {
        self.index.contains_key(key)
    }
}

/// The parts of a code such as `2 Armed Assault`: the number and the words.
///
/// ```
/// assert_eq!(recount_record::codebook::code("2 Armed Assault"), ("2", "Armed Assault"));
/// ```
pub fn code(words: &'static str) -> (&'static str, &'static str) {
    words.split_once(' ').unwrap_or((words, ""))
}

/// Every table.
#[derive(Debug, Clone)]
pub struct Codebooks {
    /// What each tactic is elsewhere.
    pub tactics: Table,
    /// ACLED's types of each sub-event type.
    pub events: Table,
    /// What each kind of party is elsewhere.
    pub parties: Table,
    /// What each role is elsewhere.
    pub roles: Table,
    /// What each kind of object is elsewhere.
    pub objects: Table,
    /// What each kind of weapon is elsewhere.
    pub weapons: Table,
    /// What each kind of statement is elsewhere.
    pub statements: Table,
    /// What ACLED writes for a word that is no number.
    pub numbers: Table,
    /// Codes and regions of countries.
    pub countries: Table,
    /// Aid organisations and what AWSD counts them as.
    pub organisations: Table,
    /// The profiles with their versions and rules.
    pub profiles: Table,
    sheets: Vec<Sheet>,
}

macro_rules! table {
    ($name:literal) => {
        Table::read($name, include_str!(concat!("../../codebooks/", $name, ".tsv")))
    };
}

impl Codebooks {
    /// The tables that the program carries.
    pub fn builtin() -> Self {
        Self {
            tactics: table!("tactics"),
            events: table!("acled-events"),
            parties: table!("parties"),
            roles: table!("roles"),
            objects: table!("objects"),
            weapons: table!("weapons"),
            statements: table!("statements"),
            numbers: table!("acled-numbers"),
            countries: table!("countries"),
            organisations: table!("organisations"),
            profiles: table!("profiles"),
            sheets: [
                table!("acled"),
                table!("ucdp"),
                table!("gtd"),
                table!("awsd"),
                table!("hxl"),
                table!("prio-grid"),
                table!("country-month"),
            ]
            .into_iter()
            .map(|table| Sheet::of(&table))
            .collect(),
        }
    }

    /// The columns of a profile that is a sheet.
    pub fn sheet(&self, profile: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == profile)
    }

    /// The name of a country; its code where the table has none.
    pub fn country<'c>(&self, iso2: &'c str) -> &'c str
    where
        'static: 'c,
    {
        match self.countries.get(iso2, "name") {
            "" => iso2,
            name => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ObjectKind, PartyKind, Role, StatementAct, Tactic, WeaponKind};

    fn lacks<T: ToString>(table: &Table, all: &[T]) -> Vec<String> {
        all.iter().map(ToString::to_string).filter(|word| !table.has(word)).collect()
    }

    #[test]
    fn every_word_of_a_vocabulary_has_a_row() {
        let books = Codebooks::builtin();
        let lacking = [
            lacks(&books.tactics, Tactic::ALL),
            lacks(&books.parties, PartyKind::ALL),
            lacks(&books.roles, Role::ALL),
            lacks(&books.objects, ObjectKind::ALL),
            lacks(&books.weapons, WeaponKind::ALL),
            lacks(&books.statements, StatementAct::ALL),
        ];
        assert_eq!(lacking.concat(), Vec::<String>::new());
    }

    #[test]
    fn every_row_is_as_wide_as_its_table() {
        let books = Codebooks::builtin();
        for table in [&books.tactics, &books.events, &books.parties, &books.roles, &books.objects, &books.weapons, &books.countries] {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
            }
        }
    }

    #[test]
    fn sub_events_of_tactics_are_acleds() {
        let books = Codebooks::builtin();
        for row in &books.tactics.rows {
            for column in ["acled_armed", "acled_unarmed"] {
                assert!(books.events.has(books.tactics.get(row[0], column)), "{}", row[0]);
            }
        }
        assert_eq!(books.events.rows.len(), 25);
    }

    #[test]
    fn sheets_have_the_columns_of_their_codebooks() {
        let books = Codebooks::builtin();
        let width = |profile: &str| books.sheet(profile).map_or(0, |sheet| sheet.columns.len());
        assert_eq!((width("acled"), width("ucdp"), width("gtd")), (31, 49, 135));
    }
}
