//! The totals of an incident, and what they say of each other: "the bomber died and two guards were wounded" says that nobody else was
//! killed.

use recount_model::{Casualty, Count, CountForm, Evidence, Outcome, Side, Status, Total, TotalFrom, Totals};

use super::tally::Placed;

/// Puts a total in its field.
pub(super) fn set_total(totals: &mut Totals, outcome: Outcome, side: Side, total: Option<Total>) {
    let field = match (outcome, side) {
        (Outcome::Killed, Side::Initiator) => &mut totals.initiators_killed,
        (Outcome::Wounded, Side::Initiator) => &mut totals.initiators_wounded,
        (Outcome::Detained, Side::Initiator) => &mut totals.initiators_arrested,
        (Outcome::Killed, _) => &mut totals.killed,
        (Outcome::Wounded, _) => &mut totals.wounded,
        (Outcome::Harmed, _) => &mut totals.harmed,
        (Outcome::Abducted, _) => &mut totals.abducted,
        (Outcome::Missing, _) => &mut totals.missing,
        _ => return,
    };
    *field = total;
}

/// Who was released had been abducted: a floor (CODEBOOK §4.5).
pub(super) fn released_floor(totals: &mut Totals, casualties: &[Casualty]) {
    if totals.abducted.is_some() {
        return;
    }
    let freed =
        casualties.iter().find(|group| matches!(group.outcome, Outcome::Released | Outcome::Rescued) && !group.count.is_some_only());
    if let Some(group) = freed {
        let count = Count::at_least(group.count.low);
        totals.abducted = Some(Total {
            count,
            from: TotalFrom::Stated,
            side_unclear: false,
            evidence: vec![Evidence::new(group.words, "tally.released-floor")],
        });
    }
}

/// "No casualties": nobody killed, nobody wounded.
pub(super) fn nobody(placed: &[Placed], totals: &mut Totals) {
    for figure in placed
        .iter()
        .filter(|placed| placed.figure.people.count.form == CountForm::None && placed.side == Side::Victim)
        .map(|placed| placed.figure)
    {
        let none = || {
            Some(Total {
                count: Count::none(),
                from: TotalFrom::Stated,
                side_unclear: false,
                evidence: vec![Evidence::new(figure.people.count_words, "count.none")],
            })
        };
        if matches!(figure.outcome, Outcome::Killed | Outcome::Harmed) && totals.killed.is_none() {
            totals.killed = none();
        }
        if matches!(figure.outcome, Outcome::Wounded | Outcome::Harmed) && totals.wounded.is_none() {
            totals.wounded = none();
        }
    }
    if totals.harmed.as_ref().is_some_and(|total| total.count.form == CountForm::None) {
        totals.harmed = None;
    }
}

/// "The bomber died and two guards were wounded": nobody else was killed (CODEBOOK §4.3).
pub(super) fn complete_list(placed: &[Placed], totals: &mut Totals) {
    if totals.killed.is_some() || totals.wounded.is_none() || totals.harmed.is_some() {
        return;
    }
    let mut dead = placed.iter().filter(|placed| {
        placed.figure.outcome == Outcome::Killed && placed.side == Side::Initiator && placed.figure.people.count.is_exact()
    });
    let wounded = |read: usize| {
        placed.iter().any(|placed| placed.read == read && placed.figure.outcome == Outcome::Wounded && placed.side == Side::Victim)
    };
    if let Some(dead) = dead.find(|dead| wounded(dead.read)) {
        let evidence = vec![Evidence::new(dead.figure.people.words, "count.complete-list")];
        totals.killed = Some(Total { count: Count::none(), from: TotalFrom::Stated, side_unclear: false, evidence });
    }
}

/// "7 dead" of a headline, where the text tells two soldiers and five rebels: the number holds both sides.
pub(super) fn both_sides(casualties: &[Casualty], totals: &mut Totals) {
    let (Some(all), Some(initiators)) = (totals.killed.as_ref(), totals.initiators_killed.as_ref()) else { return };
    let is_part = |group: &&Casualty| {
        group.outcome == Outcome::Killed
            && group.side == Side::Victim
            && !group.total
            && group.status == Status::Adopted
            && group.count.is_exact()
    };
    let groups: Vec<&Casualty> = casualties.iter().filter(is_part).collect();
    let victims: u32 = groups.iter().map(|group| group.count.low).sum();
    let exact = all.count.is_exact() && initiators.count.is_exact() && victims > 0;
    if exact && all.from == TotalFrom::Stated && victims + initiators.count.low == all.count.low {
        let evidence = groups.iter().map(|group| Evidence::new(group.words, "tally.both-sides")).collect();
        totals.killed = Some(Total { count: Count::exact(victims), from: TotalFrom::Sum, side_unclear: false, evidence });
    }
}
