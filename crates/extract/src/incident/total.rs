//! The number that stands for one outcome and side: what the report states ("12 people were killed"), or the sum of its groups.

use recount_model::{Casualty, Count, CountForm, Evidence, Role, Total, TotalFrom};
use recount_text::Part;

use super::tally::{Placed, is_counted, is_generic, is_top, sort};
use crate::Report;

/// A stated number, its words, where it comes from, and the figure that tells it.
type Stated<'p> = (Count, Vec<Evidence>, TotalFrom, &'p Placed<'p>);

/// The stated number that stands: the one that headline and lead adopt, refined where it was round.
pub(super) fn stated_total<'p>(own: &[&'p Placed<'p>]) -> Option<Stated<'p>> {
    let mixed = own.iter().any(|placed| !placed.figure.subset && sort(placed.figure.people.role) != 0 && is_counted(placed.figure));
    let candidates: Vec<&'p Placed<'p>> = own
        .iter()
        .enumerate()
        .filter(|(i, placed)| is_whole(placed, &own[..*i]) && !(mixed && placed.figure.people.role == Role::Civilian))
        .map(|(_, placed)| *placed)
        .collect();
    // Highlights are written last and checked least: the text goes before them.
    let first_rank = |placed: &&Placed| is_top(placed.part) && placed.part != Part::Highlight;
    let top = candidates
        .iter()
        .position(first_rank)
        .or_else(|| candidates.iter().position(|placed| placed.part == Part::Body))
        .or_else(|| candidates.iter().position(|placed| is_top(placed.part)));
    let toll = candidates.iter().position(|placed| placed.figure.toll);
    let first = top.or(toll).or((!candidates.is_empty()).then_some(0))?;
    let adopted = candidates[first];
    // "Four officers" in the headline stand against "killing three" further down.
    let top_groups: u32 = top_groups(own);
    let differs = !adopted.figure.people.count.is_compatible(Count::exact(top_groups));
    if !is_top(adopted.part) && top_groups > 0 && differs {
        return None;
    }
    let evidence = |placed: &Placed| Evidence::new(placed.figure.people.count_words, placed.figure.people.count_rule);
    let loose = own.iter().copied().filter(|placed| {
        let figure = placed.figure;
        let of_others = figure.subset || figure.listed || figure.people.of_group || is_more(placed, own);
        !of_others && !std::ptr::eq(*placed, adopted)
    });
    let better = loose.clone().filter(|placed| is_generic(placed.figure)).find(|placed| refines(placed, adopted)).or_else(|| {
        let civilians = |placed: &&Placed| placed.figure.people.role == Role::Civilian && placed.figure.people.age.is_none();
        loose.filter(civilians).find(|placed| refines(placed, adopted))
    });
    Some(match better {
        Some(exact) => (exact.figure.people.count, vec![evidence(adopted), evidence(exact)], TotalFrom::Refined, exact),
        None => (adopted.figure.people.count, vec![evidence(adopted)], TotalFrom::Stated, adopted),
    })
}

/// Whole numbers that another source gives against the adopted one.
pub(super) fn rivals<'p>(own: &[&'p Placed<'p>], adopted: &Placed) -> Vec<&'p Placed<'p>> {
    let known = adopted.figure.people.count;
    let by = |placed: &Placed| placed.by.as_ref().map(|(name, _)| name.to_lowercase());
    let mut rivals: Vec<&'p Placed<'p>> = Vec::new();
    for (i, placed) in own.iter().enumerate().filter(|(_, placed)| placed.read != adopted.read) {
        let count = placed.figure.people.count;
        let rounded = (placed.figure.people.rounded || adopted.figure.people.rounded) && count.is_compatible(known);
        let other = by(placed).is_some() && by(placed) != by(adopted) && count.best != known.best && !rounded;
        let firm = !matches!(count.form, CountForm::Vague | CountForm::AtMost | CountForm::None);
        let told = rivals.iter().any(|rival| rival.figure.people.count == count);
        if other && firm && !told && is_whole(placed, &own[..i]) && placed.part == Part::Body {
            rivals.push(placed);
        }
    }
    rivals
}

