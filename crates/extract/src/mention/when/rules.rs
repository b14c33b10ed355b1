//! The rule file: words by class, lists, named days, and patterns with what they give.
//!
//! Comes in: the text of `en.toml`. Goes out: [`WhenRules`], or one line that names the place and the fault.

use std::collections::BTreeMap;

use recount_model::{PartOfDay, RuleName};
use serde::Deserialize;
use toml::Spanned;

use super::calendar::Unit;
use super::lex::{Lexeme, Sort};
use super::pattern::{Match, Pattern, WINDOW, set_bits};
use super::words::{Words, holiday_day, part_of_day, set_class};

/// The date rules of one language.
#[derive(Debug)]
pub struct WhenRules {
    pub(super) words: Words,
    pub(super) rules: Vec<Rule>,
    /// For each word the patterns that can begin with it.
    by_word: Vec<Vec<PatternId>>,
    /// Patterns that can begin with a number.
    by_number: Vec<PatternId>,
    /// Patterns that can begin with a bracket or a comma.
    by_mark: Vec<PatternId>,
    /// Patterns that can begin with a named day.
    by_holiday: Vec<PatternId>,
    /// Bits of the lists that the code itself asks for.
    pub(super) future: u8,
    pub(super) to: u8,
    pub(super) before_to: u8,
    pub(super) late: u8,
    pub(super) early: u8,
    pub(super) join: u8,
    pub(super) into: u8,
    pub(super) since: u8,
}

/// No pattern has more lexemes before its month, unit, year or other word that tells a date.
const KEY_REACH: u8 = 5;

/// A rule: ways to write a date and what they mean.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: RuleName,
    patterns: Vec<Pattern>,
    pub(super) gives: Gives,
    pub(super) shift: Option<i32>,
    pub(super) sign: i32,
    pub(super) unit: Option<Unit>,
    pub(super) pick: Pick,
    pub(super) part: Option<PartOfDay>,
    pub(super) past: bool,
    pub(super) open_night: bool,
    sees: Vec<String>,
    skips: Vec<String>,
}

/// What a rule makes of the values it saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Gives {
    /// A day of a month, with or without the year.
    Date,
    /// From one day to another.
    Days,
    /// A month, with or without the year.
    Month,
    /// From one month or year to another.
    Months,
    Year,
    Years,
    Decade,
    Season,
    Quarter,
    Century,
    Holiday,
    Weekday,
    /// From one weekday to another.
    Weekdays,
    /// A weekday of last or next week.
    WeekdayOfWeek,
    /// The publication day, moved.
    Shift,
    /// Another day of the story, moved.
    Anchored,
    /// A day told from an event that the sentence names, "two days after the vote".
    Event,
    /// "recently"
    Vague,
    /// "for three days"
    Duration,
    /// "every Monday"
    Set,
    /// "at 9:30 a.m."
    Clock,
    /// "at dawn"
    Part,
    /// Nothing: the words only look like a date.
    Skip,
}

/// Which of the days that fit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Pick {
    /// The latest up to publication; with a future verb the next.
    #[default]
    Latest,
    /// The latest before the unit that holds the publication day.
    Before,
    /// The next after publication.
    After,
}

