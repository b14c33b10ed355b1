//! The words of a language that count: a rule file comes in, tables that are asked once a token go out.

use recount_model::RuleName;

use super::file::{Section, Value, read_sections};
use super::gate::{Gate, head};
use super::hash::WordMap;

/// The number words, modifiers, vague words and units of a language.
#[derive(Debug)]
pub struct CountRules {
    /// What is known of a single word.
    words: WordMap<WordInfo>,
    /// Lets through the words that may begin a mention.
    gate: Gate,
    /// Modifiers before a number, by their last word, longest first.
    before: WordMap<Vec<Phrase>>,
    /// Modifiers after a number, by their first word, longest first.
    after: WordMap<Vec<Phrase>>,
    /// Counts without a number, by their first word, longest first.
    alone: WordMap<Vec<Phrase>>,
    /// The rules the phrases point to.
    rules: Vec<Rule>,
    /// The word lists that fix a kind, kept for their proof.
    lists: Vec<ListProof>,
}

/// One word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordInfo {
    pub(super) numeric: Numeric,
    pub(super) value: u64,
    classes: u64,
}

impl WordInfo {
    /// Whether the word stands in the list of this class.
    pub(super) fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }
}

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Numeric {
    #[default]
    Nothing,
    Unit,
    Tens,
    Hundred,
    Scale,
    Dozen,
    Ordinal,
}

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The word lists, by the name they have in the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Class { $($variant),* }

        impl Class {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

classes! {
    Article = "article", And = "and", Or = "or", To = "to", Of = "of", In = "in", Out = "out", Every = "every", Between = "between",
    From = "from", Half = "half", Definite = "definite", CurrencyMark = "currency-mark", Currency = "currency", Percent = "percent",
    Distance = "distance", Measure = "measure", HyphenDistance = "hyphen-distance", Clock = "clock", ClockHours = "clock-hours", ClockCue = "clock-cue", ClockNext = "clock-next", Person = "person",
    YearUnit = "year-unit", Old = "old", AgeNoun = "age-noun", Aged = "aged", Possessive = "possessive", Ageable = "ageable",
    Month = "month", Weekday = "weekday", YearCue = "year-cue", WeakYearCue = "weak-year-cue", Function = "function", Label = "label", WeakLabel = "weak-label", LabelNoun = "label-noun", LabelShort = "label-short", Determiner = "determiner", Per = "per", Cent = "cent", DecadeSuffix = "decade-suffix", UnitAdjective = "unit-adjective", WeakClockCue = "weak-clock-cue",
    Numbered = "numbered", Century = "century", Sport = "sport", Harm = "harm", Fraction = "fraction", OrdinalSuffix = "ordinal-suffix",
}

// The higher bits mark words of phrases.
const _: () = assert!((Class::OrdinalSuffix as u64) < 61);

/// A phrase and its rule.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) words: Box<[Box<str>]>,
    pub(super) rule: usize,
}

/// One `[[rule]]`.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: RuleName,
    pub(super) gives: Gives,
    pub(super) value: u32,
    /// The smallest number that the modifier goes with.
    pub(super) least: u32,
    /// "several" multiplies: "several hundred".
    pub(super) times: bool,
    pub(super) not_after: Box<[String]>,
    pub(super) only_after: Box<[String]>,
    pub(super) not_before: Box<[String]>,
    pub(super) only_before: Box<[String]>,
    pub(super) unless_before: Box<[String]>,
    pub(super) sees: Box<[String]>,
    pub(super) skips: Box<[String]>,
}

/// What a rule makes of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
    Nearly,
    About,
    Adverb,
    Same,
    Additional,
    /// As `Additional`, but the word is the noun.
    Others,
    Exact,
    Another,
    Vague,
    Some,
    None,
    Ratio,
}

/// A list whose entries fix the kind of a number, with the sentence that proves each.
#[derive(Debug)]
pub(super) struct ListProof {
    pub(super) reads: String,
    pub(super) frame: String,
    pub(super) words: Vec<String>,
}

