//! Training of the confidence: reports coded by hand go in, the points of its signs come out.
//!
//! Measured by leaving out one cluster at a time: what is learned from the others is asked about it.

mod examples;
mod fit;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use recount_score::Calibration;

pub(crate) use examples::{Example, Examples, read_examples};
use fit::fit;

/// How firmly the weights are held back: before anything is seen, a sign is thought to change the log-odds by some 0.5.
/// Few incidents are coded by hand, and each sign is borne by few of them.
const PENALTY: f64 = 4.0;

/// The points of all examples as `confidence.toml` has them.
pub(crate) fn train(examples: &Examples) -> String {
    let all: Vec<&Example> = examples.all.iter().collect();
    let points = fit(&all, PENALTY);
    let mut file = format!(
        "# Made by `recount-train confidence`: points of ten to a log-odds of one. Nobody edits it.\n\
         base = {}\ntrained-on = \"{:016x}\"\nincidents = {}\n\n[signs]\n",
        points.base,
        examples.hash,
        all.len()
    );
    for ((name, sees), points) in recount::confidence::signs().zip(points.signs).filter(|(_, points)| *points != 0) {
        writeln!(file, "{name} = {points} # {sees}").expect("a string takes every line");
    }
    file
}

/// How the confidence does on clusters that it was not trained on, beside the share that is right and the confidence
/// as the coder gives it today: for each of the paths, then for all.
pub(crate) fn report(examples: &Examples, paths: &[PathBuf]) -> String {
    let all: Vec<&Example> = examples.all.iter().collect();
    let crossed = cross(&all);
    let mut report = String::new();
    for (set, path) in paths.iter().enumerate() {
        let of_set = crossed.iter().filter(|crossed| crossed.example.set == set);
        add_figures(&mut report, &path.display().to_string(), &of_set.collect::<Vec<_>>());
    }
    add_figures(&mut report, "all", &crossed.iter().collect::<Vec<_>>());
    report
}

/// An example with what was learned from the other clusters.
struct Crossed<'e> {
    example: &'e Example,
    /// The share that is right there.
    share: f64,
    confidence: f64,
}

fn cross<'e>(all: &[&'e Example]) -> Vec<Crossed<'e>> {
    let mut crossed = Vec::new();
    for fold in folds(all) {
        let (out, others): (Vec<&Example>, Vec<&Example>) = all.iter().partition(|example| example.fold == fold);
        let points = fit(&others, PENALTY);
        let share = others.iter().filter(|example| example.right).count() as f64 / others.len().max(1) as f64;
        crossed.extend(out.into_iter().map(|example| Crossed { example, share, confidence: points.confidence(example) }));
    }
    crossed
}

fn add_figures(report: &mut String, name: &str, crossed: &[&Crossed]) {
    let calibration = |confidence: fn(&Crossed) -> f64| {
        let mut figures = Calibration::new();
        crossed.iter().for_each(|it| figures.add(confidence(it), it.example.right, it.example.invented));
        figures
    };
    let own = calibration(|it| it.confidence);
    let rows = [
        ("share right of the other clusters", calibration(|it| it.share)),
        ("confidence as it is", calibration(|it| it.example.confidence)),
        ("signs, cross-validated", own.clone()),
    ];
    let right = crossed.iter().filter(|it| it.example.right).count();
    let clusters: BTreeSet<&str> = crossed.iter().map(|it| it.example.fold.as_str()).collect();
    let mut line = |text: std::fmt::Arguments<'_>| writeln!(report, "{text}").expect("a string takes every line");
    line(format_args!("{name}: {} incidents in {} clusters, {right} right", crossed.len(), clusters.len()));
    line(format_args!("{:36} {:>6} {:>8} {:>6}", "", "Brier", "log loss", "ECE"));
    for (name, figures) in rows {
        line(format_args!("{name:36} {:.4}   {:.4} {:.4}", figures.brier(), figures.log_loss(), figures.error()));
    }
    line(format_args!("{}", own.table()));
}

/// Every judged incident in a row: cluster, report, whether it is right, confidence, signs.
pub(crate) fn list(examples: &Examples) -> String {
    let mut rows = String::new();
    for Example { fold, report, right, confidence, signs, .. } in &examples.all {
        let borne = recount::confidence::signs().zip(signs).filter(|(_, is_borne)| **is_borne);
        let names: Vec<&str> = borne.map(|((name, _), _)| name).collect();
        writeln!(rows, "{fold}\t{report}\t{right}\t{confidence:.2}\t{}", names.join(" ")).expect("a string takes every row");
    }
    rows
}

fn folds(examples: &[&Example]) -> BTreeSet<String> {
    examples.iter().map(|example| example.fold.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::fit::Points;
    use super::*;

    fn examples() -> Examples {
        // The first sign halves the chance, the second says nothing.
        let example = |i: usize| Example {
            set: 0,
            fold: format!("{}", i % 8),
            report: format!("{i}"),
            right: if i.is_multiple_of(2) { !i.is_multiple_of(5) } else { i.is_multiple_of(3) },
            invented: false,
            confidence: 0.5,
            signs: vec![!i.is_multiple_of(2), i.is_multiple_of(7)],
        };
        Examples { all: (0..240).map(example).collect(), hash: 7 }
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        assert_eq!(train(&examples()), train(&examples()));
        let paths = [PathBuf::from("gold")];
        assert_eq!(report(&examples(), &paths), report(&examples(), &paths));
    }

    #[test]
    fn a_sign_takes_what_it_costs_and_none_ever_gives() {
        let examples = examples();
        let all: Vec<&Example> = examples.all.iter().collect();
        let points = fit(&all, 1.0);
        assert!((-23..=-17).contains(&points.signs[0]), "{points:?}");
        assert!((-5..=0).contains(&points.signs[1]), "{points:?}");
        let (with, without) = (all[1], all[2]);
        assert!((points.confidence(with) - 0.35).abs() < 0.06 && (points.confidence(without) - 0.8).abs() < 0.06, "{points:?}");
    }

    #[test]
    fn no_examples_give_points_without_signs() {
        assert_eq!(fit(&[], 1.0), Points { base: 0, signs: Vec::new() });
    }
}
