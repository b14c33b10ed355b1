//! Patterns over lexemes: a row of atoms, matched without surprises.
//!
//! `(in|since) MONTH ,? YEAR !@people` is: a preposition that is not part of the mention, a month, perhaps a comma, a
//! year, and then no word of the list `people`. An atom is one or more tests joined by `|`: a class in capitals, a
//! list with `@`, or a word. `?` makes it optional, `(…)` keeps it out of the mention, `!` says that it must not
//! follow, `-` that a hyphen must stand before it.

use jiff::civil::Date;
use recount_model::PartOfDay;

use super::calendar::Unit;
use super::lex::{Edge, Lexeme, Sort, Word};
use super::number::Form;
use super::words::{WordId, Words};

/// One way to write a date.
#[derive(Debug)]
pub(super) struct Pattern {
    atoms: Vec<Atom>,
    /// For each atom that must be there, the classes and lists that satisfy it.
    needs: Vec<u64>,
}

/// No pattern has more atoms.
pub(super) const WINDOW: usize = 12;

/// Where a pattern matched and what it saw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// First lexeme of the mention.
    pub(super) first: usize,
    /// The lexeme after its last.
    pub(super) end: usize,
    /// Its values.
    pub(super) seen: Seen,
}

/// The values that the atoms saw, in order where there can be two.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) months: [Option<i8>; 2],
    pub(super) days: [Option<i8>; 2],
    pub(super) years: [Option<i16>; 2],
    pub(super) weekdays: [Option<i8>; 2],
    pub(super) unit: Option<Unit>,
    pub(super) count: Option<i32>,
    pub(super) ordinal: Option<i32>,
    pub(super) part: Option<PartOfDay>,
    pub(super) season: Option<i8>,
    pub(super) edge: Option<Edge>,
    pub(super) holiday: Option<u16>,
    pub(super) date: Option<(Date, Option<Date>)>,
    pub(super) clock: Option<i32>,
}

#[derive(Debug)]
struct Atom {
    tests: Vec<Test>,
    optional: bool,
    context: bool,
    negative: bool,
    glued: bool,
}

#[derive(Debug, Clone, Copy)]
enum Test {
    Class(Class),
    List(u8),
    Word(WordId),
    Mark(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Month,
    PlainMonth,
    Weekday,
    PlainWeekday,
    Unit,
    Units,
    Part,
    Season,
    PlainSeason,
    Edge,
    Holiday,
    Count,
    Nth,
    Day,
    Year,
    Year2,
    ShortYear,
    Decade,
    Clock,
    Hour,
    Date,
    Name,
    Number,
    Mark,
    Stop,
    End,
}

const CLASSES: [(&str, Class); 26] = [
    ("MONTH", Class::Month),
    ("PLAINMONTH", Class::PlainMonth),
    ("WEEKDAY", Class::Weekday),
    ("PLAINWEEKDAY", Class::PlainWeekday),
    ("UNIT", Class::Unit),
    ("UNITS", Class::Units),
    ("PART", Class::Part),
    ("SEASON", Class::Season),
    ("PLAINSEASON", Class::PlainSeason),
    ("EDGE", Class::Edge),
    ("HOLIDAY", Class::Holiday),
    ("COUNT", Class::Count),
    ("NTH", Class::Nth),
    ("DAY", Class::Day),
    ("YEAR", Class::Year),
    ("YEAR2", Class::Year2),
    ("SHORTYEAR", Class::ShortYear),
    ("DECADE", Class::Decade),
    ("CLOCK", Class::Clock),
    ("HOUR", Class::Hour),
    ("DATE", Class::Date),
    ("NAME", Class::Name),
    ("NUMBER", Class::Number),
    ("MARK", Class::Mark),
    ("STOP", Class::Stop),
    ("END", Class::End),
];

impl Pattern {
    /// Reads a pattern; the words in it join the table. The error says which atom is wrong.
    pub(super) fn parse(source: &str, words: &mut Words) -> Result<Self, String> {
        let atoms = source.split_whitespace().map(|atom| Atom::parse(atom, words)).collect::<Result<Vec<_>, _>>()?;
        if atoms.iter().all(|atom| atom.optional || atom.context || atom.negative) {
            return Err(format!("`{source}` can match nothing"));
        }
        if atoms.len() > WINDOW {
            return Err(format!("`{source}` is longer than {WINDOW} atoms"));
        }
        let must = atoms.iter().filter(|atom| !atom.optional && !atom.negative);
        let needs = must.filter_map(|atom| atom.tests.iter().try_fold(0, |bits, test| Some(bits | test.bit()?))).collect();
        Ok(Self { atoms, needs })
    }

