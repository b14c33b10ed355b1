//! When it happened: finds the words of a sentence that name a time and resolves them against the publication day.
//!
//! Comes in: the rules, a text, one sentence's tokens, the day of publication. Goes out: [`WhenMention`]s in order.
//! "on Friday night", published Tuesday 15 August 2017, gives 11 August 2017, night, by the rule `date.weekday`.
//! Durations ("for three days") and times of day ("at dawn") are mentions too, so that nobody else reads them as dates.

mod calendar;
mod compose;
mod lex;
mod number;
mod pattern;
mod resolve;
mod rules;
mod timex;
mod words;

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use recount_model::{PartOfDay, RuleName, Span};
use recount_text::Text;

pub use calendar::Unit;
pub use rules::WhenRules;
pub use timex::{timex_value, timex_value_of};

use lex::{Lexeme, Sort, Word};
use pattern::Match;
use resolve::{Resolved, Setting};
use rules::{Gives, Pick, Rule};

/// Finds the time expressions of one sentence, in order.
///
/// Without a publication day only full dates resolve; the others are kept without days.
pub fn find_when(rules: &WhenRules, text: &Text, tokens: Range<usize>, published: Option<Date>) -> Vec<WhenMention> {
    let lexemes = lex::lex(&rules.words, text, tokens);
    let sentence = Lexed { rules, text, lexemes: &lexemes, published };
    let mut hits = Vec::new();
    let mut at = 0;
    while at + 1 < lexemes.len() {
        let Some((rule, found)) = rules.longest(&lexemes, at) else {
            at += 1;
            continue;
        };
        if rule.gives != Gives::Skip {
            hits.push(compose::Hit { first: found.first, end: found.end, mention: sentence.mention(rule, &found) });
        }
        at = found.end.max(at + 1);
    }
    compose::compose(&sentence, &mut hits);
    hits.into_iter().map(|hit| hit.mention).collect()
}

/// The days of a mention that leans on another day of the story ("two days earlier", "that night").
///
/// None for a mention that does not, and beyond the calendar.
pub fn resolve_anchored(mention: &WhenMention, anchor_first: Date, anchor_last: Date) -> Option<(Date, Date)> {
    let (n, unit) = mention.offset?;
    if let Some(weekday) = mention.weekday {
        let day = match n {
            0 => calendar::weekday_on_or_before(anchor_last, weekday),
            1.. => calendar::weekday_after(anchor_last, weekday),
            _ => calendar::weekday_on_or_before(calendar::days(anchor_first, -1)?, weekday),
        }?;
        return Some((day, day));
    }
    match unit {
        Unit::Hour => Some((anchor_first, anchor_last)),
        Unit::Day => Some((calendar::days(anchor_first, n)?, calendar::days(anchor_last, n)?)),
        // "That weekend" of a story's Monday is the one before.
        Unit::Weekend if n == 0 => {
            let saturday = calendar::weekday_on_or_before(anchor_last, Weekday::Saturday)?;
            Some((saturday, calendar::days(saturday, 1)?))
        }
        _ => calendar::unit_around(calendar::shift(anchor_first, n, unit)?, unit),
    }
}

/// The calendar's weekday of a date that the report gives with another one ("Tuesday, 14 August 2017").
pub fn weekday_differs(mention: &WhenMention) -> Option<Weekday> {
    let (named, first) = (mention.weekday?, mention.first?);
    let told = mention.kind == WhenKind::Explicit && mention.granularity == Granularity::Day;
    let calendar = first.weekday();
    (told && mention.last == Some(first) && calendar != named).then_some(calendar)
}

/// Words that name a time.
#[derive(Debug, Clone, PartialEq)]
pub struct WhenMention {
    /// The tokens; prepositions before it are not among them.
    pub tokens: Range<usize>,
    /// The bytes of the tokens.
    pub span: Span,
    /// First day it can be; none where the words or the missing publication day leave it open.
    pub first: Option<Date>,
    /// Last day it can be; set when `first` is, and not before it.
    pub last: Option<Date>,
    /// Part of the day, if told.
    pub part_of_day: Option<PartOfDay>,
    /// What sort of expression it is.
    pub kind: WhenKind,
    /// The rule that read it.
    pub rule: RuleName,
    /// The weekday that the words name.
    pub weekday: Option<Weekday>,
    /// It needs another day of the story; [`resolve_anchored`] takes it.
    pub anchored: bool,
    /// How far from that day.
    pub offset: Option<(i32, Unit)>,
    /// That day is the one of an event that the sentence names next ("two days after the vote"), not the story's last.
    pub to_event: bool,
    /// A night that may belong to either of two days ("overnight", "Friday night into Saturday").
    pub open_night: bool,
    /// How fine the words are.
    pub granularity: Granularity,
    /// The words look back ("last year", "in 2015", "two years ago"): a cue for background.
    pub past: bool,
    /// The words look ahead ("next week", "in the coming days").
    pub future: bool,
    /// The words name a beginning ("since 2012"): what they date went on until now.
    pub since: bool,
    /// A length or a repetition of time ("for three days", "every Monday"): no date at all.
    pub duration_or_set: bool,
}

