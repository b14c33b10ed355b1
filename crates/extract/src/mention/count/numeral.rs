//! A bare number: tokens come in, a value goes out. "two hundred and twelve" gives 212, "1.2 million" gives 1,200,000.

use std::ops::Range;

use recount_text::TokenKind;

use super::around::Around;
use super::rules::{Class, Numeric, WordInfo};

/// A number in words or digits.
#[derive(Debug, Clone)]
pub(super) struct Numeral<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) value: f64,
    /// The number before its scales, where one is said: 2 in "two hundred thousand".
    pub(super) coefficient: Option<f64>,
    /// The last scale, if nothing follows it: 1000 in "two hundred thousand".
    pub(super) last_scale: f64,
    /// The second number of "10-15" where that is one token.
    pub(super) upper: Option<f64>,
    /// What is joined to the number in the same token: "year-old", "mm", "th".
    pub(super) tail: &'a str,
    /// Whether the tail follows without a hyphen.
    pub(super) glued: bool,
    pub(super) look: Look,
    /// Counted in dozens.
    pub(super) dozen: bool,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Words,
    /// "1,200"
    Digits,
    /// Four digits without a comma: perhaps a year.
    FourDigits,
    /// "3.5"
    Decimal,
    /// "9:30"
    Clock,
    /// "9/11", "2/3"
    Slash,
    /// "192.168.0.1"
    Dotted,
    /// "second"
    Ordinal,
}

impl<'a> Numeral<'a> {
    /// The longest number that begins at `start`.
    pub(super) fn read(around: Around<'a>, start: usize) -> Option<Self> {
        let mut reader = Reader::default();
        let mut done = None;
        for i in start..around.end.min(start + LONGEST) {
            if !around.is_free(i) || around.text.tokens[i].kind == TokenKind::Mark {
                break;
            }
            match reader.read_token(around, i) {
                Step::Stop => break,
                Step::Last { tail, glued, upper } => {
                    return Some(reader.finish(start..i + 1).with_tail(tail, glued, upper));
                }
                Step::Whole if reader.is_complete() => done = Some((reader, i + 1)),
                Step::Whole => {}
            }
        }
        done.map(|(reader, end)| reader.finish(start..end))
    }

    fn with_tail(mut self, tail: &'a str, glued: bool, upper: Option<f64>) -> Self {
        (self.tail, self.glued, self.upper) = (tail, glued, upper);
        self
    }
}

/// No number has more tokens than this.
const LONGEST: usize = 14;

/// What became of a token.
enum Step<'a> {
    /// It is no part of the number.
    Stop,
    /// All of it is part of the number.
    Whole,
    /// Its begin is, and the rest of the token is not.
    Last { tail: &'a str, glued: bool, upper: Option<f64> },
}

/// A number that is being read.
#[derive(Debug, Clone, Copy)]
struct Reader {
    total: f64,
    current: f64,
    coefficient: Option<f64>,
    smallest_scale: f64,
    last: Last,
    look: Look,
    /// Digits of a number of at most three digits, to which "000" may be added.
    short: bool,
    dozen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Article,
    Half,
    Digits,
    Unit,
    Tens,
    Hundred,
    Scale,
    And,
    AndArticle,
    /// "two and a half"
    Halved,
    /// Nothing may follow.
    End,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            total: 0.0,
            current: 0.0,
            coefficient: None,
            smallest_scale: f64::INFINITY,
            last: Last::Start,
            look: Look::Words,
            short: false,
            dozen: false,
        }
    }
}

