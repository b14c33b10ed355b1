//! What stands between quotation marks. In: tokens and paragraphs. Out: the spans inside the marks.

use std::ops::Range;

use recount_model::Span;

use crate::{Text, TokenKind};

/// A quote that runs over more paragraphs was never closed.
const MOST_PARAGRAPHS: usize = 3;

/// Finds the quotes; `paragraphs` are the token ranges of the paragraphs.
pub(super) fn find_quotes(text: &Text<'_>, paragraphs: &[Range<usize>]) -> Vec<Span> {
    let mut finder = Finder { text, open: None, single: None, quotes: Vec::new() };
    for paragraph in paragraphs {
        finder.paragraph(paragraph.clone());
    }
    if let (Some(open), Some(last)) = (finder.open, text.tokens.last()) {
        // A report that was cut off inside a quote.
        finder.push(open.inside, last.span.end as usize);
    }
    finder.quotes.sort();
    finder.quotes
}

/// A quote that has begun.
#[derive(Clone, Copy)]
struct Open {
    /// The byte after the mark.
    inside: usize,
    /// Paragraphs since.
    paragraphs: usize,
    /// The end of the last paragraph.
    so_far: usize,
}

struct Finder<'t, 'd> {
    text: &'t Text<'d>,
    open: Option<Open>,
    /// The byte after an opening single mark.
    single: Option<usize>,
    quotes: Vec<Span>,
}

impl Finder<'_, '_> {
    fn paragraph(&mut self, tokens: Range<usize>) {
        let Some(last) = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start) else { return };
        self.single = None;
        let goes_on = self.is_double(tokens.start);
        if let Some(open) = self.open.filter(|open| !goes_on || open.paragraphs >= MOST_PARAGRAPHS) {
            self.push(open.inside, open.so_far);
            self.open = None;
        }
        for i in tokens.clone() {
            if self.text.tokens[i].kind == TokenKind::Mark {
                self.mark(i, &tokens);
            }
        }
        if let Some(open) = &mut self.open {
            open.paragraphs += 1;
            open.so_far = self.text.tokens[last].span.end as usize;
        }
    }

    fn mark(&mut self, i: usize, paragraph: &Range<usize>) {
        let span = self.text.tokens[i].span;
        match self.text.fold(i) {
            "\"" => self.double(i, paragraph),
            "'" if self.open.is_none() => match self.single {
                Some(inside) if self.can_close(i) => {
                    self.push(inside, span.start as usize);
                    self.single = None;
                }
                None if self.can_open(i, paragraph) => self.single = Some(span.end as usize),
                _ => {}
            },
            _ => {}
        }
    }

    fn double(&mut self, i: usize, paragraph: &Range<usize>) {
        let span = self.text.tokens[i].span;
        let opens = match self.text.word(i) {
            "\u{201C}" | "\u{201E}" | "\u{AB}" | "``" => true,
            "\u{201D}" | "\u{BB}" | "''" => false,
            _ => self.can_open(i, paragraph) && (self.open.is_none() || i == paragraph.start),
        };
        match self.open {
            Some(_) if opens && i == paragraph.start => {}
            Some(open) if !opens => {
                self.push(open.inside, span.start as usize);
                self.open = None;
            }
            _ if opens => {
                self.open = Some(Open { inside: span.end as usize, paragraphs: 0, so_far: span.end as usize });
            }
            _ => {}
        }
    }

    fn is_double(&self, i: usize) -> bool {
        self.text.tokens[i].kind == TokenKind::Mark && self.text.fold(i) == "\""
    }

    /// Whether a mark stands before a word and after white space, a bracket or a dash.
    fn can_open(&self, i: usize, paragraph: &Range<usize>) -> bool {
        let tokens = &self.text.tokens;
        let is_free = tokens[i].spaced
            || i == paragraph.start
            || (tokens[i - 1].kind == TokenKind::Mark && !matches!(self.text.fold(i - 1), "." | "," | "!" | "?"));
        let holds = i + 1 < paragraph.end && !tokens[i + 1].spaced;
        let is_single = self.text.fold(i) == "'";
        is_free && holds && !(is_single && tokens[i + 1].kind == TokenKind::Number)
    }

    /// A single mark closes unless it is the apostrophe of a plural ("the guards' house").
    fn can_close(&self, i: usize) -> bool {
        let is_last = self.text.tokens.get(i + 1).is_none_or(|next| next.spaced || next.kind == TokenKind::Mark);
        let is_curly = self.text.word(i) == "\u{2019}";
        let is_plural =
            self.text.fold(i - 1).ends_with('s') && self.text.tokens.get(i + 1).is_some_and(|next| next.kind == TokenKind::Word);
        is_last && (!is_plural || is_curly) && self.text.word(i) != "\u{2018}" && !self.text.tokens[i].spaced
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.quotes.push(Span::new(start, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use recount_model::Document;

    use crate::Segmenter;

    fn quotes(given: &str) -> Vec<String> {
        let document = Document::new("any", None, given);
        let text = Segmenter::builtin().segment(&document);
        text.quotes.iter().map(|span| document[*span].to_owned()).collect()
    }

    #[test]
    fn every_kind_of_mark_quotes() {
        assert_eq!(quotes("“We fled,” he said. \"They fired,\" she said."), ["We fled,", "They fired,"]);
        assert_eq!(quotes("``We fled,\'\' he said of the \'mad war\', and ‘a trap’."), ["We fled,", "mad war", "a trap"]);
        assert_eq!(quotes("Il a dit : « Nous avons fui »."), [" Nous avons fui "]);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        assert!(quotes("The guards\' house wasn\'t theirs in the \'90s, nor the drivers\'.").is_empty());
        assert!(quotes("The guards’ house wasn’t the drivers’.").is_empty());
    }

    #[test]
    fn a_quote_runs_over_paragraphs() {
        let given = "“We fled.\n\n“They fired,” he said.\n\nTwo died.";
        assert_eq!(quotes(given), ["We fled.\n\n“They fired,"]);
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_paragraph() {
        assert_eq!(quotes("“We fled.\n\nTwo died.\n\nThree fled."), ["We fled."]);
    }
}
