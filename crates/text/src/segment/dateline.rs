//! Where and when a report was filed. In: the tokens of an opening paragraph. Out: the token after the dateline, and
//! the day that it names.
//!
//! Five forms: with a dash ("KARSA, Astera (AP) — Gunmen"), with the outlet alone ("(CNN) Gunmen"), with a colon
//! ("KARSA: Gunmen"), bare capitals ("KARSA Gunmen"), and a day alone ("18 May 2017 Gunmen"). Old wires set brackets
//! behind it ("-- [Text]").

use std::ops::Range;

use jiff::civil::Date;
use recount_model::Evidence;

use super::dates::date_at;
use super::lists::{Lists, Months};
use crate::{Shape, Text, TokenKind};

/// Longest dateline, in tokens.
const LONGEST: usize = 40;
/// Longest group of words in brackets, in tokens.
const LONGEST_BRACKET: usize = 40;

/// Longest marks without a dateline before them (`[Text]`, `[Article] [Excerpts]`), in tokens.
const LONGEST_ALONE: usize = 6;

/// The rule that reads the day of publication from a dateline.
pub const DATELINE_RULE: &str = "read.dateline";

/// The day named in the dateline ("SAN PEDRO, 3 Jan 90 (Agency) --"), with its words; rule `read.dateline`.
pub fn dateline_date(text: &Text<'_>) -> Option<(Date, Evidence)> {
    let dateline = text.dateline?;
    let first = text.tokens.partition_point(|token| token.span.start < dateline.start);
    let end = text.tokens.partition_point(|token| token.span.end <= dateline.end);
    let months = Months::builtin();
    let (date, tokens) = (first..end).find_map(|i| date_at(&months, text, i..end))?;
    Some((date, Evidence::new(text.span(tokens), DATELINE_RULE)))
}

/// The token after the dateline that opens this paragraph; `is_lead` also admits the forms without dash or outlet.
pub(super) fn find(lists: &Lists, text: &Text<'_>, paragraph: Range<usize>, is_lead: bool) -> Option<usize> {
    let reader = Reader { lists, text, paragraph: paragraph.clone() };
    let after = reader.marked().or_else(|| is_lead.then(|| reader.dated().or_else(|| reader.bare())).flatten());
    let end = reader.brackets(after.unwrap_or(paragraph.start));
    if after.is_none() && end > paragraph.start + LONGEST_ALONE {
        return None;
    }
    (end > paragraph.start).then_some(end)
}

struct Reader<'a, 'd> {
    lists: &'a Lists,
    text: &'a Text<'d>,
    paragraph: Range<usize>,
}

/// What a possible dateline has shown so far.
#[derive(Default)]
struct Seen {
    words: usize,
    commas: usize,
    has_outlet: bool,
    has_date: bool,
    has_brackets: bool,
}

impl Reader<'_, '_> {
    /// The forms with a dash or an outlet in brackets.
    fn marked(&self) -> Option<usize> {
        let mut seen = Seen::default();
        let mut i = self.paragraph.start;
        let end = self.paragraph.end.min(i + LONGEST);
        while i < end {
            if self.is_dash(i) {
                return self.is_dateline(&seen, i).then_some(i + 1);
            }
            if let Some((_, date)) = date_at(&self.lists.months, self.text, i..end) {
                seen.has_date = true;
                i = date.end;
                continue;
            }
            i = match self.text.fold(i) {
                "(" => {
                    let close = self.close(i, "(", ")")?;
                    seen.has_brackets = true;
                    seen.has_outlet |= self.is_outlet(i + 1..close);
                    if seen.has_outlet && self.can_end_without_dash(&seen, close + 1) {
                        return Some(close + 1);
                    }
                    close + 1
                }
                "," | "/" | "." | "-" | "'" | "'s" => {
                    seen.commas += usize::from(self.text.fold(i) == ",");
                    i + 1
                }
                _ if self.is_place_word(i) => {
                    seen.words += 1;
                    i + 1
                }
                _ => return None,
            };
        }
        (i == self.paragraph.end && seen.has_date && seen.words > 0 && self.is_capital(self.paragraph.start)).then_some(i)
    }

    fn is_dash(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        let is_loose = token.spaced && self.text.tokens.get(i + 1).is_none_or(|next| next.spaced);
        match self.text.fold(i) {
            "--" => true,
            "-" => is_loose || i > self.paragraph.start && self.text.fold(i - 1) == ")",
            _ => false,
        }
    }

