//! What a number counts: the words around it come in, a [`NumberKind`] goes out.

use std::ops::Range;

use super::NumberKind;
use super::around::Around;
use super::numeral::{Look, Numeral};
use super::rules::Class;

/// What a number counts, and where it ends if it takes in more words ("one in five").
pub(super) struct Reading {
    pub(super) kind: NumberKind,
    pub(super) end: Option<usize>,
}

impl From<NumberKind> for Reading {
    fn from(kind: NumberKind) -> Self {
        Self { kind, end: None }
    }
}

/// Finds what the number at `tokens` counts; `tokens` holds its modifiers, `numeral` is missing for "dozens".
pub(super) fn find_kind(around: Around<'_>, tokens: &Range<usize>, numeral: Option<&Numeral<'_>>) -> Reading {
    let Some(numeral) = numeral else {
        return unit_after(around, tokens.end).unwrap_or(NumberKind::Cardinal).into();
    };
    if around.is(numeral.tokens.start.wrapping_sub(1), Class::CurrencyMark) {
        return NumberKind::Money.into();
    }
    if let Some(kind) = kind_by_look(around, numeral).or_else(|| kind_by_tail(around, numeral)) {
        return kind.into();
    }
    if let Some(end) = ratio_end(around, tokens, numeral) {
        return Reading { kind: NumberKind::Ratio, end: Some(end) };
    }
    if is_age(around, tokens, numeral) {
        return NumberKind::Age.into();
    }
    if let Some(kind) = unit_after(around, tokens.end) {
        let is_hour = matches!(numeral.look, Look::FourDigits) && around.is(tokens.end, Class::ClockHours);
        return if is_hour { NumberKind::TimeOfDay } else { kind }.into();
    }
    if let Some(end) = score_end(around, numeral) {
        return Reading { kind: NumberKind::Score, end: Some(end) };
    }
    if is_bare_clock(around, tokens, numeral) {
        return NumberKind::TimeOfDay.into();
    }
    if let Some(end) = mixed_end(around, numeral) {
        return Reading { kind: NumberKind::Measure, end: Some(end) };
    }
    if let Some(end) = year_span_end(around, numeral) {
        return Reading { kind: NumberKind::Date, end: Some(end) };
    }
    if is_date(around, tokens, numeral) {
        return NumberKind::Date.into();
    }
    if is_label(around, numeral) {
        return NumberKind::Label.into();
    }
    if matches!(numeral.look, Look::Decimal) { NumberKind::Measure.into() } else { shared_unit(around, tokens.end).into() }
}

/// The kind that the number's own letters fix.
fn kind_by_look(around: Around<'_>, numeral: &Numeral<'_>) -> Option<NumberKind> {
    match numeral.look {
        Look::Clock => Some(NumberKind::TimeOfDay),
        Look::Dotted => Some(NumberKind::Label),
        Look::Slash => Some(if numeral.tail.is_empty() { NumberKind::Date } else { NumberKind::Label }),
        Look::Ordinal => Some(ordinal_kind(around, numeral)),
        _ => None,
    }
}

fn ordinal_kind(around: Around<'_>, numeral: &Numeral<'_>) -> NumberKind {
    let next = numeral.tokens.end;
    if around.is(next, Class::Numbered) && around.is_capital(next) {
        NumberKind::Label
    } else if around.is(next, Class::Month) && around.is_capital(next) || around.is(numeral.tokens.start.wrapping_sub(1), Class::Month) {
        NumberKind::Date
    } else {
        NumberKind::Ordinal
    }
}

