//! Counts what is right.
//!
//! In: gold and coded reports. Out: [`Scores`]. A field counts only where the gold states it; where the gold says
//! nothing and the coder says something, it counts as extra.

use std::collections::{BTreeMap, BTreeSet};

use record::{Discourse, Incident, Total, Totals};
use recount_record as record;
use serde_json::{Value, json};

use crate::gold::{GoldCount, GoldIncident, GoldReport};
use crate::judged::{NEAR, judge_pairs};
use crate::organisation::Organisations;
use crate::pairing::{is_country_right, pair};
use crate::right::{distance, is_claim_right, is_count_right, is_date_right, is_role_right, is_stage_right, is_tactic_right};
use crate::scores::{Scores, WHOLE};

/// Coded reports by their id.
pub type Coded = BTreeMap<String, record::Coded>;

/// Gold against coded.
pub fn score(gold: &[GoldReport], coded: &Coded) -> Scores {
    let organisations = Organisations::builtin();
    let mut scores = Scores::of(gold.len());
    for report in gold {
        score_report(report, coded.get(&report.id), &organisations, &mut scores);
    }
    scores
}

/// How many news incidents the coder found in reports that have none.
pub fn invented(negatives: &[GoldReport], coded: &Coded) -> usize {
    let reports = negatives.iter().filter_map(|report| coded.get(&report.id));
    reports.flat_map(|report| &report.incidents).filter(|incident| incident.discourse == Discourse::News).count()
}

/// A number of people that is scored.
pub(crate) struct Number {
    field: &'static str,
    /// What the gold says, and other right readings.
    pub(crate) gold: fn(&GoldIncident) -> (Option<GoldCount>, &[GoldCount]),
    pub(crate) coded: fn(&Totals) -> Option<&Total>,
}

/// The numbers that are scored, in order.
pub(crate) const NUMBERS: [Number; 4] = [
    Number { field: "killed", gold: |it| (it.killed, &it.killed_alt), coded: |it| it.killed.as_ref() },
    Number { field: "wounded", gold: |it| (it.wounded, &it.wounded_alt), coded: |it| it.wounded.as_ref() },
    Number { field: "perp_killed", gold: |it| (it.perp_killed, &it.perp_killed_alt), coded: |it| it.initiators_killed.as_ref() },
    Number { field: "abducted", gold: |it| (it.abducted, &it.abducted_alt), coded: |it| it.abducted.as_ref() },
];

fn score_report(report: &GoldReport, coded: Option<&record::Coded>, organisations: &Organisations, scores: &mut Scores) {
    scores.add("report coded", coded.is_some(), &report.id, || Value::Null);
    let incidents = coded.map_or(&[][..], |coded| &coded.incidents);
    let pairs = pair(&report.incidents, incidents);
    scores.all.add(pairs.len(), report.incidents.len(), incidents.len());
    score_news(report, incidents, &pairs, scores);
    score_sums(report, coded, scores);
    for judged in judge_pairs(report, incidents, &pairs) {
        scores.calibration.add(incidents[judged.incident].confidence, judged.right, judged.invented);
    }
    for (i, j) in pairs {
        if report.incidents[i].news {
            let (gold, coded) = (&report.incidents[i], &incidents[j]);
            PairScore { gold, coded, report: &report.id, scores }.score(organisations);
        }
    }
}

fn score_news(report: &GoldReport, incidents: &[Incident], pairs: &[(usize, usize)], scores: &mut Scores) {
    let is_news = |j: usize| incidents[j].discourse == Discourse::News;
    let hits: Vec<_> = pairs.iter().filter(|&&(i, j)| report.incidents[i].news && is_news(j)).collect();
    let gold: BTreeSet<usize> = (0..report.incidents.len()).filter(|&i| report.incidents[i].news).collect();
    let coded: BTreeSet<usize> = (0..incidents.len()).filter(|&j| is_news(j)).collect();
    scores.news.add(hits.len(), gold.len(), coded.len());
    for i in gold.into_iter().filter(|i| hits.iter().all(|hit| hit.0 != *i)) {
        scores.miss("news incident missed", &report.id, json!(report.incidents[i].reference));
    }
    for j in coded.into_iter().filter(|j| hits.iter().all(|hit| hit.1 != *j)) {
        let it = &incidents[j];
        let place = it.place.as_ref().map(|place| &place.name);
        scores.miss("news incident invented", &report.id, json!([it.tactic, it.when, place, it.totals]));
    }
}

