//! One mention: a number with the words that bound it, soften it or make it a range.

use std::ops::Range;

use recount_model::{Count, RuleName};

use super::around::Around;
use super::kind::{Reading, find_kind};
use super::numeral::{Look, Numeral};
use super::rules::{Class, Gives, Numeric, Rule};
use super::{CountMention, NumberKind};

/// A bare number, or a word such as "dozens", before its modifiers.
struct Core<'a> {
    tokens: Range<usize>,
    number: Range<usize>,
    /// The number, or the lower of two.
    low: f64,
    /// The higher of two.
    high: Option<f64>,
    gives: Gives,
    rule: RuleName,
    numeral: Option<Numeral<'a>>,
}

/// Reads the mention that begins at `start`; its modifiers may reach back to `floor`.
pub(super) fn read_mention(around: Around<'_>, start: usize, floor: usize) -> Option<CountMention> {
    let core = read_core(around, start)?;
    let mut modifiers = Modifiers::default();
    let mut tokens = core.tokens.clone();
    if let Some(numeral) = &core.numeral {
        modifiers.read_tail(around, numeral);
    }
    tokens.end = modifiers.read_after(around, tokens.end);
    tokens.start = modifiers.read_before(around, floor, &core);
    let between = tokens.start.wrapping_sub(1);
    if core.high.is_some() && tokens.start > floor && around.is(between, Class::Between) && around.is_free(between) {
        tokens.start -= 1;
    }
    let Reading { kind, end } = find_kind(around, &tokens, core.numeral.as_ref());
    let kind = if core.gives == Gives::Ratio { NumberKind::Ratio } else { kind };
    if let Some(end) = end.filter(|&end| (tokens.end..end).all(|i| around.is_free(i))) {
        tokens.end = end.max(tokens.end);
    }
    let has_of = around.is(tokens.end - 1, Class::Of);
    let of = if has_of { tokens.end - 1 } else { tokens.end };
    let of_group = around.is(of, Class::Of) && (around.is(of + 1, Class::Definite) || !has_of && around.is_number(of + 1));
    let (count, rule) = modifiers.count(&core, kind);
    Some(CountMention {
        span: around.text.span(tokens.clone()),
        number: core.number.clone(),
        count,
        kind,
        rule,
        additional: modifiers.is_additional || core.gives == Gives::Another,
        of_group,
        ordinal: core.numeral.as_ref().is_some_and(|numeral| is_ordinal(around, numeral)),
        rounded: modifiers.is_rounded(&core),
        tokens,
    })
}

fn is_ordinal(around: Around<'_>, numeral: &Numeral<'_>) -> bool {
    let is_suffix = around.rules.word(numeral.tail).is_some_and(|info| info.is(Class::OrdinalSuffix));
    numeral.look == Look::Ordinal || (numeral.glued && is_suffix)
}