#[derive(Debug, Clone, Copy)]
struct PatternId {
    rule: u16,
    pattern: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    class: BTreeMap<String, BTreeMap<String, toml::Value>>,
    ambiguous: Vec<String>,
    list: BTreeMap<String, Vec<String>>,
    holiday: BTreeMap<String, String>,
    rule: Vec<Spanned<RuleEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleEntry {
    name: String,
    #[serde(rename = "match")]
    patterns: Vec<String>,
    gives: Gives,
    shift: Option<i32>,
    sign: Option<i32>,
    unit: Option<String>,
    #[serde(default)]
    pick: Pick,
    part: Option<String>,
    #[serde(default)]
    past: bool,
    #[serde(default)]
    open_night: bool,
    sees: Vec<String>,
    skips: Vec<String>,
}

impl WhenRules {
    /// Reads a rule file. The error is one line that names the line and the fault.
    pub fn load(source: &str) -> Result<Self, String> {
        let file: RuleFile = toml::from_str(source).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(source, span.start));
            format!("line {line}: {}", error.message())
        })?;
        let mut words = read_words(&file)?;
        let mut rules = Vec::with_capacity(file.rule.len());
        for entry in &file.rule {
            let line = line_of(source, entry.span().start);
            let rule = Rule::read(entry.get_ref(), &mut words).map_err(|fault| format!("line {line}: {fault}"))?;
            rules.push(rule);
        }
        let list = |name: &str| words.list(name).ok_or_else(|| format!("line 1: the list `{name}` is missing"));
        let mut rules = Self {
            future: list("future")?,
            to: list("to")?,
            before_to: list("before-to")?,
            late: list("late")?,
            early: list("early")?,
            join: list("join")?,
            into: list("into")?,
            since: list("since")?,
            words,
            rules,
            by_word: vec![],
            by_number: vec![],
            by_mark: vec![],
            by_holiday: vec![],
        };
        rules.index();
        Ok(rules)
    }

    /// Each rule with the sentences it must see and those it must not: what a check has to prove.
    pub fn proofs(&self) -> impl Iterator<Item = (RuleName, &[String], &[String])> {
        self.rules.iter().map(|rule| (rule.name, rule.sees.as_slice(), rule.skips.as_slice()))
    }

    /// The best match at this lexeme, or a longer one where its mention begins: "by" alone reads "by January 14" short.
    pub(super) fn longest(&self, lexemes: &[Lexeme], at: usize) -> Option<(&Rule, Match)> {
        let best = self.best(lexemes, at)?;
        let longer = if best.1.first > at { self.best(lexemes, best.1.first) } else { None };
        Some(longer.filter(|(_, longer)| longer.end > best.1.end).unwrap_or(best))
    }

    /// The best match at this lexeme: the longest, then the rule that stands first in the file.
    fn best(&self, lexemes: &[Lexeme], at: usize) -> Option<(&Rule, Match)> {
        if lexemes[at].to_key > KEY_REACH {
            return None;
        }
        let candidates = match lexemes[at].sort {
            Sort::Word(id) => self.by_word.get(id.index())?,
            Sort::Number { .. } | Sort::NumberWords(_) | Sort::NumericDate(..) => &self.by_number,
            Sort::Holiday(_) => &self.by_holiday,
            Sort::MarkOf(_) => &self.by_mark,
            Sort::Unknown | Sort::End => return None,
        };
        let window = lexemes[at..].iter().take(WINDOW).fold(0, |bits, lexeme| bits | lexeme.bits);
        let mut best: Option<(&Rule, Match)> = None;
        for id in candidates {
            let rule = &self.rules[usize::from(id.rule)];
            let pattern = &rule.patterns[usize::from(id.pattern)];
            if !pattern.may_match(window) {
                continue;
            }
            let Some(found) = pattern.find(&self.words, lexemes, at) else { continue };
            let longer = |best: &Match| (found.end, best.first) > (best.end, found.first);
            if best.as_ref().is_none_or(|(_, best)| longer(best)) {
                best = Some((rule, found));
            }
        }
        best
    }

    fn index(&mut self) {
        self.words.each().for_each(set_bits);
        let lexeme = |sort| Lexeme { tokens: (0, 0), sort, glued: true, capital: true, to_key: 0, bits: 0 };
        let words: Vec<Lexeme> = self.words.all().map(|id| lexeme(Sort::Word(id))).collect();
        self.by_word.resize(words.len(), Vec::new());
        for (pattern, id) in self.rules.iter().enumerate().flat_map(|(r, rule)| {
            let id = move |p: usize| PatternId { rule: r as u16, pattern: p as u16 };
            rule.patterns.iter().enumerate().map(move |(p, pattern)| (pattern, id(p)))
        }) {
            for (word, lexeme) in self.by_word.iter_mut().zip(&words) {
                if pattern.can_begin(&self.words, lexeme) {
                    word.push(id);
                }
            }
            if pattern.can_begin_with_number(&self.words) {
                self.by_number.push(id);
            }
            if ['(', ','].into_iter().any(|mark| pattern.can_begin(&self.words, &lexeme(Sort::MarkOf(mark)))) {
                self.by_mark.push(id);
            }
            if pattern.can_begin(&self.words, &lexeme(Sort::Holiday(0))) {
                self.by_holiday.push(id);
            }
        }
    }
}

