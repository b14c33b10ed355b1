//! When a field is right.
//!
//! In: an incident of the gold and a coded one. Out: yes or no, field by field.

use recount_record::{Casualty, Count, CountForm, Incident, ResponsibilityStatus, Side, When};

use crate::gold::{GoldCount, GoldIncident};

/// Tactics that a careful reader could exchange without being wrong.
const SAME_TACTIC: &[&[&str]] = &[
    &["armed_assault", "ambush", "clash", "massacre", "assassination", "execution", "vehicle_ramming", "crackdown"],
    &["bombing", "suicide_bombing"],
    &["shelling", "air_strike", "shelling_or_airstrike", "chemical_attack"],
    &["other", "other_violence", "chemical_attack", "vehicle_ramming"],
    &["kidnapping", "hostage_taking", "disappearance"],
    &["arson", "looting", "arson_or_looting"],
    &["mob_violence", "beating"],
];

/// Roles that a careful reader could exchange without being wrong.
const SAME_ROLE: &[&[&str]] = &[
    &["military", "soldier", "militia", "combatant"],
    &["civilian", "unknown", "child", "student", "worker", "trader", "driver", "tourist", "religious", "prisoner", "teacher"],
    &["official", "politician", "diplomat", "judge"],
    &["aid_worker", "un_staff", "medic"],
    &["perpetrator", "attacker"],
    &["contractor", "worker"],
    &["security_guard", "police"],
];

/// Whether a count says what the gold says. "More than n" may be n+1; about n is right where the gold has n.
pub(crate) fn is_count_right(gold: GoldCount, count: Option<&Count>) -> bool {
    let Some(count) = count else { return false };
    let about = count.form == CountForm::About;
    match (gold.0, gold.1) {
        (None, None) => matches!(count.form, CountForm::Vague | CountForm::AtLeast) || count.high.is_none(),
        (Some(least), None) => (count.low == least || Some(count.low) == least.checked_add(1)) && count.high.is_none(),
        (None, Some(most)) => count.high == Some(most) || ((about || count.form == CountForm::AtMost) && count.best == most),
        (Some(n), Some(m)) if n == m => (count.low == n && count.high == Some(n)) || (about && count.best == n),
        (Some(least), Some(most)) => count.low == least && count.high == Some(most),
    }
}

/// Whether the time is the very day or span; a day more only where the gold says that the words leave it open.
pub(crate) fn is_date_right(gold: &GoldIncident, when: Option<&When>) -> bool {
    let (Some(date), Some(when)) = (gold.date.as_deref(), when) else { return false };
    let (first, last) = (when.first.to_string(), when.last.to_string());
    let (gold_first, gold_last) = interval(date);
    if date.len() < 10 {
        return gold_first <= first && last <= gold_last;
    }
    let from = gold.date_from.as_ref().unwrap_or(&gold_first);
    let to = gold.date_to.as_ref().unwrap_or(&gold_last);
    if (&first, &last) == (from, to) {
        return true;
    }
    let is_open = gold.overnight || (gold.no_cue && when.assumed);
    let days = (when.last - when.first).get_days();
    is_open && days <= 1 && first.as_str() <= date && date <= last.as_str()
}

/// `2017`, `2017-08` or a day as first and last day; they compare with full dates as words.
fn interval(date: &str) -> (String, String) {
    match date.len() {
        4 => (format!("{date}-01-01"), format!("{date}-12-31")),
        7 => (format!("{date}-01"), format!("{date}-31")),
        _ => (date.to_owned(), date.to_owned()),
    }
}

/// Kilometres between the two places, where both have a point.
pub(crate) fn distance(gold: &GoldIncident, coded: &Incident) -> Option<f64> {
    let place = coded.place.as_ref()?;
    Some(kilometres((gold.lat?, gold.lon?), (place.lat?, place.lon?)))
}

/// Great-circle distance of two points (degrees north, degrees east).
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let degree = std::f64::consts::PI / 180.0;
    let half_chord = ((b.0 - a.0) * degree / 2.0).sin().powi(2)
        + (a.0 * degree).cos() * (b.0 * degree).cos() * ((b.1 - a.1) * degree / 2.0).sin().powi(2);
    12742.0 * half_chord.sqrt().asin()
}

/// Whether tactic or second tactic is one that the gold accepts.
pub(crate) fn is_tactic_right(gold: &GoldIncident, coded: &Incident) -> bool {
    let wanted = gold.tactic.iter().chain(&gold.type_alt);
    let given = || [Some(coded.tactic), coded.also].into_iter().flatten();
    wanted.map(String::as_str).any(|wanted| given().any(|given| is_exchangeable(SAME_TACTIC, wanted, given.as_str())))
}

/// Whether the casualty is what the gold says the group was.
pub(crate) fn is_role_right(gold: &str, casualty: &Casualty) -> bool {
    if gold == "perpetrator" {
        return casualty.side == Side::Initiator;
    }
    is_exchangeable(SAME_ROLE, gold, casualty.role.as_str())
}

/// Whether the stage is right; failed, foiled and attempted are not told apart.
pub(crate) fn is_stage_right(gold: &str, coded: &Incident) -> bool {
    is_exchangeable(&[&["failed", "foiled", "attempted"]], gold, coded.stage.as_str())
}

/// Whether claimed, denied, unclaimed or untold is right.
pub(crate) fn is_claim_right(gold: &str, coded: &Incident) -> bool {
    gold.starts_with(match coded.responsibility.status {
        ResponsibilityStatus::Claimed => "claimed",
        ResponsibilityStatus::Denied => "denied",
        ResponsibilityStatus::NoClaim => "explicitly no claim",
        ResponsibilityStatus::Accused | ResponsibilityStatus::Unknown => "none stated",
    })
}

fn is_exchangeable(groups: &[&[&str]], gold: &str, coded: &str) -> bool {
    gold == coded || groups.iter().any(|group| group.contains(&gold) && group.contains(&coded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(low: u32, best: u32, high: Option<u32>, form: CountForm) -> Count {
        Count { low, best, high, form, words: None }
    }

    #[test]
    fn a_floor_may_be_one_more_and_must_stay_open() {
        let gold = GoldCount(Some(11), None);
        assert!(is_count_right(gold, Some(&count(12, 12, None, CountForm::AtLeast))));
        assert!(!is_count_right(gold, Some(&count(12, 12, Some(12), CountForm::Exact))));
        assert!(!is_count_right(gold, None));
        assert!(!is_count_right(GoldCount(Some(u32::MAX), None), Some(&count(0, 0, None, CountForm::AtLeast))));
    }

    #[test]
    fn about_forty_is_forty_and_up_to_forty() {
        let about = count(36, 40, Some(44), CountForm::About);
        assert!(is_count_right(GoldCount(Some(40), Some(40)), Some(&about)));
        assert!(is_count_right(GoldCount(None, Some(40)), Some(&about)));
        assert!(!is_count_right(GoldCount(Some(36), Some(43)), Some(&about)));
    }

    #[test]
    fn a_quarter_of_the_globe_is_ten_thousand_kilometres() {
        assert!((kilometres((0.0, 0.0), (90.0, 0.0)) - 10_007.5).abs() < 1.0);
    }
}