    /// Whether the lexemes ahead hold what the pattern cannot do without.
    pub(super) fn may_match(&self, window: u64) -> bool {
        self.needs.iter().all(|need| need & window != 0)
    }

    /// Whether a match can begin with this lexeme.
    pub(super) fn can_begin(&self, words: &Words, lexeme: &Lexeme) -> bool {
        for atom in &self.atoms {
            if atom.negative {
                return true;
            }
            if atom.accepts(words, lexeme, &mut Seen::default()) {
                return true;
            }
            if !atom.optional {
                return false;
            }
        }
        false
    }

    /// Whether a match can begin with digits or a number in words.
    pub(super) fn can_begin_with_number(&self, words: &Words) -> bool {
        let plain = |value: i32, digits: u8| Sort::Number { value, form: Form::Plain(digits) };
        let form = |form: Form| Sort::Number { value: 10, form };
        let date = Sort::NumericDate(Date::MIN, None);
        let forms = [Form::Ordinal, Form::Clock, Form::Decade, Form::Short, Form::Other].map(form);
        let sorts = [plain(10, 2), plain(2000, 4), Sort::NumberWords(21), date];
        let mut lexemes = sorts.into_iter().chain(forms);
        lexemes.any(|sort| self.can_begin(words, &Lexeme { tokens: (0, 0), sort, glued: true, capital: true, to_key: 0, bits: 0 }))
    }

    /// Matches at this lexeme; the longest way wins.
    pub(super) fn find(&self, words: &Words, lexemes: &[Lexeme], at: usize) -> Option<Match> {
        let state = State { at, first: None, end: at, seen: Seen::default() };
        let state = self.advance(words, lexemes, 0, state)?;
        let first = state.first?;
        Some(Match { first, end: state.end, seen: state.seen })
    }

    fn advance(&self, words: &Words, lexemes: &[Lexeme], n: usize, state: State) -> Option<State> {
        let Some(atom) = self.atoms.get(n) else { return Some(state) };
        let lexeme = lexemes.get(state.at)?;
        let mut seen = state.seen;
        let accepted = atom.accepts(words, lexeme, &mut seen);
        if atom.negative {
            return if accepted { None } else { self.advance(words, lexemes, n + 1, state) };
        }
        // A mention does not begin with the comma of an optional part.
        let opens_with_mark = !atom.context && state.first.is_none() && matches!(lexeme.sort, Sort::MarkOf(_));
        if accepted && !opens_with_mark {
            let mut next = State { seen, ..state };
            if !matches!(lexeme.sort, Sort::End) {
                next.at += 1;
            }
            if !atom.context {
                next.first = Some(state.first.unwrap_or(state.at));
                next.end = next.at;
            }
            let taken = self.advance(words, lexemes, n + 1, next);
            if taken.is_some() {
                return taken;
            }
        }
        if atom.optional { self.advance(words, lexemes, n + 1, state) } else { None }
    }
}

#[derive(Clone, Copy)]
struct State {
    at: usize,
    first: Option<usize>,
    end: usize,
    seen: Seen,
}

impl Atom {
    fn parse(source: &str, words: &mut Words) -> Result<Self, String> {
        let mut rest = source;
        let mut strip = |mark: char| {
            let stripped = rest.strip_prefix(mark).filter(|rest| !rest.is_empty());
            rest = stripped.unwrap_or(rest);
            stripped.is_some()
        };
        let negative = strip('!');
        let glued = strip('-');
        let (rest, optional) = match rest.strip_suffix('?') {
            Some(rest) if !rest.is_empty() => (rest, true),
            _ => (rest, false),
        };
        let inside = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let context = inside.is_some();
        let tests = inside.unwrap_or(rest).split('|').map(|test| Test::parse(test, words)).collect::<Result<_, _>>()?;
        Ok(Self { tests, optional, context, negative, glued })
    }

