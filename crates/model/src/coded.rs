//! What a report comes to: incidents, sums, statements, context, findings and notes.

use crate::{
    Age, Certainty, ContextKind, Count, Discourse, Document, Effect, Evidence, Frame, LinkKind, ObjectKind, Outcome, PartyKind, Place,
    ResponsibilityStatus, Role, RuleName, Sex, Side, SourceKind, Span, Staff, Stage, Stance, StatementAct, Status, Tactic, TotalFrom,
    WeaponKind, When,
};

/// One report with everything read from it.
#[derive(Debug, Clone)]
pub struct Coded {
    /// The report.
    pub document: Document,
    /// The language it was read as (ISO 639-1).
    pub language: String,
    /// In order of first mention.
    pub incidents: Vec<Incident>,
    /// Numbers over several incidents.
    pub sums: Vec<Sum>,
    /// What people said about them.
    pub statements: Vec<Statement>,
    /// What surrounds them.
    pub context: Vec<Context>,
    /// Where the report disagrees with itself or with the map.
    pub findings: Vec<Finding>,
    /// What was noticed and not used.
    pub notes: Vec<Note>,
}

/// One occurrence of violence.
#[derive(Debug, Clone)]
pub struct Incident {
    /// News or background.
    pub discourse: Discourse,
    /// What sort of violence.
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
    /// The time.
    pub when: Option<When>,
    /// The place.
    pub place: Option<Place>,
    /// Further places named for it.
    pub places: Vec<Place>,
    /// Who took part.
    pub parties: Vec<Party>,
    /// What was hit.
    pub objects: Vec<Object>,
    /// What was used.
    pub weapons: Vec<WeaponUsed>,
    /// Who was harmed.
    pub casualties: Vec<Casualty>,
    /// The figures that stand.
    pub totals: Totals,
    /// Who is responsible, as told.
    pub responsibility: Responsibility,
    /// Who answered it.
    pub responses: Vec<Response>,
    /// Relations to other incidents of this report (index).
    pub links: Vec<Link>,
    /// Who tells it.
    pub sources: Vec<SourceNamed>,
    /// What makes it firmer or thinner: what the confidence was read from.
    pub signs: Vec<RuleName>,
    /// The chance in hundredths that killed, wounded, date and place are all right.
    pub confidence: u8,
}

/// Evidence of the single-valued fields of an incident.
#[derive(Debug, Clone, Default)]
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

/// Someone who took part.
#[derive(Debug, Clone)]
pub struct Party {
    /// Their part in it.
    pub stance: Stance,
    /// As the report calls them.
    pub name: String,
    /// The canonical organisation.
    pub organisation: Option<String>,
    /// What they are.
    pub kind: PartyKind,
    /// ISO 3166 alpha-2 code.
    pub country: Option<String>,
    /// Whether the report tells who they are.
    pub identified: bool,
    /// How many.
    pub size: Option<Count>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something that was hit.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct WeaponUsed {
    /// As the report calls it.
    pub name: String,
    /// What it is.
    pub kind: WeaponKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Who gives a casualty figure.
#[derive(Debug, Clone)]
pub struct CasualtyBy {
    /// As the report calls them.
    pub name: Option<String>,
    /// What sort of source.
    pub kind: SourceKind,
}

/// People to whom one thing happened.
#[derive(Debug, Clone)]
pub struct Casualty {
    /// What happened to them.
    pub outcome: Outcome,
    /// Whose side they stood on.
    pub side: Side,
    /// Index into `parties`.
    pub party: Option<usize>,
    /// As the report calls them.
    pub who: String,
    /// What they were.
    pub role: Role,
    /// The canonical organisation.
    pub organisation: Option<String>,
    /// ISO 3166 alpha-2 code.
    pub nationality: Option<String>,
    /// Adult or child.
    pub age: Option<Age>,
    /// Sex.
    pub sex: Option<Sex>,
    /// National or international staff.
    pub staff: Option<Staff>,
    /// How many.
    pub count: Count,
    /// The span of the number's words.
    pub words: Span,
    /// Whether the report states it as the whole number of the incident.
    pub total: bool,
    /// Index of the casualty that already contains it.
    pub part_of: Option<usize>,
    /// Who says so.
    pub by: CasualtyBy,
    /// Whether it stands.
    pub status: Status,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A figure that stands.
#[derive(Debug, Clone)]
pub struct Total {
    /// How many.
    pub count: Count,
    /// How it came about.
    pub from: TotalFrom,
    /// Whether the report leaves the side open.
    pub side_unclear: bool,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// The figures that stand, victims and initiators apart.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Victims killed.
    pub killed: Option<Total>,
    /// Victims wounded.
    pub wounded: Option<Total>,
    /// Abducted.
    pub abducted: Option<Total>,
    /// Missing.
    pub missing: Option<Total>,
    /// Killed or wounded, not told apart.
    pub harmed: Option<Total>,
    /// Initiators killed.
    pub initiators_killed: Option<Total>,
    /// Initiators wounded.
    pub initiators_wounded: Option<Total>,
    /// Initiators arrested.
    pub initiators_arrested: Option<Total>,
}

/// Who is responsible, as told.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct Response {
    /// Who answers.
    pub party: String,
    /// What they do, in the report's words.
    pub action: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A relation to another incident of the report.
#[derive(Debug, Clone)]
pub struct Link {
    /// Index into `incidents`.
    pub to: usize,
    /// What sort.
    pub kind: LinkKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Somebody who tells of the incident.
#[derive(Debug, Clone)]
pub struct SourceNamed {
    /// As the report calls them.
    pub name: String,
    /// What sort of source.
    pub kind: SourceKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A number over several incidents.
#[derive(Debug, Clone)]
pub struct Sum {
    /// What happened.
    pub outcome: Outcome,
    /// To which side.
    pub side: Side,
    /// How many.
    pub count: Count,
    /// The span of the number's words.
    pub words: Span,
    /// Indices into `incidents`.
    pub covers: Vec<usize>,
    /// Who says so.
    pub by: Option<String>,
    /// What sort of source.
    pub source_kind: SourceKind,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something said about incidents.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Who speaks.
    pub speaker: String,
    /// For whom.
    pub organisation: Option<String>,
    /// What they do by speaking.
    pub act: StatementAct,
    /// Indices into `incidents`.
    pub about: Vec<usize>,
    /// A number they claim, with the span of its words.
    pub count: Option<(Count, Span)>,
    /// Their own words.
    pub quote: Option<Span>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A sentence about what surrounds the incidents.
#[derive(Debug, Clone)]
pub struct Context {
    /// What sort.
    pub kind: ContextKind,
    /// The sentence.
    pub span: Span,
    /// The time it tells of.
    pub when: Option<When>,
    /// The place it tells of.
    pub place: Option<Place>,
    /// The organisations it names.
    pub parties: Vec<String>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// A reviewer should look.
    Warning,
}

impl Level {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
        }
    }
}

/// A place where the report disagrees with itself or with the map.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: RuleName,
    /// How much it matters.
    pub level: Level,
    /// A sentence for the reviewer.
    pub message: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// Something noticed and not used.
#[derive(Debug, Clone)]
pub struct Note {
    /// The rule.
    pub rule: RuleName,
    /// A sentence for the reviewer.
    pub message: String,
    /// The words.
    pub evidence: Vec<Evidence>,
}