/// The kind that the letters joined to the number fix: "12-year-old", "81mm", "14th", "12-member".
fn kind_by_tail(around: Around<'_>, numeral: &Numeral<'_>) -> Option<NumberKind> {
    if numeral.tail.is_empty() {
        return None;
    }
    let is = |word: &str, class: Class| around.rules.word(word).is_some_and(|info| info.is(class));
    let first = numeral.tail.split(['-', '‐', '–']).next().unwrap_or("");
    let last = numeral.tail.rsplit(['-', '‐', '–']).next().unwrap_or("");
    if numeral.glued {
        return Some(match first {
            _ if is(first, Class::OrdinalSuffix) => ordinal_kind(around, numeral),
            _ if is(first, Class::DecadeSuffix) && around.is(numeral.tokens.start.wrapping_sub(1), Class::Possessive) => NumberKind::Age,
            _ if is(first, Class::DecadeSuffix) => NumberKind::Date,
            _ if is(first, Class::Clock) => NumberKind::TimeOfDay,
            _ if is(first, Class::HyphenDistance) || is(first, Class::Distance) => NumberKind::Distance,
            _ if is(first, Class::Percent) => NumberKind::Percent,
            _ if is(first, Class::Measure) => NumberKind::Measure,
            _ if !around.rules.after(first).is_empty() => return None,
            _ => NumberKind::Label,
        });
    }
    Some(match first {
        _ if is(last, Class::Old) || is(around.fold(numeral.tokens.end), Class::Old) && is(first, Class::YearUnit) => NumberKind::Age,
        _ if is(first, Class::Fraction) => NumberKind::Ratio,
        _ if is(first, Class::Currency) => NumberKind::Money,
        _ if is(first, Class::HyphenDistance) || is(first, Class::Distance) => NumberKind::Distance,
        _ if is(first, Class::Percent) => NumberKind::Percent,
        _ if is(first, Class::Measure) || is(last, Class::Measure) => NumberKind::Measure,
        _ if !around.rules.after(first).is_empty() => return None,
        _ => NumberKind::Label,
    })
}

/// The unit that follows a number, at most one word away ("12 more days", "dozens of miles").
fn unit_after(around: Around<'_>, end: usize) -> Option<NumberKind> {
    let unit = |i: usize| {
        let info = around.info(i);
        if info.is(Class::YearUnit) && (around.is(i + 1, Class::Old) || around.is(i + 1, Class::Of) && around.is(i + 2, Class::AgeNoun)) {
            Some(NumberKind::Age)
        } else if info.is(Class::Percent) || info.is(Class::Per) && around.is(i + 1, Class::Cent) {
            Some(NumberKind::Percent)
        } else if info.is(Class::Currency) {
            Some(NumberKind::Money)
        } else if info.is(Class::Distance) {
            Some(NumberKind::Distance)
        } else if info.is(Class::Clock) {
            Some(NumberKind::TimeOfDay)
        } else if info.is(Class::Measure) && !around.is(i, Class::Month) {
            Some(NumberKind::Measure)
        } else {
            let compound = around.fold(i).split_once('-').filter(|(_, last)| *last == "old");
            compound.and_then(|(first, _)| around.rules.word(first)).filter(|info| info.is(Class::YearUnit)).map(|_| NumberKind::Age)
        }
    };
    unit(end).or_else(|| (around.is(end, Class::Of) || around.is(end, Class::UnitAdjective)).then(|| unit(end + 1)).flatten())
}

/// The unit of "10 and 15 km" also goes with the 10.
fn shared_unit(around: Around<'_>, end: usize) -> NumberKind {
    let is_joined = around.is(end, Class::And) || around.is(end, Class::Or) || around.fold(end) == ",";
    if !is_joined || !around.is_number(end + 1) {
        return NumberKind::Cardinal;
    }
    match unit_after(around, end + 2) {
        Some(kind @ (NumberKind::Distance | NumberKind::Percent | NumberKind::Age)) => kind,
        _ => NumberKind::Cardinal,
    }
}

/// "aged 12", "children under 12", "Karim, 34, was", "a girl, 12,", "Karim (34)".
fn is_age(around: Around<'_>, tokens: &Range<usize>, numeral: &Numeral<'_>) -> bool {
    let before = tokens.start.wrapping_sub(1);
    let is_cue = |i: usize| around.is(i, Class::Aged) || (around.is(i, Class::Of) && around.is(i.wrapping_sub(1), Class::AgeNoun));
    if is_cue(before) || (around.is(before, Class::To) || around.is(before, Class::And)) && is_cue(before.wrapping_sub(2)) {
        return true;
    }
    if numeral.value > 110.0 || matches!(numeral.look, Look::Decimal) {
        return false;
    }
    let name = before.wrapping_sub(1);
    let is_bounded = numeral.tokens.start > tokens.start;
    if is_bounded && around.is(before, Class::Ageable) || !is_bounded && around.is(before, Class::Of) && around.is(name, Class::Ageable) {
        return !around.is_open_word(tokens.end);
    }
    !is_bounded && numeral.value >= 1.0 && is_age_beside(around, name, before, tokens.end)
}

