//! One incident as all its reports tell it.

use crate::{
    Coded, Count, CountForm, Date, Discourse, Frame, Incident, LinkKind, Place, Responsibility, ResponsibilityStatus, Stage, Tactic, Total,
    Totals, When,
};

/// What one report tells of the incident.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The report.
    pub report: &'a Coded,
    /// The incident in it.
    pub incident: &'a Incident,
    /// The number of its source: reports of one source are copies.
    pub source: usize,
}

/// A figure that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Which number it is: `killed`, `wounded`, …
    pub outcome: String,
    /// The least it can be.
    pub low: u32,
    /// The number to use where one must be used.
    pub best: u32,
    /// The most it can be.
    pub high: Option<u32>,
    /// The reports that give it, as positions in `told`.
    pub from: Vec<usize>,
}

/// Another incident that the reports tell together with this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its id.
    pub id: String,
    /// Its first day.
    pub day: Option<Date>,
    /// Its number within its day, from 1.
    pub number: u32,
    /// What the reports say of the relation; nothing where they only give a joint total.
    pub kind: Option<LinkKind>,
}

/// One incident as all its reports tell it.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// Its id.
    pub id: String,
    /// Its number within its day, from 1.
    pub number: u32,
    /// What most reports say was done.
    pub tactic: Tactic,
    /// When, as most say.
    pub when: Option<&'a When>,
    /// Where, as most say.
    pub place: Option<&'a Place>,
    /// The figures that stand.
    pub figures: Vec<Figure>,
    /// The rule that settled them.
    pub rule: String,
    /// The reports, by day of publication; never empty.
    pub told: Vec<Told<'a>>,
    /// How many sources tell of it: copies of one story are one.
    pub sources: usize,
    /// Where the reports contradict each other.
    pub findings: Vec<String>,
    /// What the reports tell together with it.
    pub related: Vec<Related>,
}

impl<'a> Account<'a> {
    /// The reports that have it as news.
    pub fn news(&self) -> impl Iterator<Item = Told<'a>> + '_ {
        self.told.iter().copied().filter(|told| told.incident.discourse == Discourse::News)
    }

    /// Whether no report has it as news: it is only recalled.
    pub fn is_recalled(&self) -> bool {
        self.news().next().is_none()
    }

    /// The telling whose details stand: the last that gives the figure of the dead, else of the wounded, else the first.
    pub fn lead(&self) -> Told<'a> {
        let giving = ["killed", "wounded", "abducted"].iter().find_map(|outcome| self.figure(outcome));
        let last = giving.and_then(|figure| figure.from.last()).and_then(|i| self.told.get(*i));
        last.copied().or_else(|| self.news().next()).unwrap_or(self.told[0])
    }

    /// The last telling.
    pub fn last(&self) -> Told<'a> {
        self.told[self.told.len() - 1]
    }

    /// The figure of an outcome.
    pub fn figure(&self, outcome: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.outcome == outcome)
    }

    /// How the reports put a figure: the total of a report that gives it.
    pub fn total(&self, figure: &Figure) -> Option<&'a Total> {
        let mut totals = figure.from.iter().rev().filter_map(|i| total_of(&self.told.get(*i)?.incident.totals, &figure.outcome));
        totals.find(|total| (total.count.low, total.count.best, total.count.high) == (figure.low, figure.best, figure.high))
    }

    /// A figure with the form in which it was told.
    pub fn count(&self, outcome: &str) -> Option<Count> {
        let figure = self.figure(outcome)?;
        let told = self.total(figure).map(|total| total.count.clone());
        let form = match figure.high {
            Some(0) => CountForm::None,
            Some(high) if high == figure.low => CountForm::Exact,
            Some(_) => CountForm::Range,
            None => CountForm::AtLeast,
        };
        Some(told.unwrap_or(Count { low: figure.low, best: figure.best, high: figure.high, form, words: None }))
    }

    /// The day of the last publication.
    pub fn published(&self) -> Option<Date> {
        self.told.iter().filter_map(|told| told.report.report.published).max()
    }

    /// Who is responsible: the strongest word of any report, the last of several.
    pub fn responsibility(&self) -> &'a Responsibility {
        let strength = |told: &Told| match told.incident.responsibility.status {
            ResponsibilityStatus::Claimed => 4,
            ResponsibilityStatus::Denied => 3,
            ResponsibilityStatus::Accused => 2,
            ResponsibilityStatus::NoClaim => 1,
            ResponsibilityStatus::Unknown => 0,
        };
        let strongest = self.told.iter().max_by_key(|told| strength(told));
        &strongest.unwrap_or(&self.told[0]).incident.responsibility
    }

    /// Why no codebook of political violence takes it, where one such reason holds.
    pub(super) fn no_event(&self) -> Option<&'static str> {
        let lead = self.lead().incident;
        if self.is_recalled() {
            return Some("recalled only: no report tells it as news");
        }
        match (lead.frame, lead.stage) {
            (Frame::Criminal, _) => Some("crime without a political side"),
            (Frame::LawEnforcement, _) => Some("police work against crime"),
            (Frame::Accident, _) => Some("an accident"),
            (_, Stage::Threatened) => Some("a threat: nothing happened"),
            _ if lead.certainty == crate::Certainty::Denied => Some("denied: somebody concerned says that it did not happen"),
            _ => None,
        }
    }

    /// The country of the place (ISO 3166-1 alpha-2).
    pub fn country(&self) -> &'a str {
        self.place.and_then(|place| place.country.as_deref()).unwrap_or_default()
    }

    /// The name of the place: the part of the city that is named, else the place.
    pub fn place_name(&self) -> &'a str {
        self.place.map_or("", |place| place.district.as_deref().unwrap_or(&place.name))
    }

    /// Degrees north and east.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.place.and_then(|place| place.lat.zip(place.lon))
    }
}

/// How many days a stretch has.
pub(super) fn days(when: &When) -> i64 {
    const DAY_SECONDS: i64 = 86_400;
    when.last.duration_since(when.first).as_secs() / DAY_SECONDS + 1
}

/// The day in the middle of a stretch.
pub(super) fn middle_day(when: &When) -> Date {
    (0..(days(when) - 1) / 2).fold(when.first, |day, _| day.tomorrow().unwrap_or(day))
}

fn total_of<'t>(totals: &'t Totals, outcome: &str) -> Option<&'t Total> {
    match outcome {
        "killed" => totals.killed.as_ref(),
        "wounded" => totals.wounded.as_ref(),
        "harmed" => totals.harmed.as_ref(),
        "abducted" => totals.abducted.as_ref(),
        "missing" => totals.missing.as_ref(),
        "initiators_killed" => totals.initiators_killed.as_ref(),
        "initiators_wounded" => totals.initiators_wounded.as_ref(),
        "initiators_arrested" => totals.initiators_arrested.as_ref(),
        _ => None,
    }
}