    fn is_dateline(&self, seen: &Seen, dash: usize) -> bool {
        let words = self.paragraph.start..dash;
        if words.is_empty() || seen.words > 14 {
            return false;
        }
        let is_title_case = seen.commas == 1 && seen.words <= 4 && self.begins(dash + 1);
        let is_named = !self.text.capitals && (self.is_upper(words.start) || is_title_case);
        seen.has_outlet
            || seen.has_date
            || is_named
            || self.is_outlet(words)
            || self.text.capitals && (seen.has_brackets || self.is_mark(dash + 1))
    }

    fn is_mark(&self, i: usize) -> bool {
        i < self.paragraph.end && self.text.fold(i) == "["
    }

    /// "(CNN) Gunmen", "Karsa, Feb. 3 (IANS) Gunmen"
    fn can_end_without_dash(&self, seen: &Seen, next: usize) -> bool {
        let is_placed = seen.words == 0 || seen.has_date || !self.text.capitals && self.is_upper(self.paragraph.start);
        is_placed && next < self.paragraph.end && !self.is_dash(next) && self.begins(next)
    }

    /// "Published on Thursday 18 May 2017 Gunmen": a day before the first sentence.
    fn dated(&self) -> Option<usize> {
        let begin = self.paragraph.start;
        let end = self.paragraph.end.min(begin + 14);
        let words = |n: usize| (begin..(begin + n).min(end)).map(|i| self.text.fold(i)).collect::<Vec<_>>().join(" ");
        let is_prefix = |n: &usize| self.lists.date_prefixes.contains(&words(*n));
        let mut i = begin + (1..=3).rev().find(is_prefix).unwrap_or(0);
        while i < end && (self.lists.weekdays.contains(self.text.fold(i)) || matches!(self.text.fold(i), ":" | ",")) {
            i += 1;
        }
        let (_, date) = date_at(&self.lists.months, self.text, i..end)?;
        let after = date.end + usize::from(matches!(self.text.fold(date.end.min(end - 1)), ":" | "," | "." | "-" | "|"));
        (self.begins(after) && self.lists.months.number(self.text.fold(after)).is_none()).then_some(after)
    }

    /// "KARSA Gunmen", "KARSA/NEW BALA, Astera Gunmen", "KARSA: Gunmen": capitals in a text that is not in capitals.
    fn bare(&self) -> Option<usize> {
        if self.text.capitals {
            return None;
        }
        let mut i = self.paragraph.start;
        let end = self.paragraph.end.min(i + 12);
        while i < end && (self.is_city_word(i) || i > self.paragraph.start && matches!(self.text.fold(i), "/" | "-")) {
            i += 1;
        }
        if i == self.paragraph.start || i >= end {
            return None;
        }
        if self.text.fold(i) == ":" {
            return self.begins(i + 1).then_some(i + 1);
        }
        if self.text.fold(i) == "," {
            i = self.country(i + 1)?;
        }
        if self.text.fold(i) == ":" {
            return self.begins(i + 1).then_some(i + 1);
        }
        // "BNK Commander Bako": three letters alone are more likely a group.
        let is_short = i == self.paragraph.start + 1 && self.text.word(self.paragraph.start).len() < 4;
        (self.begins(i) && (!is_short || self.starts_sentence(i))).then_some(i)
    }

    /// The token after the country or state that begins at `i`.
    fn country(&self, i: usize) -> Option<usize> {
        let is_at =
            |words: &[String]| words.iter().enumerate().all(|(n, word)| i + n < self.paragraph.end && self.text.fold(i + n) == word);
        let long = self.lists.long_places.iter().find(|words| is_at(words)).map(Vec::len);
        let end = i + long.unwrap_or(1);
        (end < self.paragraph.end && self.text.tokens[i].kind == TokenKind::Word && !self.is_small(i)).then_some(end)
    }

    /// A word in capitals that is no acronym: the report writes it small elsewhere, or never again in capitals.
    fn is_city_word(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        if token.shape != Shape::Upper || self.text.word(i).contains('.') || !self.text.word(i).is_char_boundary(2) {
            return false;
        }
        let fold = self.text.fold(i);
        let is_known_acronym = self.lists.acronyms.contains(fold);
        let outside = |n: &usize| !(self.paragraph.start..self.paragraph.start + 8).contains(n);
        let others = || (0..self.text.tokens.len()).filter(outside).filter(|n| self.text.fold(*n) == fold);
        let shape = |n: usize| self.text.tokens[n].shape;
        if others().any(|n| shape(n) == Shape::Capital) {
            return !is_known_acronym || self.text.word(i).len() > 3;
        }
        !is_known_acronym && (self.starts_sentence(i + 1) || !others().any(|n| shape(n) == Shape::Upper))
    }

    /// The token after the bracketed marks of old wires (`[Text]`, `[Communique] [Text]`) that begin at `i`.
    fn brackets(&self, mut i: usize) -> usize {
        while self.is_mark(i) {
            let Some(close) = self.close(i, "[", "]") else { break };
            i = close + 1;
        }
        i
    }