impl CountRules {
    /// Reads a rule file; an error names the line and the cure.
    pub fn load(source: &str) -> Result<Self, String> {
        let mut rules = Self {
            words: WordMap::default(),
            gate: Gate::default(),
            before: WordMap::default(),
            after: WordMap::default(),
            alone: WordMap::default(),
            rules: Vec::new(),
            lists: Vec::new(),
        };
        for section in read_sections(source)? {
            match section.name.as_str() {
                "units" => rules.add_numbers(&section, Numeric::Unit)?,
                "tens" => rules.add_numbers(&section, Numeric::Tens)?,
                "hundreds" => rules.add_numbers(&section, Numeric::Hundred)?,
                "scales" => rules.add_numbers(&section, Numeric::Scale)?,
                "dozens" => rules.add_numbers(&section, Numeric::Dozen)?,
                "ordinals" => rules.add_numbers(&section, Numeric::Ordinal)?,
                "list" => rules.add_list(&section)?,
                "rule" => rules.add_rule(&section)?,
                other => {
                    return Err(format!(
                        "line {}: unknown section `{other}`; use rule, list or one of the tables of numbers",
                        section.line
                    ));
                }
            }
        }
        for phrases in rules.before.values_mut().chain(rules.after.values_mut()).chain(rules.alone.values_mut()) {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        rules.open_gate();
        Ok(rules)
    }

    /// What is known of a folded word.
    pub(super) fn word(&self, fold: &str) -> Option<&WordInfo> {
        self.words.get(fold)
    }

    /// The number that a folded ordinal stands for ("third": 3).
    pub(crate) fn ordinal(&self, fold: &str) -> Option<u32> {
        let word = self.word(fold).filter(|word| word.numeric == Numeric::Ordinal)?;
        u32::try_from(word.value).ok()
    }

    /// Whether a folded word may begin a mention; false for nearly all words.
    pub(super) fn may_begin(&self, fold: &str) -> bool {
        let Some(&first) = fold.as_bytes().first() else { return false };
        if first.is_ascii_digit() {
            return true;
        }
        let head = head(fold);
        self.gate.passes(head) && self.words.get(head).is_some_and(|info| info.is_beginning())
    }

    /// The modifiers that end with this word.
    pub(super) fn before(&self, last: &str) -> &[Phrase] {
        self.before.get(last).map_or(&[], Vec::as_slice)
    }

    /// The modifiers that begin with this word.
    pub(super) fn after(&self, first: &str) -> &[Phrase] {
        self.after.get(first).map_or(&[], Vec::as_slice)
    }

    /// The counts without a number that begin with this word.
    pub(super) fn alone(&self, first: &str) -> &[Phrase] {
        self.alone.get(first).map_or(&[], Vec::as_slice)
    }

    /// The rule of a phrase.
    pub(super) fn rule(&self, phrase: &Phrase) -> &Rule {
        &self.rules[phrase.rule]
    }

    /// Every rule, for its proof.
    pub(super) fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// Every word list that fixes a kind, for its proof.
    pub(super) fn lists(&self) -> &[ListProof] {
        &self.lists
    }

    fn add_numbers(&mut self, section: &Section, numeric: Numeric) -> Result<(), String> {
        for entry in &section.entries {
            let Value::Whole(value) = entry.value else {
                return Err(format!("line {}: `{}` needs a whole number", entry.line, entry.key));
            };
            let info = self.words.entry(entry.key.as_str().into()).or_default();
            (info.numeric, info.value) = (numeric, value);
        }
        Ok(())
    }

    fn add_list(&mut self, section: &Section) -> Result<(), String> {
        let name = section.text("class");
        let class = Class::named(name).ok_or_else(|| format!("line {}: unknown class `{name}`", section.line))?;
        let words = section.list("words");
        if words.is_empty() {
            return Err(format!("line {}: list `{name}` has no words", section.line));
        }
        for word in words {
            self.words.entry(word.as_str().into()).or_default().classes |= 1 << class as u64;
        }
        let (reads, frame) = (section.text("reads").to_owned(), section.text("frame").to_owned());
        if reads.is_empty() != frame.is_empty() {
            return Err(format!("line {}: list `{name}` needs both `reads` and `frame` or neither", section.line));
        }
        if !frame.is_empty() {
            self.lists.push(ListProof { reads, frame, words: words.to_vec() });
        }
        Ok(())
    }

    fn add_rule(&mut self, section: &Section) -> Result<(), String> {
        let (line, name) = (section.line, section.text("name"));
        if name.is_empty() {
            return Err(format!("line {line}: a rule without `name`"));
        }
        let list = |key: &str| section.list(key).to_vec().into_boxed_slice();
        let gives = read_gives(section.text("gives")).ok_or_else(|| format!("line {line}: rule `{name}` gives nothing that is known"))?;
        let value = section.whole("value").min(u64::from(u32::MAX)) as u32;
        let least = section.whole("least").min(u64::from(u32::MAX)) as u32;
        // A rule's name lives as long as the program, so that evidence can carry it without a copy.
        let rule = Rule {
            name: Box::leak(name.to_owned().into_boxed_str()),
            gives,
            value,
            least,
            times: section.flag("times"),
            not_after: list("not_after"),
            only_after: list("only_after"),
            not_before: list("not_before"),
            only_before: list("only_before"),
            unless_before: list("unless_before"),
            sees: list("sees"),
            skips: list("skips"),
        };
        if rule.sees.is_empty() {
            return Err(format!("line {line}: rule `{name}` sees nothing; add a sentence it must match"));
        }
        if rule.skips.is_empty() {
            return Err(format!("line {line}: rule `{name}` skips nothing; add a sentence it must not match"));
        }
        self.rules.push(rule);
        self.add_phrases(section)
    }

    fn add_phrases(&mut self, section: &Section) -> Result<(), String> {
        let rule = self.rules.len() - 1;
        let mut phrases: Vec<Vec<Box<str>>> = section.list("words").iter().flat_map(|words| expand(words)).collect();
        phrases.sort();
        phrases.dedup();
        for words in phrases {
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else {
                return Err(format!("line {}: a phrase without words", section.line));
            };
            let phrase = Phrase { words: words.into_boxed_slice(), rule };
            match section.text("place") {
                "before" => self.before.entry(last).or_default().push(phrase),
                "after" => self.after.entry(first).or_default().push(phrase),
                "alone" => self.alone.entry(first).or_default().push(phrase),
                other => return Err(format!("line {}: place `{other}`; use before, after or alone", section.line)),
            }
        }
        Ok(())
    }

    /// Marks the words that begin a mention: numbers, and the first words of counts without a number.
    fn open_gate(&mut self) {
        for phrase in self.alone.values().flatten() {
            let mark = if phrase.words.len() == 1 { BEGINS | IS_COUNT } else { BEGINS };
            self.words.entry(head(&phrase.words[0]).into()).or_default().classes |= mark;
            if let Some(second) = phrase.words.get(1) {
                self.words.entry(second.clone()).or_default().classes |= GOES_ON;
            }
        }
        for (word, info) in &self.words {
            if info.is_beginning() {
                self.gate.open(word);
            }
        }
    }
}

/// Marks the first words of counts without a number.
const BEGINS: u64 = 1 << 63;

/// Marks the words that are a count alone.
const IS_COUNT: u64 = 1 << 61;

/// Marks the second words of counts without a number.
const GOES_ON: u64 = 1 << 62;

impl WordInfo {
    /// Whether the word may be a count, or the begin of a number, without help of the next.
    pub(super) fn stands_alone(self) -> bool {
        self.numeric != Numeric::Nothing || self.classes & IS_COUNT != 0
    }

