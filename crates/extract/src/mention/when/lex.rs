//! From tokens to lexemes: each word with its classes, each number with its form.
//!
//! A token with inner hyphens becomes several lexemes ("mid-August": "mid", "August"); several tokens can become one
//! ("2017-08-14", "twenty-five", "Christmas Eve", "Aug."). One look-up per token, and most sentences stop there.

use std::ops::Range;

use jiff::civil::Date;
use recount_model::PartOfDay;
use recount_text::{Shape, Text, TokenKind};

use super::calendar::Unit;
use super::number::{Form, is_key_number, number_form, numeric_date};
use super::pattern;
use super::words::{WordId, Words};

/// A piece of a sentence that a pattern's atom can match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme {
    /// The tokens it covers; two lexemes of one hyphenated token share it.
    pub(super) tokens: (u32, u32),
    /// What it is.
    pub(super) sort: Sort,
    /// A hyphen or dash without spaces stands before it.
    pub(super) glued: bool,
    /// It is written with a capital.
    pub(super) capital: bool,
    /// How many lexemes away the next is without which nothing is a date; none before it can begin one from afar.
    pub(super) to_key: u8,
    /// Every class and list it may count as, as bits.
    pub(super) bits: u64,
}

/// What a lexeme is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sort {
    /// A word that the rules know.
    Word(WordId),
    /// A word that they do not know.
    Unknown,
    /// A mark.
    MarkOf(char),
    /// Digits.
    Number { value: i32, form: Form },
    /// A number in words, "twenty-five".
    NumberWords(i32),
    /// A date in digits; both readings where day and month can be told apart by nothing.
    NumericDate(Date, Option<Date>),
    /// A feast or a day with a name: index into [`Words::holidays`].
    Holiday(u16),
    /// The end of the sentence.
    End,
}

/// What the rules know of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Month, 1 to 12.
    pub(super) month: Option<i8>,
    /// Weekday, 0 is Monday.
    pub(super) weekday: Option<i8>,
    /// Unit, singular.
    pub(super) unit: Option<Unit>,
    /// Unit, plural.
    pub(super) units: Option<Unit>,
    /// Number.
    pub(super) number: Option<i32>,
    /// Ordinal.
    pub(super) ordinal: Option<i32>,
    /// Part of the day.
    pub(super) part: Option<PartOfDay>,
    /// First month of the season.
    pub(super) season: Option<i8>,
    /// Which end of a stretch of time.
    pub(super) edge: Option<Edge>,
    /// The word means something else more often.
    pub(super) ambiguous: bool,
    /// It can follow a date and is no noun: "of", "when".
    pub(super) is_function: bool,
    /// A sentence without such a word (and without a number) has no date.
    pub(super) key: bool,
    /// Lists that hold it, as bits.
    pub(super) lists: u64,
    /// A named day begins with it.
    pub(super) begins_holiday: bool,
    /// Every class and list it may count as, as bits; see `Pattern::may_match`.
    pub(super) bits: u64,
}

/// Which end of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// "early", "the beginning of"
    Early,
    /// "mid", "the middle of"
    Middle,
    /// "late", "the end of"
    Late,
}

/// The lexemes of these tokens, [`Sort::End`] last; empty if nothing in them can begin or be a date.
pub(super) fn lex(words: &Words, text: &Text, tokens: Range<usize>) -> Vec<Lexeme> {
    let mut lexer = Lexer { words, text, end: tokens.end, lexemes: Vec::new(), key: false };
    let Some(first_key) = tokens.clone().find(|&i| lexer.is_key(i)) else { return Vec::new() };
    lexer.lexemes.reserve(tokens.len() + 1);
    // Patterns look back a few words from the first word that matters, never further.
    let mut i = tokens.start.max(first_key.saturating_sub(12));
    while i < tokens.end {
        i = lexer.read(i);
    }
    if !lexer.key {
        return Vec::new();
    }
    let end = tokens.end as u32;
    lexer.lexemes.push(Lexeme { tokens: (end, end), sort: Sort::End, glued: false, capital: false, to_key: u8::MAX, bits: 0 });
    measure_keys(words, &mut lexer.lexemes);
    lexer.lexemes
}

