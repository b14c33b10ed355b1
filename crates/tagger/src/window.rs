//! The five words and two tags that decide a word's tag, sliding over a sentence from left to right.

use crate::tag::Tag;
use crate::word::WordFacts;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Running text: a capital inside a sentence means something.
    Running,
    /// A headline with most words capitalised: *Gunmen Kill Five Guards in Border Town*.
    Headline,
    /// All capitals, or capitals that are to be ignored.
    Folded,
}

/// The number that stands for *no tag yet*.
pub(crate) const START: u8 = 17;

/// The word to tag with two words on either side and the two tags before it.
#[derive(Clone, Debug)]
pub struct Window {
    /// The two words before, the word, the two words after.
    pub(crate) words: [WordFacts; 5],
    /// The tags before, the nearest last.
    pub(crate) tags: [u8; 2],
    /// How the sentence uses capitals.
    pub(crate) style: Style,
}

impl Window {
    /// The window before the first word of a sentence.
    #[must_use]
    pub fn new(style: Style) -> Window {
        Window { words: [WordFacts::default(); 5], tags: [START; 2], style }
    }

    /// Moves one word on: `next` comes in on the right.
    #[inline]
    pub fn slide(&mut self, next: WordFacts) {
        let [_, b, c, d, e] = self.words;
        self.words = [b, c, d, e, next];
    }

    /// Notes the tag of the word in the middle.
    #[inline]
    pub fn settle(&mut self, tag: Tag) {
        self.tags = [self.tags[1], tag as u8];
    }

    /// The word in the middle.
    #[inline]
    #[must_use]
    pub fn word(&self) -> &WordFacts {
        &self.words[2]
    }
}

/// Tells a headline from running text: of the long words, four in five have a capital.
#[must_use]
pub fn style_of(words: &[&str], folded: bool) -> Style {
    if folded {
        return Style::Folded;
    }
    let (mut long, mut capitals) = (0, 0);
    for word in words.iter().filter(|word| word.len() >= 4) {
        let first = word.as_bytes()[0];
        long += usize::from(first.is_ascii_alphabetic());
        capitals += usize::from(first.is_ascii_uppercase());
    }
    if long >= 3 && capitals * 5 >= long * 4 { Style::Headline } else { Style::Running }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_told_from_running_text() {
        let headline = ["Gunmen", "Kill", "Five", "Guards", "in", "Border", "Town"];
        assert_eq!(style_of(&headline, false), Style::Headline);
        let running = ["Gunmen", "killed", "five", "guards", "in", "Mali"];
        assert_eq!(style_of(&running, false), Style::Running);
        assert_eq!(style_of(&running, true), Style::Folded);
        assert_eq!(style_of(&[], false), Style::Running);
    }
}
