//! Casualties and totals: figures of one incident come in, disjoint groups and the numbers that stand go out.

use recount_lexicon::words::{Act, WordId};
use recount_model::Stance;
use recount_model::{
    Casualty, CasualtyBy, Count, CountForm, Discourse, Evidence, Incident, Outcome, Role, Side, SourceKind, Status, Sum, Tactic, Total,
    TotalFrom, Totals,
};
use recount_text::Part;

use super::draft::{Draft, Drafts};
use super::figure::Figure;
use super::strand::Strand;
use crate::Report;
use crate::told::Told;

/// A figure with where it stands.
struct Placed<'s> {
    figure: &'s Figure,
    part: Part,
    side: Side,
    /// The sentence it stands in.
    read: usize,
}

/// Casualties and totals of one incident.
pub(super) fn tally(report: &Report, strands: &[Strand], draft: &Draft, tactic: Tactic, told: &Told) -> (Vec<Casualty>, Totals) {
    let mut placed: Vec<Placed> = Vec::new();
    let attackers = attackers(report, strands, draft);
    for strand in draft.strands.iter().filter(|i| !draft.shared.contains(i)).map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        for figure in &strand.figures {
            // What a group says of its own victims is a statement, never a count (CODEBOOK §4.4).
            if is_claim_of_group(told, strand.read) && figure.outcome != Outcome::Abducted {
                continue;
            }
            placed.push(Placed { figure, part: read.part, side: side(figure, tactic, &attackers), read: strand.read });
        }
    }
    let mut casualties = Vec::new();
    let mut totals = Totals::default();
    for (outcome, side) in KINDS {
        let own: Vec<&Placed> = placed.iter().filter(|placed| placed.figure.outcome == *outcome && placed.side == *side).collect();
        let total = tally_kind(report, &own, &mut casualties);
        set_total(&mut totals, *outcome, *side, total);
    }
    released_floor(&mut totals, &casualties);
    nobody(&placed, &mut totals);
    complete_list(&placed, &mut totals);
    both_sides(&casualties, &mut totals);
    (casualties, totals)
}

const KINDS: &[(Outcome, Side)] = &[
    (Outcome::Killed, Side::Victim),
    (Outcome::Wounded, Side::Victim),
    (Outcome::Harmed, Side::Victim),
    (Outcome::Abducted, Side::Victim),
    (Outcome::Released, Side::Victim),
    (Outcome::Rescued, Side::Victim),
    (Outcome::Missing, Side::Victim),
    (Outcome::Displaced, Side::Victim),
    (Outcome::Detained, Side::Victim),
    (Outcome::Killed, Side::Initiator),
    (Outcome::Wounded, Side::Initiator),
    (Outcome::Detained, Side::Initiator),
];

fn side(figure: &Figure, tactic: Tactic, attackers: &[WordId]) -> Side {
    let from_above = matches!(tactic, Tactic::AirStrike | Tactic::ChemicalAttack | Tactic::Crackdown);
    if from_above {
        return Side::Victim;
    }
    let blast = matches!(tactic, Tactic::Bombing | Tactic::SuicideBombing | Tactic::Shelling);
    if blast && figure.attackers && figure.people.role == Role::Combatant && !attackers.contains(&figure.head) && !figure.by_state {
        return Side::Victim;
    }
    // "The driver" who ploughed into the crowd and was shot by police is the attacker.
    let known = attackers.contains(&figure.head) && figure.people.definite;
    let shot_by_state = figure.by_state && figure.people.role == Role::Unknown && figure.people.definite && figure.people.count.is_exact();
    if figure.attackers || known || shot_by_state { Side::Initiator } else { Side::Victim }
}

/// The words for those who act in the incident.
fn attackers(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<WordId> {
    let mut heads = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        let violent = strand.events.iter().map(|i| &read.events[*i]).filter(|event| {
            matches!(
                event.entry.act,
                Act::Kill | Act::Wound | Act::Attack | Act::Ram | Act::Shoot | Act::Fire | Act::Strike | Act::Blowup | Act::Bomb
            )
        });
        for actor in violent.filter_map(|event| event.actor) {
            for part in &read.chunks.parts[read.chunks.chunks[actor].parts.clone()] {
                let state = part.people.is_none_or(|entry| entry.stance == Some(Stance::Responder));
                if part.traits != 0 && !state && !part.people_tokens.is_empty() {
                    heads.push(report.words.id(part.people_tokens.end - 1));
                }
            }
        }
    }
    heads
}

fn is_claim_of_group(told: &Told, read: usize) -> bool {
    let mut own = told.attributions.iter().filter(|attribution| attribution.read == read).peekable();
    own.peek().is_some() && own.all(|attribution| attribution.kind == SourceKind::Group)
}

