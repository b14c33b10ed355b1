//! How sure an incident is: what is firm and what is thin about it comes in, the chance that killed, wounded, date and
//! place are all right goes out.
//!
//! Each sign of [`signs`] that an incident bears adds its points of `confidence.toml` to the base; ten points make the
//! odds 2.7 times as good. 18 points are a chance of 0.85; less 10 and 5 for two signs, 3 points are one of 0.55. They are trained by
//! `recount-train confidence` on reports coded by hand.

use std::collections::BTreeMap;

use recount_model::{Casualty, Incident, Outcome, PlaceKind, RuleName, Side, Stance, Status};
use serde::Deserialize;

use super::conflict::apart;
use super::draft::Draft;
use super::strand::Strand;
use super::time;
use crate::Report;

/// Something about an incident that makes it firmer or thinner.
struct Sign {
    name: RuleName,
    /// What it sees, for readers.
    sees: &'static str,
    is_borne: fn(&Seen) -> bool,
}

const SIGNS: [Sign; 5] = [
    Sign { name: "told-twice", sees: "its sentences name another day, place or figure too", is_borne: is_told_twice },
    Sign { name: "day-thin", sees: "no day, an assumed one or several", is_borne: is_day_thin },
    Sign { name: "place-thin", sees: "a country, region or river, or no place of its own", is_borne: is_place_thin },
    Sign { name: "figures-thin", sees: "no wounded, or one figure in all", is_borne: are_figures_thin },
    Sign { name: "initiator-untold", sees: "nobody is named who did it", is_borne: is_initiator_untold },
];

/// The names of all signs, each with what it sees.
pub fn signs() -> impl Iterator<Item = (RuleName, &'static str)> {
    SIGNS.iter().map(|sign| (sign.name, sign.sees))
}

/// The points at which the chance rises to the next step of 0.05: ten times the log-odds of 0.025, 0.075, …, 0.975.
const STEPS: [i32; 20] = [-36, -25, -19, -15, -12, -9, -7, -5, -3, -1, 2, 4, 6, 8, 10, 13, 16, 20, 26, 37];

/// The chance, in hundredths and steps of five, that some points stand for: never below 5 nor above 95.
pub fn chance(points: i32) -> u8 {
    let steps = STEPS.iter().filter(|step| points >= **step).count() as u8;
    (steps * 5).clamp(5, 95)
}

/// The points of the signs.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Confidence {
    /// The points of an incident without signs.
    base: i32,
    /// The hash of the reports that it was trained on, and how many incidents were judged.
    #[expect(dead_code, reason = "stands in the file for its readers")]
    trained_on: String,
    #[expect(dead_code, reason = "stands in the file for its readers")]
    incidents: usize,
    signs: BTreeMap<String, i32>,
}

impl Confidence {
    /// Reads `confidence.toml`.
    ///
    /// # Errors
    /// The text is no TOML, or has a sign that is none.
    pub(crate) fn load(text: &str) -> Result<Self, String> {
        let file: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        match file.signs.keys().find(|name| SIGNS.iter().all(|sign| sign.name != *name)) {
            Some(name) => Err(format!("[signs] has `{name}`, which is no sign; take it out")),
            None => Ok(file),
        }
    }

    fn of(&self, signs: &[RuleName]) -> u8 {
        chance(signs.iter().fold(self.base, |points, sign| points.saturating_add(self.signs.get(*sign).copied().unwrap_or(0))))
    }
}

/// Gives every incident its signs and its confidence; `drafts` are what the incidents were made from, in the same order.
pub(super) fn rate(report: &Report, strands: &[Strand], drafts: &[Draft], incidents: &mut [Incident]) {
    for (draft, incident) in drafts.iter().zip(incidents) {
        let seen = Seen { report, strands: draft.strands.iter().map(|i| &strands[*i]).collect(), draft, incident };
        let signs: Vec<RuleName> = SIGNS.iter().filter(|sign| (sign.is_borne)(&seen)).map(|sign| sign.name).collect();
        incident.confidence = report.coder.confidence.of(&signs);
        incident.signs = signs;
    }
}