impl Reader {
    fn read_token<'a>(&mut self, around: Around<'a>, i: usize) -> Step<'a> {
        let mut rest = around.fold(i);
        let mut is_inside = false;
        loop {
            let (piece, after) = rest.split_once(['-', '‐', '–']).map_or((rest, None), |(piece, after)| (piece, Some(after)));
            let before = *self;
            let used = self.push(around, piece, is_inside);
            if used == 0 {
                *self = before;
                if !is_inside || !self.is_complete() {
                    return Step::Stop;
                }
                return match single_value(around, piece) {
                    Some(upper) => Step::Last { tail: after.unwrap_or(""), glued: false, upper: Some(upper) },
                    None => Step::Last { tail: rest, glued: false, upper: None },
                };
            }
            let rest_of_piece = around.rules.word(&piece[used..]).copied().unwrap_or_default();
            if used < piece.len() && rest_of_piece.numeric == Numeric::Scale && self.push_word(rest_of_piece, true) {
                return Step::Whole;
            }
            if used < piece.len() {
                return Step::Last { tail: &rest[used..], glued: true, upper: None };
            }
            is_inside = true;
            match after {
                Some(after) if !after.is_empty() => rest = after,
                _ => return Step::Whole,
            }
        }
    }

    /// Takes the piece into the number; gives the bytes used, 0 if it does not fit.
    fn push(&mut self, around: Around<'_>, piece: &str, is_inside: bool) -> usize {
        if piece.starts_with(|letter: char| letter.is_ascii_digit()) {
            return self.push_digits(piece, is_inside);
        }
        let info = around.rules.word(piece).copied().unwrap_or_default();
        // "Dr. K" is no thousand.
        if info.numeric == Numeric::Scale && piece.len() <= 3 && self.last != Last::Digits {
            return 0;
        }
        let fits = if info.numeric == Numeric::Nothing { self.push_joint(info) } else { self.push_word(info, is_inside) };
        if fits { piece.len() } else { 0 }
    }

    fn push_digits(&mut self, piece: &str, is_inside: bool) -> usize {
        let Some((value, look, used)) = read_digits(piece) else { return 0 };
        if self.last == Last::Digits && self.short && !is_inside && piece.len() == 3 && used == 3 {
            self.current = self.current * 1000.0 + value;
            return used;
        }
        if self.last != Last::Start {
            return 0;
        }
        self.short = used <= 3 && matches!(look, Look::Digits);
        (self.current, self.look, self.last) = (value, look, Last::Digits);
        used
    }

    /// Articles, "and", "half".
    fn push_joint(&mut self, info: WordInfo) -> bool {
        let next = if info.is(Class::Article) {
            match self.last {
                Last::Start => Last::Article,
                Last::Half => Last::Half,
                Last::And => Last::AndArticle,
                _ => return false,
            }
        } else if info.is(Class::And) {
            match self.last {
                Last::Hundred | Last::Scale | Last::Unit | Last::Digits => Last::And,
                _ => return false,
            }
        } else if info.is(Class::Half) {
            match self.last {
                Last::Start | Last::Article => {
                    self.current = 0.5;
                    Last::Half
                }
                Last::AndArticle => {
                    self.current += 0.5;
                    Last::Halved
                }
                _ => return false,
            }
        } else {
            return false;
        };
        self.last = next;
        true
    }

    fn push_word(&mut self, info: WordInfo, is_inside: bool) -> bool {
        let value = info.value as f64;
        // "two and five" are two numbers, "two hundred and five" is one; digits take scales only.
        let is_open = match self.last {
            Last::Start => true,
            Last::Hundred | Last::Scale => self.look == Look::Words,
            Last::And => self.look == Look::Words && (self.total > 0.0 || self.current >= 100.0),
            _ => false,
        };
        let may_scale =
            matches!(self.last, Last::Start | Last::Article | Last::Half | Last::Halved | Last::Unit | Last::Tens | Last::Digits);
        match info.numeric {
            Numeric::Unit if is_open || (self.last == Last::Tens && (1.0..10.0).contains(&value)) => {
                self.add(value, Last::Unit);
            }
            Numeric::Tens if is_open => self.add(value, Last::Tens),
            Numeric::Hundred if may_scale && self.current < 100.0 => self.scale(value, Last::Hundred),
            Numeric::Scale if (may_scale || self.last == Last::Hundred) && value < self.smallest_scale => {
                self.scale(value, Last::Scale);
                self.total += self.current;
                (self.current, self.smallest_scale) = (0.0, value);
            }
            Numeric::Dozen if may_scale => {
                self.scale(value, Last::End);
                self.dozen = true;
            }
            Numeric::Ordinal if self.last == Last::Start || (is_inside && self.last == Last::Tens) => {
                self.add(value, Last::End);
                self.look = Look::Ordinal;
            }
            _ => return false,
        }
        true
    }

    fn add(&mut self, value: f64, last: Last) {
        if self.last != Last::Start {
            self.coefficient = None;
        }
        self.current += value;
        self.last = last;
    }

    fn scale(&mut self, value: f64, last: Last) {
        let is_said = matches!(self.last, Last::Unit | Last::Tens | Last::Digits | Last::Halved);
        if is_said && self.total == 0.0 {
            self.coefficient = Some(self.current);
        }
        let is_bare = matches!(self.last, Last::Start | Last::Article);
        self.current = if is_bare { value } else { self.current * value };
        self.last = last;
        if self.look == Look::Decimal || self.look == Look::FourDigits {
            self.look = Look::Digits;
        }
    }

    fn is_complete(&self) -> bool {
        matches!(self.last, Last::Digits | Last::Unit | Last::Tens | Last::Hundred | Last::Scale | Last::Halved | Last::End)
    }

    fn finish<'a>(self, tokens: Range<usize>) -> Numeral<'a> {
        let value = self.total + self.current;
        let is_broken = value.fract() != 0.0 && self.look == Look::Words;
        Numeral {
            tokens,
            value,
            coefficient: self.coefficient,
            last_scale: if self.last == Last::Scale { self.smallest_scale } else { 1.0 },
            upper: None,
            tail: "",
            glued: false,
            look: if is_broken { Look::Decimal } else { self.look },
            dozen: self.dozen,
        }
    }
}

