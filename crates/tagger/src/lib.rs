//! The part-of-speech tagger: in goes a sentence as words, out comes one of the 17 universal tags a word.
//!
//! An averaged perceptron reads the sentence from left to right. Words that a lexicon or the tag
//! dictionary settles are not asked. The weights are a data file (`data/en.weights`, trained by
//! `recount-train tagger` on UD English-EWT, CC BY-SA 4.0) that is read in place.
//!
//! ```
//! use recount_tagger::{Tag, Tagger};
//!
//! let words = ["Gunmen", "killed", "five", "guards", "."];
//! let mut tags = Vec::new();
//! Tagger::builtin().tag(&words, &[None; 5], false, &mut tags);
//! assert_eq!(tags, [Tag::Noun, Tag::Verb, Tag::Num, Tag::Noun, Tag::Punct]);
//! ```

mod features;
pub mod format;
mod tag;
mod tagger;
mod weights;
mod window;
mod word;

pub use features::each_feature;
pub use tag::Tag;
pub use tagger::Tagger;
pub use weights::WeightsError;
pub use window::{Style, Window, style_of};
pub use word::WordFacts;
