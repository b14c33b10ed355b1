//! Figures cut into parts that nobody is in twice.

use crate::{Casualty, Incident, Outcome, Side, Status};

use super::account::Account;

/// So many of a casualty's people.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Who they were; nothing for people of whom only the number is told.
    pub casualty: Option<&'a Casualty>,
    /// How many.
    pub n: u32,
}

/// The people of a settled figure, in parts that nobody is in twice; together they are the figure.
///
/// The parts are those of the report whose figure stands. What they leave open is a part without a casualty; where they
/// are more than the figure, nobody can say who is in it, and the whole is such a part.
pub fn parts<'a>(account: &Account<'a>, outcome: Outcome, side: Side) -> Vec<Part<'a>> {
    let Some(whole) = account.figure(key(outcome, side)).map(|figure| figure.best) else { return Vec::new() };
    let mut parts = told_parts(account.lead().incident, outcome, side);
    let told: u32 = parts.iter().map(|part| part.n).sum();
    if told > whole {
        parts.clear();
    }
    let told = if told > whole { 0 } else { told };
    if whole > told {
        parts.push(Part { casualty: None, n: whole - told });
    }
    parts
}

/// The name of the settled figure.
fn key(outcome: Outcome, side: Side) -> &'static str {
    match (outcome, side) {
        (Outcome::Killed, Side::Initiator) => "initiators_killed",
        (Outcome::Wounded, Side::Initiator) => "initiators_wounded",
        (Outcome::Killed, _) => "killed",
        (Outcome::Wounded, _) => "wounded",
        (Outcome::Abducted, _) => "abducted",
        _ => "",
    }
}

fn told_parts(incident: &Incident, outcome: Outcome, side: Side) -> Vec<Part<'_>> {
    let is_meant = |casualty: &Casualty| {
        let is_side = if side == Side::Initiator { casualty.side == Side::Initiator } else { casualty.side != Side::Initiator };
        casualty.outcome == outcome && casualty.status == Status::Adopted && is_side
    };
    let meant: Vec<(usize, &Casualty)> = incident.casualties.iter().enumerate().filter(|(_, casualty)| is_meant(casualty)).collect();
    let is_top = |casualty: &Casualty| !casualty.part_of.is_some_and(|whole| meant.iter().any(|(i, _)| *i == whole as usize));
    let tops: Vec<&(usize, &Casualty)> = meant.iter().filter(|(_, casualty)| is_top(casualty)).collect();
    // A stated total beside parts that do not say so: the total alone is the whole.
    let wholes: Vec<&&(usize, &Casualty)> = tops.iter().filter(|(_, casualty)| casualty.total).collect();
    let tops: Vec<&(usize, &Casualty)> = match wholes.last() {
        Some(whole) if !has_parts(&meant, whole.0) && tops.len() > 1 => others_or_whole(&tops, whole),
        Some(whole) => vec![**whole],
        None => tops,
    };
    let mut parts = Vec::new();
    for (i, casualty) in tops {
        open(&meant, *i, casualty, &mut parts);
    }
    parts
}

fn has_parts(meant: &[(usize, &Casualty)], whole: usize) -> bool {
    meant.iter().any(|(_, casualty)| casualty.part_of == u32::try_from(whole).ok())
}

/// Parts that add up to the stated total are its parts; else the total stands for itself.
fn others_or_whole<'p, 'a>(tops: &[&'p (usize, &'a Casualty)], whole: &'p (usize, &'a Casualty)) -> Vec<&'p (usize, &'a Casualty)> {
    let others: Vec<_> = tops.iter().copied().filter(|(_, casualty)| !casualty.total).collect();
    let sum: u32 = others.iter().map(|(_, casualty)| casualty.count.best).sum();
    if sum == whole.1.count.best { others } else { vec![whole] }
}

/// Puts the parts of a casualty in its place, and what they leave of it.
fn open<'a>(meant: &[(usize, &'a Casualty)], i: usize, casualty: &'a Casualty, parts: &mut Vec<Part<'a>>) {
    let inner: Vec<&(usize, &Casualty)> = meant.iter().filter(|(_, inner)| inner.part_of == u32::try_from(i).ok()).collect();
    let sum: u32 = inner.iter().map(|(_, inner)| inner.count.best).sum();
    if inner.is_empty() || sum > casualty.count.best {
        parts.push(Part { casualty: Some(casualty), n: casualty.count.best });
        return;
    }
    for (j, inner) in inner {
        if *j != i {
            open(meant, *j, inner, parts);
        }
    }
    if casualty.count.best > sum {
        parts.push(Part { casualty: Some(casualty), n: casualty.count.best - sum });
    }
}

impl<'a> Part<'a> {
    /// What they were.
    pub fn role(&self) -> &'static str {
        self.casualty.map_or("unknown", |casualty| casualty.role.as_str())
    }

    /// The canonical organisation they belong to.
    pub fn organisation(&self) -> Option<&'a str> {
        self.casualty.and_then(|casualty| casualty.organisation.as_deref())
    }

    /// What the report calls them.
    pub fn who(&self) -> Option<&'a str> {
        self.casualty.map(|casualty| casualty.who.as_str())
    }
}
