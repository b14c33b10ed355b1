//! Words, numbers and marks. In: a text. Out: its tokens in order and their folded forms. One pass over the bytes;
//! every look ahead is bounded, so that no text takes longer than its length allows.

use recount_lexicon::fold::fold_into;
use recount_model::Span;

use super::letters::{CLASSES, Class, Sort, plain_mark, sort};
use super::lists::{Before, Lists};
use super::written::{ascii_shape, is_unseen, letter_shape, shape, straight};
use crate::{Shape, Token, TokenKind};

/// Cuts a text into tokens.
pub(super) fn find_tokens(lists: &Lists, text: &str) -> (Vec<Token>, String) {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        lists,
        at: 0,
        is_spaced: false,
        tokens: Vec::with_capacity(text.len() / 5),
        folds: Vec::with_capacity(text.len()),
    };
    scanner.run();
    (scanner.tokens, String::from_utf8(scanner.folds).expect("only ASCII and whole strings are added"))
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lists: &'a Lists,
    at: usize,
    is_spaced: bool,
    tokens: Vec<Token>,
    folds: Vec<u8>,
}

/// The most letters before the period of an abbreviation.
const LONGEST_ABBREVIATION: usize = 6;

/// A word while it grows.
struct Growing {
    start: usize,
    /// After its last letter; what is not seen may stand between here and the scanner.
    end: usize,
    /// Where the letters after its last period begin.
    segment: usize,
    /// Single letters with periods ("U.S").
    is_dotted: bool,
    /// Only digits and their separators so far.
    is_numeric: bool,
    has_hyphen: bool,
    apostrophe: Option<usize>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match CLASSES[byte as usize] {
                Class::Letter if self.plain_word() => {}
                Class::Letter => self.word(),
                Class::Space => {
                    self.is_spaced = true;
                    self.at += 1;
                }
                Class::Mark => self.mark(),
                Class::Control => self.at += 1,
                Class::High => self.high(),
            }
        }
    }

    /// Reads what begins with a character outside ASCII.
    fn high(&mut self) {
        let Some(letter) = self.letter(self.at) else {
            self.at += 1;
            return;
        };
        let end = self.at + letter.len_utf8();
        match sort(letter) {
            Sort::Letter => self.word(),
            Sort::Space => {
                self.is_spaced = true;
                self.at = end;
            }
            Sort::Unseen => self.at = end,
            Sort::Ideograph => self.push_word(self.at, end, TokenKind::Word),
            Sort::Accent | Sort::Apostrophe | Sort::Hyphen | Sort::Mark => self.push_mark(end),
        }
    }

    fn mark(&mut self) {
        let first = self.bytes[self.at];
        let is_caliber = first == b'.' && self.is_spaced && self.byte(self.at + 1).is_ascii_digit();
        if is_caliber {
            return self.word();
        }
        let most = match first {
            b'-' | b'.' => usize::MAX,
            b'\'' | b'`' => 2,
            _ => 1,
        };
        let run = self.bytes[self.at..].iter().take(most).take_while(|&&byte| byte == first).count();
        self.push_mark(self.at + run);
    }

    /// Takes a word of letters alone with nothing behind it that could go on with it: most words are no more.
    fn plain_word(&mut self) -> bool {
        let start = self.at;
        let (mut end, mut upper) = (start, 0);
        while let Some(letter) = self.bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
            upper += usize::from(letter.is_ascii_uppercase());
            end += 1;
        }
        let length = end - start;
        let is_end = match self.byte(end) {
            // No listed abbreviation has so many letters.
            b'.' => length > LONGEST_ABBREVIATION && matches!(self.byte(end + 1), b' ' | b'\n' | b'"' | 0),
            next => matches!(next, b' ' | b'\n' | b',' | b')' | b';' | b'?' | b'"' | 0),
        };
        let word = &self.bytes[start..end];
        if length == 0 || !is_end || self.lists.joined.iter().any(|(joined, _)| word.eq_ignore_ascii_case(joined.as_bytes())) {
            return false;
        }
        let from = self.folds.len();
        self.folds.extend(word.iter().map(|letter| letter | 0x20));
        let shape = shape(upper, length - upper, word[0].is_ascii_uppercase());
        self.push(start, end, from, TokenKind::Word, shape);
        true
    }

    fn word(&mut self) {
        let start = self.at;
        self.at += usize::from(self.bytes[start] == b'.');
        let mut word =
            Growing { start, end: start, segment: start, is_dotted: false, is_numeric: true, has_hyphen: false, apostrophe: None };
        loop {
            let run = self.at;
            while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphanumeric) {
                self.at += 1;
            }
            if self.at > run {
                word.end = self.at;
                word.is_numeric = word.is_numeric && self.bytes[run..self.at].iter().all(u8::is_ascii_digit);
            }
            if !self.grow(&mut word) {
                break;
            }
        }
        self.finish(&word);
    }

    /// Takes what joins two runs of letters; false at the word's end.
    fn grow(&mut self, word: &mut Growing) -> bool {
        let Some(&byte) = self.bytes.get(self.at) else { return false };
        match byte {
            b' ' | b'\n' => false,
            b'-' => self.hyphen(word, 1),
            b'\'' => self.apostrophe(word, 1),
            b'.' => self.period(word),
            b',' | b':' | b'/' => self.separator(word, byte),
            b'&' => {
                let joins = self.byte(self.at.wrapping_sub(1)).is_ascii_uppercase() && self.byte(self.at + 1).is_ascii_uppercase();
                self.at += usize::from(joins);
                joins
            }
            128.. => self.grow_high(word),
            _ => false,
        }
    }

    fn grow_high(&mut self, word: &mut Growing) -> bool {
        let Some(letter) = self.letter(self.at) else { return false };
        let length = letter.len_utf8();
        match sort(letter) {
            Sort::Letter | Sort::Accent => {
                self.at += length;
                word.end = self.at;
                word.is_numeric = false;
                true
            }
            Sort::Unseen => {
                self.at += length;
                true
            }
            Sort::Apostrophe => self.apostrophe(word, length),
            Sort::Hyphen => self.hyphen(word, length),
            Sort::Ideograph | Sort::Space | Sort::Mark => false,
        }
    }

    fn hyphen(&mut self, word: &mut Growing, length: usize) -> bool {
        let next = self.at + length;
        let joins = self.is_letter(next) && !(word.is_numeric && self.byte(next).is_ascii_digit());
        if joins {
            self.at = next;
            word.has_hyphen = true;
            word.is_numeric = false;
            word.segment = next;
            word.is_dotted = false;
        }
        joins
    }

    fn apostrophe(&mut self, word: &mut Growing, length: usize) -> bool {
        let next = self.at + length;
        let joins = self.is_letter(next) && !self.byte(next).is_ascii_digit();
        if joins {
            word.apostrophe = Some(self.at);
            self.at = next;
        }
        joins
    }

    /// "1,200", "9:30", "15/8": a mark between digits.
    fn separator(&mut self, word: &Growing, mark: u8) -> bool {
        let digits = (1..=4).take_while(|i| self.byte(self.at + i).is_ascii_digit()).count();
        let joins = word.is_numeric
            && match mark {
                b',' => digits == 3,
                b':' => digits == 2,
                _ => digits > 0,
            };
        self.at += usize::from(joins);
        joins
    }

    /// A period inside a word, at the end of an abbreviation, or at the end of a sentence.
    fn period(&mut self, word: &mut Growing) -> bool {
        let (before, next, after) = (self.byte(self.at.wrapping_sub(1)), self.byte(self.at + 1), self.byte(self.at + 2));
        let is_single = self.at == word.segment + 1 && before.is_ascii_alphabetic();
        let is_next_single = next.is_ascii_alphabetic() && !after.is_ascii_alphanumeric() && after < 128;
        let joins = if next.is_ascii_digit() {
            before.is_ascii_digit()
        } else if is_single && is_next_single {
            word.is_dotted = true;
            true
        } else if is_next_single && after == b'.' && self.at == word.segment + 2 && next.is_ascii_uppercase() {
            // "Ph.D."
            word.is_dotted = true;
            true
        } else {
            before.is_ascii_lowercase() && next.is_ascii_lowercase() && !word.is_dotted
        };
        if joins {
            self.at += 1;
            word.segment = self.at;
            return true;
        }
        let is_short = (word.is_dotted && is_single) || self.is_abbreviation(word);
        if is_short {
            self.at += 1;
            word.end = self.at;
            word.segment = self.at;
            // "U.S.-led", "U.S.'s"
            return !self.is_letter(self.at);
        }
        false
    }

    /// Whether the period at the scanner belongs to the word: an initial, or a listed abbreviation.
    fn is_abbreviation(&self, word: &Growing) -> bool {
        let letters = &self.bytes[word.start..self.at];
        if let [letter] = letters {
            return letter.is_ascii_uppercase();
        }
        if letters.len() > LONGEST_ABBREVIATION || word.end != self.at || !letters.is_ascii() {
            return false;
        }
        let key = slice(self.text, word.start, self.at).to_ascii_lowercase();
        let Some(known) = self.lists.abbreviations.get(&key) else { return false };
        let is_upper = letters.iter().all(u8::is_ascii_uppercase);
        let is_number_next = || {
            let rest = &self.bytes[self.at + 1..];
            rest.iter().take(3).find(|byte| **byte != b' ').is_some_and(u8::is_ascii_digit)
        };
        (!known.capital || letters[0].is_ascii_uppercase())
            && !(known.is_word && is_upper)
            && (known.before != Before::Number || is_number_next())
    }

    fn finish(&mut self, word: &Growing) {
        self.at = word.end;
        if self.bytes[word.end..].starts_with(b"://") {
            return self.address(word.start);
        }
        let is_number = self.letter(word.start).is_some_and(|letter| letter.is_numeric() || letter == '.');
        let kind = if is_number && !word.has_hyphen { TokenKind::Number } else { TokenKind::Word };
        match self.parting(word) {
            Some(middle) => {
                self.push_word(word.start, middle, kind);
                match word.apostrophe {
                    Some(_) => self.push_clitic(middle, word.end),
                    None => self.push_word(middle, word.end, TokenKind::Word),
                }
            }
            None => self.push_word(word.start, word.end, kind),
        }
    }

    /// A web address is one word up to the next white space, quotation mark or bracket.
    fn address(&mut self, start: usize) {
        let ends = |byte: &u8| *byte <= b' ' || matches!(byte, b'"' | b'<' | b'>' | b')' | b']' | 128..);
        let length = self.bytes[self.at..].iter().position(ends).unwrap_or(self.bytes.len() - self.at);
        self.push_word(start, self.at + length, TokenKind::Word);
    }

    /// Where a word parts in two ("Mali|'s", "do|n't", "can|not").
    fn parting(&self, word: &Growing) -> Option<usize> {
        let length = word.end - word.start;
        let Some(apostrophe) = word.apostrophe else {
            let letters = &self.bytes[word.start..word.end];
            let mut joined = self.lists.joined.iter().filter(|(joined, _)| joined.len() == length);
            return joined.find(|(joined, _)| letters.eq_ignore_ascii_case(joined.as_bytes())).map(|(_, at)| word.start + at);
        };
        if word.end - apostrophe > 6 {
            return None;
        }
        let plain = |start: usize| straight(slice(self.text, start, word.end));
        let ending = plain(apostrophe);
        if length < 12 && self.lists.clitic_words.contains(&plain(word.start)) {
            return Some(apostrophe);
        }
        if self.lists.clitics.contains(&ending) {
            return Some(apostrophe);
        }
        // "n't" takes the letter before the apostrophe with it.
        let before = apostrophe.checked_sub(1).filter(|&before| before > word.start)?;
        let takes = self.byte(before).is_ascii_alphabetic() && self.lists.clitics.contains(&plain(before));
        takes.then_some(before)
    }

    fn push_word(&mut self, start: usize, end: usize, kind: TokenKind) {
        let from = self.folds.len();
        let bytes = &self.bytes[start..end];
        let shape = if bytes.is_ascii() {
            self.folds.extend(bytes.iter().filter(|byte| **byte != b'\'').map(u8::to_ascii_lowercase));
            ascii_shape(bytes)
        } else {
            let word = slice(self.text, start, end);
            let mut fold = String::new();
            fold_into(&word.replace(is_unseen, ""), &mut fold);
            self.folds.extend_from_slice(fold.as_bytes());
            letter_shape(word)
        };
        self.push(start, end, from, kind, shape);
    }

    /// Clitics keep a straight apostrophe in their folded form: "'s" is no "s".
    fn push_clitic(&mut self, start: usize, end: usize) {
        let from = self.folds.len();
        let clitic = slice(self.text, start, end);
        self.folds.extend_from_slice(straight(clitic).as_bytes());
        self.push(start, end, from, TokenKind::Word, letter_shape(clitic));
    }

    fn push_mark(&mut self, end: usize) {
        let from = self.folds.len();
        self.folds.extend_from_slice(plain_mark(slice(self.text, self.at, end)).as_bytes());
        self.push(self.at, end, from, TokenKind::Mark, Shape::None);
    }

    fn push(&mut self, start: usize, end: usize, from: usize, kind: TokenKind, shape: Shape) {
        let fold = Span::new(from, self.folds.len());
        self.tokens.push(Token { span: Span::new(start, end), fold, kind, shape, spaced: self.is_spaced });
        self.is_spaced = false;
        self.at = end;
    }

    /// The byte at `at`, 0 beyond the end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Whether a letter or digit begins at `at`.
    fn is_letter(&self, at: usize) -> bool {
        match self.byte(at) {
            byte @ ..128 => byte.is_ascii_alphanumeric(),
            _ => self.letter(at).is_some_and(|letter| sort(letter) == Sort::Letter),
        }
    }
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        find_tokens(&Lists::builtin(), text).0.iter().map(|token| &text[token.span.range()]).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        find_tokens(&Lists::builtin(), text).0.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn hyphens_and_apostrophes_stay_inside_names() {
        let text = "al-Shabaab car-bomb 45-year-old O'Brien Sana’a El‘ad N'Djamena mid-1990s";
        assert_eq!(words(text), text.split(' ').collect::<Vec<_>>());
        assert!(kinds(text).iter().all(|kind| *kind == TokenKind::Word));
    }

    #[test]
    fn clitics_part_from_their_words() {
        let expected = ["Mali", "'s", "do", "n't", "Mali", "’s", "CA", "N'T", "he", "'d", "Sa'd", "can", "not"];
        assert_eq!(words("Mali's don't Mali’s CAN'T he'd Sa'd cannot"), expected);
        assert_eq!(words("the guards' car"), ["the", "guards", "'", "car"]);
        let (tokens, folds) = find_tokens(&Lists::builtin(), "Mali’s don’t");
        assert_eq!(&folds[tokens[1].fold.range()], "'s");
        assert_eq!(&folds[tokens[3].fold.range()], "n't");
    }

    #[test]
    fn periods_of_abbreviations_belong_to_them() {
        let expected = ["U.S.-led", "U.N.", "troops", "at", "9:30", "a.m.", "left", "."];
        assert_eq!(words("U.S.-led U.N. troops at 9:30 a.m. left."), expected);
        let expected = ["Gen.", "J.", "F.", "Bako", ",", "No.", "5", ".", "No", ".", "On", "Sat."];
        assert_eq!(words("Gen. J. F. Bako, No. 5. No. On Sat."), expected);
        assert_eq!(words("the U.S.'s base."), ["the", "U.S.", "'s", "base", "."]);
    }

    #[test]
    fn numbers_keep_their_separators() {
        let expected = ["1,200", "3.5", "9:30", "14th", "10", "-", "15", "$", "5m", "40", "%", "2013", ",", "14"];
        assert_eq!(words("1,200 3.5 9:30 14th 10-15 $5m 40% 2013,14"), expected);
        assert_eq!(kinds("1,200 14th -"), [TokenKind::Number, TokenKind::Number, TokenKind::Mark]);
    }

    #[test]
    fn a_missing_space_after_a_sentence_parts_it() {
        let expected = ["many", "lives", ".", "Shocking", "scenes", "KILLED", ".", "THE"];
        assert_eq!(words("many lives.Shocking scenes KILLED.THE"), expected);
        assert_eq!(words("see news.example.org/a"), ["see", "news.example.org", "/", "a"]);
    }

    #[test]
    fn runs_of_hyphens_and_dots_are_one_mark() {
        let expected = ["Kidal", "--", "a", "town", "…", "and", "more", "...", "“", "x", "”"];
        assert_eq!(words("Kidal--a town…and more... “x”"), expected);
    }

    #[test]
    fn unseen_characters_stay_inside_their_word() {
        let text = "Tim\u{200B}buktu \u{202A}Gao\u{202C} 警察";
        assert_eq!(words(text), ["Tim\u{200B}buktu", "Gao", "警", "察"]);
        let (tokens, folds) = find_tokens(&Lists::builtin(), text);
        assert_eq!(&folds[tokens[0].fold.range()], "timbuktu");
    }

    #[test]
    fn an_address_is_one_word() {
        assert_eq!(words("see https://example.org/a-b?c=1 now"), ["see", "https://example.org/a-b?c=1", "now"]);
    }

    #[test]
    fn shapes_tell_capitals() {
        let text = "guards Al-Shabaab MINUSMA al-Shabaab A 12 Élie";
        let shapes: Vec<Shape> = find_tokens(&Lists::builtin(), text).0.iter().map(|token| token.shape).collect();
        let expected = [Shape::Lower, Shape::Capital, Shape::Upper, Shape::Mixed, Shape::Capital, Shape::None, Shape::Capital];
        assert_eq!(shapes, expected);
    }
}