/// What sort of expression it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenKind {
    /// A date, month, year or feast: "14 August", "in 2015".
    Explicit,
    /// A weekday: "on Friday".
    Weekday,
    /// Told from the publication day: "yesterday", "two years ago".
    Relative,
    /// Told from another day of the story: "the next day".
    Anchored,
    /// No interval: "recently", "now".
    Vague,
    /// A length or a repetition: "for three days", "every Monday".
    Duration,
    /// A time of day alone: "at dawn", "at 9:30 a.m.".
    TimeOfDay,
}

/// How fine an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// One day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month or a third of it.
    Month,
    /// Three calendar months.
    Quarter,
    /// A season.
    Season,
    /// A year or a third of it.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// From one day, month or year to another.
    Span,
}

impl Granularity {
    fn of(unit: Unit) -> Self {
        match unit {
            Unit::Hour | Unit::Day => Self::Day,
            Unit::Weekend => Self::Weekend,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
            Unit::Decade => Self::Decade,
            Unit::Century => Self::Century,
        }
    }
}

/// A sentence as the rules see it.
struct Lexed<'a> {
    rules: &'a WhenRules,
    text: &'a Text<'a>,
    lexemes: &'a [Lexeme],
    published: Option<Date>,
}

impl Lexed<'_> {
    fn mention(&self, rule: &Rule, found: &Match) -> WhenMention {
        let seen = &found.seen;
        let setting = Setting { published: self.published, future: self.looks_ahead(found.first) };
        let resolved = resolve::resolve(rule, seen, &self.rules.words, setting);
        let tokens = self.tokens(found.first..found.end);
        let part_of_day = if rule.gives == Gives::Clock { part_of_clock(rule.part, seen.clock) } else { rule.part.or(seen.part) };
        let looks_ahead = resolved.interval.zip(self.published).is_some_and(|((first, _), published)| first > published);
        WhenMention {
            span: self.text.span(tokens.clone()),
            tokens,
            first: resolved.interval.map(|(first, _)| first),
            last: resolved.interval.map(|(_, last)| last),
            part_of_day,
            kind: resolved.kind,
            rule: rule.name,
            weekday: seen.weekdays[0].and_then(resolve::weekday_from),
            anchored: resolved.kind == WhenKind::Anchored,
            offset: resolved.offset,
            to_event: rule.gives == Gives::Event,
            open_night: rule.open_night,
            granularity: resolved.granularity,
            past: rule.past || self.looks_back(&resolved),
            future: looks_ahead || (rule.gives == Gives::Vague && rule.pick == Pick::After),
            since: found.first > 0 && self.is_on(found.first - 1, self.rules.since),
            duration_or_set: matches!(rule.gives, Gives::Duration | Gives::Set),
        }
    }

    /// The tokens that these lexemes cover.
    fn tokens(&self, lexemes: Range<usize>) -> Range<usize> {
        match &self.lexemes[lexemes] {
            [first, .., last] => first.tokens.0 as usize..last.tokens.1 as usize,
            [only] => only.tokens.0 as usize..only.tokens.1 as usize,
            [] => 0..0,
        }
    }

    /// What the rules know of the word, if the lexeme is one.
    fn word(&self, at: usize) -> Option<&Word> {
        match self.lexemes.get(at)?.sort {
            Sort::Word(id) => Some(self.rules.words.word(id)),
            _ => None,
        }
    }

    /// Whether the word stands on the list.
    fn is_on(&self, at: usize, list: u8) -> bool {
        self.word(at).is_some_and(|word| word.lists & (1 << list) != 0)
    }

    /// Whether one of the words shortly before looks ahead ("will meet on").
    fn looks_ahead(&self, first: usize) -> bool {
        let before = (first.saturating_sub(FUTURE_REACH)..first).rev();
        let mut clause = before.take_while(|&at| !matches!(self.lexemes[at].sort, Sort::MarkOf(_)));
        clause.any(|at| {
            // "is to open on Friday"; but "better-than-expected" looks nowhere.
            let infinitive = at > 0 && self.is_on(at, self.rules.to) && self.is_on(at - 1, self.rules.before_to);
            !self.lexemes[at].glued && (self.is_on(at, self.rules.future) || infinitive)
        })
    }

    /// Whether the days lie so far back that they are rarely the news.
    fn looks_back(&self, resolved: &Resolved) -> bool {
        let Some((published, (_, last))) = self.published.zip(resolved.interval) else { return false };
        let coarse = resolved.granularity >= Granularity::Month;
        coarse && last < published.first_of_month() || (published - last).get_days() > A_MONTH
    }
}

/// A day further back than this is looked back at, and rarely the news.
const A_MONTH: i32 = 31;

/// The part of the day of an hour. Without "a.m." or "p.m." only hours of the 24-hour clock tell it.
fn part_of_clock(half: Option<PartOfDay>, hour: Option<i32>) -> Option<PartOfDay> {
    let hour = match (half, hour?) {
        (Some(PartOfDay::Afternoon), hour @ 1..12) => hour + 12,
        (Some(PartOfDay::Morning), 12) | (_, 24) => 0,
        (Some(_), hour) => hour,
        (None, hour @ (0 | 13..24)) => hour,
        (None, _) => return None,
    };
    Some(match hour {
        5..12 => PartOfDay::Morning,
        12..17 => PartOfDay::Afternoon,
        17..21 => PartOfDay::Evening,
        _ => PartOfDay::Night,
    })
}

/// "will" moves a date into the future over an object and a place, "will hold talks in the capital on".
const FUTURE_REACH: usize = 10;

#[cfg(test)]
mod tests;