    /// Whether the lexeme passes; notes its value.
    fn accepts(&self, words: &Words, lexeme: &Lexeme, seen: &mut Seen) -> bool {
        if self.glued && !lexeme.glued {
            return false;
        }
        self.tests.iter().any(|test| test.accepts(words, lexeme, seen))
    }
}

impl Test {
    fn parse(source: &str, words: &mut Words) -> Result<Self, String> {
        if let Some(list) = source.strip_prefix('@') {
            return words.list(list).map(Self::List).ok_or_else(|| format!("there is no list `{list}`"));
        }
        if source.len() > 1 && source.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit()) {
            let class = CLASSES.iter().find(|(name, _)| *name == source);
            return class.map(|&(_, class)| Self::Class(class)).ok_or_else(|| format!("there is no class `{source}`"));
        }
        let mut letters = source.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Err("an atom is empty".to_owned()),
            (Some(mark), None) if !mark.is_alphanumeric() => {
                words.intern(source);
                Ok(Self::Mark(mark))
            }
            _ => Ok(Self::Word(words.intern(source))),
        }
    }

    /// The bit of a class or list; none for what no bit stands for.
    fn bit(self) -> Option<u64> {
        match self {
            Self::Class(Class::Name | Class::Mark | Class::Stop | Class::End) | Self::Word(_) | Self::Mark(_) => None,
            Self::Class(class) => Some(class.bit()),
            Self::List(list) => Some(1 << (32 + list)),
        }
    }

    fn accepts(self, words: &Words, lexeme: &Lexeme, seen: &mut Seen) -> bool {
        match (self, lexeme.sort) {
            (Self::Class(class), _) => class.accepts(words, lexeme, seen).is_some(),
            (Self::List(bit), Sort::Word(id)) => words.word(id).lists & (1 << bit) != 0,
            (Self::Word(wanted), Sort::Word(id)) => wanted == id,
            (Self::Mark(mark), Sort::MarkOf(found)) => mark == found,
            _ => false,
        }
    }
}

/// Notes at a word all classes and lists it may count as.
pub(super) fn set_bits(word: &mut Word) {
    let classes = CLASSES.iter().filter(|(_, class)| class.accepts_word(word, true, &mut Seen::default()).is_some());
    word.bits = classes.fold(word.lists << 32, |bits, (_, class)| bits | class.bit());
}

/// All classes and lists that the lexeme may count as.
pub(super) fn bits_of(words: &Words, lexeme: &Lexeme) -> u64 {
    match lexeme.sort {
        Sort::Word(id) => words.word(id).bits,
        Sort::Number { value, form } => {
            let classes = CLASSES.iter().filter(|(_, class)| class.accepts_number(value, form, &mut Seen::default()).is_some());
            classes.fold(0, |bits, (_, class)| bits | class.bit())
        }
        Sort::NumberWords(_) => Class::Count.bit(),
        Sort::NumericDate(..) => Class::Date.bit(),
        Sort::Holiday(_) => Class::Holiday.bit(),
        Sort::Unknown | Sort::MarkOf(_) | Sort::End => 0,
    }
}

impl Class {
    fn bit(self) -> u64 {
        1 << self as u64
    }

