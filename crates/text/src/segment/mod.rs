//! A document cut into sentences and words. In: a [`Document`]. Out: a [`Text`] that borrows it.
//!
//! Tokens are found in one pass over the bytes; lines make paragraphs; a paragraph's place, length and phrases tell
//! its part; periods, capitals and a list of abbreviations part sentences. Nothing fails, and no text takes longer
//! than its length allows.
//!
//! ```
//! use recount_model::{Document, PublishedFrom};
//! use recount_text::{Part, Segmenter};
//! let document = Document::new("note", None, "KARSA, Astera (AP) — Gunmen killed two guards. Lt. Bako fled.");
//! let text = Segmenter::builtin().segment(&document);
//! assert_eq!(text.dateline.map(|span| &document[span]), Some("KARSA, Astera (AP) —"));
//! assert_eq!((text.sentences.len(), text.sentences[0].part), (2, Part::Lead));
//! assert_eq!(text.word(text.sentences[1].tokens.start), "Lt.");
//! ```

mod dateline;
mod dates;
mod furniture;
mod letters;
mod lists;
mod paragraphs;
mod parts;
mod quotes;
mod sentences;
mod tokens;
mod written;

use std::ops::Range;

use recount_model::{Document, PublishedFrom};

pub use self::dateline::{DATELINE_RULE, dateline_date};
use self::lists::Lists;
pub(crate) use self::lists::Months;
use crate::{Part, Sentence, Text, Token, TokenKind};

/// Most sentences of a lead: where a report is one paragraph, the rest of it is body.
const LONGEST_LEAD: usize = 4;

/// How many paragraphs of running text are looked at for the dateline.
const LATEST_LEAD: usize = 4;

/// How many bytes of a report are looked at for its dateline.
const HEAD: usize = 4096;

/// Cuts documents into sentences and words with the word lists of a language.
#[derive(Debug, Clone)]
pub struct Segmenter {
    lists: Lists,
}

impl Segmenter {
    /// A segmenter with the lists that the program carries.
    pub fn builtin() -> Self {
        Self { lists: Lists::builtin() }
    }

    /// Cuts a document.
    pub fn segment<'d>(&self, document: &'d Document) -> Text<'d> {
        let (tokens, folds) = tokens::find_tokens(&self.lists, &document.text);
        let paragraphs = paragraphs::find_paragraphs(&document.text, document.title_end as usize);
        let ranges = token_ranges(&tokens, &paragraphs);
        let mut text = Text {
            document,
            tokens,
            folds,
            sentences: Vec::new(),
            quotes: Vec::new(),
            dateline: None,
            capitals: is_in_capitals(document.own_text()),
        };
        let mut parts = parts::find_parts(&self.lists, &text, &paragraphs, &ranges);
        let after_dateline = self.find_dateline(&text, &ranges, &mut parts);
        text.dateline = after_dateline.clone().map(|tokens| text.span(tokens));
        let mut sentences = Vec::with_capacity(text.tokens.len() / 20);
        for (i, range) in ranges.iter().enumerate() {
            let start = after_dateline.as_ref().filter(|dateline| dateline.start == range.start);
            let start = start.map_or(range.start, |dateline| dateline.end);
            self.add_sentences(&text, &mut sentences, (i, parts[i]), start..range.end);
        }
        text.sentences = sentences;
        text.quotes = quotes::find_quotes(&text, &ranges);
        text
    }

    /// The tokens of the dateline. What is nothing else is noise, and the paragraph after it leads; so does a paragraph
    /// with a dateline soon after the one that seemed to lead.
    fn find_dateline(&self, text: &Text<'_>, ranges: &[Range<usize>], parts: &mut [Part]) -> Option<Range<usize>> {
        let lead = parts.iter().position(|part| *part == Part::Lead).unwrap_or(parts.len());
        let find = |i: usize, is_lead: bool| {
            let range = ranges.get(i)?.clone();
            Some(range.start..dateline::find(&self.lists, text, range, is_lead)?)
        };
        let is_whole = |i: usize, found: &Range<usize>| found.end == ranges[i].end;
        let alone = (0..lead).filter(|i| parts[*i] == Part::Noise).filter_map(|i| Some((i, find(i, false)?)));
        let alone = alone.filter(|(i, found)| is_whole(*i, found)).map(|(_, found)| found).next();
        let running = (lead..parts.len()).filter(|i| matches!(parts[*i], Part::Lead | Part::Body | Part::Heading));
        let running: Vec<usize> = running.take(LATEST_LEAD).collect();
        let marked = running.iter().filter_map(|i| Some((*i, find(*i, *i == lead)?))).next();
        let Some((first, found)) = marked else { return alone };
        let new_lead = if is_whole(first, &found) { running.iter().copied().find(|i| *i > first) } else { Some(first) };
        if let Some(new_lead) = new_lead.filter(|new_lead| *new_lead != lead) {
            for part in parts[lead..new_lead].iter_mut().filter(|part| matches!(part, Part::Lead | Part::Body)) {
                *part = Part::Highlight;
            }
            parts[new_lead] = Part::Lead;
        }
        if is_whole(first, &found) && new_lead.is_some() {
            parts[first] = Part::Noise;
        }
        Some(found)
    }

    fn add_sentences(&self, text: &Text<'_>, sentences: &mut Vec<Sentence>, place: (usize, Part), range: Range<usize>) {
        let (paragraph, part) = place;
        let found = sentences::find_sentences(&self.lists, text, range);
        let is_long_lead = part == Part::Lead && found.len() > LONGEST_LEAD;
        for (i, tokens) in found.into_iter().enumerate() {
            let span = text.span(tokens.clone());
            let has_word = text.tokens[tokens.clone()].iter().any(|token| token.kind != TokenKind::Mark);
            let part = match has_word {
                false => Part::Noise,
                true if is_long_lead && i >= LONGEST_LEAD => Part::Body,
                true => part,
            };
            let part = parts::sentence_part(&self.lists, text, part, span);
            sentences.push(Sentence { span, tokens, paragraph, part });
        }
    }
}

/// Sets the day of publication from the dateline, if the report has none and its dateline names one.
pub fn publish_from_dateline(segmenter: &Segmenter, document: &mut Document) {
    if document.published.is_some() {
        return;
    }
    // The dateline stands in the first paragraphs: no need to cut the rest.
    let end = document.text.floor_char_boundary(document.title_end as usize + HEAD);
    let head = Document {
        title: document.title.clone(),
        title_end: document.title_end,
        text: document.text.get(..end).unwrap_or_default().to_owned(),
        ..Document::default()
    };
    if let Some((date, evidence)) = dateline_date(&segmenter.segment(&head)) {
        document.published = Some(date);
        document.published_from = Some(PublishedFrom::Dateline);
        document.published_evidence = vec![evidence];
    }
}

/// The tokens of each paragraph.
fn token_ranges(tokens: &[Token], paragraphs: &[paragraphs::Paragraph]) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut range = |paragraph: &paragraphs::Paragraph| {
        let start = end;
        while tokens.get(end).is_some_and(|token| token.span.start < paragraph.span.end) {
            end += 1;
        }
        start..end
    };
    paragraphs.iter().map(&mut range).collect()
}

/// Whether nine letters of ten are capitals.
fn is_in_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for chunk in text.as_bytes().chunks(255) {
        upper += usize::from(chunk.iter().map(|byte| u8::from(byte.is_ascii_uppercase())).sum::<u8>());
        lower += usize::from(chunk.iter().map(|byte| u8::from(byte.is_ascii_lowercase())).sum::<u8>());
    }
    upper > 20 && lower * 9 < upper
}
