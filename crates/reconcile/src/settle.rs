//! Which figure stands, by a named rule, and where reports contradict each other.
//!
//! In: what each report tells of one incident. Out: [`Settled`] figures and [`Found`] contradictions. Copies of one
//! story are one source: of each source its latest figure counts. A report that only recalls the incident lends none.

use std::collections::BTreeSet;

use recount_record::{Discourse, Evidence, Incident, Outcome, ResponsibilityStatus, Role, Side, SourceKind, Status, Total, Totals};

use crate::copies::sources;
use crate::telling::{Figure, Telling};

/// How figures are settled (codebook, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// The latest report of the best sort of source.
    #[default]
    Latest,
    /// The lowest figure, as ACLED takes it.
    Lowest,
    /// The lowest, the latest and the highest figure, as UCDP gives them.
    LowBestHigh,
    /// The figure of most sources, as GTD takes it; of several the latest.
    Majority,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::Latest, Self::Lowest, Self::LowBestHigh, Self::Majority];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Lowest => "lowest",
            Self::LowBestHigh => "low-best-high",
            Self::Majority => "majority",
        }
    }

    /// The rule of a name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// What one report tells of the incident.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// Reduced to what can be compared.
    pub telling: &'t Telling,
    /// As it was coded.
    pub incident: &'t Incident,
    /// Everything that its report tells.
    pub report: &'t [Incident],
}

/// A figure that stands for the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Which number it is: `killed`, `wounded`, …
    pub outcome: &'static str,
    /// How many people.
    pub figure: Figure,
    /// The reports that give it, as positions in what was told.
    pub from: Vec<usize>,
    /// How many sources give a figure at all.
    pub sources: usize,
}

/// Where reports contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule that found it.
    pub rule: &'static str,
    /// A sentence for the reviewer.
    pub message: String,
    /// The reports, as positions in what was told.
    pub between: Vec<usize>,
}

