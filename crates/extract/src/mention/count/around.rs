//! One sentence seen from a number: asking for the words before and after it.

use std::ops::Range;

use recount_text::{Shape, Text, TokenKind};

use super::rules::{Class, CountRules, Numeric, Phrase, Rule, WordInfo};

/// A sentence with the rules it is read by. Every question may be asked of any index; outside the sentence there is nothing.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) rules: &'a CountRules,
    pub(super) text: &'a Text<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) busy: &'a [Range<usize>],
}

impl<'a> Around<'a> {
    /// Whether the token lies in the sentence and belongs to no date.
    pub(super) fn is_free(self, i: usize) -> bool {
        self.holds(i) && !self.busy.iter().any(|busy| busy.contains(&i))
    }

    fn holds(self, i: usize) -> bool {
        (self.start..self.end).contains(&i)
    }

    /// The folded word without its last dot; a mark as it is written; nothing outside the sentence.
    pub(super) fn fold(self, i: usize) -> &'a str {
        if !self.holds(i) {
            return "";
        }
        if self.text.tokens[i].kind == TokenKind::Mark {
            return self.text.word(i);
        }
        let fold = self.text.fold(i);
        fold.strip_suffix('.').filter(|fold| !fold.is_empty()).unwrap_or(fold)
    }

    /// What the rules know of the word.
    pub(super) fn info(self, i: usize) -> WordInfo {
        self.rules.word(self.fold(i)).copied().unwrap_or_default()
    }

    /// Whether the word stands in the list of this class.
    pub(super) fn is(self, i: usize, class: Class) -> bool {
        self.info(i).is(class)
    }

    /// Whether the token is a number in digits or words.
    pub(super) fn is_number(self, i: usize) -> bool {
        let numeric = self.info(i).numeric;
        self.is_digits(i) || (numeric != Numeric::Nothing && numeric != Numeric::Ordinal)
    }

    /// Whether the token begins with a digit.
    pub(super) fn is_digits(self, i: usize) -> bool {
        self.fold(i).starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Whether the token is a mark, or lies outside the sentence.
    pub(super) fn is_mark(self, i: usize) -> bool {
        !self.holds(i) || self.text.tokens[i].kind == TokenKind::Mark
    }

    /// Whether white space stands before the token.
    pub(super) fn is_spaced(self, i: usize) -> bool {
        self.holds(i) && self.text.tokens[i].spaced
    }

    /// How the token is written.
    pub(super) fn shape(self, i: usize) -> Shape {
        if self.holds(i) { self.text.tokens[i].shape } else { Shape::None }
    }

    /// Whether the token begins with a capital.
    pub(super) fn is_capital(self, i: usize) -> bool {
        matches!(self.shape(i), Shape::Capital | Shape::Upper)
    }

    /// Whether the token is a word that may be a noun, an adjective or a participle: not a mark and not a small function word.
    pub(super) fn is_open_word(self, i: usize) -> bool {
        self.holds(i) && self.text.tokens[i].kind == TokenKind::Word && !self.is(i, Class::Function)
    }

    /// Whether the phrase stands at `start` and none of its tokens is a date's.
    pub(super) fn has_phrase(self, phrase: &Phrase, start: usize) -> bool {
        phrase.words.iter().enumerate().all(|(n, word)| self.fold(start + n) == &**word && self.is_free(start + n))
    }

    /// Whether the words on both sides of `tokens` allow the rule.
    pub(super) fn allows(self, rule: &Rule, tokens: &Range<usize>) -> bool {
        let before = tokens.start.wrapping_sub(1);
        let after = tokens.end;
        let met = |patterns: &[String], i: usize| patterns.iter().any(|pattern| self.meets(pattern, i));
        if met(&rule.not_after, before) || (!rule.only_after.is_empty() && !met(&rule.only_after, before)) {
            return false;
        }
        if met(&rule.unless_before, after) {
            return true;
        }
        !met(&rule.not_before, after) && (rule.only_before.is_empty() || met(&rule.only_before, after))
    }

    /// Whether a token meets a word of a rule's lists.
    fn meets(self, pattern: &str, i: usize) -> bool {
        match pattern {
            "#" => self.is_number(i),
            "@capital" => self.is_capital(i) && !self.text.capitals,
            "^" | "$" => !self.holds(i),
            _ => match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
                (Some(ending), _) => self.fold(i).ends_with(ending),
                (_, Some(beginning)) => self.fold(i).starts_with(beginning),
                _ => self.fold(i) == pattern,
            },
        }
    }
}
