//! Features of the act: tactic, organisations, objects, weapons, and whether it is news.

use recount_record::Tactic;

use super::Feature;
use crate::telling::Telling;

/// Tactics that a careful reader could exchange.
const AKIN: [&[Tactic]; 6] = [
    &[
        Tactic::ArmedAssault,
        Tactic::Ambush,
        Tactic::Clash,
        Tactic::Massacre,
        Tactic::Assassination,
        Tactic::Execution,
        Tactic::Crackdown,
        Tactic::OtherViolence,
        Tactic::HostageTaking,
    ],
    &[Tactic::Bombing, Tactic::SuicideBombing, Tactic::Assassination],
    &[Tactic::Shelling, Tactic::AirStrike, Tactic::ChemicalAttack, Tactic::Bombing],
    &[Tactic::OtherViolence, Tactic::ChemicalAttack, Tactic::VehicleRamming, Tactic::Arson, Tactic::Seizure],
    &[Tactic::Kidnapping, Tactic::HostageTaking, Tactic::Disappearance],
    &[Tactic::Arson, Tactic::Looting, Tactic::MobViolence, Tactic::Beating],
];

pub(super) fn compare(one: &Telling, two: &Telling, features: &mut Vec<Feature>) {
    features.extend(of_tactics(&one.tactics, &two.tactics));
    let lists = [
        (&one.initiators, &two.initiators, Feature::InitiatorSame, Feature::InitiatorOther),
        (&one.targets, &two.targets, Feature::TargetSame, Feature::TargetOther),
    ];
    for (one, two, same, other) in lists {
        features.extend(of_lists(one, two, same, other));
    }
    features.extend(of_lists(&one.objects, &two.objects, Feature::ObjectSame, Feature::ObjectOther));
    features.extend(of_lists(&one.weapons, &two.weapons, Feature::WeaponSame, Feature::WeaponOther));
    match (one.is_news, two.is_news) {
        (true, true) => {}
        (false, false) => features.push(Feature::Backgrounds),
        _ => features.push(Feature::Background),
    }
}

fn of_tactics(one: &[Tactic], two: &[Tactic]) -> Option<Feature> {
    if one.iter().any(|tactic| two.contains(tactic)) {
        return Some(Feature::TacticSame);
    }
    let has = |set: &[Tactic], tactics: &[Tactic]| tactics.iter().any(|tactic| set.contains(tactic));
    let is_akin = AKIN.iter().any(|set| has(set, one) && has(set, two));
    (!is_akin).then_some(Feature::TacticOther)
}

/// Nothing where one list is empty: what is not told does not differ.
fn of_lists<T: PartialEq>(one: &[T], two: &[T], same: Feature, other: Feature) -> Option<Feature> {
    let are_told = !one.is_empty() && !two.is_empty();
    are_told.then(|| if one.iter().any(|item| two.contains(item)) { same } else { other })
}
