//! Rows of named columns.

use super::table::Table;

/// The columns of a profile.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The profile.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<SheetColumn>,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct SheetColumn {
    /// Its name.
    pub name: &'static str,
    /// What validators read it as: `text`, `integer`, `number` or `date`.
    pub is: &'static str,
    /// The HXL tag, where it has one.
    pub tag: &'static str,
    /// Why no text can give it; empty where one can.
    pub blank: &'static str,
    /// What stands in it.
    pub meaning: &'static str,
}

impl Sheet {
    pub(super) fn of(table: &Table) -> Self {
        let column = |row: &Vec<&'static str>| SheetColumn {
            name: row[0],
            is: table.get(row[0], "is"),
            tag: table.get(row[0], "tag"),
            blank: table.get(row[0], "blank"),
            meaning: table.get(row[0], "meaning"),
        };
        Self { name: table.name, columns: table.rows.iter().map(column).collect() }
    }

    /// A row with nothing in it.
    pub fn row(&self) -> Row<'_> {
        Row { sheet: self, cells: vec![Cell::Blank; self.columns.len()] }
    }
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not told, or not to be told.
    Blank,
    /// A number, written as it stands; a minus before it is no formula.
    Number(String),
    /// Words, of which any can be somebody else's.
    Text(String),
}

impl Cell {
    /// Degrees with four decimals.
    pub fn degrees(degrees: f64) -> Self {
        Self::Number(format!("{degrees:.4}"))
    }

    /// What it says.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Blank => "",
            Self::Number(words) | Self::Text(words) => words,
        }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        if words.is_empty() { Self::Blank } else { Self::Text(words.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        if words.is_empty() { Self::Blank } else { Self::Text(words) }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number.to_string())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

/// A row of a sheet.
#[derive(Debug, Clone)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    /// The values, in the order of the columns.
    pub cells: Vec<Cell>,
}

impl Row<'_> {
    /// Puts a value into a column. A test of each profile holds its columns against its table.
    pub fn set(&mut self, column: &str, value: impl Into<Cell>) {
        let place = self.sheet.columns.iter().position(|known| known.name == column);
        debug_assert!(place.is_some(), "{}: no column {column}", self.sheet.name);
        if let Some(i) = place {
            self.cells[i] = value.into();
        }
    }

    /// Puts the number and the words of a code into a column and its `_txt`.
    pub fn set_code(&mut self, column: &str, words: &'static str) {
        if !words.is_empty() {
            let (number, words) = super::table::code(words);
            self.set(column, Cell::Number(number.to_owned()));
            self.set(&format!("{column}_txt"), words);
        }
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let names: Vec<&'static str> = self.sheet.columns.iter().map(|column| column.name).collect();
        names.into_iter()
    }

    /// The value of a column.
    pub fn get(&self, column: &str) -> &str {
        let place = self.sheet.columns.iter().position(|known| known.name == column);
        place.map_or("", |i| self.cells[i].as_str())
    }
}