    /// Notes the value and says so.
    fn accepts(self, words: &Words, lexeme: &Lexeme, seen: &mut Seen) -> Option<()> {
        match lexeme.sort {
            Sort::Word(id) => self.accepts_word(words.word(id), lexeme.capital, seen),
            Sort::Number { value, form } => self.accepts_number(value, form, seen),
            Sort::NumberWords(value) => match self {
                Self::Count => {
                    seen.count = Some(value);
                    Some(())
                }
                _ => None,
            },
            Sort::NumericDate(first, other) => (self == Self::Date).then(|| seen.date = Some((first, other))),
            Sort::Holiday(index) => (self == Self::Holiday).then(|| seen.holiday = Some(index)),
            Sort::MarkOf(_) => matches!(self, Self::Mark | Self::Stop).then_some(()),
            Sort::End => matches!(self, Self::End | Self::Stop).then_some(()),
            Sort::Unknown => (self == Self::Name && lexeme.capital).then_some(()),
        }
    }

    fn accepts_word(self, word: &Word, capital: bool, seen: &mut Seen) -> Option<()> {
        let sure = capital || !word.ambiguous;
        match self {
            Self::Month => put(&mut seen.months, word.month.filter(|_| sure)?),
            Self::PlainMonth => put(&mut seen.months, word.month.filter(|_| !word.ambiguous)?),
            Self::Weekday => put(&mut seen.weekdays, word.weekday.filter(|_| sure)?),
            Self::PlainWeekday => put(&mut seen.weekdays, word.weekday.filter(|_| !word.ambiguous)?),
            Self::Unit => seen.unit = Some(word.unit?),
            Self::Units => seen.unit = Some(word.units?),
            Self::Part => seen.part = Some(word.part?),
            Self::Season => seen.season = Some(word.season?),
            Self::PlainSeason => seen.season = Some(word.season.filter(|_| !word.ambiguous)?),
            Self::Edge => seen.edge = Some(word.edge?),
            Self::Count => seen.count = Some(word.number?),
            Self::Nth => {
                let ordinal = word.ordinal?;
                seen.ordinal = Some(ordinal);
                if let Some(day) = i8::try_from(ordinal).ok().filter(|day| (1..=31).contains(day)) {
                    put(&mut seen.days, day);
                }
            }
            Self::Stop => return word.is_function.then_some(()),
            _ => return None,
        }
        Some(())
    }

    fn accepts_number(self, value: i32, form: Form, seen: &mut Seen) -> Option<()> {
        let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day));
        let year = i16::try_from(value).ok().filter(|_| matches!(form, Form::Plain(4)));
        match (self, form) {
            (Self::Day, Form::Plain(1 | 2)) => put(&mut seen.days, day?),
            (Self::Day | Self::Nth, Form::Ordinal) => {
                seen.ordinal = Some(value);
                if let Some(day) = day {
                    put(&mut seen.days, day);
                }
            }
            (Self::Year, Form::Plain(4)) => put(&mut seen.years, year.filter(|year| (1000..=2199).contains(year))?),
            (Self::Year2, Form::Plain(2)) | (Self::Year2 | Self::ShortYear, Form::Short) => {
                put(&mut seen.years, value as i16);
            }
            (Self::Decade, Form::Decade) => put(&mut seen.years, i16::try_from(value).ok()?),
            (Self::Clock, Form::Clock) => seen.clock = Some(value),
            (Self::Hour, Form::Plain(1 | 2)) if value <= 24 => seen.clock = Some(value),
            // "1430 hours"
            (Self::Hour, Form::Plain(4)) if value <= 2400 => seen.clock = Some(value / 100),
            (Self::Count, Form::Plain(_)) => seen.count = Some(value),
            (Self::Number, _) => {}
            _ => return None,
        }
        Some(())
    }
}

/// Notes a value in the first free place; a third is not kept.
fn put<T: Copy>(places: &mut [Option<T>; 2], value: T) {
    if let Some(place) = places.iter_mut().find(|place| place.is_none()) {
        *place = Some(value);
    }
}