fn score_sums(report: &GoldReport, coded: Option<&record::Coded>, scores: &mut Scores) {
    for gold in &report.sums {
        let outcome = gold.outcome.replace("initiators_", "");
        let sums = coded.map_or(&[][..], |coded| &coded.sums);
        let given: Vec<_> = sums.iter().filter(|sum| sum.outcome.as_str() == outcome).collect();
        let right = given.iter().any(|sum| is_count_right(gold.count, Some(&sum.count)));
        scores.add("sum", right, &report.id, || json!([gold, given]));
    }
}

/// One news incident of the gold beside the coded one that it is paired with.
struct PairScore<'a> {
    gold: &'a GoldIncident,
    coded: &'a Incident,
    report: &'a str,
    scores: &'a mut Scores,
}

impl PairScore<'_> {
    fn score(&mut self, organisations: &Organisations) {
        // Each is asked, so that each is counted.
        let parts = [self.numbers(), self.date(), self.country(), self.point()];
        let whole = parts.iter().all(|&right| right);
        self.act();
        self.initiators(organisations);
        self.add(WHOLE, whole, || Value::Null);
        self.groups();
    }

    fn add(&mut self, field: &'static str, right: bool, detail: impl FnOnce() -> Value) -> bool {
        self.scores.add(field, right, self.report, detail);
        right
    }

    fn numbers(&mut self) -> bool {
        let mut whole = true;
        for number in NUMBERS {
            let (gold, others) = (number.gold)(self.gold);
            let count = (number.coded)(&self.coded.totals).map(|total| &total.count);
            if let Some(gold) = gold {
                let right = [gold].iter().chain(others).any(|gold| is_count_right(*gold, count));
                whole &= self.add(number.field, right, || json!([gold, bounds(count)]));
            } else if count.is_some_and(|count| count.high != Some(0)) {
                self.scores.surplus(number.field, self.report, bounds(count));
                whole = false;
            }
        }
        whole
    }

    fn date(&mut self) -> bool {
        let (gold, coded) = (self.gold, self.coded);
        let Some(date) = gold.date.as_ref().filter(|date| !date.is_empty()) else { return true };
        self.add("date", is_date_right(gold, coded.when.as_ref()), || json!([date, coded.when]))
    }

    fn country(&mut self) -> bool {
        let (gold, coded) = (self.gold, self.coded);
        let Some(country) = gold.country.as_ref().filter(|country| !country.is_empty()) else { return true };
        let given = coded.place.as_ref().map(|place| &place.country);
        self.add("country", is_country_right(gold, coded), || json!([country, given]))
    }

    fn point(&mut self) -> bool {
        let (gold, coded) = (self.gold, self.coded);
        if gold.lat.is_none() {
            return true;
        }
        let kilometres = distance(gold, coded);
        let right = kilometres.is_some_and(|kilometres| kilometres <= NEAR);
        let name = coded.place.as_ref().map(|place| &place.name);
        self.add("place within 25 km", right, || json!([gold.place, name, kilometres.map(f64::round)]))
    }

    fn act(&mut self) {
        let (gold, coded) = (self.gold, self.coded);
        self.add("tactic", is_tactic_right(gold, coded), || json!([gold.tactic, coded.tactic]));
        if let Some(stage) = gold.stage.as_deref().filter(|stage| !stage.is_empty()) {
            self.add("stage", is_stage_right(stage, coded), || json!([stage, coded.stage]));
        }
    }

    fn initiators(&mut self, organisations: &Organisations) {
        let (gold, coded) = (self.gold, self.coded);
        let given = organisations.initiators(coded);
        if let Some(name) = gold.perp_org.as_deref().filter(|name| !name.is_empty()) {
            self.add("organisation", organisations.is_among(name, &given), || json!([name, given]));
        } else if !given.is_empty() {
            self.scores.surplus("organisation", self.report, json!(given));
        }
        if let Some(claim) = gold.claim.as_deref().filter(|claim| !claim.is_empty()) {
            self.add("responsibility", is_claim_right(claim, coded), || json!([claim, coded.responsibility]));
        }
    }

    /// Each casualty figure can be one group only.
    fn groups(&mut self) {
        let (gold, coded) = (self.gold, self.coded);
        let mut left: Vec<_> = coded.casualties.iter().collect();
        for group in &gold.groups {
            let hit = left.iter().position(|casualty| {
                casualty.outcome.as_str() == group.outcome
                    && is_role_right(&group.role, casualty)
                    && is_count_right(group.count, Some(&casualty.count))
            });
            let given = || left.iter().map(|it| json!([it.role, it.outcome, bounds(Some(&it.count))])).collect();
            self.add("casualty group", hit.is_some(), || json!([group, Value::Array(given())]));
            if let Some(position) = hit {
                left.remove(position);
            }
        }
    }
}

/// A count for the list of misses.
fn bounds(count: Option<&record::Count>) -> Value {
    count.map_or(Value::Null, |count| json!([count.low, count.high, count.form]))
}
