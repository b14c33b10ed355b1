//! What must hold for any set of tellings, and the cases that a reader would ask about.

use proptest::prelude::*;
use recount_reconcile::{
    Candidates, Decisions, Figure, Matcher, Region, Scores, Spot, Stretch, Telling, TellingId, Wording, founder, link, regroup,
};
use recount_record::Tactic;

/// A telling of an attack on a market, published on `day`.
fn market(report: &str, day: i32, killed: u32) -> Telling {
    let names = [11, 12, 13, 14];
    Telling {
        id: TellingId::new(report, "1"),
        report: report.to_owned(),
        local: "1".to_owned(),
        published: Some(day),
        is_news: true,
        days: Some(Stretch { first: 17_000, last: 17_000, assumed: false }),
        spot: Some(town("kelabo", 14.2, 1.1)),
        implied: None,
        tactics: vec![Tactic::ArmedAssault],
        initiators: Vec::new(),
        targets: Vec::new(),
        objects: Vec::new(),
        weapons: Vec::new(),
        figures: [Some(Figure { low: killed, best: killed, high: Some(killed) }), None, None, None],
        wording: wording(&names),
    }
}

fn town(name: &str, lat: f64, lon: f64) -> Spot {
    Spot {
        name: name.to_owned(),
        district: None,
        country: Some("ML".to_owned()),
        region: Some("gao".to_owned()),
        point: Some((lat, lon)),
        radius_km: 5.0,
        is_area: false,
        is_country: false,
    }
}

fn wording(names: &[u32]) -> Wording {
    let words = (100..120).map(|word| (word, 10)).chain(names.iter().map(|name| (name + 500, 12))).collect();
    Wording { words, rare: names.to_vec(), names: names.to_vec(), full_names: Vec::new(), sketch: Vec::new(), length: 200 }
}

/// The groups as lists of reports.
fn groups(tellings: &[Telling], decisions: &Decisions) -> Vec<Vec<String>> {
    let groups = link(&Matcher::builtin(), tellings, decisions);
    let names = |group: Vec<usize>| {
        let mut names: Vec<String> = group.into_iter().map(|i| tellings[i].report.clone()).collect();
        names.sort();
        names
    };
    let mut groups: Vec<Vec<String>> = groups.into_iter().map(names).collect();
    groups.sort();
    groups
}

#[test]
fn two_reports_of_one_attack_are_one_incident() {
    let tellings = [market("a", 17_000, 7), market("b", 17_001, 9)];
    assert_eq!(groups(&tellings, &Decisions::default()), [["a", "b"]]);
}

#[test]
fn attacks_in_two_towns_on_one_day_stay_apart() {
    let mut other = market("b", 17_000, 2);
    other.spot = Some(town("tessi", 16.9, 3.4));
    other.wording = wording(&[21, 22, 23]);
    assert_eq!(groups(&[market("a", 17_000, 7), other], &Decisions::default()), [["a"], ["b"]]);
}

#[test]
fn two_incidents_of_one_report_never_become_one() {
    let mut second = market("a", 17_000, 7);
    second.local = "2".to_owned();
    second.id = TellingId::new("a", "2");
    let tellings = [market("a", 17_000, 7), second, market("b", 17_001, 7)];
    for group in link(&Matcher::builtin(), &tellings, &Decisions::default()) {
        let from_a = group.iter().filter(|&&i| tellings[i].report == "a").count();
        assert!(from_a < 2);
    }
}

#[test]
fn what_a_person_decided_stands_against_every_score() {
    let tellings = [market("a", 17_000, 7), market("b", 17_001, 7), market("far", 19_000, 1)];
    let [a, b, far] = [0, 1, 2].map(|i| tellings[i].id);
    let mut decisions = Decisions::default();
    decisions.part(a, b);
    decisions.join(a, far);
    assert_eq!(groups(&tellings, &decisions), [vec!["a".to_owned(), "far".to_owned()], vec!["b".to_owned()]]);
    // The last word counts.
    decisions.join(a, b);
    decisions.part(a, far);
    assert_eq!(groups(&tellings, &decisions), [vec!["a".to_owned(), "b".to_owned()], vec!["far".to_owned()]]);
}

#[test]
fn the_first_news_report_gives_an_incident_its_id() {
    let (late, mut early) = (market("late", 17_003, 9), market("early", 17_000, 7));
    assert_eq!(founder(&[&late, &early]).map(|telling| telling.report.as_str()), Some("early"));
    early.is_news = false;
    assert_eq!(founder(&[&late, &early]).map(|telling| telling.report.as_str()), Some("late"));
}