/// A number of an incident: its name, and where it stands.
pub type Number = (&'static str, fn(&Totals) -> Option<&Total>);

/// The numbers that are settled.
const NUMBERS: [Number; 8] = [
    ("killed", |totals| totals.killed.as_ref()),
    ("wounded", |totals| totals.wounded.as_ref()),
    ("harmed", |totals| totals.harmed.as_ref()),
    ("abducted", |totals| totals.abducted.as_ref()),
    ("missing", |totals| totals.missing.as_ref()),
    ("initiators_killed", |totals| totals.initiators_killed.as_ref()),
    ("initiators_wounded", |totals| totals.initiators_wounded.as_ref()),
    ("initiators_arrested", |totals| totals.initiators_arrested.as_ref()),
];

/// The names of the numbers that are settled.
pub const OUTCOMES: [&str; NUMBERS.len()] = {
    let mut names = [""; NUMBERS.len()];
    let mut i = 0;
    while i < NUMBERS.len() {
        names[i] = NUMBERS[i].0;
        i += 1;
    }
    names
};

/// The numbers that are settled: their names, and where a report has them.
pub fn numbers() -> impl Iterator<Item = Number> {
    NUMBERS.into_iter()
}

/// The figures that stand.
pub fn settle(told: &[Told], rule: Rule) -> Vec<Settled> {
    NUMBERS.iter().filter_map(|(outcome, number)| settle_one(told, outcome, *number, rule)).collect()
}

/// One source's latest figure.
#[derive(Clone, Copy)]
struct Voice {
    position: usize,
    figure: Figure,
    /// Better sources first, then later ones; ties by content id.
    rank: (u8, i32, std::cmp::Reverse<crate::TellingId>),
}

fn settle_one(told: &[Told], outcome: &'static str, number: fn(&Totals) -> Option<&Total>, rule: Rule) -> Option<Settled> {
    let voices = voices(told, number);
    let latest = voices.iter().max_by_key(|voice| voice.rank)?;
    let lowest = voices.iter().min_by_key(|voice| (voice.figure.best, voice.figure.low))?;
    let figure = match rule {
        Rule::Latest => latest.figure,
        Rule::Lowest => lowest.figure,
        Rule::LowBestHigh => Figure {
            low: voices.iter().map(|voice| voice.figure.low).min().unwrap_or_default(),
            best: latest.figure.best,
            high: voices.iter().map(|voice| voice.figure.high).collect::<Option<Vec<_>>>().and_then(|highs| highs.into_iter().max()),
        },
        Rule::Majority => {
            let votes = |voice: &Voice| voices.iter().filter(|other| other.figure == voice.figure).count();
            voices.iter().max_by_key(|voice| (votes(voice), voice.rank))?.figure
        }
    };
    let gives = |i: &usize| number(&told[*i].incident.totals).is_some_and(|total| Figure::from(&total.count) == figure);
    let from: Vec<usize> = (0..told.len()).filter(|i| told[*i].telling.is_news).filter(gives).collect();
    let from = if from.is_empty() { voices.iter().map(|voice| voice.position).collect() } else { from };
    Some(Settled { outcome, figure, from, sources: voices.len() })
}

fn voices(told: &[Told], number: fn(&Totals) -> Option<&Total>) -> Vec<Voice> {
    let tellings: Vec<&Telling> = told.iter().map(|told| told.telling).collect();
    let voice = |position: usize| {
        let Told { telling, incident, .. } = told[position];
        let total = number(&incident.totals).filter(|_| telling.is_news)?;
        let rank = (trust(incident, total), telling.published.unwrap_or(i32::MIN), std::cmp::Reverse(telling.id));
        Some(Voice { position, figure: Figure::from(&total.count), rank })
    };
    let latest = |source: Vec<usize>| source.into_iter().filter_map(voice).max_by_key(|voice| voice.rank);
    let voices: Vec<Voice> = sources(&tellings).into_iter().filter_map(latest).collect();
    // What a person says stands by every rule.
    let of_people: Vec<Voice> = voices.iter().copied().filter(|voice| voice.rank.0 == PERSON).collect();
    if of_people.is_empty() { voices } else { of_people }
}

/// What a person's word is worth.
const PERSON: u8 = 3;

/// How much a figure's source is worth: what the report says in its own voice or after an authority, what somebody saw
/// or another outlet tells, what a party to the conflict says.
fn trust(incident: &Incident, total: &Total) -> u8 {
    if total.evidence.iter().any(|evidence| matches!(evidence, Evidence::Person { .. })) {
        return PERSON;
    }
    let is_its = |count: &recount_record::Count| count.low == total.count.low && count.best == total.count.best;
    let figure = incident.casualties.iter().find(|casualty| casualty.status == Status::Adopted && is_its(&casualty.count));
    match figure.map_or(SourceKind::Unknown, |casualty| casualty.source_kind) {
        SourceKind::Group => 0,
        SourceKind::Witness | SourceKind::Media => 1,
        _ => 2,
    }
}

/// Where the reports of an incident contradict each other.
pub fn across(told: &[Told]) -> Vec<Found> {
    let mut found = Vec::new();
    for (outcome, number) in NUMBERS {
        found.extend(shrunk(told, outcome, number));
    }
    found.extend(parts(told));
    found.extend(joint(told));
    found.extend(claimed_and_denied(told));
    found
}

/// A report whose dead are those of two others together, who tell of other people each: neither has them all.
fn parts(told: &[Told]) -> Option<Found> {
    let voices = exact_voices(told);
    let roles = |voice: &Voice| -> BTreeSet<Role> {
        let casualties = told[voice.position].incident.casualties.iter();
        let dead = casualties.filter(|it| it.outcome == Outcome::Killed && it.status == Status::Adopted && it.side != Side::Initiator);
        dead.map(|casualty| casualty.role).collect()
    };
    let are_other_people = |one: &Voice, two: &Voice| {
        let (one, two) = (roles(one), roles(two));
        let is_known = |roles: &BTreeSet<Role>| !roles.is_empty() && !roles.contains(&Role::Unknown);
        is_known(&one) && is_known(&two) && one.is_disjoint(&two)
    };
    for whole in &voices {
        for (i, one) in voices.iter().enumerate() {
            let is_sum = |two: &&Voice| one.figure.best + two.figure.best == whole.figure.best && are_other_people(one, two);
            let Some(two) = voices[i + 1..].iter().find(is_sum) else { continue };
            let (first, second) = (one.figure.best, two.figure.best);
            let message = format!(
                "one report says {} killed, which two others give together: {first} and {second}, of other people each; each may tell of a part",
                whole.figure.best
            );
            return Some(Found { rule: "reports.total-equals-parts", message, between: vec![whole.position, one.position, two.position] });
        }
    }
    None
}

/// A report whose dead are those of this incident and of another together, as a second report parts them: its figure may
/// be a joint total.
fn joint(told: &[Told]) -> Option<Found> {
    let voices = exact_voices(told);
    for whole in &voices {
        for part in voices.iter().filter(|part| 0 < part.figure.best && part.figure.best < whole.figure.best) {
            let Told { incident, report, .. } = told[part.position];
            let is_rest = |other: &&Incident| {
                let killed = other.totals.killed.as_ref().map(|total| Figure::from(&total.count));
                other.id != incident.id
                    && other.discourse == Discourse::News
                    && killed.is_some_and(|killed| killed.high == Some(killed.low) && part.figure.best + killed.best == whole.figure.best)
            };
            let Some(rest) = report.iter().find(is_rest) else { continue };
            let place = rest.place.as_ref().map_or("another place", |place| place.name.as_str());
            let (all, here) = (whole.figure.best, part.figure.best);
            let message =
                format!("one report says {all} killed, another {here} here and {} at {place}: {all} may be a joint total", all - here);
            return Some(Found { rule: "reports.joint-total", message, between: vec![whole.position, part.position] });
        }
    }
    None
}

/// The exact numbers of dead, a voice a source, the first published first.
fn exact_voices(told: &[Told]) -> Vec<Voice> {
    let mut voices = voices(told, |totals| totals.killed.as_ref());
    voices.retain(|voice| voice.figure.high == Some(voice.figure.low) && voice.figure.low > 0);
    voices.sort_by_key(|voice| (voice.rank.1, voice.rank.2));
    voices
}

/// A toll grows while the dead are counted; one that falls is a contradiction, or a correction.
fn shrunk(told: &[Told], outcome: &str, number: fn(&Totals) -> Option<&Total>) -> Option<Found> {
    let mut voices = voices(told, number);
    voices.sort_by_key(|voice| (voice.rank.1, voice.rank.2));
    for (i, later) in voices.iter().enumerate() {
        let falls = |earlier: &&Voice| later.figure.high.is_some_and(|high| high < earlier.figure.low);
        let Some(earlier) = voices[..i].iter().find(falls) else { continue };
        let (first, second) = (earlier.figure.best, later.figure.best);
        let when = if earlier.rank.1 == later.rank.1 { "on the same day" } else { "later" };
        let outcome = outcome.replace('_', " ");
        return Some(Found {
            rule: "reports.contradict",
            message: format!("one report says {first} {outcome}, another {when} {second}: a correction, or two sources that disagree"),
            between: vec![earlier.position, later.position],
        });
    }
    None
}

fn claimed_and_denied(told: &[Told]) -> Option<Found> {
    let with = |status| told.iter().position(|told| told.incident.responsibility.status == status);
    let (claim, denial) = (with(ResponsibilityStatus::Claimed)?, with(ResponsibilityStatus::Denied)?);
    let party = |i: usize| told[i].incident.responsibility.party.as_deref().unwrap_or("somebody").to_owned();
    Some(Found {
        rule: "reports.claimed-and-denied",
        message: format!("one report says that {} claims it, another that {} denies it", party(claim), party(denial)),
        between: vec![claim, denial],
    })
}
