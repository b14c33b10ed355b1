//! From what a pattern saw to days: the calendar side of the rules.
//!
//! Comes in: a rule, its values, the publication day. Goes out: an interval, or none where the day stays open.

use jiff::civil::{Date, Weekday};

use super::calendar::{Unit, days, easter, month, quarter, season, shift, unit_around, weekday_after, weekday_on_or_before, years};
use super::lex::Edge;
use super::pattern::Seen;
use super::rules::{Gives, Pick, Rule};
use super::words::{HolidayDay, Words};
use super::{Granularity, WhenKind};

/// What is known besides the words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The publication day.
    pub(super) published: Option<Date>,
    /// A verb before the words looks ahead ("will meet on Friday").
    pub(super) future: bool,
}

/// Days and what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved {
    pub(super) interval: Option<(Date, Date)>,
    pub(super) granularity: Granularity,
    pub(super) kind: WhenKind,
    pub(super) offset: Option<(i32, Unit)>,
}

type Interval = Option<(Date, Date)>;

/// The days that the rule gives.
pub(super) fn resolve(rule: &Rule, seen: &Seen, words: &Words, setting: Setting) -> Resolved {
    use Granularity as G;
    let day = |interval| found(interval, G::Day, WhenKind::Explicit);
    match rule.gives {
        Gives::Date => day(one_date(rule, seen, setting)),
        Gives::Days => found(day_range(seen, setting), G::Span, WhenKind::Explicit),
        Gives::Month => found(one_month(rule, seen, setting), G::Month, WhenKind::Explicit),
        Gives::Months => found(month_range(seen, setting), G::Span, WhenKind::Explicit),
        Gives::Year => found(narrow(year_of(seen, 0, setting).and_then(|y| years(y, y)), seen.edge), G::Year, WhenKind::Explicit),
        Gives::Years => found(year_range(seen, setting), G::Span, WhenKind::Explicit),
        Gives::Decade => found(narrow(decade(seen, setting), seen.edge), G::Decade, WhenKind::Explicit),
        Gives::Century => found(century(seen), G::Century, WhenKind::Explicit),
        Gives::Season => found(one_season(rule, seen, setting), G::Season, WhenKind::Explicit),
        Gives::Quarter => found(one_quarter(rule, seen, setting), G::Quarter, WhenKind::Explicit),
        Gives::Holiday => day(holiday(rule, seen, words, setting)),
        Gives::Weekday => found(weekday(rule, seen, setting), G::Day, WhenKind::Weekday),
        Gives::Weekdays => found(weekday_range(seen, setting), G::Span, WhenKind::Weekday),
        Gives::WeekdayOfWeek => found(weekday_of_week(rule, seen, setting), G::Day, WhenKind::Weekday),
        Gives::Shift => shifted(rule, seen, setting),
        Gives::Anchored | Gives::Event => anchored(rule, seen),
        Gives::Vague => found(None, G::Span, WhenKind::Vague),
        Gives::Duration | Gives::Set | Gives::Skip => found(None, G::Span, WhenKind::Duration),
        Gives::Clock | Gives::Part => found(None, G::Day, WhenKind::TimeOfDay),
    }
}

fn found(interval: Interval, granularity: Granularity, kind: WhenKind) -> Resolved {
    Resolved { interval, granularity, kind, offset: None }
}

fn one_date(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let date = match (seen.date, setting.published) {
        (Some((date, None)), _) => date,
        // "03/04/2017": the reading that lies before publication, and closest to it.
        (Some((first, Some(second))), Some(published)) => {
            let past = [first, second].into_iter().filter(|&date| date <= published);
            past.max().unwrap_or(first.min(second))
        }
        (Some((_, Some(_))), None) => return None,
        // "14 March last year"
        (None, Some(published)) if let Some(years) = rule.shift => {
            Date::new(published.year() + years as i16, seen.months[0]?, seen.days[0]?).ok()?
        }
        (None, _) => day_of(seen, 0, 0, setting)?,
    };
    Some((date, date))
}

