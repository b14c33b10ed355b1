//! A document cut into sentences and tokens. All ranges are indices; all spans are bytes of the document.

use std::ops::Range;

use recount_model::{Document, Span};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, possibly with inner hyphens, apostrophes and periods ("U.S.", "al-Shabaab", "one-year-old").
    Word,
    /// Digits with separators ("1,200", "3.5", "9:30"), ordinals ("14th") included.
    Number,
    /// A mark, one letter each ("“", ",", "—").
    Mark,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "guards"
    Lower,
    /// "Guards", "McDonald", "Al-Shabaab"
    Capital,
    /// "MINUSMA", "U.S."; at least two letters
    Upper,
    /// "al-Shabaab", "iPhone": begins small, holds a capital
    Mixed,
    /// No letters.
    None,
}

/// One word, number or mark. Tokens joined with the text between them give the text back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The bytes.
    pub span: Span,
    /// Its folded form: bytes of [`Text::folds`].
    pub fold: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// Which part of the report a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The title or first line.
    Headline,
    /// A line of a lead-in list ("Story highlights", "Key points").
    Highlight,
    /// The first paragraph of running text.
    Lead,
    /// Running text.
    Body,
    /// A short line between paragraphs ("Condemnation").
    Heading,
    /// Words under a picture.
    Caption,
    /// "Advertisement", "READ ALSO", credits: never coded.
    Noise,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The bytes.
    pub span: Span,
    /// Its tokens (indices into [`Text::tokens`]); the dateline's tokens are not among them.
    pub tokens: Range<usize>,
    /// Number of its paragraph in the text, from 0.
    pub paragraph: usize,
    /// The part of the report.
    pub part: Part,
}

/// A document cut up.
#[derive(Debug)]
pub struct Text<'d> {
    /// The document.
    pub document: &'d Document,
    /// Every token in order, those of headlines and datelines included.
    pub tokens: Vec<Token>,
    /// Folded forms, one after the other.
    pub folds: String,
    /// Every sentence in order.
    pub sentences: Vec<Sentence>,
    /// What stands between quotation marks (the marks not included); a quote may run over sentences.
    pub quotes: Vec<Span>,
    /// The words of the dateline ("DHAKA, Bangladesh (AP) —"), if there is one.
    pub dateline: Option<Span>,
    /// The whole report is in capitals: capitals tell nothing.
    pub capitals: bool,
}

impl Text<'_> {
    /// The token as written.
    pub fn word(&self, token: usize) -> &str {
        &self.document[self.tokens[token].span]
    }

    /// The token folded: small letters, no accents, no apostrophes.
    pub fn fold(&self, token: usize) -> &str {
        &self.folds[self.tokens[token].fold.range()]
    }

    /// The bytes from the first to the last of these tokens; an empty range gives an empty span.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The words from the first to the last of these tokens.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        &self.document[self.span(tokens)]
    }

    /// The sentence that holds this token, if any does.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= token);
        after.checked_sub(1).filter(|&i| self.sentences[i].tokens.contains(&token))
    }

    /// Whether the byte lies inside a quotation.
    pub fn is_quoted(&self, span: Span) -> bool {
        let after = self.quotes.partition_point(|quote| quote.start <= span.start);
        after.checked_sub(1).is_some_and(|i| self.quotes[i].end > span.start)
    }
}
