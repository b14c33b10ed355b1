//! Which name of the map stands at a word. In: a sentence and a token; out: the longest name and the places that bear it.

use std::ops::Range;

use recount_lexicon::gazetteer::{Candidate, Gazetteer, NameMatch, PlaceKind};
use recount_model::Span;
use recount_text::{Shape, Text, TokenKind};

use super::rules::{Classes, HYPHEN, PARTICLE, PLACING, PlaceRules};

/// The most tokens a place name has.
const LONGEST_NAME: usize = 6;
/// A word in small letters inside a name is no longer ("upon").
const LONGEST_SMALL: usize = 4;
/// The most parts that are looked up: tokens cut at hyphens and periods.
const MOST_PARTS: usize = 14;

/// One sentence and what is known of places.
pub(super) struct Sentence<'a> {
    pub(super) rules: &'a PlaceRules,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) text: &'a Text<'a>,
    pub(super) tokens: Range<usize>,
    /// Tokens that are something else already, in order.
    pub(super) taken: &'a [Range<usize>],
}

/// A name of the map found in the text.
pub(super) struct Match {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) candidates: Vec<Candidate>,
    pub(super) is_common: bool,
    /// "Houston-based", "Fla.": no doubt about what it is.
    pub(super) form: Form,
}

/// How a name is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// "Fla."
    Short,
    /// "Houston-based"
    Hyphenated,
}