    /// Whether a count may go on with this word after "a" or "the".
    pub(super) fn goes_on(self) -> bool {
        self.classes & GOES_ON != 0 || matches!(self.numeric, Numeric::Hundred | Numeric::Scale | Numeric::Dozen) || self.is(Class::Half)
    }

    fn is_beginning(self) -> bool {
        self.numeric != Numeric::Nothing || self.classes & BEGINS != 0 || self.is(Class::Article) || self.is(Class::Half)
    }
}

fn read_gives(name: &str) -> Option<Gives> {
    Some(match name {
        "at-least" => Gives::AtLeast,
        "more-than" => Gives::MoreThan,
        "at-most" => Gives::AtMost,
        "fewer-than" => Gives::FewerThan,
        "nearly" => Gives::Nearly,
        "about" => Gives::About,
        "adverb" => Gives::Adverb,
        "same" => Gives::Same,
        "additional" => Gives::Additional,
        "others" => Gives::Others,
        "exact" => Gives::Exact,
        "another" => Gives::Another,
        "vague" => Gives::Vague,
        "some" => Gives::Some,
        "none" => Gives::None,
        "ratio" => Gives::Ratio,
        _ => return None,
    })
}

/// Every phrase that "a/an unknown? number" stands for.
fn expand(words: &str) -> Vec<Vec<Box<str>>> {
    let mut phrases: Vec<Vec<Box<str>>> = vec![Vec::new()];
    for word in words.split_whitespace() {
        let (choices, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        let mut longer = Vec::new();
        for phrase in &phrases {
            for choice in choices.split('/') {
                let mut phrase = phrase.clone();
                phrase.push(choice.into());
                longer.push(phrase);
            }
        }
        if optional {
            longer.append(&mut phrases);
        }
        phrases = longer;
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_without_counterexample_does_not_load() {
        let error =
            CountRules::load("[[rule]]\nname = \"count.x\"\nplace = \"before\"\ngives = \"about\"\nwords = [\"x\"]\nsees = [\"x 4\"]\n")
                .unwrap_err();
        assert_eq!(error, "line 1: rule `count.x` skips nothing; add a sentence it must not match");
    }

    #[test]
    fn choices_and_optional_words_are_spelled_out() {
        assert_eq!(expand("a/an big? number").len(), 4);
        assert_eq!(expand("most"), [[Box::from("most")]]);
    }
}