prop_compose! {
    /// A telling near many others: few days, few towns, few names.
    fn crowded(number: usize)(day in 17_000..17_006, town_at in 0..4_u8, killed in 1..6_u32, names in prop::collection::vec(1..12_u32, 1..5),
                              assumed in any::<bool>(), report in 0..12_u8) -> Telling {
        let report = format!("report-{report}");
        let mut telling = market(&report, day, killed);
        telling.local = number.to_string();
        telling.id = TellingId::new(&report, &telling.local);
        telling.days = Some(Stretch { first: day, last: day, assumed });
        telling.spot = Some(town("town", 14.0 + f64::from(town_at) / 5.0, 1.0));
        let mut names = names;
        names.sort_unstable();
        names.dedup();
        telling.wording = wording(&names);
        telling
    }
}

fn crowd() -> impl Strategy<Value = Vec<Telling>> {
    (2..25_usize).prop_flat_map(|n| (0..n).map(crowded).collect::<Vec<_>>())
}

/// The groups when tellings come one after the other and each changes only what it reaches.
fn grown(tellings: &[Telling]) -> Vec<Vec<usize>> {
    let matcher = Matcher::builtin();
    let candidates = Candidates::of(tellings).pairs;
    let scored: Vec<(usize, usize, i32)> =
        candidates.into_iter().filter_map(|(i, j)| Some((i, j, matcher.pair(&tellings[i], &tellings[j])?))).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for come in 0..tellings.len() {
        let mut inside = vec![come];
        loop {
            let is_beside = |group: &&Vec<usize>| {
                let is_in = |i: &usize| group.contains(i);
                !inside.contains(&group[0])
                    && scored.iter().any(|(i, j, _)| (inside.contains(i) && is_in(j)) || (inside.contains(j) && is_in(i)))
            };
            let around: Vec<Vec<usize>> = groups.iter().filter(is_beside).cloned().collect();
            let all = |i: &usize| inside.contains(i) || around.iter().any(|group| group.contains(i));
            let region = Region {
                inside: inside.iter().map(|&i| &tellings[i]).collect(),
                around: around.iter().map(|group| group.iter().map(|&i| &tellings[i]).collect()).collect(),
                pairs: scored
                    .iter()
                    .filter(|(i, j, _)| all(i) && all(j))
                    .map(|&(i, j, score)| (tellings[i].id, tellings[j].id, score))
                    .collect(),
            };
            let made = regroup(&region, &Decisions::default(), &matcher.weights, &mut Scores::default());
            if made.reached.is_empty() {
                groups.retain(|group| !inside.contains(&group[0]));
                groups.extend(made.groups.iter().map(|group| group.iter().map(|&i| inside[i]).collect::<Vec<_>>()));
                break;
            }
            inside.extend(made.reached.iter().flat_map(|&i| around[i].iter().copied()));
        }
    }
    groups
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_comes_one_by_one_makes_the_groups_of_the_whole(tellings in crowd()) {
        let ids = |groups: Vec<Vec<usize>>| {
            let mut groups: Vec<Vec<TellingId>> = groups.into_iter().map(|group| group.into_iter().map(|i| tellings[i].id).collect()).collect();
            groups.iter_mut().for_each(|group: &mut Vec<TellingId>| group.sort());
            groups.sort();
            groups
        };
        prop_assert_eq!(ids(grown(&tellings)), ids(link(&Matcher::builtin(), &tellings, &Decisions::default())));
    }

    #[test]
    fn any_order_of_arrival_gives_one_partition(tellings in crowd(), seed in any::<u64>()) {
        let ids = |tellings: &[Telling]| -> Vec<Vec<TellingId>> {
            let groups = link(&Matcher::builtin(), tellings, &Decisions::default());
            groups.into_iter().map(|group| group.into_iter().map(|i| tellings[i].id).collect()).collect()
        };
        let mut shuffled = tellings.clone();
        shuffled.sort_by_key(|telling| telling.id.0.wrapping_mul(seed | 1).rotate_left(17));
        prop_assert_eq!(ids(&tellings), ids(&shuffled));
    }

    #[test]
    fn comparing_is_symmetric(tellings in crowd()) {
        let matcher = Matcher::builtin();
        for one in &tellings {
            for two in &tellings {
                prop_assert_eq!(matcher.why(one, two), matcher.why(two, one));
            }
        }
    }
}