/// Whether commas or brackets set the number off from the person before it.
fn is_age_beside(around: Around<'_>, name: usize, opening: usize, closing: usize) -> bool {
    let is_person = around.is(name, Class::Ageable);
    let is_closed = match around.fold(opening) {
        "," if around.is(closing, Class::And) => around.is_capital(closing + 1) || is_person && around.is_number(closing + 1),
        "," => matches!(around.fold(closing), "," | "." | ";" | ""),
        "(" | "[" => matches!(around.fold(closing), ")" | "]"),
        _ => false,
    };
    let is_time = around.is(name, Class::Month) || around.is(name, Class::Weekday);
    is_closed && (is_person || around.is_capital(name) && !is_time && !around.is_number(name))
}

/// Whether a number goes on a list of ages: "aged 5, 7 and 12". `end` is where the last age ends.
pub(super) fn continues_ages(around: Around<'_>, end: usize, tokens: &Range<usize>) -> bool {
    let is_joint = |i: usize| around.fold(i) == "," || around.is(i, Class::And) || around.is(i, Class::Or);
    (1..=2).contains(&(tokens.start - end)) && (end..tokens.start).all(is_joint) && !around.is_open_word(tokens.end)
}

/// The end of "one in five", "two thirds", "9 out of 10".
fn ratio_end(around: Around<'_>, tokens: &Range<usize>, numeral: &Numeral<'_>) -> Option<usize> {
    let next = tokens.end;
    let is_small = numeral.value < 20.0 && tokens.len() == numeral.tokens.len();
    if is_small && around.is(next, Class::Fraction) && (numeral.value == 1.0 || around.fold(next).ends_with('s')) {
        return Some(next + 1);
    }
    let is_out_of = around.is(next, Class::Out) && around.is(next + 1, Class::Of);
    let is_in = around.is(next, Class::In) && numeral.value == 1.0 && !around.is(tokens.start.wrapping_sub(1), Class::Harm);
    if !is_small || !(is_out_of || is_in) {
        return None;
    }
    let mut second = if is_out_of { next + 2 } else { next + 1 };
    let is_every = around.is(second, Class::Every);
    second += usize::from(is_every);
    let second = Numeral::read(around, second).filter(|second| second.look != Look::Ordinal && second.tail.is_empty())?;
    let is_year = second.look == Look::FourDigits;
    (second.value > numeral.value && !is_year && (is_every || is_out_of || second.value >= 3.0)).then_some(second.tokens.end)
}

/// The end of "3-1" in sport or a vote: two small numbers, the first not the smaller, or a word of sport near by.
fn score_end(around: Around<'_>, numeral: &Numeral<'_>) -> Option<usize> {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let (second, end) = match numeral.upper {
        Some(second) => (second, end),
        None if matches!(around.fold(end), "-" | "–") && !around.is_spaced(end) && !around.is_spaced(end + 1) => {
            let second = Numeral::read(around, end + 1).filter(|second| second.tail.is_empty())?;
            (second.value, second.tokens.end)
        }
        None => return None,
    };
    if numeral.value >= 100.0 || second >= 100.0 || numeral.look == Look::Words {
        return None;
    }
    let is_near_sport = (start.saturating_sub(6)..end + 5).any(|i| around.is(i, Class::Sport));
    (numeral.value >= second || second == 0.0 || is_near_sport).then_some(end)
}

/// "0800", "at about 2200 yesterday", "from 0800 to 1500".
fn is_bare_clock(around: Around<'_>, tokens: &Range<usize>, numeral: &Numeral<'_>) -> bool {
    let is_time = |numeral: &Numeral<'_>| numeral.look == Look::FourDigits && numeral.value < 2400.0 && numeral.value % 100.0 < 60.0;
    if !is_time(numeral) || around.is(tokens.end, Class::Person) {
        return false;
    }
    let before = tokens.start.wrapping_sub(1);
    let (next, after) = (tokens.end, tokens.end + 1);
    let is_digits = |i: usize| around.is_digits(i) && around.fold(i).len() == 4;
    let is_first = around.is(before, Class::From) && around.is(next, Class::To) && is_digits(after);
    let is_second = around.is(before, Class::To) && is_digits(before.wrapping_sub(1)) && around.is(before.wrapping_sub(2), Class::From);
    let is_followed = around.is_open_word(next) && !around.is(next, Class::ClockNext);
    // "At 1150 guerrilla forces came": in capitals nothing else parts the time from the noun.
    let is_apart = around.text.capitals && numeral.value % 5.0 == 0.0 && !around.fold(next).ends_with('s');
    // "From 1995 to 1998" are years, "from 1800 to 2000" are hours.
    let is_hour_span = (is_first || is_second) && !(is_year(numeral) && numeral.value % 100.0 != 0.0);
    around.fold(numeral.tokens.start).starts_with('0')
        || is_hour_span
        || (around.is(before, Class::ClockCue) && (!is_followed || is_apart))
        || (around.is(before, Class::WeakClockCue) && !is_followed && !is_year(numeral))
}

