//! One draft that is two incidents: later sentences give parts that add up to the number of headline or lead.
//!
//! "Bombs kill 23 in the capital. … A car bomb killed 18. Shortly afterwards another went off in the east, killing 5."

use recount_model::{Count, CountForm, Discourse, Outcome};
use recount_text::Part;

use super::draft::{Draft, Drafts, MOST_MEANT};
use super::site::is_precise;
use super::strand::Strand;
use crate::Report;

/// A number of dead in a strand.
struct Number {
    strand: usize,
    count: Count,
    top: bool,
}

/// Splits news drafts whose parts add up to their total.
pub(super) fn by_sum(report: &Report, strands: &[Strand], drafts: &mut Drafts) {
    let mut fresh: Vec<Draft> = Vec::new();
    let mut joint = Vec::new();
    drafts.incidents.retain(|draft| {
        let parts = if draft.discourse == Discourse::News { parts(report, strands, draft) } else { Vec::new() };
        if parts.len() < 2 {
            return true;
        }
        divide(report, strands, draft, &parts, &mut fresh, &mut joint);
        false
    });
    drafts.incidents.extend(fresh);
    drafts.joint.extend(joint);
    total_of_two(report, strands, drafts);
}

/// "Bombs kill 23 in the city", where one incident of the text has 18 and the rest of this one 5: the 23 are of both.
fn total_of_two(report: &Report, strands: &[Strand], drafts: &mut Drafts) {
    let news: Vec<usize> = drafts.news().take(MOST_MEANT).collect();
    let first = |draft: &Draft| {
        numbers(report, strands, draft).into_iter().next().filter(|number| number.count.is_exact()).map(|number| number.count.low)
    };
    for one in &news {
        let own = numbers(report, strands, &drafts.incidents[*one]);
        let Some(total) = own.iter().find(|number| number.top).map(|number| number.count.low) else { continue };
        let rest = |other: &usize| first(&drafts.incidents[*other]).and_then(|told| total.checked_sub(told)).filter(|rest| *rest > 0);
        let is_rest = |rest: u32| own.iter().any(|number| !number.top && number.count.is_exact() && number.count.low == rest);
        if !news.iter().filter(|other| *other != one).filter_map(rest).any(is_rest) {
            continue;
        }
        let of_both: Vec<usize> = own.iter().filter(|number| number.top && number.count.low == total).map(|number| number.strand).collect();
        let draft = &mut drafts.incidents[*one];
        draft.strands.retain(|i| !of_both.contains(i));
        drafts.joint.extend(of_both);
    }
    drafts.joint.sort_unstable();
    drafts.joint.dedup();
}

/// The strands whose numbers add up to the first number of the top.
fn parts(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<usize> {
    let numbers = numbers(report, strands, draft);
    let Some(total) = numbers.iter().find(|number| number.top).map(|number| number.count.low) else { return Vec::new() };
    let later: Vec<&Number> =
        numbers.iter().filter(|number| number.count.is_exact() && number.count.low > 0 && number.count.low < total).collect();
    for length in 2..=3 {
        for run in later.windows(length) {
            let apart = run.windows(2).all(|pair| strands[pair[0].strand].read != strands[pair[1].strand].read);
            let told_apart = run.iter().skip(1).all(|number| {
                let strand = &strands[number.strand];
                strand.cues.another || strand.place.is_some_and(|place| is_precise(report, place))
            });
            if apart && told_apart && run.iter().map(|number| number.count.low).sum::<u32>() == total {
                return run.iter().map(|number| number.strand).collect();
            }
        }
    }
    Vec::new()
}

fn numbers(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<Number> {
    let mut numbers = Vec::new();
    for i in &draft.strands {
        let strand = &strands[*i];
        let dead = strand.figures.iter().filter(|figure| {
            let count = figure.people.count;
            figure.outcome == Outcome::Killed
                && !figure.attackers
                && !figure.subset
                && !matches!(count.form, CountForm::Vague | CountForm::None)
        });
        if let Some(count) = dead.map(|figure| figure.people.count).reduce(Count::plus) {
            let top = matches!(report.reads[strand.read].part, Part::Headline | Part::Lead);
            numbers.push(Number { strand: *i, count, top });
        }
    }
    numbers
}

fn divide(report: &Report, strands: &[Strand], draft: &Draft, parts: &[usize], fresh: &mut Vec<Draft>, joint: &mut Vec<usize>) {
    let paragraph = |i: usize| report.text.sentences[report.reads[strands[i].read].sentence].paragraph;
    let mut pieces: Vec<Draft> = parts
        .iter()
        .map(|part| Draft { strands: vec![*part], place: strands[*part].place, place_weight: strands[*part].place_weight, ..draft.clone() })
        .collect();
    for piece in &mut pieces {
        piece.shared.clear();
    }
    for i in draft.strands.iter().copied().filter(|i| !parts.contains(i)) {
        let own_place = strands[i].place.filter(|place| is_precise(report, *place));
        let same = own_place.and_then(|place| {
            pieces.iter().position(|piece| piece.place.is_some_and(|known| report.places[known].chosen == report.places[place].chosen))
        });
        let before = parts.iter().position(|part| i < *part && paragraph(i) == paragraph(*part)).filter(|_| !joint.contains(&i));
        let after = parts.iter().rposition(|part| i > *part);
        match same.or(before).or(after) {
            Some(piece) if strands[i].figures.is_empty() || same.is_some() => pieces[piece].strands.push(i),
            _ => joint.push(i),
        }
    }
    for mut piece in pieces {
        piece.strands.sort_unstable();
        if piece.place.is_none_or(|place| !is_precise(report, place)) {
            piece.place = piece
                .strands
                .iter()
                .filter_map(|i| strands[*i].place)
                .find(|place| is_precise(report, *place))
                .or(piece.place)
                .or(draft.place);
        }
        fresh.push(piece);
    }
}
