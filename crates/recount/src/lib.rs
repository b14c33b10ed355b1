//! Recount reads reports of political violence and recounts them: who did what to whom, where, when, with how many
//! killed, wounded, abducted, each value with the words it came from.
//!
//! ```
//! use recount::{Coder, Document};
//!
//! let coder = Coder::builtin();
//! let mut document = Document::new("note", None, "Gunmen killed five guards in Kidal, Mali, on Monday.");
//! document.published = Some(recount::Date::constant(2023, 3, 14));
//! let coded = coder.code(document);
//! assert_eq!(coded.incidents.len(), 1);
//! assert_eq!(coded.incidents[0].totals.killed.as_ref().map(|total| total.count.best), Some(5));
//! ```

pub use recount_extract::{CoderError, Rule, confidence, outline, rules_fired};
pub use recount_lexicon::gazetteer;
pub use recount_model::{Coded as ModelCoded, Date, Document, PublishedFrom, Span};
pub use recount_reconcile as reconcile;
pub use recount_record as record;
pub use recount_text::read;

use recount_model::{Discourse, Frame};
use recount_record::CoderInfo;

/// Which incidents are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Political ones and those of unknown frame.
    #[default]
    Political,
    /// Crime, law enforcement and accidents too.
    All,
}

/// Reads reports. Made once, shared by any number of threads.
pub struct Coder {
    engine: recount_extract::Coder,
    scope: Scope,
}

impl Coder {
    /// The built-in rules, words, weights and map.
    pub fn builtin() -> Self {
        Self { engine: recount_extract::Coder::builtin(), scope: Scope::Political }
    }

    /// The built-in coder with some rule or word files replaced: pairs of name (`event/en.toml`, `en/acts.tsv`) and text.
    ///
    /// # Errors
    /// A file that cannot be read; the message names file, line and cure.
    pub fn with(files: &[(String, String)]) -> Result<Self, CoderError> {
        Ok(Self { engine: recount_extract::Coder::with(files)?, scope: Scope::Political })
    }

    /// Gives these incidents only.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Lays the places of a `.places` file over the built-in map.
    ///
    /// # Errors
    /// The bytes are no such file.
    pub fn add_places(&mut self, bytes: Vec<u8>) -> Result<(), gazetteer::PlacesError> {
        self.engine.add_places(bytes)
    }

    /// The engine, for those who want spans in bytes.
    pub fn engine(&self) -> &recount_extract::Coder {
        &self.engine
    }

    /// Codes a report into the model's types (spans in bytes).
    pub fn code_model(&self, document: Document) -> ModelCoded {
        recount_extract::code(&self.engine, document, self.scope == Scope::All)
    }

    /// Codes a report into the published form (offsets in code points).
    pub fn code(&self, document: Document) -> record::Coded {
        record::coded(&self.code_model(document), &self.info())
    }

    /// Dates, counts and places of a whole text, whether or not anything happens in it (spans in bytes).
    pub fn mentions(&self, document: &Document) -> recount_extract::Mentions {
        recount_extract::mentions(&self.engine, document)
    }

    /// Version and hash of the rules, as every coded report names them.
    pub fn info(&self) -> CoderInfo {
        CoderInfo { version: env!("CARGO_PKG_VERSION").to_owned(), rules: self.engine.rules_hash() }
    }
}

/// Whether an incident is the report's news.
pub fn is_news(incident: &recount_model::Incident) -> bool {
    incident.discourse == Discourse::News
}

/// Whether an incident is of the default scope.
pub fn is_political(frame: Frame) -> bool {
    matches!(frame, Frame::Political | Frame::Unknown)
}
