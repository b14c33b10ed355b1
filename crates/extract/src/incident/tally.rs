//! Casualties and totals: figures of one incident come in, disjoint groups and the numbers that stand go out.

use std::collections::HashSet;

use recount_lexicon::words::{Act, WordId};
use recount_model::CountForm;
use recount_model::{
    Age, Casualty, CasualtyBy, Count, Evidence, Outcome, Role, Side, SourceKind, Span, Stance, Status, Sum, Tactic, Total, Totals,
};
use recount_text::Part;

use super::draft::{Draft, Drafts, MOST_MEANT};
use super::figure::Figure;
use super::strand::Strand;
use super::total::{rivals, stated_total, sum_of};
use super::totals::{both_sides, complete_list, nobody, released_floor, set_total};
use crate::Report;
use crate::told::Told;

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
            // "Nine killed in Kano; police see no danger in the capital": police say nothing of the nine.
            let here =
                |source: &&crate::told::Attribution| !report.text.document[source.evidence.span.to(figure.people.words)].contains(';');
            let by = told.attributions_of(strand.read).iter().find(here);
            let by = by.map(|attribution| (attribution.name.clone(), attribution.kind));
            placed.push(Placed { figure, part: read.part, side: side(figure, tactic, &attackers), read: strand.read, by });
        }
    }
    // "Two men were shot" tells of wounds only where nothing else is told of them.
    let is_shot = |placed: &Placed| placed.figure.shot;
    let told_otherwise =
        placed.iter().any(|placed| !is_shot(placed) && matches!(placed.figure.outcome, Outcome::Killed | Outcome::Wounded));
    if told_otherwise {
        placed.retain(|placed| !is_shot(placed));
    }
    let wounded_told =
        placed.iter().any(|placed| !placed.figure.floor && placed.figure.outcome == Outcome::Wounded && is_counted(placed.figure));
    if wounded_told {
        placed.retain(|placed| !placed.figure.floor);
    }
    let mut casualties = Vec::new();
    let mut totals = Totals::default();
    for (outcome, side) in KINDS {
        let own: Vec<&Placed> = placed.iter().filter(|placed| placed.figure.outcome == *outcome && placed.side == *side).collect();
        let total = tally_kind(report, &own, &mut casualties);
        // "Among the victims were a Russian and a Swiss": some of those counted already.
        let some_only = *outcome == Outcome::Harmed && !own.is_empty() && own.iter().all(|placed| placed.figure.subset);
        let total = total.filter(|_| !some_only);
        set_total(&mut totals, *outcome, *side, total);
    }
    released_floor(&mut totals, &casualties);
    nobody(&placed, &mut totals);
    complete_list(&placed, &mut totals);
    both_sides(&casualties, &mut totals);
    (casualties, totals)
}

/// A figure with where it stands.
pub(super) struct Placed<'s> {
    pub(super) figure: &'s Figure,
    pub(super) part: Part,
    pub(super) side: Side,
    /// The sentence it stands in.
    pub(super) read: usize,
    /// Who says so.
    pub(super) by: Option<(String, SourceKind)>,
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
    if figure.outcome == Outcome::Detained && figure.by_state && tactic != Tactic::Crackdown {
        return Side::Initiator;
    }
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
    // "Police shot the driver" of a car that was driven into people.
    let driver = tactic == Tactic::VehicleRamming && figure.people.role == Role::Driver && figure.people.definite && figure.by_state;
    if figure.attackers || known || shot_by_state || driver { Side::Initiator } else { Side::Victim }
}

/// The words for those who act in the incident.
fn attackers(report: &Report, strands: &[Strand], draft: &Draft) -> Vec<WordId> {
    let mut heads = Vec::new();
    for strand in draft.strands.iter().map(|i| &strands[*i]) {
        let read = &report.reads[strand.read];
        let violent = strand.events.iter().map(|i| &read.events[*i]).filter(|event| {
            matches!(
                event.entry.act,
                Act::Kill
                    | Act::Wound
                    | Act::Attack
                    | Act::Ram
                    | Act::Drive
                    | Act::Shoot
                    | Act::Fire
                    | Act::Strike
                    | Act::Blowup
                    | Act::Bomb
            )
        });
        for actor in violent.filter_map(|event| event.actor) {
            for part in &read.chunks.parts[read.chunks.chunks[actor].parts.clone()] {
                let state = part.people.is_none_or(|entry| entry.stance == Some(Stance::Responder));
                if part.traits != 0 && !state && !part.people_tokens.is_empty() {
                    let head = report.words.id(part.people_tokens.end - 1);
                    if !heads.contains(&head) {
                        heads.push(head);
                    }
                }
            }
        }
    }
    heads
}