impl<'a> Sentence<'a> {
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.tokens.contains(&token) && self.text.tokens[token].kind == TokenKind::Word
    }

    /// Whether a word has a capital, as far as capitals tell anything in this text.
    pub(super) fn is_capital(&self, token: usize) -> bool {
        let token = &self.text.tokens[token];
        token.kind == TokenKind::Word && (self.text.capitals || matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed))
    }

    /// The folded word so many tokens before this one; empty outside the sentence.
    pub(super) fn before(&self, token: usize, n: usize) -> &'a str {
        token.checked_sub(n).filter(|token| *token >= self.tokens.start).map_or("", |token| self.text.fold(token))
    }

    /// The folded word at a token; empty outside the sentence.
    pub(super) fn at(&self, token: usize) -> &'a str {
        if self.tokens.contains(&token) { self.text.fold(token) } else { "" }
    }

    pub(super) fn classes_before(&self, token: usize, n: usize) -> Classes {
        self.rules.classes(self.before(token, n))
    }

    pub(super) fn classes_at(&self, token: usize) -> Classes {
        self.rules.classes(self.at(token))
    }

    /// Whether the token belongs to a name that is something else.
    pub(super) fn is_taken(&self, token: usize) -> bool {
        self.taken.iter().any(|range| range.contains(&token))
    }

    /// The longest name of the map that starts at a token with a capital.
    pub(super) fn name_at(&self, start: usize) -> Option<Match> {
        let mut parts: [&str; MOST_PARTS] = [""; MOST_PARTS];
        let mut ends = [0; LONGEST_NAME];
        let (mut n, mut tokens, mut tail) = (0, 0, None);
        for token in start..self.tokens.end.min(start + LONGEST_NAME) {
            let fold = self.text.fold(token);
            if !self.goes_on(token, fold) {
                break;
            }
            let (name, has_tail) = self.without_tail(fold);
            if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && n < MOST_PARTS {
                parts[n] = name;
                n += 1;
            } else {
                for part in name.split(['-', '.', '/', '‑', '–']).filter(|part| !part.is_empty()).take(MOST_PARTS - n) {
                    parts[n] = part;
                    n += 1;
                }
            }
            ends[tokens] = n;
            tokens += 1;
            if has_tail {
                tail = Some(token);
                break;
            }
        }
        let (words, found) = self.longest(start, &mut parts[..n], &ends[..tokens])?;
        if self.rules.is_never(&parts[..words]) {
            return None;
        }
        let end = start + ends.iter().position(|end| *end == words)? + 1;
        let is_hyphenated = tail == Some(end - 1);
        let mut span = self.text.span(start..end);
        if is_hyphenated {
            let cut = self.text.word(end - 1).rfind(['-', '‑', '–'])?;
            span = Span::new(span.start as usize, self.text.tokens[end - 1].span.start as usize + cut);
        }
        let form = if is_hyphenated { Form::Hyphenated } else { Form::Plain };
        Some(Match { tokens: start..end, span, candidates: found.candidates, is_common: found.is_common, form })
    }

    /// Whether a name can hold the token: a word, no possessive; a small one is short ("de", "of the").
    fn goes_on(&self, token: usize, fold: &str) -> bool {
        let token = &self.text.tokens[token];
        let is_long_and_small = token.shape == Shape::Lower && fold.len() > LONGEST_SMALL;
        token.kind == TokenKind::Word && !is_long_and_small && !fold.starts_with('\'')
    }

    /// "houston-based": the name and whether a tail followed it.
    fn without_tail<'f>(&self, fold: &'f str) -> (&'f str, bool) {
        if !fold.contains('-') {
            return (fold, false);
        }
        match fold.rsplit_once('-') {
            Some((name, tail)) if self.rules.classes(tail) & HYPHEN != 0 => (name, true),
            _ => (fold, false),
        }
    }

    /// The longest name that ends with a token and with a capital: its number of parts. Tried as written, then with "Saint"
    /// for "St." and the like, then without the article of "al-Qaim".
    fn longest(&self, start: usize, parts: &mut [&'a str], ends: &[usize]) -> Option<(usize, NameMatch)> {
        let first = *parts.first()?;
        let found = self.ending_with_token(start, parts, ends, 0);
        if let Some(other) = self.rules.spelled(first) {
            parts[0] = other;
            let other = self.ending_with_token(start, parts, ends, 0);
            parts[0] = first;
            return longer_or_both(found.filter(|(words, _)| *words > 1), other.filter(|(words, _)| *words > 1));
        }
        if found.is_some() {
            return found;
        }
        let has_article = ends[0] > 1 && self.rules.classes(first) & PARTICLE != 0;
        if has_article { self.ending_with_token(start, parts, ends, 1) } else { None }
    }

    fn ending_with_token(&self, start: usize, parts: &[&str], ends: &[usize], skipped: usize) -> Option<(usize, NameMatch)> {
        let mut length = parts.len();
        loop {
            let mut found = self.gazetteer.longest(parts.get(skipped..length)?)?;
            found.words += skipped;
            match ends.iter().position(|end| *end == found.words) {
                // A name ends with a capital: "Gao in the" is no name.
                Some(last) if self.is_capital(start + last) => return Some((found.words, found)),
                _ => length = ends.iter().rev().find(|end| **end < found.words).copied()?,
            }
        }
    }

    /// "Fla.", "W.Va.", "NSW", "Dallas, TX": the region behind a short form.
    pub(super) fn short_at(&self, start: usize) -> Option<Match> {
        let fold = self.text.fold(start);
        if fold.len() > 6 || self.text.capitals {
            return None;
        }
        let is_upper = self.text.tokens[start].shape == Shape::Upper;
        let is_dotted = fold.ends_with('.') || (self.at(start + 1) == "." && !is_upper);
        if !is_dotted && !is_upper {
            return None;
        }
        let mut end = start + 1;
        let mut key: String = fold.chars().filter(|letter| *letter != '.').collect();
        if fold.len() == 2 && is_dotted && self.is_word(end) {
            // "W. Va."
            key.extend(self.text.fold(end).chars().filter(|letter| *letter != '.'));
            end += 1;
        }
        let region = self.rules.abbreviation(&key)?;
        let after_comma = self.before(start, 1) == ","
            && start.checked_sub(2).is_some_and(|before| self.tokens.contains(&before) && self.is_capital(before));
        // "N.Y." is clear; "A.R." are initials.
        let has_inner_dots = fold.trim_end_matches('.').contains('.') && self.rules.is_clear(&key);
        let placed = self.classes_before(start, 1) & PLACING != 0;
        let is_clear = has_inner_dots
            || (end > start + 1 && key.len() == 3)
            || (is_upper && key.len() == 3)
            || (is_dotted && (placed || start == self.tokens.start) && key.len() > 2);
        if !after_comma && !is_clear {
            return None;
        }
        let words: Vec<&str> = region.split(' ').collect();
        let found = self.gazetteer.longest(&words)?;
        let is_region = |candidate: &Candidate| {
            let place = self.gazetteer.place(candidate.id);
            place.kind == PlaceKind::Region && matches!(place.country, "US" | "CA" | "AU")
        };
        let candidates: Vec<Candidate> = found.candidates.into_iter().filter(is_region).collect();
        let tokens = start..end;
        (!candidates.is_empty()).then(|| Match {
            span: self.text.span(tokens.clone()),
            tokens,
            candidates,
            is_common: false,
            form: Form::Short,
        })
    }
}

/// The longer of two matches; the places of both if they are as long ("St. George" and "Saint George").
fn longer_or_both(one: Option<(usize, NameMatch)>, other: Option<(usize, NameMatch)>) -> Option<(usize, NameMatch)> {
    match (one, other) {
        (Some(mut one), Some(other)) if one.0 == other.0 => {
            let new = other.1.candidates.into_iter().filter(|candidate| !one.1.candidates.iter().any(|known| known.id == candidate.id));
            let new: Vec<Candidate> = new.collect();
            one.1.candidates.extend(new);
            Some(one)
        }
        (Some(one), Some(other)) => Some(if one.0 > other.0 { one } else { other }),
        (one, other) => one.or(other),
    }
}
