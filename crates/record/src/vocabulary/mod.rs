//! The closed vocabularies of the codebook in their published form.
//!
//! In: the enums of `recount-model`, which own the words. Out: the same values with the meaning of each as the
//! codebook prints it, written and read as JSON strings. A value that the model has and this list lacks does not
//! compile.
//!
//! ```
//! use recount_record::Tactic;
//! assert_eq!(serde_json::to_string(&Tactic::AirStrike).unwrap(), "\"air_strike\"");
//! assert!(Tactic::Ambush.meaning().contains("surprise"));
//! assert!(serde_json::from_str::<Tactic>("\"coup\"").is_err());
//! ```

use std::fmt::Display;

macro_rules! vocabulary {
    (
        $(#[doc = $about:literal])+
        $name:ident { $( $(#[doc = $meaning:literal])+ $variant:ident ),+ $(,)? }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[doc = $meaning])+ $variant ),+
        }

        impl $name {
            /// Every value, in the codebook's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The published word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => recount_model::$name::$variant.as_str()),+ }
            }

            /// What the value means, as the codebook prints it.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($meaning),+).trim_ascii()),+ }
            }

            /// The value of a published word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl From<recount_model::$name> for $name {
            fn from(value: recount_model::$name) -> Self {
                match value { $(recount_model::$name::$variant => Self::$variant),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::from_word(&word).ok_or_else(|| {
                    serde::de::Error::custom($crate::vocabulary::unknown_word(stringify!($name), &word, Self::ALL))
                })
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let values: Vec<_> = Self::ALL
                    .iter()
                    .map(|value| schemars::json_schema!({"const": value.as_str(), "description": value.meaning()}))
                    .collect();
                schemars::json_schema!({
                    "description": concat!($($about),+).trim_ascii(), "type": "string", "oneOf": values
                })
            }
        }
    };
}

mod act;
mod people;
mod report;
mod things;

pub use act::{Certainty, Discourse, Frame, LinkKind, ResponsibilityStatus, Stage, Tactic};
pub use people::{Age, CountForm, Outcome, PartyKind, Role, Sex, Side, Staff, Stance, Status, TotalFrom};
pub use report::{ContextKind, Level, PublishedFrom, SourceKind, StatementAct};
pub use things::{Effect, ObjectKind, PartOfDay, PlaceKind, Relation, WeaponKind};

/// The message for a word that a vocabulary does not have.
fn unknown_word<T: Display>(vocabulary: &str, word: &str, all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(ToString::to_string).collect();
    format!("`{word}` is no {vocabulary}; use one of {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_model() {
        let model: Vec<_> = recount_model::Tactic::ALL.iter().map(|value| value.as_str()).collect();
        let ours: Vec<_> = Tactic::ALL.iter().map(|value| value.as_str()).collect();
        assert_eq!(model, ours);
        assert_eq!(recount_model::Role::ALL.len(), Role::ALL.len());
        assert_eq!(recount_model::ObjectKind::ALL.len(), ObjectKind::ALL.len());
    }

    #[test]
    fn an_unknown_word_is_refused_with_the_words_that_are_allowed() {
        let error = serde_json::from_str::<Sex>("\"x\"").unwrap_err().to_string();
        assert!(error.contains("`x` is no Sex; use one of f, m"), "{error}");
    }
}
