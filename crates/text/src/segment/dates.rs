//! Full dates as datelines write them. In: tokens. Out: the day and its tokens.

use std::ops::Range;

use jiff::civil::Date;

use super::lists::Months;
use crate::{Text, TokenKind};

/// The date that begins with the first of these tokens: "3 Jan 90", "Oct. 14, 2017", "2017-10-14", "14.10.2017".
pub(super) fn date_at(months: &Months, text: &Text<'_>, tokens: Range<usize>) -> Option<(Date, Range<usize>)> {
    let Range { start, end } = tokens;
    let is_word = start < end && text.tokens[start].kind == TokenKind::Word;
    let is_number = start < end && text.tokens[start].kind == TokenKind::Number;
    let month = |i: usize| (i < end).then(|| months.number(text.fold(i)))?;
    let number = |i: usize| (i < end).then(|| number(text.fold(i)))?;
    // A comma or period may stand before the year.
    let skip = |i: usize| i + usize::from(i < end && matches!(text.fold(i), "," | "."));
    let (date, after) = if is_word {
        let (day, year) = (skip(start + 1), skip(skip(start + 1) + 1));
        (date(number(year)?, i16::from(month(start)?), number(day)?)?, year + 1)
    } else if !is_number {
        return None;
    } else if let Some(month) = month(start + 1) {
        let year = skip(start + 2);
        (date(number(year)?, i16::from(month), number(start)?)?, year + 1)
    } else if let Some(date) = dotted(text.fold(start)) {
        (date, start + 1)
    } else {
        let is_iso = start + 4 < end && text.fold(start + 1) == "-" && text.fold(start + 3) == "-";
        let year = number(start).filter(|year| is_iso && *year >= 1000)?;
        (date(year, number(start + 2)?, number(start + 4)?)?, start + 5)
    };
    Some((date, start..after))
}

/// "14.10.2017": the day comes first wherever periods part it.
fn dotted(number: &str) -> Option<Date> {
    let mut parts = number.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = parts.next().is_none() && year.len() == 4;
    is_date.then(|| date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// A day or year; ordinals ("3rd") count.
fn number(fold: &str) -> Option<i16> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| fold.strip_suffix(ending)).unwrap_or(fold);
    digits.parse().ok()
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    // "90" is 1990, "17" is 2017.
    let year = match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        1000..3000 => year,
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