/// The groups of the first sentence of the top that names any.
fn top_groups(own: &[&Placed]) -> u32 {
    let is_group =
        |placed: &&&Placed| is_top(placed.part) && !is_generic(placed.figure) && is_counted(placed.figure) && !placed.figure.subset;
    let Some(first) = own.iter().find(is_group) else { return 0 };
    own.iter().filter(is_group).filter(|placed| placed.read == first.read).map(|placed| placed.figure.people.count.low).sum()
}

/// "Another five": beside others of the same outcome that the sentence counted ("27 dead and a further 546 wounded" tells of all
/// the wounded).
fn is_more(placed: &Placed, others: &[&Placed]) -> bool {
    let other = |other: &&&Placed| other.read == placed.read && is_counted(other.figure) && !std::ptr::eq(**other, placed);
    placed.figure.people.additional && others.iter().any(|figure| other(&figure))
}

/// A number of all: not a part, not a group of some sort, not "another five" beside an earlier number.
fn is_whole(placed: &Placed, before: &[&Placed]) -> bool {
    let figure = placed.figure;
    let more = is_more(placed, before);
    let all_civilians =
        figure.people.role == Role::Civilian && figure.people.nationality.is_none() && figure.people.age.is_none() && is_top(placed.part);
    (is_generic(figure) || all_civilians)
        && is_counted(figure)
        && !figure.subset
        && !figure.listed
        && !more
        && !figure.people.of_group
        && figure.people.count.form != CountForm::None
}

/// Whether a figure says more exactly what the adopted one says: a headline drops "at least", a round number is refined.
fn refines(placed: &Placed, adopted: &Placed) -> bool {
    let (count, known) = (placed.figure.people.count, adopted.figure.people.count);
    let short = adopted.part == Part::Headline && known.form == CountForm::Exact && !adopted.figure.people.rounded;
    if short {
        let qualified = matches!(count.form, CountForm::AtLeast | CountForm::About) && count.best.abs_diff(known.low) <= 1;
        let less_attackers = placed.figure.told != count && placed.figure.told == known;
        return placed.part != Part::Headline && (less_attackers || placed.part == Part::Lead && qualified);
    }
    if known.form == CountForm::Vague {
        let firm = matches!(count.form, CountForm::Exact | CountForm::AtLeast | CountForm::About | CountForm::AtMost);
        return firm && (is_top(placed.part) || count.low >= known.low) && count.low >= known.low / 3;
    }
    adopted.figure.people.rounded && !placed.figure.people.rounded && count.is_compatible(known) && count.form == CountForm::Exact
}

/// The sum of disjoint groups.
pub(super) fn sum_of(report: &Report, casualties: &[Casualty], parts: &[usize]) -> Option<Total> {
    let all: Vec<&Casualty> =
        parts.iter().map(|i| &casualties[*i]).filter(|group| group.part_of.is_none() && !group.count.is_some_only()).collect();
    let groups = disjoint(report, &all);
    let mut count: Option<Count> = None;
    let mut evidence = Vec::new();
    for group in &groups {
        count = Some(count.map_or(group.count, |sum| sum.plus(group.count)));
        evidence.push(Evidence::new(group.words, "tally.sum"));
    }
    let from = if groups.len() > 1 { TotalFrom::Sum } else { TotalFrom::Stated };
    count.map(|count| Total { count, from, side_unclear: false, evidence })
}

/// Groups of the first sentence, and of later ones those of a sort that it does not name: "five officers" in the lead hold
/// "two policemen and a sergeant" of the body.
fn disjoint<'c>(report: &Report, groups: &[&'c Casualty]) -> Vec<&'c Casualty> {
    let sentence = |group: &Casualty| report.text.sentences.partition_point(|sentence| sentence.span.start <= group.words.start);
    let mut kept: Vec<&Casualty> = Vec::new();
    for group in groups {
        let differ = |a: &Casualty, b: &Casualty| a.nationality.is_some() && b.nationality.is_some() && a.nationality != b.nationality;
        let clashes =
            kept.iter().any(|known| sentence(known) != sentence(group) && sort(known.role) == sort(group.role) && !differ(known, group));
        if !clashes {
            kept.push(group);
        }
    }
    kept
}