    fn close(&self, open: usize, opening: &str, closing: &str) -> Option<usize> {
        let end = self.paragraph.end.min(open + LONGEST_BRACKET);
        let mut depth = 0_usize;
        (open..end).find(|i| {
            let mark = self.text.fold(*i);
            depth = depth + usize::from(mark == opening) - usize::from(mark == closing && depth > 0);
            depth == 0
        })
    }

    fn is_outlet(&self, words: Range<usize>) -> bool {
        let Some(last) = words.end.checked_sub(1).filter(|last| *last >= words.start) else { return false };
        let span = self.text.tokens[words.start].span.to(self.text.tokens[last].span);
        self.lists.agencies.contains(&self.text.document[span].to_lowercase())
    }

    fn is_place_word(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        match token.kind {
            TokenKind::Word => !self.is_small(i) || self.lists.connectors.contains(self.text.fold(i)),
            TokenKind::Number => true,
            TokenKind::Mark => false,
        }
    }

    fn is_small(&self, i: usize) -> bool {
        self.text.tokens[i].shape == Shape::Lower
    }

    fn is_upper(&self, i: usize) -> bool {
        self.text.tokens[i].shape == Shape::Upper
    }

    fn is_capital(&self, i: usize) -> bool {
        matches!(self.text.tokens[i].shape, Shape::Capital | Shape::Upper)
    }

    fn begins(&self, i: usize) -> bool {
        i < self.paragraph.end
            && (self.is_capital(i)
                || self.text.tokens[i].shape == Shape::Mixed
                || self.text.tokens[i].kind == TokenKind::Number
                || matches!(self.text.fold(i), "\"" | "'" | "["))
    }

    fn starts_sentence(&self, i: usize) -> bool {
        i < self.paragraph.end && self.text.tokens[i].shape == Shape::Capital && self.lists.starters.contains(self.text.fold(i))
    }
}

#[cfg(test)]
mod tests {
    use recount_model::Document;

    use super::*;
    use crate::Segmenter;

    fn read(given: &str) -> (Option<String>, Option<String>) {
        let document = Document::new("any", None, given);
        let text = Segmenter::builtin().segment(&document);
        let date = dateline_date(&text).map(|(date, _)| date.to_string());
        (text.dateline.map(|span| document[span].to_owned()), date)
    }

    fn dateline(given: &str) -> Option<String> {
        read(given).0
    }

    #[test]
    fn datelines_end_before_the_first_sentence() {
        for start in [
            "KARSA, Astera (AP) —",
            "KARSA (Reuters) -",
            "(CNN)",
            "(Reuters) -",
            "Karsa, Feb. 3, 2017 (IANS)",
            "KARSA/NEW BALA, Astera",
            "KARSA",
            "NEW BALA, Saudi Arabia",
            "KARSA:",
            "Karsa, Astera —",
            "Karsa, Astera --",
            "Published on Thursday 18 May 2017",
            "GAO, Astera, 14 March 2023 (Agency) -",
        ] {
            let given = format!("{start} Gunmen killed two guards in Karsa on Monday, police said.");
            assert_eq!(dateline(&given).as_deref(), Some(start));
        }
    }

    #[test]
    fn old_wires_carry_brackets() {
        let start = "SAN KARSA, 16 NOV 89 (RADIO ASTERA) -- [REPORT] [TEXT]";
        let given = format!("{start} GUNMEN KILLED TWO GUARDS IN THE TOWN TODAY. THEY FLED.");
        assert_eq!(read(&given), (Some(start.to_owned()), Some("1989-11-16".to_owned())));
        assert_eq!(dateline("[Text] Gunmen killed two guards.").as_deref(), Some("[Text]"));
    }

    #[test]
    fn a_sentence_is_no_dateline() {
        for given in [
            "NATO Secretary-General Ama Diallo spoke in Karsa.",
            "UN peacekeepers — two of them wounded — left the town.",
            "Two guards, a trader and a driver — all from Karsa — were killed.",
            "BNK Commander Bako is dead.",
            "BNKA fighters fled. Police said BNKA Commander Bako was dead.",
            "Gunmen (three of them) killed two guards.",
        ] {
            assert_eq!(dateline(given), None, "{given}");
        }
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for words in ["14 March 2023", "March 14, 2023", "Mar. 14, 2023", "14 MAR 23", "2023-03-14", "14.03.2023"] {
            let given = format!("KARSA, {words} (Agency) - Gunmen killed two guards.");
            assert_eq!(read(&given).1.as_deref(), Some("2023-03-14"), "{words}");
        }
    }
}