/// The end of "2-1/2-year".
fn mixed_end(around: Around<'_>, numeral: &Numeral<'_>) -> Option<usize> {
    let end = numeral.tokens.end;
    (around.fold(end) == "-" && !around.is_spaced(end + 1) && around.is_digits(end + 1) && around.fold(end + 1).contains('/'))
        .then_some(end + 2)
}

/// The end of "2015-16".
fn year_span_end(around: Around<'_>, numeral: &Numeral<'_>) -> Option<usize> {
    let end = numeral.tokens.end;
    let is_joined = matches!(around.fold(end), "-" | "–") && !around.is_spaced(end) && !around.is_spaced(end + 1);
    (is_year(numeral) && is_joined && around.fold(end + 1).len() == 2 && around.is_digits(end + 1)).then_some(end + 2)
}

fn is_year(numeral: &Numeral<'_>) -> bool {
    numeral.look == Look::FourDigits && (1500.0..=2035.0).contains(&numeral.value)
}

/// A year, or a day beside a month.
fn is_date(around: Around<'_>, tokens: &Range<usize>, numeral: &Numeral<'_>) -> bool {
    if matches!(numeral.look, Look::Words) {
        return false;
    }
    let (before, next) = (numeral.tokens.start.wrapping_sub(1), tokens.end);
    let is_month = |i: usize| around.is(i, Class::Month) && (around.is_capital(i) || around.text.capitals);
    if numeral.value >= 1.0 && numeral.value <= 31.0 && (is_month(before) || is_month(next)) {
        return is_month(next) || !around.is(next, Class::Person);
    }
    if !is_year(numeral) {
        return false;
    }
    let is_day_before = around.is_digits(before) && is_month(before.wrapping_sub(1));
    if is_month(before) || is_day_before || around.is(before, Class::YearCue) || numeral.upper.is_some() {
        return true;
    }
    let is_followed = around.is_open_word(next) && !around.is_capital(next);
    let is_determined =
        around.is(before, Class::Determiner) && !around.is(next, Class::Person) || around.fold(before).ends_with('s') && !is_followed;
    is_determined || (!is_followed && (around.is(before, Class::WeakYearCue) || around.is_mark(before) || around.is_mark(next)))
}

/// A name made of a number: "Route 5", "No. 4", "#3", "2." before an item of a list, a telephone number.
fn is_label(around: Around<'_>, numeral: &Numeral<'_>) -> bool {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let before = start.wrapping_sub(1);
    let dotted = start.wrapping_sub(2);
    let is_open = around.is_open_word(end) && (around.text.capitals || !around.is_capital(end));
    let is_word_fit = numeral.look != Look::Words || (around.is_capital(before) && !around.text.capitals);
    let is_name = around.is(before, Class::Label) || around.is(before, Class::WeakLabel) && !is_open;
    if (is_name && is_word_fit && !is_unit_of_number(around, before)) || around.is(before, Class::LabelNoun) {
        return true;
    }
    // "the Group of Five"
    if around.is(before, Class::Of)
        && around.is(dotted, Class::WeakLabel)
        && around.is_capital(dotted)
        && around.is_capital(start)
        && !around.text.capitals
    {
        return true;
    }
    let is_no = around.is(before, Class::LabelShort) && around.text.word(before).ends_with('.')
        || around.fold(before) == "." && around.is(dotted, Class::LabelShort) && !around.is_spaced(before)
        || matches!(around.fold(before), "#" | "№");
    if is_no || numeral.look == Look::Words {
        return is_no;
    }
    let is_item = start == around.start && matches!(around.fold(end), "." | ")") && !around.is_spaced(end);
    let is_long = around.fold(start).len() >= 8 && around.fold(start).bytes().all(|byte| byte.is_ascii_digit());
    let is_chain = around.is_digits(end) && around.is_digits(end + 1)
        || around.fold(before) == "+"
        || around.is_digits(before) && (around.is_digits(end) || around.is_digits(dotted));
    is_item || is_long || is_chain
}

/// "12 km 5": the word before belongs to a number of its own.
fn is_unit_of_number(around: Around<'_>, i: usize) -> bool {
    around.is_number(i.wrapping_sub(1))
}