impl Rule {
    fn read(entry: &RuleEntry, words: &mut Words) -> Result<Self, String> {
        let name = &entry.name;
        let fault = |fault: String| format!("rule `{name}`: {fault}");
        if entry.sees.is_empty() || entry.skips.is_empty() {
            return Err(fault("it needs a sentence that it sees and one that it skips".to_owned()));
        }
        let patterns = entry.patterns.iter().map(|source| Pattern::parse(source, words)).collect::<Result<_, _>>();
        let unit = match entry.unit.as_deref() {
            Some(unit) => Some(Unit::from_name(unit).ok_or_else(|| fault(format!("there is no unit `{unit}`")))?),
            None => None,
        };
        let part = match entry.part.as_deref() {
            Some(part) => Some(part_of_day(part).ok_or_else(|| fault(format!("there is no part of the day `{part}`")))?),
            None => None,
        };
        Ok(Self {
            // Rule names live as long as the program, see `RuleName`.
            name: Box::leak(name.clone().into_boxed_str()),
            patterns: patterns.map_err(fault)?,
            gives: entry.gives,
            shift: entry.shift,
            sign: entry.sign.unwrap_or(-1),
            unit,
            pick: entry.pick,
            part,
            past: entry.past,
            open_night: entry.open_night,
            sees: entry.sees.clone(),
            skips: entry.skips.clone(),
        })
    }
}

fn read_words(file: &RuleFile) -> Result<Words, String> {
    let mut words = Words::default();
    for (class, entries) in &file.class {
        for (word, value) in entries {
            set_class(words.entry(word), class, value).map_err(|fault| format!("line 1: word `{word}`: {fault}"))?;
        }
    }
    for word in &file.ambiguous {
        words.entry(word).ambiguous = true;
    }
    for (list, entries) in &file.list {
        for word in entries {
            words.add_to_list(list, word).ok_or("line 1: there are more than 32 lists")?;
            let entry = words.entry(word);
            entry.is_function |= list == "function";
            entry.key |= list.starts_with("key-");
        }
    }
    for (name, value) in &file.holiday {
        let day = holiday_day(value).ok_or_else(|| format!("line 1: `{value}` is no day for `{name}`"))?;
        words.add_holiday(name, day);
    }
    Ok(words)
}

/// The line of a byte, from 1.
fn line_of(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ambiguous = []\n[class.month]\nmarch = 3\n[list]\nfuture = []\nto = []\nbefore-to = []\nlate = []\nearly = []\njoin = []\ninto = []\nsince = []\nfunction = []\n[holiday]\n";

    #[test]
    fn a_rule_without_a_counterexample_does_not_load() {
        let rule = "[[rule]]\nname = \"when.month\"\nmatch = [\"MONTH\"]\ngives = \"month\"\nsees = [\"in March\"]\nskips = []\n";
        let fault = WhenRules::load(&format!("{HEAD}{rule}")).unwrap_err();
        assert_eq!(fault, "line 15: rule `when.month`: it needs a sentence that it sees and one that it skips");
    }

    #[test]
    fn a_wrong_atom_is_named_with_its_line() {
        let rule = "[[rule]]\nname = \"when.month\"\nmatch = [\"MOON\"]\ngives = \"month\"\nsees = [\"a\"]\nskips = [\"b\"]\n";
        let fault = WhenRules::load(&format!("{HEAD}{rule}")).unwrap_err();
        assert_eq!(fault, "line 15: rule `when.month`: there is no class `MOON`");
    }
}
