//! The tagger itself: words of a sentence go in, one tag a word comes out.

use std::borrow::Cow;

use crate::features::{FEATURES, each_feature};
use crate::tag::Tag;
use crate::weights::{Model, Weights, WeightsError};
use crate::window::{Style, Window, style_of};
use crate::word::WordFacts;

/// The weights that are part of the program.
static BUILTIN: &[u8] = include_bytes!("../data/en.weights");

/// A part-of-speech tagger: two models, for running text and for text in capitals.
#[derive(Clone, Debug)]
pub struct Tagger {
    weights: Weights,
}

impl Tagger {
    /// The tagger with the weights that are part of the program; they are read in place.
    #[must_use]
    pub fn builtin() -> Tagger {
        let weights = Weights::trusted(Cow::Borrowed(BUILTIN));
        Tagger { weights: weights.expect("embedded weights are checked by a test") }
    }

    /// A tagger with weights from a file.
    ///
    /// # Errors
    ///
    /// Bytes that are damaged, or of another version.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Tagger, WeightsError> {
        Ok(Tagger { weights: Weights::checked(bytes)? })
    }

    /// Tags one sentence: `tags` is emptied and filled with one tag a word.
    ///
    /// `given[i]` is the tag of word `i` when a lexicon settles it; a `given` that is too short
    /// settles nothing more. `folded` says that the sentence is all capitals.
    pub fn tag(&self, words: &[&str], given: &[Option<Tag>], folded: bool, tags: &mut Vec<Tag>) {
        tags.clear();
        tags.reserve(words.len());
        let model = self.weights.model(folded);
        let style = style_of(words, folded);
        let mut reader = Reader { model, style, first: true };
        let mut window = Window::new(style);
        // The window runs two words ahead of the tags.
        for i in 0..words.len() + 2 {
            let given = given.get(i).copied().flatten();
            let next = words.get(i).map(|word| reader.read(word, given));
            window.slide(next.unwrap_or_default());
            if i >= 2 {
                let tag = window.word().settled().unwrap_or_else(|| best_tag(&model, &window));
                window.settle(tag);
                tags.push(tag);
            }
        }
    }

    /// The hash of the weights: it changes with any of them.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.weights.hash()
    }

    /// The hash of the data that the weights were trained on.
    #[must_use]
    pub fn training_hash(&self) -> u64 {
        self.weights.training_hash()
    }
}

/// Reads the words of a sentence in their order.
struct Reader<'a> {
    model: Model<'a>,
    style: Style,
    first: bool,
}

impl Reader<'_> {
    /// Looks at a word, and at its dictionary entry if no tag is given.
    #[inline]
    fn read(&mut self, word: &str, given: Option<Tag>) -> WordFacts {
        let mut facts = WordFacts::of(word, self.first);
        self.first &= facts.is_mark();
        match given {
            Some(tag) => facts.set_tag(tag),
            None => facts.set_entry(self.model.class(facts.dictionary_key(self.style))),
        }
        facts
    }
}

/// The tag with the highest sum of weights; of equals, the one with the lowest number.
#[inline]
fn best_tag(model: &Model<'_>, window: &Window) -> Tag {
    let mut hashes = [0; FEATURES];
    let mut n = 0;
    each_feature(window, |hash| {
        hashes[n] = hash;
        n += 1;
    });
    let sums = model.sums(&hashes);
    let mut best = 0;
    for (i, sum) in sums.iter().enumerate() {
        if *sum > sums[best] {
            best = i;
        }
    }
    Tag::from_number(best).unwrap_or(Tag::X)
}
