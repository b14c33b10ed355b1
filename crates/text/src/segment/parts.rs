//! Which part of the report a paragraph is. In: paragraphs and lists. Out: a part for each.
//!
//! Titles, lists of highlights, captions, headings and the furniture of web pages are known by their place, their
//! length and the phrases of `data/en`; what remains is the lead and the body.

use std::ops::Range;

use recount_model::Span;

use super::dateline;
use super::furniture::{is_caption, is_noise};
use super::lists::{Lists, starts_with};
use super::paragraphs::{Paragraph, is_bullet};
use crate::{Part, Text};

/// Longest title, in bytes.
const LONGEST_TITLE: usize = 220;
/// Longest heading, in bytes and words.
const LONGEST_HEADING: (usize, usize) = (80, 10);
/// Most lines in a list of highlights.
const MOST_HIGHLIGHTS: usize = 8;

/// Finds the part of each paragraph.
pub(super) fn find_parts(lists: &Lists, text: &Text<'_>, paragraphs: &[Paragraph], tokens: &[Range<usize>]) -> Vec<Part> {
    let reader = Reader { lists, text, paragraphs, tokens };
    let mut parts: Vec<Option<Part>> = (0..paragraphs.len()).map(|i| reader.furniture(i)).collect();
    if reader.is_title(0) {
        parts[0] = Some(Part::Headline);
    }
    reader.mark_highlights(&mut parts);
    reader.mark_video(&mut parts);
    let mut has_lead = false;
    let parts = parts.into_iter().enumerate().map(|(i, part)| match part {
        Some(part) => part,
        None if reader.is_heading(i) => Part::Heading,
        None if has_lead => Part::Body,
        None => {
            has_lead = true;
            Part::Lead
        }
    });
    parts.collect()
}

struct Reader<'a, 'd> {
    lists: &'a Lists,
    text: &'a Text<'d>,
    paragraphs: &'a [Paragraph],
    tokens: &'a [Range<usize>],
}

impl Reader<'_, '_> {
    fn words(&self, i: usize) -> &str {
        self.paragraphs.get(i).map_or("", |paragraph| &self.text.document[paragraph.span])
    }

    fn has_dateline(&self, i: usize) -> bool {
        dateline::find(self.lists, self.text, self.tokens[i].clone(), false).is_some()
    }

    fn is_title(&self, i: usize) -> bool {
        let Some(paragraph) = self.paragraphs.get(i) else { return false };
        let words = self.words(i);
        if (paragraph.span.start as usize) < self.text.document.title_end as usize
            || self.text.document.title.as_deref().is_some_and(|title| title.trim() == words)
        {
            return true;
        }
        let is_short = words.len() <= LONGEST_TITLE && !words.ends_with(['.', ':', ',', ';', '"', '\u{201D}']);
        let is_free = !is_noise(self.lists, words) && !self.is_list_head(words) && !is_bullet(words);
        is_short && is_free && paragraph.is_apart && i + 1 < self.paragraphs.len() && !self.has_dateline(i)
    }

    /// Captions and noise are known by their own words.
    fn furniture(&self, i: usize) -> Option<Part> {
        let words = self.words(i);
        if is_caption(self.lists, words) {
            Some(Part::Caption)
        } else if is_noise(self.lists, words) || self.is_list_head(words) {
            Some(Part::Noise)
        } else {
            None
        }
    }

    fn is_list_head(&self, words: &str) -> bool {
        words.len() <= 40 && self.lists.highlights.contains(&words.trim_end_matches(':').to_lowercase())
    }

    /// The lines after "Story highlights", or a list of points before the running text.
    fn mark_highlights(&self, parts: &mut [Option<Part>]) {
        let head = (0..parts.len()).find(|i| self.is_list_head(self.words(*i)));
        let first = match head {
            Some(head) => head + 1,
            None => match (0..parts.len()).find(|i| parts[*i].is_none()) {
                Some(first) if is_bullet(self.words(first)) && is_bullet(self.words(first + 1)) => first,
                _ => return,
            },
        };
        let has_bullets = is_bullet(self.words(first));
        for (i, part) in parts.iter_mut().enumerate().skip(first).take(MOST_HIGHLIGHTS) {
            let words = self.words(i);
            let is_point = if has_bullets { is_bullet(words) } else { words.len() <= 200 && !ends_sentence(words) };
            let is_last = i + 1 == self.paragraphs.len();
            if !is_point || is_last || part.is_some() || self.has_dateline(i) {
                break;
            }
            *part = Some(Part::Highlight);
        }
    }

    /// A film between the title and the text: its name and description stand under "Video".
    fn mark_video(&self, parts: &mut [Option<Part>]) {
        let is_video = |i: usize| self.words(i).eq_ignore_ascii_case("video");
        let Some(video) = (0..parts.len().min(12)).find(|i| is_video(*i)) else { return };
        let ends = |i: usize| self.words(i).contains("Publish Date") || starts_with(self.words(i), "watch in times video");
        if let Some(end) = (video + 1..parts.len().min(video + 6)).find(|i| ends(*i)) {
            for part in parts[video + 1..end].iter_mut().filter(|part| part.is_none()) {
                *part = Some(Part::Caption);
            }
        }
    }

    fn is_heading(&self, i: usize) -> bool {
        let words = self.words(i);
        let is_short = words.len() <= LONGEST_HEADING.0 && words.split_whitespace().count() <= LONGEST_HEADING.1;
        let is_quote = words.starts_with(['"', '\u{201C}']) && !words.contains(['.', ',']);
        let is_open = !is_quote && words.ends_with(['.', '!', ':', ';', ',', '"', '\u{201D}', '-', '\u{2014}', ')', ']', '\u{2026}']);
        let begins = is_quote || words.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric() || letter == '\u{2018}');
        let is_followed = i + 1 < self.paragraphs.len() && self.paragraphs[i].is_apart;
        is_short && !is_open && begins && is_followed && !self.has_dateline(i)
    }
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '"', '\u{201D}'])
}

/// The part of a sentence: a title told again is headline, short furniture at the end of a paragraph is noise.
pub(super) fn sentence_part(lists: &Lists, text: &Text<'_>, part: Part, span: Span) -> Part {
    if part == Part::Headline || span.len() > LONGEST_TITLE {
        return part;
    }
    let words = &text.document[span];
    let bare = |words: &str| words.trim_end_matches(['.', ' ']).len();
    let is_title = |title: &str| bare(title) > 20 && title.get(..bare(title)) == words.get(..bare(words));
    if text.document.title.as_deref().is_some_and(|title| is_title(title.trim())) {
        return Part::Headline;
    }
    let may_be_noise = span.len() <= 60 || words.starts_with('(');
    if may_be_noise && is_noise(lists, words) { Part::Noise } else { part }
}
