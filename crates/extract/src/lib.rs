//! The engine: a document comes in, a coded report goes out. [`code`] is the table of contents.
//!
//! ```
//! use recount_extract::{Coder, code};
//! use recount_model::Document;
//!
//! let coder = Coder::builtin();
//! let mut document = Document::new("note", None, "Gunmen killed five guards in Kidal, Mali, on Monday.");
//! document.published = Some(recount_model::Date::constant(2023, 3, 14));
//! let coded = code(&coder, document, false);
//! let killed = coded.incidents[0].totals.killed.as_ref().expect("the note says so");
//! assert_eq!(killed.count, recount_model::Count::exact(5));
//! ```

mod chunk;
mod coder;
mod event;
mod gate;
mod incident;
pub mod mention;
mod mentions;
mod outline;
mod pattern;
mod told;

use std::ops::Range;

use recount_model::{Coded, Document, RuleName};
use recount_text::{Part, Text};

pub use coder::{Coder, CoderError};
pub use incident::confidence;
pub use mentions::{CountFound, DateFound, Mentions, PlaceFound, mentions};
pub use outline::outline;
pub use pattern::{Rule, RuleError, Rules};

use chunk::words::{Hit, Words};
use chunk::{Chunks, Found, Given};
use event::Event;
use gate::Phrases;
use mention::count::{CountMention, find_counts};
use mention::place::{PlaceMention, Votes, find_places};
use mention::when::{WhenMention, find_when};

/// One sentence with everything found in it.
pub(crate) struct Read {
    pub(crate) sentence: usize,
    pub(crate) part: Part,
    pub(crate) whens: Vec<WhenMention>,
    pub(crate) counts: Vec<CountMention>,
    /// Its places: indices into [`Report::places`].
    pub(crate) places: Range<usize>,
    pub(crate) chunks: Chunks,
    pub(crate) events: Vec<Event>,
}

/// A report with everything found in its sentences.
pub(crate) struct Report<'a> {
    pub(crate) coder: &'a Coder,
    pub(crate) text: &'a Text<'a>,
    pub(crate) words: &'a Words,
    pub(crate) reads: Vec<Read>,
    pub(crate) places: Vec<PlaceMention>,
    pub(crate) votes: Votes,
}

/// Codes one report.
pub fn code(coder: &Coder, document: Document, all_frames: bool) -> Coded {
    let text = coder.segmenter.segment(&document);
    let words = Words::of(&coder.lexicon, &text);
    let mut phrases = Phrases::of(&coder.lexicon, &text, &words);
    let report =
        if phrases.open(&coder.lexicon, &text) { read(coder, &text, &words, phrases.near()) } else { Report::empty(coder, &text, &words) };
    let told = told::find_told(&report);
    let coded = incident::form(&report, told, all_frames);
    drop(report);
    drop(text);
    coded.of(document)
}

/// Every rule that matched in a text, for the proofs.
pub fn rules_fired(coder: &Coder, document: &Document) -> Vec<RuleName> {
    let text = coder.segmenter.segment(document);
    let words = Words::of(&coder.lexicon, &text);
    let report = read(coder, &text, &words, Phrases::of(&coder.lexicon, &text, &words).all());
    let told = told::find_told(&report);
    let mut names: Vec<RuleName> = report.reads.iter().flat_map(|read| read.events.iter().map(|event| event.rule)).collect();
    names.extend(told.rules());
    names
}

impl<'a> Report<'a> {
    fn empty(coder: &'a Coder, text: &'a Text<'a>, words: &'a Words) -> Self {
        Self { coder, text, words, reads: Vec::new(), places: Vec::new(), votes: Votes::default() }
    }
}

/// Finds everything in some sentences of a report.
fn read<'a, 'h>(
    coder: &'a Coder,
    text: &'a Text<'a>,
    words: &'a Words,
    sentences: impl Iterator<Item = (usize, &'h [Hit<'a>])>,
) -> Report<'a>
where
    'a: 'h,
{
    let mut report = Report::empty(coder, text, words);
    if let Some(dateline) = text.dateline {
        let tokens = tokens_in(text, dateline);
        find_places(&coder.place, &coder.gazetteer, text, tokens, &[], &mut report.places);
    }
    for (i, hits) in sentences {
        let read = read_sentence(&mut report, i, hits);
        report.reads.push(read);
    }
    mention::place::resolve(&coder.gazetteer, &coder.countries, &mut report.votes, &mut report.places);
    report
}

fn tokens_in(text: &Text, span: recount_model::Span) -> Range<usize> {
    let start = text.tokens.partition_point(|token| token.span.start < span.start);
    let end = text.tokens.partition_point(|token| token.span.start < span.end);
    start..end
}

fn read_sentence(report: &mut Report, i: usize, hits: &[Hit]) -> Read {
    let (coder, text, words) = (report.coder, report.text, report.words);
    let sentence = &text.sentences[i];
    let tokens = sentence.tokens.clone();
    let taken: Vec<Range<usize>> = hits.iter().filter(|hit| coder.is_name(hit.entries)).map(|hit| hit.tokens.clone()).collect();
    coder.vote(hits, &mut report.votes);
    let is_marked = coder.is_marked(hits) || tokens.clone().any(|token| coder.told.is_cue(words.id(token)));
    let whens = if is_marked { find_when(&coder.when, text, tokens.clone(), text.document.published) } else { Vec::new() };
    let busy: Vec<Range<usize>> = whens.iter().map(|when| when.tokens.clone()).collect();
    let taken: Vec<Range<usize>> = taken.into_iter().chain(busy.iter().cloned()).collect();
    let first_place = report.places.len();
    find_places(&coder.place, &coder.gazetteer, text, tokens.clone(), &taken, &mut report.places);
    let places = first_place..report.places.len();
    let mut read = Read {
        sentence: i,
        part: sentence.part,
        whens,
        counts: Vec::new(),
        places: places.clone(),
        chunks: Chunks::default(),
        events: Vec::new(),
    };
    if !is_marked {
        return read;
    }
    find_counts(&coder.count, text, tokens.clone(), &busy, &mut read.counts);
    let given = Given { lexicon: &coder.lexicon, tagger: &coder.tagger, sets: &coder.sets, text, words };
    let found = Found { whens: &read.whens, counts: &read.counts, places: &report.places[places] };
    read.chunks = chunk::chunk(&given, tokens, hits, &found);
    read.events = event::find_events(&coder.event, &read.chunks, words);
    read
}