/// The `n`-th day seen, in the `m`-th month seen or, if none was, in the current or the month before.
fn day_of(seen: &Seen, n: usize, m: usize, setting: Setting) -> Option<Date> {
    let day = seen.days[n]?;
    let Some(month) = seen.months[m].or(seen.months[0]) else {
        let published = setting.published?;
        let this = published.with().day(day).build().ok().filter(|&date| date <= published || setting.future);
        return this.or_else(|| shift(published.first_of_month(), -1, Unit::Month)?.with().day(day).build().ok());
    };
    if seen.years[0].is_some() {
        return Date::new(year_of(seen, 0, setting)?, month, day).ok();
    }
    let weekday = seen.weekdays[0].and_then(weekday_from);
    nearest_year(setting, |year| Date::new(year, month, day).ok().map(|date| (date, date)), weekday).map(|(date, _)| date)
}

/// Days ahead of publication in which a day without a year is still the coming one.
const NEAR_AHEAD: i32 = 60;

/// The year in which a yearless day is meant: the latest up to some weeks after publication, with a future verb the
/// next. A named weekday may move the choice by a year.
fn nearest_year(setting: Setting, in_year: impl Fn(i16) -> Interval, weekday: Option<Weekday>) -> Interval {
    let published = setting.published?;
    let year = published.year();
    if let Some(weekday) = weekday {
        let fits = |interval: &(Date, Date)| interval.0.weekday() == weekday;
        let near = |interval: &(Date, Date)| (interval.0 - published).get_days().abs() < 200;
        let named = [year, year - 1, year + 1].into_iter().filter_map(&in_year).find(|interval| fits(interval) && near(interval));
        if named.is_some() {
            return named;
        }
    }
    if setting.future {
        return (year..=year + 1).filter_map(in_year).find(|&(_, last)| last >= published);
    }
    // A day that comes within weeks is not told without its year of eleven months ago.
    let limit = days(published, NEAR_AHEAD)?;
    // 29 February is searched back to the last leap year.
    (0..=8).map(|back| year + 1 - back).filter_map(in_year).find(|&(first, _)| first <= limit)
}

/// The `n`-th year seen; two digits mean the century that ends next to publication.
fn year_of(seen: &Seen, n: usize, setting: Setting) -> Option<i16> {
    let year = seen.years[n].or(seen.years[0])?;
    if year >= 100 {
        return Some(year);
    }
    // "1995-96"
    if n == 1
        && let Some(first) = seen.years[0].filter(|&first| first >= 100)
    {
        return Some(first - first % 100 + year);
    }
    let latest = setting.published.map_or(2039, |published| published.year() + 2);
    let candidate = latest - latest.rem_euclid(100) + year;
    Some(if candidate > latest { candidate - 100 } else { candidate })
}

fn day_range(seen: &Seen, setting: Setting) -> Interval {
    let last = day_of(seen, 1, 1, setting)?;
    let first = match seen.months[1] {
        // "28 July to 3 August"
        Some(_) => {
            let first = Date::new(last.year(), seen.months[0]?, seen.days[0]?).ok()?;
            if first > last { shift(first, -1, Unit::Year)? } else { first }
        }
        None if seen.months[0].is_some() => Date::new(last.year(), last.month(), seen.days[0]?).ok()?,
        None => last.with().day(seen.days[0]?).build().ok()?,
    };
    (first <= last).then_some((first, last))
}

fn one_month(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let number = seen.months[0]?;
    let whole = if seen.years[0].is_some() {
        month(year_of(seen, 0, setting)?, number)
    } else if let Some(years) = rule.shift {
        month(setting.published?.year() + years as i16, number)
    } else {
        let published = setting.published?;
        pick(rule.pick, setting, unit_around(published, Unit::Month)?, |year| month(year, number))
    };
    narrow(whole, seen.edge)
}