fn read_core(around: Around<'_>, start: usize) -> Option<Core<'_>> {
    let goes_on = around.info(start + 1).goes_on();
    let is_joined = |i: usize| around.fold(i).contains('-');
    if !goes_on && !around.info(start).stands_alone() && !around.is_digits(start) && !is_joined(start) && !is_joined(start + 1) {
        return None;
    }
    let numeral = Numeral::read(around, start);
    let longest = numeral.as_ref().map_or(start, |numeral| numeral.tokens.end);
    let mut is_refused = false;
    for phrase in around.rules.alone(around.fold(start)) {
        let tokens = start..start + phrase.words.len();
        if tokens.end < longest {
            break;
        }
        if (phrase.words.len() > 1 && !goes_on) || !around.has_phrase(phrase, start) {
            continue;
        }
        let rule = around.rules.rule(phrase);
        if !around.allows(rule, &tokens) {
            is_refused = true;
            continue;
        }
        // "one" is both: a rule says where it is no pronoun, and then it is a number as any other.
        return match numeral {
            Some(numeral) if numeral.tokens == tokens && rule.gives == Gives::Exact => Some(core_of_numeral(around, numeral, rule.name)),
            _ => Some(core_of_phrase(around, rule, tokens)),
        };
    }
    let numeral = numeral.filter(|_| !is_refused)?;
    let rule = if is_ordinal(around, &numeral) { "count.ordinal" } else { "count.cardinal" };
    Some(core_of_numeral(around, numeral, rule))
}

fn core_of_phrase<'a>(around: Around<'a>, rule: &'a Rule, tokens: Range<usize>) -> Core<'a> {
    let mut core =
        Core { number: tokens.clone(), tokens, low: f64::from(rule.value), high: None, gives: rule.gives, rule: rule.name, numeral: None };
    if rule.times {
        multiply(around, &mut core);
    }
    if core.number.len() > 1 && around.is(core.number.end - 1, Class::Of) {
        core.number.end -= 1;
    }
    core
}

/// Takes in the scale of "several hundred thousand".
fn multiply(around: Around<'_>, core: &mut Core<'_>) {
    while around.is_free(core.tokens.end) {
        let info = around.info(core.tokens.end);
        if !matches!(info.numeric, Numeric::Hundred | Numeric::Scale | Numeric::Dozen) {
            break;
        }
        // "several dozen" is no more than "dozens": two of them for sure.
        let times = if info.numeric == Numeric::Dozen { 2.0 } else { core.low.max(2.0) };
        core.low = times * info.value as f64;
        core.tokens.end += 1;
        core.number.end = core.tokens.end;
        core.gives = Gives::Vague;
    }
}

fn core_of_numeral<'a>(around: Around<'a>, numeral: Numeral<'a>, rule: RuleName) -> Core<'a> {
    let tokens = numeral.tokens.clone();
    let mut core =
        Core { number: tokens.clone(), tokens, low: numeral.value, high: None, gives: Gives::Exact, rule, numeral: Some(numeral) };
    if let Some((low, high, end)) = read_range(around, &core) {
        (core.low, core.high, core.rule) = (low, Some(high), "count.range");
        core.tokens.end = end;
        core.number.end = end;
    }
    core
}

/// The second number of "10 to 15", "10-15", "six or seven" and "between 10 and 15": low, high and the end.
fn read_range(around: Around<'_>, core: &Core<'_>) -> Option<(f64, f64, usize)> {
    let numeral = core.numeral.as_ref()?;
    let end = core.tokens.end;
    let is_countable = |numeral: &Numeral<'_>| matches!(numeral.look, Look::Words | Look::Digits | Look::FourDigits | Look::Decimal);
    if !is_countable(numeral) {
        return None;
    }
    if let Some(upper) = numeral.upper {
        return (numeral.value < upper).then_some((numeral.value, upper, end));
    }
    if !numeral.tail.is_empty() || !joins_range(around, core) {
        return None;
    }
    let second = Numeral::read(around, end + 1).filter(|second| is_countable(second) && second.upper.is_none())?;
    let is_article = around.is(second.tokens.start, Class::Article);
    if second.glued || is_article && !second.dozen && !numeral.dozen {
        return None;
    }
    let low = numeral.value * shared_scale(numeral, &second);
    (low < second.value).then_some((low, second.value, second.tokens.end))
}

/// What the lower number of a range takes from the higher: 100 in "two to three hundred", 1000 in "two hundred to three hundred thousand".
fn shared_scale(lower: &Numeral<'_>, higher: &Numeral<'_>) -> f64 {
    match (lower.coefficient, higher.coefficient) {
        (None, Some(coefficient)) if lower.value < coefficient && lower.value < 1000.0 => higher.value / coefficient,
        (Some(_), Some(_)) if lower.value < higher.value / higher.last_scale => higher.last_scale,
        _ => 1.0,
    }
}

/// Whether the word or mark after the number can join it to the higher number of a range.
fn joins_range(around: Around<'_>, core: &Core<'_>) -> bool {
    let (end, before) = (core.tokens.end, core.tokens.start.wrapping_sub(1));
    let info = around.info(end);
    if !around.is_free(end) || !around.is_free(end + 1) {
        return false;
    }
    if around.is_mark(end) {
        return info.is(Class::To) && !around.is_spaced(end) && !around.is_spaced(end + 1);
    }
    // "rose from 10 to 15" tells two counts.
    (info.is(Class::To) && !around.is(before, Class::From))
        || info.is(Class::Or)
        || (info.is(Class::And) && around.is(before, Class::Between))
}

/// What was said around a number, from the inside out.
#[derive(Default)]
struct Modifiers<'a> {
    rules: Vec<&'a Rule>,
    is_additional: bool,
}

impl<'a> Modifiers<'a> {
    /// "12-plus", "40-odd".
    fn read_tail(&mut self, around: Around<'a>, numeral: &Numeral<'_>) {
        let phrases = around.rules.after(numeral.tail);
        self.rules.extend(phrases.iter().filter(|phrase| phrase.words.len() == 1).map(|phrase| around.rules.rule(phrase)));
    }