fn is_claim_of_group(told: &Told, read: usize) -> bool {
    let own = told.attributions_of(read);
    !own.is_empty() && own.iter().all(|attribution| attribution.kind == SourceKind::Group)
}

fn tally_kind(report: &Report, own: &[&Placed], casualties: &mut Vec<Casualty>) -> Option<Total> {
    let stated = stated_total(own);
    let first = casualties.len();
    let mut total_index = None;
    let mut of_total: HashSet<Span> = HashSet::new();
    if let Some((count, evidence, _, figure)) = &stated {
        total_index = Some(casualties.len());
        of_total = evidence.iter().map(|evidence| evidence.span).collect();
        casualties.push(casualty(figure, *count, evidence.clone(), true, None));
    }
    if let Some((.., adopted)) = &stated {
        for rival in rivals(own, adopted) {
            let people = &rival.figure.people;
            let evidence = vec![Evidence::new(people.count_words, people.count_rule)];
            casualties.push(Casualty { status: Status::Rival, ..casualty(rival, people.count, evidence, true, None) });
        }
    }
    let mut parts: Vec<usize> = Vec::new();
    for placed in own.iter().filter(|placed| {
        !is_generic(placed.figure)
            || ((placed.figure.listed || placed.figure.people.of_group || placed.figure.subset) && is_counted(placed.figure))
    }) {
        if let Some(total) = total_index.filter(|_| of_total.contains(&placed.figure.people.count_words)) {
            let words = placed.figure.people.words;
            of_total.insert(words);
            casualties[total].evidence.push(Evidence::new(words, placed.figure.rule));
            continue;
        }
        add_group(placed, casualties, first, total_index, &mut parts);
    }
    if let Some((count, evidence, from, _)) = stated {
        return Some(Total { count, from, side_unclear: false, evidence });
    }
    sum_of(report, casualties, &parts)
}

/// Adds a group, or its evidence to the same group told before.
fn add_group(placed: &Placed, casualties: &mut Vec<Casualty>, first: usize, total: Option<usize>, parts: &mut Vec<usize>) {
    let people = &placed.figure.people;
    let evidence = Evidence::new(people.words, placed.figure.rule);
    let same = (first..casualties.len()).filter(|i| Some(*i) != total).find(|i| is_same_group(&casualties[*i], placed));
    if let Some(i) = same {
        let known = &mut casualties[i];
        known.evidence.push(evidence);
        let qualified = known.count.is_exact() && matches!(people.count.form, CountForm::AtLeast | CountForm::About);
        if known.count.is_some_only() && is_counted(placed.figure) || qualified {
            known.count = people.count;
            known.words = people.count_words;
        }
        return;
    }
    let part_of =
        total.or_else(|| placed.figure.subset.then(|| parts.iter().rev().copied().find(|i| casualties[*i].part_of.is_none())).flatten());
    let rival = (first..casualties.len()).filter(|i| Some(*i) != total).any(|i| is_rival(&casualties[i], placed));
    let index = casualties.len();
    let mut group = casualty(placed, people.count, vec![evidence], false, part_of);
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
        && (known.count == people.count
            || known.count.best == people.count.best
            || people.count.is_some_only()
            || known.count.is_some_only())
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

fn casualty(placed: &Placed, count: Count, evidence: Vec<Evidence>, total: bool, part_of: Option<usize>) -> Casualty {
    let people = &placed.figure.people;
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
        by: placed
            .by
            .clone()
            .map_or(CasualtyBy { name: None, kind: SourceKind::Unknown }, |(name, kind)| CasualtyBy { name: Some(name), kind }),
        status: Status::Adopted,
        evidence,
    }
}

/// Numbers over several incidents.
pub(super) fn sums(strands: &[Strand], drafts: &Drafts) -> Vec<Sum> {
    let covers: Vec<usize> = drafts.news().take(MOST_MEANT).collect();
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
    sums
}

pub(super) fn is_top(part: Part) -> bool {
    matches!(part, Part::Headline | Part::Highlight | Part::Lead)
}

/// People without a sort of their own: "12 people", "12".
pub(super) fn is_generic(figure: &Figure) -> bool {
    let people = &figure.people;
    people.role == Role::Unknown && people.organisation.is_none() && people.nationality.is_none() && people.age != Some(Age::Child)
}

pub(super) fn is_counted(figure: &Figure) -> bool {
    !figure.people.count.is_some_only()
}

/// Sorts of people that a reader would not count twice.
pub(super) fn sort(role: Role) -> u8 {
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