/// The interval of the year that the pick asks for.
fn pick(pick: Pick, setting: Setting, current: (Date, Date), in_year: impl Fn(i16) -> Interval) -> Interval {
    let published = setting.published?;
    let year = published.year();
    match pick {
        Pick::Latest if setting.future => (year..=year + 1).filter_map(in_year).find(|&(_, last)| last >= published),
        Pick::Latest => [year, year - 1].into_iter().filter_map(in_year).find(|&(first, _)| first <= published),
        Pick::Before => [year, year - 1, year - 2].into_iter().filter_map(in_year).find(|&(_, last)| last < current.0),
        Pick::After => (year..=year + 1).filter_map(in_year).find(|&(first, _)| first > current.1),
    }
}

fn month_range(seen: &Seen, setting: Setting) -> Interval {
    let last_month = seen.months[1]?;
    let (_, last) = if seen.years[0].is_some() {
        let n = usize::from(seen.years[1].is_some());
        month(year_of(seen, n, setting)?, last_month)?
    } else {
        pick(Pick::Latest, setting, unit_around(setting.published?, Unit::Month)?, |year| month(year, last_month))?
    };
    let first_year = match (seen.years[0], seen.years[1]) {
        (Some(_), Some(_)) => year_of(seen, 0, setting)?,
        _ if seen.months[0]? > last_month => last.year() - 1,
        _ => last.year(),
    };
    let (first, _) = month(first_year, seen.months[0]?)?;
    (first <= last).then_some((first, last))
}

fn year_range(seen: &Seen, setting: Setting) -> Interval {
    let (first, last) = (year_of(seen, 0, setting)?, year_of(seen, 1, setting)?);
    if first <= last { years(first, last) } else { None }
}

fn decade(seen: &Seen, setting: Setting) -> Interval {
    let first = year_of(seen, 0, setting)?;
    years(first, first + 9)
}

fn century(seen: &Seen) -> Interval {
    let n = i16::try_from(seen.ordinal?).ok().filter(|n| (1..=21).contains(n))?;
    years(n * 100 - 100, n * 100 - 1)
}

fn one_season(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let start = seen.season?;
    let whole = if seen.years[0].is_some() {
        season(year_of(seen, 0, setting)?, start)
    } else if let Some(years) = rule.shift {
        season(setting.published?.year() + years as i16, start)
    } else {
        let published = setting.published?;
        pick(rule.pick, setting, (published, published), |year| season(year, start))
    };
    narrow(whole, seen.edge)
}

fn one_quarter(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let number = i8::try_from(seen.ordinal?).ok().filter(|n| (1..=4).contains(n))?;
    if seen.years[0].is_some() {
        return quarter(year_of(seen, 0, setting)?, number);
    }
    let published = setting.published?;
    match rule.shift {
        Some(years) => quarter(published.year() + years as i16, number),
        None => pick(rule.pick, setting, unit_around(published, Unit::Quarter)?, |year| quarter(year, number)),
    }
}

fn holiday(rule: &Rule, seen: &Seen, words: &Words, setting: Setting) -> Interval {
    let day = words.holidays.get(usize::from(seen.holiday?))?.day;
    let in_year = |year: i16| {
        let date = match day {
            HolidayDay::Fixed(month, day) => Date::new(year, month, day).ok(),
            HolidayDay::Once(date) => Some(date),
            HolidayDay::Easter(offset) => easter(year).and_then(|date| days(date, offset)),
            HolidayDay::Nth(nth, weekday, month) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday_from(weekday)?).ok(),
            HolidayDay::Unknown => None,
        };
        date.map(|date| (date, date))
    };
    if let HolidayDay::Once(date) = day {
        return Some((date, date));
    }
    if seen.years[0].is_some() {
        return in_year(year_of(seen, 0, setting)?);
    }
    match rule.shift {
        Some(years) => in_year(setting.published?.year() + years as i16),
        None => nearest_year(setting, in_year, None),
    }
}

/// The weekday of that number, 0 is Monday.
pub(super) fn weekday_from(number: i8) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(number).ok()
}

fn weekday(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let weekday = weekday_from(seen.weekdays[0]?)?;
    let published = setting.published?;
    let day = match rule.pick {
        Pick::Latest if setting.future => weekday_after(days(published, -1)?, weekday),
        Pick::Latest => weekday_on_or_before(published, weekday),
        Pick::Before => weekday_on_or_before(days(published, -1)?, weekday),
        Pick::After => weekday_after(published, weekday),
    }?;
    let day = shift(day, rule.shift.unwrap_or(0), Unit::Week)?;
    Some((day, day))
}