/// The number that a single piece of a token is.
fn single_value(around: Around<'_>, piece: &str) -> Option<f64> {
    if let Some((value, look, used)) = read_digits(piece) {
        return (used == piece.len() && matches!(look, Look::Digits | Look::FourDigits)).then_some(value);
    }
    let info = around.rules.word(piece)?;
    matches!(info.numeric, Numeric::Unit | Numeric::Tens).then_some(info.value as f64)
}

/// Reads the digits at the begin of a piece: value, look and bytes used.
fn read_digits(piece: &str) -> Option<(f64, Look, usize)> {
    let bytes = piece.as_bytes();
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let is_inside = |i: usize| is_digit(i) || (i > 0 && b".,:/".contains(&bytes[i]) && is_digit(i + 1));
    let used = (0..bytes.len()).find(|&i| !is_inside(i)).unwrap_or(bytes.len());
    let body = piece.get(..used).filter(|body| !body.is_empty())?;
    if body.contains([':', '/']) {
        let look = if body.contains(':') { Look::Clock } else { Look::Slash };
        let first = body.split([':', '/']).next()?.replace([',', '.'], "");
        return Some((first.parse().ok()?, look, used));
    }
    let plain = body.replace(',', "");
    let (value, look) = match plain.matches('.').count() {
        0 if used == 4 && !body.contains(',') => (plain.parse().ok()?, Look::FourDigits),
        0 => (plain.parse().ok()?, Look::Digits),
        1 => (plain.parse().ok()?, Look::Decimal),
        // "1.200.000" has its thousands set off by dots.
        _ if plain.split('.').skip(1).all(|group| group.len() == 3) => (plain.replace('.', "").parse().ok()?, Look::Digits),
        _ => (plain.split('.').next()?.parse().ok()?, Look::Dotted),
    };
    Some((value, look, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_keep_what_follows_them() {
        assert_eq!(read_digits("1,200"), Some((1200.0, Look::Digits, 5)));
        assert_eq!(read_digits("81mm"), Some((81.0, Look::Digits, 2)));
        assert_eq!(read_digits("3.5"), Some((3.5, Look::Decimal, 3)));
        assert_eq!(read_digits("9:30"), Some((9.0, Look::Clock, 4)));
        assert_eq!(read_digits("1.200.000"), Some((1_200_000.0, Look::Digits, 9)));
        assert_eq!(read_digits("x"), None);
    }
}
