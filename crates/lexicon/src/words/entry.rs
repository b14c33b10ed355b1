//! What a phrase of a list stands for.

use recount_model::{ObjectKind, PartyKind, Role, SourceKind, Stance, Tactic, WeaponKind};

use super::GroupId;

/// What is done (column `act` of `acts.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are the words of the list")]
pub enum Act {
    Kill,
    Die,
    Wound,
    Wounds,
    Harm,
    Missing,
    Abduct,
    AbductN,
    Release,
    Rescue,
    Arrest,
    Capture,
    Displace,
    Attack,
    Strike,
    Shoot,
    Fire,
    FireWord,
    Clash,
    Bomb,
    Blowup,
    Suicide,
    Explode,
    Shell,
    Killing,
    Rape,
    Beat,
    Burn,
    Loot,
    Seize,
    Retake,
    Ram,
    Foil,
    Plot,
    Destroy,
    Damage,
    Toll,
    Lose,
    Find,
    Critical,
    Drive,
    Fight,
}

impl Act {
    /// Every act with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("kill", Self::Kill),
        ("die", Self::Die),
        ("wound", Self::Wound),
        ("wounds", Self::Wounds),
        ("harm", Self::Harm),
        ("missing", Self::Missing),
        ("abduct", Self::Abduct),
        ("abductn", Self::AbductN),
        ("release", Self::Release),
        ("rescue", Self::Rescue),
        ("arrest", Self::Arrest),
        ("capture", Self::Capture),
        ("displace", Self::Displace),
        ("attack", Self::Attack),
        ("strike", Self::Strike),
        ("shoot", Self::Shoot),
        ("fire", Self::Fire),
        ("fireword", Self::FireWord),
        ("clash", Self::Clash),
        ("bomb", Self::Bomb),
        ("blowup", Self::Blowup),
        ("suicide", Self::Suicide),
        ("explode", Self::Explode),
        ("shell", Self::Shell),
        ("killing", Self::Killing),
        ("rape", Self::Rape),
        ("beat", Self::Beat),
        ("burn", Self::Burn),
        ("loot", Self::Loot),
        ("seize", Self::Seize),
        ("retake", Self::Retake),
        ("ram", Self::Ram),
        ("foil", Self::Foil),
        ("plot", Self::Plot),
        ("destroy", Self::Destroy),
        ("damage", Self::Damage),
        ("toll", Self::Toll),
        ("lose", Self::Lose),
        ("find", Self::Find),
        ("critical", Self::Critical),
        ("drive", Self::Drive),
        ("fight", Self::Fight),
    ];

    /// The act of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, act)| *act)
    }
}

/// How far a word stands for violence by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Needs somebody or something that can be attacked beside it.
    Weak,
    /// Tells what became of a person.
    Harm,
    /// Stands for violence alone.
    Strong,
}

/// The form in which a word of a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// "kill"
    Base,
    /// "kills"
    Third,
    /// "shot" (past and participle alike)
    PastPart,
    /// "struck", "fell"
    Past,
    /// "taken"
    Part,
    /// "killing"
    Ing,
    /// a noun
    Noun,
    /// a noun in the plural
    Plural,
    /// an adjective
    Adj,
    /// "according to"
    Phrase,
}

impl Form {
    /// Whether it is a form of a verb.
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Third | Self::PastPart | Self::Past | Self::Part | Self::Ing)
    }
}

/// A word of violence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActEntry {
    /// What is done.
    pub act: Act,
    /// The form.
    pub form: Form,
    /// The tactic it stands for.
    pub tactic: Option<Tactic>,
    /// How far it stands for violence by itself.
    pub strength: Strength,
}

/// A word for people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonEntry {
    /// What they are.
    pub role: Role,
    /// What the word says of their part.
    pub stance: Option<Stance>,
    /// What sort of party.
    pub kind: PartyKind,
    /// In the plural.
    pub plural: bool,
    /// The word has no singular of its own ("police", "staff").
    pub mass: bool,
    /// Marks of the list.
    pub child: bool,
    /// Grown up.
    pub adult: bool,
    /// Female.
    pub female: bool,
    /// Male.
    pub male: bool,
    /// An office: the person is one.
    pub named: bool,
    /// Also a common word for something else.
    pub weak: bool,
    /// "hostage", "victim": a lot, not a sort of person.
    pub status: bool,
    /// "member of", "personnel of": the sort stands behind.
    pub of: bool,
    /// A family: more than one.
    pub group: bool,
    /// "others"
    pub pronoun: bool,
    /// From abroad.
    pub foreign: bool,
}

/// What a speaker does (column `act` of `says.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the words of the list")]
pub enum SayAct {
    Say,
    Announce,
    Claim,
    ClaimN,
    RespN,
    Deny,
    Accuse,
    Condemn,
    Commend,
    Threaten,
    Warn,
    Appeal,
    Mourn,
}

impl SayAct {
    /// The act of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "say" => Self::Say,
            "announce" => Self::Announce,
            "claim" => Self::Claim,
            "claimn" => Self::ClaimN,
            "respn" => Self::RespN,
            "deny" => Self::Deny,
            "accuse" => Self::Accuse,
            "condemn" => Self::Condemn,
            "commend" => Self::Commend,
            "threaten" => Self::Threaten,
            "warn" => Self::Warn,
            "appeal" => Self::Appeal,
            "mourn" => Self::Mourn,
            _ => return None,
        })
    }
}

/// A weapon or an object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thing<K> {
    /// What it is.
    pub kind: K,
    /// The tactic a weapon stands for.
    pub tactic: Option<Tactic>,
    /// Needs an act on it.
    pub weak: bool,
    /// In the plural.
    pub plural: bool,
}

/// What a phrase stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A word of violence.
    Act(ActEntry),
    /// People.
    Person(PersonEntry),
    /// Something that is attacked.
    Object(Thing<ObjectKind>),
    /// Something that is used.
    Weapon(Thing<WeaponKind>),
    /// Speech.
    Say(SayAct, Form),
    /// A named group, mission, agency or force; `upper`: only in capitals.
    Group(GroupId, bool),
    /// A country by name (ISO 3166 alpha-2); `upper`: only in capitals.
    Country([u8; 2], bool),
    /// A country's adjective or people; plural people.
    Demonym([u8; 2], bool),
}

/// Which list a group stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// An armed group.
    Armed,
    /// A mission or coalition.
    Mission,
    /// An agency, monitor or outlet.
    Agency(SourceKind),
    /// A state's force.
    Force(Role),
}

/// A named group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Canonical name.
    pub name: String,
    /// The organisation it belongs to, canonical: its own name, or "Government of X".
    pub organisation: String,
    /// The list.
    pub list: GroupKind,
    /// What sort of party.
    pub kind: PartyKind,
    /// ISO 3166 alpha-2 codes, base first.
    pub countries: Vec<String>,
    /// Years of activity as in the list.
    pub years: String,
    /// Every name.
    pub aliases: Vec<String>,
}
