//! Numbers of people, as told and as they stand.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::{Age, CountForm, Outcome, Role, Sex, Side, SourceKind, Staff, Status, TotalFrom};

/// A number of people that keeps what was said: `low <= best`, and `best <= high` where `high` is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// The least it can be, in people.
    pub low: u32,
    /// The number to use where one must be used, in people.
    pub best: u32,
    /// The most it can be, in people; `null`: open.
    pub high: Option<u32>,
    /// How the report puts it.
    pub form: CountForm,
    /// The report's words for it; `null` where no single stretch of words gives it, as for a sum of parts.
    pub words: Option<String>,
}

/// A figure that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Total {
    /// How many people.
    #[serde(flatten)]
    pub count: Count,
    /// How it came about.
    pub from: TotalFrom,
    /// Whether the report leaves open which side the people stood on.
    pub side_unclear: bool,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// The figures that stand, victims and initiators apart; `null` where the report does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Victims killed.
    pub killed: Option<Total>,
    /// Victims wounded.
    pub wounded: Option<Total>,
    /// Victims abducted.
    pub abducted: Option<Total>,
    /// Victims missing.
    pub missing: Option<Total>,
    /// Victims killed or wounded, not told apart.
    pub harmed: Option<Total>,
    /// Initiators killed, a suicide bomber included.
    pub initiators_killed: Option<Total>,
    /// Initiators wounded.
    pub initiators_wounded: Option<Total>,
    /// Initiators arrested.
    pub initiators_arrested: Option<Total>,
}

/// People to whom one thing happened, as one figure of the report gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Casualty {
    /// What happened to them.
    pub outcome: Outcome,
    /// Which side they stood on.
    pub side: Side,
    /// Id of the party they belong to, among `parties`.
    pub party: Option<String>,
    /// As the report calls them.
    pub who: String,
    /// What they were.
    pub role: Role,
    /// The canonical organisation they belong to.
    pub organisation: Option<String>,
    /// Their nationality (ISO 3166-1 alpha-2), where the report tells it.
    pub nationality: Option<String>,
    /// Adults or children, where the report tells it.
    pub age: Option<Age>,
    /// Their sex, where the report tells it.
    pub sex: Option<Sex>,
    /// National or international staff, where the report tells it.
    pub staff: Option<Staff>,
    /// How many people.
    pub count: Count,
    /// Whether the report states it as the whole number of the incident.
    pub total: bool,
    /// Position (from 0) in `casualties` of the figure that already contains this one.
    pub part_of: Option<u32>,
    /// Who says so.
    pub by: Option<String>,
    /// What sort of source says so.
    pub source_kind: SourceKind,
    /// Whether the figure stands; only `adopted` enters totals.
    pub status: Status,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A number given for several incidents together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sum {
    /// What happened to the people.
    pub outcome: Outcome,
    /// Which side they stood on.
    pub side: Side,
    /// How many people.
    pub count: Count,
    /// Ids of the incidents that it covers.
    pub covers: Vec<String>,
    /// Who says so.
    pub by: Option<String>,
    /// What sort of source says so.
    pub source_kind: SourceKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}