/// An incident with what it was made from.
struct Seen<'a> {
    report: &'a Report<'a>,
    strands: Vec<&'a Strand>,
    draft: &'a Draft,
    incident: &'a Incident,
}

fn is_told_twice(seen: &Seen) -> bool {
    has_rival_day(seen) || has_rival_place(seen) || has_rival_figure(seen)
}

fn has_rival_day(seen: &Seen) -> bool {
    let Some(known) = &seen.incident.when else { return false };
    let named = |strand: &&Strand| time::when_of(seen.report, strand, Some(known));
    seen.strands.iter().filter_map(named).any(|when| !known.meets(&when))
}

fn has_rival_place(seen: &Seen) -> bool {
    let Some(known) = seen.draft.place else { return false };
    seen.strands.iter().filter_map(|strand| strand.place).any(|place| apart(seen.report, known, place) == Some(true))
}

/// A figure of killed or wounded that the total cannot hold, that a later one took the place of, or that another source gives.
fn has_rival_figure(seen: &Seen) -> bool {
    let totals = &seen.incident.totals;
    let is_rival = |it: &Casualty| {
        let total = match it.outcome {
            Outcome::Killed => &totals.killed,
            Outcome::Wounded => &totals.wounded,
            _ => return false,
        };
        let larger = total.as_ref().and_then(|total| total.count.high).is_some_and(|high| it.count.low > high);
        it.side == Side::Victim && (larger || matches!(it.status, Status::Superseded | Status::Rival))
    };
    seen.incident.casualties.iter().any(is_rival)
}

fn is_day_thin(seen: &Seen) -> bool {
    seen.incident.when.as_ref().is_none_or(|when| when.assumed || when.days() > 1)
}

fn is_place_thin(seen: &Seen) -> bool {
    let kind = seen.incident.place.as_ref().map(|place| place.kind);
    seen.draft.place.is_none() || matches!(kind, None | Some(PlaceKind::Country | PlaceKind::Region | PlaceKind::Natural))
}

fn are_figures_thin(seen: &Seen) -> bool {
    seen.incident.totals.wounded.is_none() || seen.incident.casualties.len() < 2
}

fn is_initiator_untold(seen: &Seen) -> bool {
    !seen.incident.parties.iter().any(|party| party.stance == Stance::Initiator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_ten_times_the_log_odds() {
        for points in -60..60 {
            let exact = 1.0 / (1.0 + (f64::from(-points) / 10.0).exp());
            let nearest = ((exact * 20.0).round() * 5.0).clamp(5.0, 95.0);
            assert_eq!(f64::from(chance(points)), nearest, "{points} points");
        }
    }

    #[test]
    fn a_thin_report_is_less_sure_than_a_firm_one() {
        let coder = crate::Coder::builtin();
        let rated = |text: &str| {
            let mut document = recount_model::Document::new("note", None, text);
            document.published = Some(recount_model::Date::constant(2023, 3, 14));
            let coded = crate::code(&coder, document, false);
            (coded.incidents[0].signs.clone(), coded.incidents[0].confidence)
        };
        let (firm, sure) = rated("Gunmen killed five guards and wounded three villagers in Kidal, Mali, on Monday.");
        let (thin, unsure) = rated("Five guards were killed in an ambush in Mali.");
        assert_eq!((firm, thin), (vec![], vec!["day-thin", "place-thin", "figures-thin", "initiator-untold"]));
        assert!(sure > unsure, "{sure} {unsure}");
    }

    #[test]
    fn a_sign_that_is_none_does_not_load() {
        let file = "base = 13\ntrained-on = \"0\"\nincidents = 0\n[signs]\ntold-thrice = 4\n";
        assert_eq!(Confidence::load(file).unwrap_err(), "[signs] has `told-thrice`, which is no sign; take it out");
    }
}
