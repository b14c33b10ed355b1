//! Arithmetic with days: units of time as intervals of days, weekdays before and after, Easter.
//!
//! `unit_around(2017-08-15, Unit::Month)` is 1 to 31 August 2017. Nothing here knows a word.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A unit of time that a report counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Seconds, minutes and hours: the day stays open.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
    /// A hundred years from a year that ends in 00.
    Century,
}

impl Unit {
    /// The unit of that name in a rule file.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// `n` of these as a calendar span, if the calendar reaches so far; hours count as no days.
    fn times(self, n: i32) -> Option<Span> {
        let (span, n) = (Span::new(), i64::from(n));
        match self {
            Self::Hour => Ok(span),
            Self::Day => span.try_days(n),
            Self::Week | Self::Weekend => span.try_weeks(n),
            Self::Month => span.try_months(n),
            Self::Quarter => span.try_months(3 * n),
            Self::Year => span.try_years(n),
            Self::Decade => span.try_years(10 * n),
            Self::Century => span.try_years(100 * n),
        }
        .ok()
    }
}

/// The day `n` units away; none outside the calendar.
pub(super) fn shift(day: Date, n: i32, unit: Unit) -> Option<Date> {
    day.checked_add(unit.times(n)?).ok()
}

/// The day `n` days away; none outside the calendar.
pub(super) fn days(day: Date, n: i32) -> Option<Date> {
    shift(day, n, Unit::Day)
}

/// The whole unit that holds this day.
pub(super) fn unit_around(day: Date, unit: Unit) -> Option<(Date, Date)> {
    let year = day.year();
    match unit {
        Unit::Hour | Unit::Day => Some((day, day)),
        Unit::Week => {
            let monday = days(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
            Some((monday, days(monday, 6)?))
        }
        Unit::Weekend => {
            let (monday, sunday) = unit_around(day, Unit::Week)?;
            Some((days(monday, 5)?, sunday))
        }
        Unit::Month => month(year, day.month()),
        Unit::Quarter => quarter(year, (day.month() - 1) / 3 + 1),
        Unit::Year => years(year, year),
        Unit::Decade => years(year - year.rem_euclid(10), year - year.rem_euclid(10) + 9),
        Unit::Century => years(year - year.rem_euclid(100), year - year.rem_euclid(100) + 99),
    }
}

/// The first and last day of a month.
pub(super) fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The first and last day of a quarter, 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<(Date, Date)> {
    let first = month(year, quarter * 3 - 2)?;
    Some((first.0, month(year, quarter * 3)?.1))
}

/// From the first day of one year to the last of another.
pub(super) fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The three months of a season that begins in `start` of `year`.
pub(super) fn season(year: i16, start: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, start, 1).ok()?;
    Some((first, shift(first, 2, Unit::Month)?.last_of_month()))
}

/// The latest such weekday on or before the day.
pub(super) fn weekday_on_or_before(day: Date, weekday: Weekday) -> Option<Date> {
    days(day, -i32::from(weekday.until(day.weekday())))
}

/// The first such weekday after the day.
pub(super) fn weekday_after(day: Date, weekday: Weekday) -> Option<Date> {
    let away = i32::from(day.weekday().until(weekday));
    days(day, if away == 0 { 7 } else { away })
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (n / 31, n % 31 + 1);
    Date::new(year, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_calendar_has_it() {
        for (year, month, day) in [(1989, 3, 26), (2008, 3, 23), (2017, 4, 16), (2019, 4, 21), (2024, 3, 31)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_weekday_on_its_own_day_is_that_day() {
        let tuesday = date(2017, 8, 15);
        assert_eq!(weekday_on_or_before(tuesday, Weekday::Tuesday), Some(tuesday));
        assert_eq!(weekday_on_or_before(tuesday, Weekday::Wednesday), Some(date(2017, 8, 9)));
        assert_eq!(weekday_after(tuesday, Weekday::Tuesday), Some(date(2017, 8, 22)));
        assert_eq!(weekday_after(tuesday, Weekday::Wednesday), Some(date(2017, 8, 16)));
    }

    #[test]
    fn absurd_counts_give_no_day() {
        assert_eq!(shift(date(2017, 8, 15), i32::MAX, Unit::Century), None);
        assert_eq!(shift(date(2017, 8, 15), -9_000, Unit::Century), None);
    }
}