    /// Takes in what follows the number; gives the new end.
    fn read_after(&mut self, around: Around<'a>, mut end: usize) -> usize {
        for _ in 0..MOST {
            let phrases = around.rules.after(around.fold(end)).iter();
            let mut found = phrases.filter(|phrase| around.has_phrase(phrase, end)).filter_map(|phrase| {
                let rule = around.rules.rule(phrase);
                let tokens = end..end + phrase.words.len();
                around.allows(rule, &tokens).then_some((rule, tokens.end))
            });
            let Some((rule, phrase_end)) = found.next() else { break };
            match rule.gives {
                Gives::Others => {
                    self.is_additional = true;
                    break;
                }
                Gives::Additional => self.is_additional = true,
                _ => self.rules.push(rule),
            }
            end = phrase_end;
        }
        end
    }

    /// Takes in what stands before the number; gives the new start.
    fn read_before(&mut self, around: Around<'a>, floor: usize, core: &Core<'_>) -> usize {
        let mut start = core.tokens.start;
        let mut may_be_softened = false;
        for _ in 0..MOST {
            if start <= floor {
                break;
            }
            let phrases = around.rules.before(around.fold(start - 1)).iter();
            let mut found = phrases.filter_map(|phrase| {
                let begin = start.checked_sub(phrase.words.len()).filter(|&begin| begin >= floor)?;
                let rule = around.rules.rule(phrase);
                let is_met = around.has_phrase(phrase, begin) && around.allows(rule, &(begin..start)) && core.low >= f64::from(rule.least);
                (is_met && (rule.gives != Gives::Adverb || may_be_softened)).then_some((rule, begin))
            });
            let Some((rule, begin)) = found.next() else { break };
            match rule.gives {
                Gives::Adverb | Gives::Same => {}
                Gives::Additional => self.is_additional = true,
                _ => self.rules.push(rule),
            }
            may_be_softened = !matches!(rule.gives, Gives::Adverb | Gives::Same | Gives::Additional);
            start = begin;
        }
        start
    }

    /// The outermost word that sets a bound.
    fn bound(&self) -> Option<&'a Rule> {
        let is_bound = |rule: &&&Rule| matches!(rule.gives, Gives::AtLeast | Gives::MoreThan | Gives::AtMost | Gives::FewerThan);
        self.rules.iter().rev().find(is_bound).copied()
    }

    fn is_rounded(&self, core: &Core<'_>) -> bool {
        match self.bound() {
            Some(rule) => rule.gives != Gives::AtLeast,
            None => !self.rules.is_empty() || core.high.is_some() || matches!(core.gives, Gives::Vague | Gives::Some),
        }
    }

    fn count(&self, core: &Core<'_>, kind: NumberKind) -> (Count, RuleName) {
        let (low, high) = (to_count(core.low), to_count(core.high.unwrap_or(core.low)));
        match core.gives {
            Gives::Some | Gives::Ratio => return (Count::vague(1), core.rule),
            Gives::None => return (Count::none(), core.rule),
            _ if kind == NumberKind::Ratio => return (Count::vague(1), "count.ratio"),
            _ => {}
        }
        let is_exact = !matches!(core.gives, Gives::Vague);
        if let Some(rule) = self.bound() {
            let is_dozen = core.numeral.as_ref().is_some_and(|numeral| numeral.dozen);
            let count = match rule.gives {
                Gives::AtMost => Count::at_most(high),
                Gives::FewerThan => Count::at_most(high.saturating_sub(1)),
                _ if !is_exact => Count::vague(low),
                // "more than two dozen" is said of 24 as well.
                Gives::MoreThan if !is_dozen => Count::at_least(low.saturating_add(1)),
                _ => Count::at_least(low),
            };
            return (count, rule.name);
        }
        if !is_exact {
            return (Count::vague(low), core.rule);
        }
        if core.high.is_some() {
            return (Count::range(low, high), core.rule);
        }
        match self.rules.first() {
            Some(rule) if rule.gives == Gives::Nearly => (Count::nearly(low), rule.name),
            Some(rule) => (Count::about(low), rule.name),
            None if low == 0 && kind == NumberKind::Cardinal => (Count::none(), core.rule),
            None => (Count::exact(low), core.rule),
        }
    }
}

/// No number has more modifiers than this on one side.
const MOST: usize = 4;

/// A number as a count; too large ones become the largest.
fn to_count(value: f64) -> u32 {
    value as u32
}