/// "7 dead" of a headline, where the text tells two soldiers and five rebels: the number holds both sides.
fn both_sides(casualties: &[Casualty], totals: &mut Totals) {
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

/// "The bomber died and two guards were wounded": nobody else was killed (CODEBOOK §4.3).
fn complete_list(placed: &[Placed], totals: &mut Totals) {
    if totals.killed.is_some() || totals.wounded.is_none() || totals.harmed.is_some() {
        return;
    }
    let dead = placed
        .iter()
        .find(|placed| placed.figure.outcome == Outcome::Killed && placed.side == Side::Initiator && placed.figure.people.count.is_exact());
    let wounded = |read: usize| {
        placed.iter().any(|placed| placed.read == read && placed.figure.outcome == Outcome::Wounded && placed.side == Side::Victim)
    };
    if let Some(dead) = dead.filter(|dead| wounded(dead.read)) {
        let evidence = vec![Evidence::new(dead.figure.people.words, "count.complete-list")];
        totals.killed = Some(Total { count: Count::none(), from: TotalFrom::Stated, side_unclear: false, evidence });
    }
}

fn is_top(part: Part) -> bool {
    matches!(part, Part::Headline | Part::Highlight | Part::Lead)
}

/// People without a sort of their own: "12 people", "12".
fn is_generic(figure: &Figure) -> bool {
    let people = &figure.people;
    people.role == Role::Unknown
        && people.organisation.is_none()
        && people.nationality.is_none()
        && people.age != Some(recount_model::Age::Child)
}

fn is_counted(figure: &Figure) -> bool {
    !figure.people.count.is_some_only()
}

fn tally_kind(report: &Report, own: &[&Placed], casualties: &mut Vec<Casualty>) -> Option<Total> {
    let stated = stated_total(own);
    let first = casualties.len();
    let mut total_index = None;
    if let Some((count, evidence, from, figure)) = &stated {
        total_index = Some(casualties.len());
        casualties.push(casualty(own, figure, *count, evidence.clone(), true, None));
        let _ = from;
    }
    let mut parts: Vec<usize> = Vec::new();
    for placed in own.iter().filter(|placed| {
        !is_generic(placed.figure)
            || ((placed.figure.listed || placed.figure.people.of_group || placed.figure.subset) && is_counted(placed.figure))
    }) {
        add_group(placed, own, casualties, first, total_index, &mut parts);
    }
    if let Some((count, evidence, from, _)) = stated {
        return Some(Total { count, from, side_unclear: false, evidence });
    }
    sum_of(report, casualties, &parts)
}

type Stated<'p> = (Count, Vec<Evidence>, TotalFrom, &'p Placed<'p>);

/// The stated number that stands: the one that headline and lead adopt, refined where it was round.
fn stated_total<'p>(own: &[&'p Placed<'p>]) -> Option<Stated<'p>> {
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
    if top.is_none() && toll.is_none() && adopted.figure.people.count.high.is_some_and(|high| high < top_groups) {
        return None;
    }
    let evidence = |placed: &Placed| Evidence::new(placed.figure.people.count_words, placed.figure.people.count_rule);
    let loose = own.iter().copied().filter(|placed| {
        !placed.figure.subset && !placed.figure.listed && !placed.figure.people.additional && !std::ptr::eq(*placed, adopted)
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

/// The groups of the first sentence of the top that names any.
fn top_groups(own: &[&Placed]) -> u32 {
    let is_group =
        |placed: &&&Placed| is_top(placed.part) && !is_generic(placed.figure) && is_counted(placed.figure) && !placed.figure.subset;
    let Some(first) = own.iter().find(is_group) else { return 0 };
    own.iter().filter(is_group).filter(|placed| placed.read == first.read).map(|placed| placed.figure.people.count.low).sum()
}

/// A number of all: not a part, not a group of some sort, not "another five" beside an earlier number.
fn is_whole(placed: &Placed, before: &[&Placed]) -> bool {
    let figure = placed.figure;
    let more = figure.people.additional && before.iter().any(|other| other.read == placed.read && is_counted(other.figure));
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

/// Adds a group, or its evidence to the same group told before.
fn add_group(placed: &Placed, own: &[&Placed], casualties: &mut Vec<Casualty>, first: usize, total: Option<usize>, parts: &mut Vec<usize>) {
    let people = &placed.figure.people;
    let evidence = Evidence::new(people.words, placed.figure.rule);
    if let Some(total) = total.filter(|total| casualties[*total].evidence.iter().any(|known| known.span == people.count_words)) {
        casualties[total].evidence.push(evidence);
        return;
    }
    let same = (first..casualties.len()).filter(|i| Some(*i) != total).find(|i| is_same_group(&casualties[*i], placed));
    if let Some(i) = same {
        let known = &mut casualties[i];
        known.evidence.push(evidence);
        if known.count.is_some_only() && is_counted(placed.figure) {
            known.count = people.count;
            known.words = people.count_words;
        }
        return;
    }
    let part_of = total
        .filter(|_| true)
        .or_else(|| placed.figure.subset.then(|| parts.iter().rev().copied().find(|i| casualties[*i].part_of.is_none())).flatten());
    let rival = (first..casualties.len()).filter(|i| Some(*i) != total).any(|i| is_rival(&casualties[i], placed));
    let index = casualties.len();
    let mut group = casualty(own, placed, people.count, vec![evidence], false, part_of);
    if rival {
        group.status = Status::Superseded;
    }
    casualties.push(group);
    if !rival {
        parts.push(index);
    }
}

fn is_same_group(known: &Casualty, placed: &Placed) -> bool {
    let people = &placed.figure.people;
    let like = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    known.role == people.role
        && known.age == people.age
        && like(&known.organisation, &people.organisation)
        && like(&known.nationality, &people.nationality)
        && (known.count == people.count || people.count.is_some_only() || known.count.is_some_only())
        && !people.additional
}

/// The same sort of people with another number, told in another sentence.
fn is_rival(known: &Casualty, placed: &Placed) -> bool {
    let people = &placed.figure.people;
    known.role == people.role
        && known.age == people.age
        && known.organisation == people.organisation
        && known.nationality == people.nationality
        && !people.additional
        && !placed.figure.listed
}

fn casualty(own: &[&Placed], placed: &Placed, count: Count, evidence: Vec<Evidence>, total: bool, part_of: Option<usize>) -> Casualty {
    let people = &placed.figure.people;
    let _ = own;
    Casualty {
        outcome: placed.figure.outcome,
        side: placed.side,
        party: None,
        who: people.who.clone(),
        role: people.role,
        organisation: people.organisation.clone(),
        nationality: people.nationality.clone(),
        age: people.age,
        sex: people.sex,
        staff: None,
        count,
        words: people.count_words,
        total,
        part_of,
        by: CasualtyBy { name: None, kind: SourceKind::Unknown },
        status: Status::Adopted,
        evidence,
    }
}

/// The sum of disjoint groups.
fn sum_of(report: &Report, casualties: &[Casualty], parts: &[usize]) -> Option<Total> {
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

/// Sorts of people that a reader would not count twice.
fn sort(role: Role) -> u8 {
    match role {
        Role::Peacekeeper => 1,
        Role::Soldier | Role::Militia | Role::Combatant => 2,
        Role::Police => 3,
        Role::SecurityGuard => 4,
        Role::UnStaff | Role::AidWorker | Role::Medic => 5,
        Role::Journalist => 6,
        Role::Official | Role::Politician | Role::Diplomat | Role::Judge => 7,
        Role::Contractor => 8,
        _ => 0,
    }
}

fn set_total(totals: &mut Totals, outcome: Outcome, side: Side, total: Option<Total>) {
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
fn released_floor(totals: &mut Totals, casualties: &[Casualty]) {
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
fn nobody(placed: &[Placed], totals: &mut Totals) {
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

/// Numbers over several incidents.
pub(super) fn sums(report: &Report, strands: &[Strand], drafts: &Drafts, incidents: &mut [Incident]) -> Vec<Sum> {
    let covers: Vec<usize> = (0..incidents.len()).filter(|i| incidents[*i].discourse == Discourse::News).collect();
    let mut sums: Vec<Sum> = Vec::new();
    for strand in drafts.joint.iter().map(|i| &strands[*i]) {
        for figure in strand.figures.iter().filter(|figure| is_counted(figure) && !figure.subset) {
            let people = &figure.people;
            let evidence = Evidence::new(people.words, figure.rule);
            let side = if figure.attackers { Side::Initiator } else { Side::Victim };
            if let Some(known) = sums.iter_mut().find(|sum| sum.outcome == figure.outcome && sum.side == side && sum.count == people.count)
            {
                known.evidence.push(evidence);
                continue;
            }
            sums.push(Sum {
                outcome: figure.outcome,
                side,
                count: people.count,
                words: people.count_words,
                covers: covers.clone(),
                by: None,
                source_kind: SourceKind::Unknown,
                evidence: vec![evidence],
            });
        }
    }
    let _ = report;
    sums
}
