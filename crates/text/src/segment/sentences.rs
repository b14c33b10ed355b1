//! Where sentences end. In: the tokens of a paragraph. Out: ranges of tokens, one a sentence.

use std::ops::Range;

use super::lists::{Before, Lists};
use crate::{Shape, Text, TokenKind};

/// No sentence holds more tokens: a text without periods must not slow the steps that look at whole sentences.
const MOST_TOKENS: usize = 400;

/// Cuts the tokens of one paragraph into sentences; `text` needs no sentences yet.
pub(super) fn find_sentences(lists: &Lists, text: &Text<'_>, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = paragraph.start;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let after = end_at(lists, text, start, i, paragraph.end);
        i = after.unwrap_or(i + 1);
        if after.is_some() || i - start >= MOST_TOKENS {
            sentences.push(start..i);
            start = i;
        }
    }
    if start < paragraph.end {
        sentences.push(start..paragraph.end);
    }
    sentences
}

/// The token after the sentence, if token `i` ends one that is not the paragraph's last.
fn end_at(lists: &Lists, text: &Text<'_>, start: usize, i: usize, end: usize) -> Option<usize> {
    let token = &text.tokens[i];
    if token.kind == TokenKind::Word {
        let is_short = token.span.len() > 1 && text.word(i).ends_with('.');
        return (is_short && i + 1 < end && ends_after_abbreviation(lists, text, i)).then_some(i + 1);
    }
    if token.kind != TokenKind::Mark || !is_stop(text, i) {
        return None;
    }
    let mut after = i + 1;
    while after < end && closes(text, after) {
        after += 1;
    }
    if after >= end || is_list_number(text, start, i) {
        return None;
    }
    let is_glued = after == i + 1 && !text.tokens[after].spaced && is_lower(text, after);
    (begins(text, after) && !is_glued).then_some(after)
}

fn is_stop(text: &Text<'_>, i: usize) -> bool {
    matches!(text.fold(i), "." | "!" | "?" | "..." | "\u{964}")
}

/// A mark that belongs to the sentence before it.
fn closes(text: &Text<'_>, i: usize) -> bool {
    let token = &text.tokens[i];
    if token.kind != TokenKind::Mark || token.spaced {
        return false;
    }
    match text.word(i) {
        "\u{201C}" | "\u{AB}" | "``" => false,
        _ => matches!(text.fold(i), "\"" | "'" | ")" | "]" | "." | "!" | "?" | "..."),
    }
}

/// Whether a sentence can begin here.
fn begins(text: &Text<'_>, i: usize) -> bool {
    let token = &text.tokens[i];
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => token.shape != Shape::Lower || !is_cased(text, i),
        TokenKind::Mark => matches!(text.fold(i), "\"" | "'" | "(" | "[" | "--" | "-" | "$" | "\u{2022}" | "@" | "#"),
    }
}

fn is_lower(text: &Text<'_>, i: usize) -> bool {
    text.tokens[i].shape == Shape::Lower
}

fn is_cased(text: &Text<'_>, i: usize) -> bool {
    text.word(i).chars().next().is_some_and(char::is_lowercase)
}

/// "2. The second point": the number of a point, not a sentence.
fn is_list_number(text: &Text<'_>, start: usize, stop: usize) -> bool {
    stop == start + 1 && text.fold(stop) == "." && text.tokens[start].kind == TokenKind::Number
}

fn ends_after_abbreviation(lists: &Lists, text: &Text<'_>, i: usize) -> bool {
    let name = text.fold(i).trim_end_matches('.');
    if lists.abbreviations.get(name).is_some_and(|known| known.before != Before::Anything) {
        return false;
    }
    let next = i + 1;
    let is_starter = text.tokens[next].kind == TokenKind::Word && lists.starters.contains(text.fold(next));
    is_starter && matches!(text.tokens[next].shape, Shape::Capital | Shape::Upper)
}

#[cfg(test)]
mod tests {
    use recount_model::Document;

    use crate::Segmenter;

    fn sentences(given: &str) -> Vec<String> {
        let document = Document::new("any", None, given);
        let text = Segmenter::builtin().segment(&document);
        text.sentences.iter().map(|sentence| document[sentence.span].to_owned()).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        for given in [
            "Police shot Gen. Ama B. Diallo in the U.S. Embassy in St. Karsa on Jan. 5 at 9 p.m. Friday.",
            "Guards of Bako Inc. Security fired at No. 4 Lake Rd. Tuesday.",
            "POLICE SHOT GEN. AMA B. DIALLO IN THE U.S.  EMBASSY ON JAN. 5, A SPOKESMAN SAID TODAY IN THE TOWN.",
            "The blast (it was the third!) killed 3.5 percent of them, e.g. two guards.",
        ] {
            assert_eq!(sentences(given), [given]);
        }
    }

    #[test]
    fn sentences_end_at_their_stops() {
        let given = [
            "He flew to the U.S. The guards stayed.",
            "“They fired.” Two died.",
            "Who fired? Nobody knows!",
            "It cost many lives.Shocking scenes followed.",
            "SOLDIERS FIRED. TWO DIED.",
            "He was from al-Bala. al-Shabaab denied it.",
            "Two died... Three fled.",
        ];
        for given in given {
            assert_eq!(sentences(given).len(), 2, "{given}");
        }
        assert_eq!(sentences("“They fired.” Two died.")[0], "“They fired.”");
    }

    #[test]
    fn a_text_without_stops_is_cut_all_the_same() {
        assert!(sentences(&"guards ".repeat(2000)).len() >= 5);
    }
}