fn measure_keys(words: &Words, lexemes: &mut [Lexeme]) {
    let mut to_key = u8::MAX;
    for lexeme in lexemes.iter_mut().rev() {
        let key = match lexeme.sort {
            Sort::Word(id) => words.word(id).key,
            Sort::Number { value, form } => is_key_number(value, form),
            Sort::NumericDate(..) | Sort::Holiday(_) => true,
            Sort::NumberWords(_) | Sort::Unknown | Sort::MarkOf(_) | Sort::End => false,
        };
        to_key = if key { 0 } else { to_key.saturating_add(1) };
        lexeme.to_key = to_key;
        lexeme.bits = pattern::bits_of(words, lexeme);
    }
}

struct Lexer<'a> {
    words: &'a Words,
    text: &'a Text<'a>,
    end: usize,
    lexemes: Vec<Lexeme>,
    key: bool,
}

impl Lexer<'_> {
    /// Whether the token can be part of a date.
    fn is_key(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        if token.kind == TokenKind::Number {
            return true;
        }
        if token.kind == TokenKind::Mark {
            return false;
        }
        let fold = self.text.fold(i);
        self.words.is_key(fold) || fold.bytes().any(|byte| byte == b'-' || byte == b'.' || byte.is_ascii_digit())
    }

    /// Reads the lexemes of one token, or of several that belong together; returns the token after them.
    fn read(&mut self, i: usize) -> usize {
        let token = &self.text.tokens[i];
        let word = self.text.word(i);
        let starts_with_digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if starts_with_digit {
            return self.read_holiday(i).unwrap_or_else(|| self.read_number(i));
        }
        if token.kind == TokenKind::Mark {
            return self.read_mark(i, word);
        }
        match self.words.find(self.text.fold(i)) {
            Some(id) if self.words.word(id).begins_holiday => self.read_holiday(i).unwrap_or_else(|| self.read_word(i, Some(id))),
            Some(id) => self.read_word(i, Some(id)),
            None if word.contains(['-', '–']) => self.read_hyphenated(i),
            None => self.read_word(i, None),
        }
    }

    fn push(&mut self, tokens: Range<usize>, sort: Sort, glued: bool) {
        let capital = !matches!(self.text.tokens[tokens.start].shape, Shape::Lower | Shape::None);
        let tokens = (tokens.start as u32, tokens.end as u32);
        self.lexemes.push(Lexeme { tokens, sort, glued, capital, to_key: u8::MAX, bits: 0 });
    }

    fn is_glued(&self, i: usize) -> bool {
        i > 0 && !self.text.tokens[i].spaced && is_dash(self.text.word(i - 1)) && !self.text.tokens[i - 1].spaced
    }

    fn read_mark(&mut self, i: usize, mark: &str) -> usize {
        let unspaced = |i: usize| i < self.end && !self.text.tokens[i].spaced;
        // A hyphen between two words is told by `glued`.
        if is_dash(mark) && unspaced(i) && unspaced(i + 1) {
            return i + 1;
        }
        if is_apostrophe(mark) && unspaced(i + 1) {
            let number = self.text.word(i + 1);
            let (value, form) = number_form(number);
            let short = match form {
                Form::Plain(2) => Some(Form::Short),
                Form::Decade if number.len() == 3 => Some(Form::Decade),
                _ => None,
            };
            if let Some(form) = short {
                self.key = true;
                self.push(i..i + 2, Sort::Number { value, form }, false);
                return i + 2;
            }
        }
        self.push(i..i + 1, Sort::MarkOf(mark.chars().next().unwrap_or(' ')), false);
        i + 1
    }

    fn read_number(&mut self, i: usize) -> usize {
        let glued = self.is_glued(i);
        let start = self.text.tokens[i].span.start as usize;
        let rest = self.text.document.text.as_bytes().get(start..).unwrap_or_default();
        if let Some((length, date, other)) = numeric_date(&rest[..rest.len().min(12)]) {
            let after = (i..self.end).find(|&i| self.text.tokens[i].span.start as usize >= start + length);
            let after = after.unwrap_or(self.end);
            self.key = true;
            self.push(i..after, Sort::NumericDate(date, other), glued);
            return after;
        }
        let word = self.text.word(i);
        let mut first = true;
        for part in word.split(['-', '–']).filter(|part| !part.is_empty()) {
            let half = part.find(['a', 'p']).filter(|&at| matches!(&part[at..], "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m."));
            let (number, half) = part.split_at(half.unwrap_or(part.len()));
            let sort = if number.as_bytes().first().is_some_and(u8::is_ascii_digit) {
                let (value, form) = number_form(number);
                self.key |= is_key_number(value, form);
                Sort::Number { value, form }
            } else {
                self.word_sort(&part.to_lowercase())
            };
            self.push(i..i + 1, sort, glued || !first);
            first = false;
            if !half.is_empty() {
                let sort = self.word_sort(&half.replace('.', ""));
                self.push(i..i + 1, sort, false);
            }
        }
        i + 1
    }

    fn read_word(&mut self, i: usize, id: Option<WordId>) -> usize {
        let glued = self.is_glued(i);
        let fold = self.text.fold(i);
        let id = id.or_else(|| if fold.contains('.') { self.words.find(&fold.replace('.', "")) } else { None });
        let sort = self.sort_of(id);
        let mut after = i + 1;
        // "Aug" and "." of an abbreviation are one lexeme where a number follows.
        if let Sort::Word(id) = sort
            && fold.len() <= 5
            && after + 1 < self.end
            && self.text.word(after) == "."
            && (self.words.word(id).month.is_some() || self.words.word(id).weekday.is_some())
        {
            after += 1;
        }
        self.push_or_join(i..after, sort, glued);
        after
    }

    fn read_hyphenated(&mut self, i: usize) -> usize {
        let mut glued = self.is_glued(i);
        let known = self.text.fold(i).split(['-', '–']).any(|part| self.words.find(part).is_some());
        if !known {
            self.push(i..i + 1, Sort::Unknown, glued);
            return i + 1;
        }
        for part in self.text.fold(i).split(['-', '–']).filter(|part| !part.is_empty()) {
            let sort = if part.as_bytes()[0].is_ascii_digit() {
                let (value, form) = number_form(part);
                self.key |= is_key_number(value, form);
                Sort::Number { value, form }
            } else {
                self.word_sort(part)
            };
            self.push_or_join(i..i + 1, sort, glued);
            glued = true;
        }
        i + 1
    }

    fn word_sort(&mut self, fold: &str) -> Sort {
        self.sort_of(self.words.find(fold))
    }

    fn sort_of(&mut self, id: Option<WordId>) -> Sort {
        match id {
            Some(id) => {
                self.key |= self.words.word(id).key;
                Sort::Word(id)
            }
            None => Sort::Unknown,
        }
    }

    /// Adds a lexeme; "twenty" and a hyphen before "five" make one number.
    fn push_or_join(&mut self, tokens: Range<usize>, sort: Sort, glued: bool) {
        if let Sort::Word(id) = sort
            && glued
            && let Some(units @ 1..=9) = self.words.word(id).number
            && let Some(last) = self.lexemes.last_mut()
            && let Sort::Word(tens_id) = last.sort
            && let Some(tens @ 20..=90) = self.words.word(tens_id).number
        {
            last.sort = Sort::NumberWords(tens + units);
            last.tokens.1 = tokens.end as u32;
            self.join_century();
            return;
        }
        self.push(tokens, sort, glued);
    }

    /// "nineteen ninety-six", as it is spoken, is a year.
    fn join_century(&mut self) {
        if let [.., century, rest] = self.lexemes.as_mut_slice()
            && let Sort::NumberWords(years) = rest.sort
            && let Sort::Word(id) = century.sort
            && let Some(hundreds @ 18..=19) = self.words.word(id).number
        {
            century.sort = Sort::Number { value: 100 * hundreds + years, form: Form::Plain(4) };
            century.tokens.1 = rest.tokens.1;
            self.lexemes.pop();
            self.key = true;
        }
    }

    fn read_holiday(&mut self, i: usize) -> Option<usize> {
        let candidates = self.words.holidays_from(self.text.fold(i))?;
        for &index in candidates {
            let holiday = &self.words.holidays[usize::from(index)];
            let mut after = i;
            for word in &holiday.words {
                if after < self.end && self.text.fold(after) == word.as_str() {
                    after += 1;
                } else {
                    after = 0;
                    break;
                }
            }
            let capital = self.text.tokens[i].shape != Shape::Lower;
            if after > i && capital {
                self.key = true;
                self.push(i..after, Sort::Holiday(index), false);
                return Some(after);
            }
        }
        None
    }
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "‐" | "‑")
}

fn is_apostrophe(mark: &str) -> bool {
    matches!(mark, "'" | "’" | "‘")
}
