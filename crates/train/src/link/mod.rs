//! Learns how much each feature says about whether two tellings are one incident.
//!
//! In: coded reports and gold files, a set each. Out: the file of weights, and a report: B-cubed by cross-validation over
//! incidents, all sets in one, beside what TF-IDF within five days reaches.

mod logistic;
mod measure;
mod baseline;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use recount::reconcile::{Candidates, Matcher, Telling, Weights, compare, tellings};
use recount::record::{Coded, from_json};
use recount_score::{GoldReport, Members, References, parse_gold, references};

use logistic::{Example, learn};
use measure::{Scores, measure};

/// How many parts the incidents are dealt into.
const FOLDS: u64 = 5;

/// How many points a pair must have above an even chance, so that links are right more often than not; tried on the
/// incidents that were held out.
const MARGINS: [i32; 4] = [0, 500, 1_000, 1_500];
/// Sets of fewer pairs weigh more.
const MOST_PAIRS: f64 = 5_000.0;
/// The margin of the file.
const MARGIN: i32 = 0;

/// Reports coded by hand, of one kind.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) gold: Vec<GoldReport>,
    /// The gold's news incident of each coded one.
    pub(crate) references: Members,
    /// What each coded incident is, to learn from: the gold's, or none of the gold's.
    labels: Members,
}

/// Everything in one place.
pub(crate) struct Data {
    pub(crate) coded: BTreeMap<String, Coded>,
    pub(crate) tellings: Vec<Telling>,
    pub(crate) candidates: Candidates,
    pub(crate) sets: Vec<Set>,
}

/// The file of weights, and what to tell the user.
pub(crate) fn train(coded: &Path, golds: &[PathBuf]) -> Result<(String, String), String> {
    let data = Data::read(coded, golds)?;
    let examples = examples(&data);
    let n = data.candidates.pairs.len();
    let mut report = format!("{} tellings, {n} candidate pairs, {} labelled\n", data.tellings.len(), examples.len());
    let parts: Vec<Weights> =
        (0..FOLDS).map(|fold| learn(&examples.iter().filter(|example| !example.folds.contains(&fold)).collect::<Vec<_>>())).collect();
    for margin in MARGINS {
        let _ = writeln!(report, "margin {margin}:");
        let held_out = |(fold, weights): (usize, &Weights)| measure(&data, &Matcher { weights: weights.less(margin) }, Some(fold as u64));
        let folds: Vec<Vec<Scores>> = parts.iter().enumerate().map(held_out).collect();
        for (i, set) in data.sets.iter().enumerate() {
            let _ = writeln!(report, "  {:10} held out  {}", set.name, Scores::mean(folds.iter().map(|fold| &fold[i])));
        }
    }
    let weights = learn(&examples.iter().collect::<Vec<_>>()).less(MARGIN);
    let trained = measure(&data, &Matcher { weights: weights.clone() }, None);
    for (i, set) in data.sets.iter().enumerate() {
        let _ = writeln!(report, "{:10} trained   {}", set.name, trained[i]);
        let _ = writeln!(report, "{:10} {}", set.name, baseline::report(set));
    }
    let about = vec![
        format!("points a feature, in thousandths of log-odds; `recount-train link` on {} labelled pairs", examples.len()),
        format!("training data {:016x}", hash(&examples)),
    ];
    Ok((weights.write(&about), report))
}

/// The reports of a file that `recount code --format jsonl` wrote.
pub(crate) fn read_coded(path: &Path) -> Result<Vec<Coded>, String> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    rows.map(|(i, line)| from_json(line).map_err(|error| format!("{name}:{}: {error}", i + 1))).collect()
}

impl Data {
    fn read(coded: &Path, golds: &[PathBuf]) -> Result<Self, String> {
        let coded: BTreeMap<String, Coded> = read_coded(coded)?.into_iter().map(|coded| (coded.report.id.clone(), coded)).collect();
        let tellings: Vec<Telling> = coded.iter().flat_map(|(id, coded)| tellings(id, coded)).collect();
        let mut sets = Vec::new();
        for path in golds {
            let mut gold = Vec::new();
            for file in files(path)? {
                let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                gold.extend(parse_gold(&file.display().to_string(), &text).map_err(|error| error.to_string())?);
            }
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let all = references(&gold, &coded);
            let news = all.iter().filter(|(_, (_, news))| *news).map(|(key, (reference, _))| (key.clone(), reference.clone()));
            sets.push(Set { name, references: news.collect(), labels: labels(&gold, &coded, &all), gold });
        }
        let candidates = Candidates::of(&tellings);
        Ok(Self { coded, tellings, candidates, sets })
    }
}

/// The gold's incident of each coded one, background too. What is coded beside them in the same report is none of them.
fn labels(gold: &[GoldReport], coded: &BTreeMap<String, Coded>, references: &References) -> Members {
    let mut labels: Members = references.iter().map(|(key, (reference, _))| (key.clone(), reference.clone())).collect();
    labels.retain(|_, reference| !reference.is_empty());
    for report in gold {
        let incidents = coded.get(&report.id).map_or(&[][..], |coded| &coded.incidents);
        let is_paired = incidents.iter().any(|incident| references.contains_key(&(report.id.clone(), incident.id.clone())));
        for incident in incidents.iter().filter(|_| is_paired) {
            let other = format!("{}/{}", report.id, incident.id);
            labels.entry((report.id.clone(), incident.id.clone())).or_insert(other);
        }
    }
    labels
}

fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let files: BTreeSet<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    Ok(files.into_iter().collect())
}

/// The fold of an incident.
pub(crate) fn fold_of(reference: &str) -> u64 {
    reference.bytes().fold(7, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) % FOLDS
}

/// Pairs of one set are examples: whether an incident of one set is also in another nobody has said.
fn examples(data: &Data) -> Vec<Example> {
    let label = |set: &Set, telling: &Telling| set.labels.get(&(telling.report.clone(), telling.local.clone())).cloned();
    let mut examples: Vec<Example> = Vec::new();
    for set in &data.sets {
        let before = examples.len();
        let labels: Vec<Option<String>> = data.tellings.iter().map(|telling| label(set, telling)).collect();
        for &(i, j) in &data.candidates.pairs {
            let (Some(one), Some(two)) = (&labels[i], &labels[j]) else { continue };
            if data.tellings[i].report == data.tellings[j].report {
                continue;
            }
            let features = compare(&data.tellings[i], &data.tellings[j]).features;
            examples.push(Example { features, is_one: one == two, folds: [fold_of(one), fold_of(two)], weight: 1.0 });
        }
        // A set of few pairs would otherwise not be heard beside one of many.
        let weight = (MOST_PAIRS / (examples.len() - before).max(1) as f64).sqrt().clamp(1.0, 4.0);
        examples[before..].iter_mut().for_each(|example| example.weight = weight);
    }
    examples
}

fn hash(examples: &[Example]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for example in examples {
        let features = example.features.iter().map(|feature| *feature as u64);
        for number in features.chain([u64::from(example.is_one), 999]) {
            hash = (hash ^ number).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
