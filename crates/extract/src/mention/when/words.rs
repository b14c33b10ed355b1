//! The words of a language's rule file, in a table that answers "can this word be part of a date?" in a few nanoseconds.

use recount_model::PartOfDay;
use rustc_hash::FxHashMap;

use super::calendar::Unit;
use super::lex::{Edge, Word};

/// Lists and classes share 64 bits.
const MAX_LISTS: usize = 32;

/// A word of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordId(u16);

/// A feast or a day with a name.
#[derive(Debug, Clone)]
pub(super) struct Holiday {
    /// Its words, folded.
    pub(super) words: Vec<String>,
    /// When it falls.
    pub(super) day: HolidayDay,
}

/// When a day with a name falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HolidayDay {
    /// Month and day of every year.
    Fixed(i8, i8),
    /// The only day it means.
    Once(jiff::civil::Date),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The n-th weekday (0 is Monday) of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// The calendar of the feast is not ours.
    Unknown,
}

/// All words of a language's rules.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    /// For each first byte the lengths that words with it have, as bits.
    lengths: Vec<u64>,
    pub(super) holidays: Vec<Holiday>,
    holidays_by_first: FxHashMap<WordId, Vec<u16>>,
    lists: Vec<String>,
}

impl Words {
    /// The word, if the rules know it.
    pub(super) fn find(&self, fold: &str) -> Option<WordId> {
        let first = *fold.as_bytes().first()?;
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or_default();
        if lengths & (1 << fold.len().min(63)) == 0 {
            return None;
        }
        self.ids.get(fold).copied()
    }

    /// What the rules know of it.
    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words[usize::from(id.0)]
    }

    /// Whether a sentence with this word may hold a date.
    pub(super) fn is_key(&self, fold: &str) -> bool {
        self.find(fold).is_some_and(|id| self.word(id).key)
    }

    /// The named days that begin with this word, longest first.
    pub(super) fn holidays_from(&self, fold: &str) -> Option<&[u16]> {
        if self.holidays.is_empty() {
            return None;
        }
        self.holidays_by_first.get(&self.find(fold)?).map(Vec::as_slice)
    }

    /// The word's id; adds the word if it is new.
    pub(super) fn intern(&mut self, fold: &str) -> WordId {
        if let Some(&id) = self.ids.get(fold) {
            return id;
        }
        let id = WordId(self.words.len() as u16);
        self.words.push(Word::default());
        self.ids.insert(fold.into(), id);
        self.lengths.resize(256, 0);
        if let Some(&first) = fold.as_bytes().first() {
            self.lengths[usize::from(first)] |= 1 << fold.len().min(63);
        }
        id
    }

    /// What the rules know of a word, to be added to.
    pub(super) fn entry(&mut self, fold: &str) -> &mut Word {
        let id = self.intern(fold);
        &mut self.words[usize::from(id.0)]
    }

    /// Puts a word on a list; none if there are too many lists.
    pub(super) fn add_to_list(&mut self, list: &str, fold: &str) -> Option<()> {
        let bit = match self.list(list) {
            Some(bit) => bit,
            None if self.lists.len() < MAX_LISTS => {
                self.lists.push(list.to_owned());
                self.lists.len() as u8 - 1
            }
            None => return None,
        };
        self.entry(fold).lists |= 1 << bit;
        Some(())
    }

    /// The bit of a list.
    pub(super) fn list(&self, name: &str) -> Option<u8> {
        self.lists.iter().position(|list| list == name).map(|i| i as u8)
    }

    /// Adds a named day; longer names come first.
    pub(super) fn add_holiday(&mut self, name: &str, day: HolidayDay) {
        // A token of its own, as in the text.
        let name = name.replace("'s", " 's");
        let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let Some(first) = words.first() else { return };
        let entry = self.entry(first);
        (entry.key, entry.begins_holiday) = (true, true);
        let id = self.intern(first);
        self.holidays.push(Holiday { words, day });
        let index = self.holidays.len() as u16 - 1;
        let same_start = self.holidays_by_first.entry(id).or_default();
        same_start.push(index);
        let holidays = &self.holidays;
        same_start.sort_by_key(|&i| std::cmp::Reverse(holidays[usize::from(i)].words.len()));
    }

    /// What the rules know of each word, to be completed.
    pub(super) fn each(&mut self) -> impl Iterator<Item = &mut Word> {
        self.words.iter_mut()
    }

    /// Ids of all words.
    pub(super) fn all(&self) -> impl Iterator<Item = WordId> + use<> {
        (0..self.words.len() as u16).map(WordId)
    }
}

impl WordId {
    /// As an index into a table of all words.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The class tables of a rule file: name of the class, how a value is read, where it goes.
pub(super) fn set_class(word: &mut Word, class: &str, value: &toml::Value) -> Result<(), String> {
    let number = value.as_integer().and_then(|n| i32::try_from(n).ok());
    let small = number.and_then(|n| i8::try_from(n).ok());
    let name = value.as_str();
    let found = match class {
        "month" => small.filter(|n| (1..=12).contains(n)).map(|n| word.month = Some(n)),
        "weekday" => small.filter(|n| (1..=7).contains(n)).map(|n| word.weekday = Some(n - 1)),
        "season" => small.filter(|n| (1..=12).contains(n)).map(|n| word.season = Some(n)),
        "number" => number.map(|n| word.number = Some(n)),
        "ordinal" => number.map(|n| word.ordinal = Some(n)),
        "unit" => name.and_then(Unit::from_name).map(|unit| word.unit = Some(unit)),
        "units" => name.and_then(Unit::from_name).map(|unit| word.units = Some(unit)),
        "part" => name.and_then(part_of_day).map(|part| word.part = Some(part)),
        "edge" => name.and_then(edge).map(|edge| word.edge = Some(edge)),
        _ => {
            return Err(format!(
                "there is no class `{class}`; classes are month, weekday, season, number, ordinal, unit, units, part, edge"
            ));
        }
    };
    found.ok_or_else(|| format!("`{value}` is no value of class `{class}`"))?;
    // Numbers, edges, ordinals alone make no date.
    word.key |= !matches!(class, "number" | "edge" | "ordinal");
    Ok(())
}

/// The part of the day of that name.
pub(super) fn part_of_day(name: &str) -> Option<PartOfDay> {
    Some(match name {
        "morning" => PartOfDay::Morning,
        "afternoon" => PartOfDay::Afternoon,
        "evening" => PartOfDay::Evening,
        "night" => PartOfDay::Night,
        _ => return None,
    })
}

fn edge(name: &str) -> Option<Edge> {
    Some(match name {
        "early" => Edge::Early,
        "middle" => Edge::Middle,
        "late" => Edge::Late,
        _ => return None,
    })
}

/// Reads "12-25", "2001-09-11", "easter+1", "3/1/1" (third Monday of January) or "unknown".
pub(super) fn holiday_day(value: &str) -> Option<HolidayDay> {
    if value == "unknown" {
        return Some(HolidayDay::Unknown);
    }
    if let Some(offset) = value.strip_prefix("easter") {
        return offset.parse().ok().map(HolidayDay::Easter);
    }
    if value.contains('/') {
        let numbers: Vec<i8> = value.split('/').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        let [nth, weekday, month] = numbers.as_slice() else { return None };
        return Some(HolidayDay::Nth(*nth, *weekday - 1, *month));
    }
    if value.len() == 10 {
        return value.parse().ok().map(HolidayDay::Once);
    }
    let (month, day) = value.split_once('-')?;
    Some(HolidayDay::Fixed(month.parse().ok()?, day.parse().ok()?))
}
