//! Who took part, what was hit and what was used.

use serde::{Deserialize, Serialize};

use super::{Count, Evidence};
use crate::{Effect, ObjectKind, PartyKind, Stance, WeaponKind};

/// Someone who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// Letter within the incident: `a`, `b`, …, `z`, `aa`, ….
    pub id: String,
    /// Their part in it.
    pub stance: Stance,
    /// As the report calls them.
    pub name: String,
    /// The canonical organisation; states as `Government of X`.
    pub organisation: Option<String>,
    /// What they are.
    pub kind: PartyKind,
    /// The country they belong to (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// Whether the report tells who they are.
    pub identified: bool,
    /// How many people they were.
    pub size: Option<Count>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something that was hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Object {
    /// As the report calls it.
    pub name: String,
    /// What it is.
    pub kind: ObjectKind,
    /// Whose it is.
    pub owner: Option<String>,
    /// What became of it.
    pub effects: Vec<Effect>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeaponUsed {
    /// As the report calls it.
    pub name: String,
    /// What it is.
    pub kind: WeaponKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}
