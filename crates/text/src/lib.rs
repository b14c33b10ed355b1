//! From bytes to [`Document`](recount_model::Document)s, and from a document to its sentences and words.
//!
//! [`read`] touches no disk: it is given bytes. [`Segmenter::segment`] borrows the document and yields a [`Text`].

pub mod read;
pub mod segment;
mod text;

pub use segment::{Segmenter, dateline_date, publish_from_dateline};
pub use text::{Part, Sentence, Shape, Text, Token, TokenKind};
