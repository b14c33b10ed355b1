//! One occurrence of violence.

use serde::{Deserialize, Serialize};

use super::{Casualty, Evidence, Object, Party, Place, Totals, WeaponUsed, When};
use crate::{Certainty, Discourse, Frame, LinkKind, ResponsibilityStatus, SourceKind, Stage, Tactic};

/// One occurrence of violence: one tactic, by one party or several, at one place, within one stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incident {
    /// Number within the report, from `1` in order of first mention.
    pub id: String,
    /// News of this report, or background.
    pub discourse: Discourse,
    /// What sort of violence it is.
    pub frame: Frame,
    /// What was done.
    pub tactic: Tactic,
    /// A second tactic.
    pub also: Option<Tactic>,
    /// How far it went.
    pub stage: Stage,
    /// How sure the report is.
    pub certainty: Certainty,
    /// The words for tactic, stage, certainty and discourse.
    pub evidence: IncidentEvidence,
    /// The time; `null` where the report does not tell or nothing could resolve it.
    pub when: Option<When>,
    /// The most specific place; `null` where the report names none.
    #[serde(rename = "where")]
    pub place: Option<Place>,
    /// Further places named for it, without `where`; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Who took part.
    pub parties: Vec<Party>,
    /// What was hit.
    pub objects: Vec<Object>,
    /// What was used.
    pub weapons: Vec<WeaponUsed>,
    /// Who was harmed: every figure of the report, whether it stands or not.
    pub casualties: Vec<Casualty>,
    /// The figures that stand.
    pub totals: Totals,
    /// Who is responsible, as told.
    pub responsibility: Responsibility,
    /// Who answered it, and how.
    pub responses: Vec<Response>,
    /// Relations to other incidents of the report.
    pub links: Vec<Link>,
    /// Who tells it.
    pub sources: Vec<SourceNamed>,
    /// The chance that killed, wounded, date and place are all right: calibrated, from 0 to 1 in steps of 0.05.
    pub confidence: f64,
}

/// The words for the single-valued fields of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncidentEvidence {
    /// For `tactic` and `also`.
    pub tactic: Vec<Evidence>,
    /// For `stage`.
    pub stage: Vec<Evidence>,
    /// For `certainty`.
    pub certainty: Vec<Evidence>,
    /// For `discourse`.
    pub discourse: Vec<Evidence>,
}

/// Who is responsible, as told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Responsibility {
    /// Claimed, denied, accused, explicitly unclaimed or untold.
    pub status: ResponsibilityStatus,
    /// Whom it is about.
    pub party: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// An answer to the attack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// Who answers.
    pub party: String,
    /// What they do, in the report's words.
    pub action: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A relation to another incident of the same report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The other incident's id.
    pub to: String,
    /// What sort of relation.
    pub kind: LinkKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Somebody who tells of the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceNamed {
    /// As the report calls them.
    pub name: String,
    /// What sort of source.
    pub kind: SourceKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}