fn weekday_range(seen: &Seen, setting: Setting) -> Interval {
    let published = setting.published?;
    let (first, last) = (weekday_from(seen.weekdays[0]?)?, weekday_from(seen.weekdays[1]?)?);
    if setting.future {
        let first = weekday_after(days(published, -1)?, first)?;
        return Some((first, weekday_after(first, last)?));
    }
    let last = weekday_on_or_before(published, last)?;
    Some((weekday_on_or_before(last, first)?, last))
}

fn weekday_of_week(rule: &Rule, seen: &Seen, setting: Setting) -> Interval {
    let weekday = weekday_from(seen.weekdays[0]?)?;
    let (monday, _) = unit_around(shift(setting.published?, rule.shift.unwrap_or(0), Unit::Week)?, Unit::Week)?;
    let day = days(monday, i32::from(weekday.to_monday_zero_offset()))?;
    Some((day, day))
}

fn shifted(rule: &Rule, seen: &Seen, setting: Setting) -> Resolved {
    let (n, unit) = distance(rule, seen);
    let interval = setting.published.and_then(|published| shifted_from(published, n, unit, rule, seen));
    let granularity = if rule.open_night { Granularity::Day } else { Granularity::of(unit) };
    found(interval, granularity, WhenKind::Relative)
}

/// How far and in what unit; "a decade ago" is ten years ago and not some year of the decade before.
fn distance(rule: &Rule, seen: &Seen) -> (i32, Unit) {
    let unit = seen.unit.or(rule.unit).unwrap_or(Unit::Day);
    match (rule.shift, unit) {
        (Some(n), unit) => (n, unit),
        (None, Unit::Decade) => (rule.sign * seen.count.unwrap_or(1).saturating_mul(10), Unit::Year),
        (None, unit) => (rule.sign * seen.count.unwrap_or(1), unit),
    }
}

fn shifted_from(published: Date, n: i32, unit: Unit, rule: &Rule, seen: &Seen) -> Interval {
    if rule.open_night || unit == Unit::Hour {
        return Some((days(published, -1)?, published));
    }
    if unit == Unit::Weekend && rule.pick == Pick::Latest {
        let saturday = weekday_on_or_before(published, Weekday::Saturday)?;
        return Some((saturday, days(saturday, 1)?));
    }
    let day = shift(published, n, unit)?;
    let (first, last) = unit_around(day, unit)?;
    if n != 0 || unit == Unit::Weekend || seen.edge.is_some() && rule.pick == Pick::Latest {
        return narrow(Some((first, last)), seen.edge);
    }
    // "later this week" begins today, "this week" and "earlier this week" end today.
    Some(if rule.pick == Pick::After { (published, last) } else { (first, published) })
}

fn anchored(rule: &Rule, seen: &Seen) -> Resolved {
    let (n, unit) = distance(rule, seen);
    let offset = Some((n, unit));
    Resolved { interval: None, granularity: Granularity::of(unit), kind: WhenKind::Anchored, offset }
}

/// The first, middle or last third of an interval: of a year four months, of a decade three or four years.
fn narrow(interval: Interval, edge: Option<Edge>) -> Interval {
    let (first, last) = interval?;
    let length = (last - first).get_days() + 1;
    let (unit, early, middle) = match length {
        3_000.. => (Unit::Year, length / 365 * 4 / 10, length / 365 * 7 / 10),
        300.. => (Unit::Month, 4, 8),
        _ => (Unit::Day, length / 3, length - length / 3),
    };
    let part = |from: i32, to: i32| Some((shift(first, from, unit)?, days(shift(first, to, unit)?, -1)?));
    match edge {
        None => interval,
        Some(Edge::Early) => part(0, early),
        Some(Edge::Middle) => part(early, middle),
        Some(Edge::Late) => Some((shift(first, middle, unit)?, last)),
    }
}
