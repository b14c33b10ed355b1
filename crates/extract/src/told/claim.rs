//! Responsibility: who claims the attack, who denies it, who is accused, and that nobody has claimed it.

use recount_lexicon::words::Form;
use recount_model::{Count, Evidence, PartyKind, ResponsibilityStatus, Role, SourceKind, Span, Stance, Statement, StatementAct};

use super::party::{Party, party};
use super::rules::Family;
use super::sentence::Sentence;
use super::source::Voice;
use super::speaker::{self, Memory};
use super::statement::quote_near;
use super::{Claim, Told};
use crate::chunk::traits;
use crate::pattern::{Captures, Rule};

/// Finds the claims of a sentence, each with the statement it is.
pub(super) fn find_claims(sentence: &Sentence, memory: &Memory, voices: &[Voice], told: &mut Told) {
    let mut claims: Vec<(Claim, usize, bool)> = Vec::new();
    sentence.each(Family::Claim, |rule, captures, pivot| {
        let Some(claim) = claim(sentence, memory, voices, Match { rule, captures, pivot }) else { return false };
        let known = claims
            .iter()
            .any(|(known, ..)| known.status == claim.status && known.organisation == claim.organisation && known.party == claim.party);
        if !known {
            claims.push((claim, pivot, rule.gives.contains_key("counts")));
        }
        true
    });
    for (claim, pivot, counts) in claims {
        if let Some(mut statement) = statement(&claim) {
            statement.quote = quote_near(sentence, pivot);
            statement.count = if counts { count_claimed(sentence, pivot) } else { None };
            told.statements.push((sentence.index, statement));
        }
        told.claims.push(claim);
    }
}

/// A rule with what it captured.
#[derive(Clone, Copy)]
struct Match<'r> {
    rule: &'r Rule,
    captures: &'r Captures,
    pivot: usize,
}

fn claim(sentence: &Sentence, memory: &Memory, voices: &[Voice], found: Match) -> Option<Claim> {
    let status = ResponsibilityStatus::from_word(found.rule.gives.get("status")?)?;
    let pivot = &sentence.chunks()[found.pivot];
    if pivot.traits & (traits::POSSIBLE | traits::FUTURE) != 0 || !holds_needs(sentence, found) {
        return None;
    }
    let shared = found.rule.gives.contains_key("shared");
    let speaks_before = || voices.iter().rev().find(|voice| shared && voice.said < found.pivot).map(|voice| voice.who);
    let who = found.captures.get("who").or_else(speaks_before);
    let negated = pivot.traits & traits::NEGATED != 0 || who.is_some_and(|who| sentence.is_nobody(who)) || is_yet(sentence, found);
    let status = match (status, negated) {
        (ResponsibilityStatus::Claimed, true) => ResponsibilityStatus::NoClaim,
        (ResponsibilityStatus::NoClaim, _) => ResponsibilityStatus::NoClaim,
        (_, true) => return None,
        (status, false) => status,
    };
    let attack = attack(sentence, found);
    if status != ResponsibilityStatus::NoClaim && attack.is_some_and(|attack| is_other_attack(sentence, attack, found)) {
        return None;
    }
    let joint =
        attack.is_some_and(|attack| sentence.chunks()[attack].act.is_some_and(|act| act.form == Form::Plural) || either(sentence, attack));
    if who.and_then(|who| who.checked_sub(1)).is_some_and(|before| sentence.is(sentence.sets().whether, sentence.chunks()[before].head)) {
        return None;
    }
    // "No minister has blamed the army": nobody accuses.
    let accuses = |by: usize| !sentence.is_nobody(by);
    if status == ResponsibilityStatus::Accused && !found.captures.get("by").is_none_or(accuses) {
        return None;
    }
    if status == ResponsibilityStatus::Accused && is_of_other_deed(sentence, found.captures.last) {
        return None;
    }
    let span = sentence.span_over(found.captures.first, found.captures.last);
    let evidence = Evidence::new(span, found.rule.name);
    if status == ResponsibilityStatus::NoClaim {
        return Some(Claim {
            read: sentence.index,
            status,
            party: None,
            organisation: None,
            by: None,
            kind: PartyKind::Unknown,
            armed: false,
            joint,
            evidence,
        });
    }
    let party = party(sentence, memory, found.captures, (who, found.pivot, status))?;
    if found.rule.gives.contains_key("armed") && !party.armed {
        return None;
    }
    let by = (status == ResponsibilityStatus::Accused).then(|| accuser(sentence, voices, found)).flatten();
    let kind = kind_of(sentence, &party, who);
    Some(Claim {
        read: sentence.index,
        status,
        party: Some(party.name),
        organisation: party.organisation,
        by,
        kind,
        armed: party.armed,
        joint,
        evidence,
    })
}

/// What a rule asks for beyond its pattern.
fn holds_needs(sentence: &Sentence, found: Match) -> bool {
    let pivot = found.pivot;
    match found.rule.gives.get("needs").map(String::as_str) {
        // "no claim of responsibility"
        Some("no") => sentence.is_nobody(pivot),
        Some("group") => sentence.armed(pivot).is_some(),
        // "the Hill Front", "the Syrian air force"
        Some("force") => found.captures.get("who").is_some_and(|who| sentence.armed(who).is_some() || is_state_force(sentence, who)),
        Some("suspected") => {
            let tokens = &sentence.chunks()[pivot].tokens;
            let mut near = tokens.start.saturating_sub(1)..tokens.end;
            near.any(|token| sentence.is(sentence.sets().suspected, token)) && sentence.armed(pivot).is_some()
        }
        // "deny responsibility" is one phrase of the list.
        Some("phrase") => {
            sentence.chunks()[pivot].tokens.len() > 1
                && sentence.chunks()[pivot].tokens.clone().any(|token| sentence.is(sentence.sets().deny_nouns, token))
        }
        // "its fighters", "it"
        Some("nobody") => found.captures.get("who").is_some_and(|who| sentence.is_nobody(who)),
        Some("own") => found.captures.get("own").is_some_and(|own| {
            let start = sentence.chunks()[own].tokens.start;
            sentence.is(sentence.sets().own, start) || (sentence.has(own, traits::PRONOUN) && sentence.is(sentence.sets().they, start))
        }),
        // An outlet of an armed group, in a sentence with an attack.
        Some("outlet") => {
            sentence.read.chunks.chunks.iter().any(|chunk| chunk.acts != 0 || chunk.traits & traits::INITIATOR != 0)
                && found.captures.get("who").is_some_and(|who| speaker::kind(sentence, who) == SourceKind::Media)
        }
        _ => true,
    }
}

/// "has yet to claim", "have yet claimed"
fn is_yet(sentence: &Sentence, found: Match) -> bool {
    let tokens = &sentence.chunks()[found.pivot].tokens;
    let first = sentence.chunks()[found.captures.first].tokens.start;
    sentence.chunks()[found.pivot].traits & traits::INF != 0 && (first..tokens.start).any(|token| sentence.is(sentence.sets().yet, token))
}

/// The noun of the attack that a claim is about.
fn attack(sentence: &Sentence, found: Match) -> Option<usize> {
    let chunks = sentence.chunks();
    let is_act = |i: &usize| chunks[*i].traits & traits::ACT != 0;
    let same_clause = |i: &usize| chunks[*i].traits & (traits::SUB | traits::BREAK) == 0;
    let after = (found.pivot + 1..chunks.len()).take(7).take_while(same_clause).find(is_act);
    let before = (0..found.pivot).rev().take(5).find(is_act);
    let passive =
        chunks[found.pivot].traits & (traits::PASSIVE | traits::PAST) != 0 && found.captures.get("who").is_none_or(|who| who > found.pivot);
    if passive { before.or(after) } else { after }
}

/// "claimed a string of recent attacks", "a bombing in 2012 blamed on": not the attack of the news.
fn is_other_attack(sentence: &Sentence, attack: usize, found: Match) -> bool {
    let chunks = sentence.chunks();
    if sentence.holds(sentence.sets().other_attack, attack) {
        return true;
    }
    let end = chunks[attack.max(found.captures.last)].tokens.end;
    let tokens = chunks[attack].tokens.start..end + 3;
    sentence.read.whens.iter().any(|when| tokens.contains(&when.tokens.start) && (when.past || is_long_ago(sentence, when)))
}

/// "accused the governor of lying": a deed that is no attack.
fn is_of_other_deed(sentence: &Sentence, last: usize) -> bool {
    let of = |i: usize| sentence.chunks().get(i).filter(|chunk| chunk.traits & traits::ING != 0 && chunk.acts == 0);
    let preposition = sentence.chunks().get(last + 1).is_some_and(|chunk| chunk.traits & traits::P != 0);
    let reach = if preposition { last + 2 } else { last + 1 };
    (last..=reach).find_map(of).is_some_and(|deed| !sentence.is(sentence.sets().carry_out, deed.head))
}

fn is_long_ago(sentence: &Sentence, when: &crate::mention::when::WhenMention) -> bool {
    when.last.zip(sentence.report.text.document.published).is_some_and(|(last, published)| (published - last).get_days() > 10)
}

fn accuser(sentence: &Sentence, voices: &[Voice], found: Match) -> Option<String> {
    let named = found
        .captures
        .get("by")
        .filter(|by| !sentence.has(*by, traits::ACT | traits::WEAPON | traits::PRONOUN))
        .map(|by| speaker::name(sentence, by));
    named.or_else(|| voices.iter().find(|voice| Some(voice.who) != found.captures.get("who")).map(|voice| voice.speaker.name.clone()))
}

fn kind_of(sentence: &Sentence, party: &Party, who: Option<usize>) -> PartyKind {
    let Some(organisation) = &party.organisation else {
        // "government forces", "the army": of which state, the place tells.
        return if who.is_some_and(|who| is_state_force(sentence, who)) { PartyKind::StateForces } else { PartyKind::Unknown };
    };
    let groups = sentence.report.coder.lexicon.groups();
    match groups.iter().find(|group| group.name == *organisation) {
        Some(group) => group.kind,
        None if organisation.starts_with("Government of") => PartyKind::StateForces,
        None => PartyKind::Unknown,
    }
}

fn is_state_force(sentence: &Sentence, chunk: usize) -> bool {
    let mut people = sentence.parts(chunk).filter_map(|part| part.people);
    people.any(|people| people.role == Role::Soldier && people.stance == Some(Stance::Responder))
}

/// The statement that a claim is.
fn statement(claim: &Claim) -> Option<Statement> {
    let (act, speaker) = match claim.status {
        ResponsibilityStatus::Claimed => (StatementAct::Claim, claim.party.clone()?),
        ResponsibilityStatus::Denied => (StatementAct::Deny, claim.party.clone()?),
        ResponsibilityStatus::Accused => (StatementAct::Accuse, claim.by.clone()?),
        _ => return None,
    };
    Some(Statement {
        speaker,
        organisation: claim.organisation.clone().filter(|_| act != StatementAct::Accuse),
        act,
        about: Vec::new(),
        count: None,
        quote: None,
        evidence: vec![claim.evidence],
    })
}

/// "claimed to have killed 30 soldiers": what the group says of its victims.
fn count_claimed(sentence: &Sentence, pivot: usize) -> Option<(Count, Span)> {
    let event = sentence.read.events.iter().find(|event| event.chunk >= pivot && event.outcome == Some(recount_model::Outcome::Killed))?;
    sentence
        .parts(event.victim?)
        .find_map(|part| part.count)
        .map(|count| (sentence.read.counts[count].count, sentence.read.counts[count].span))
}

/// "claimed either attack", "both attacks".
fn either(sentence: &Sentence, attack: usize) -> bool {
    let from = attack.saturating_sub(1);
    let report = sentence.report;
    sentence.chunks()[from..=attack]
        .iter()
        .any(|chunk| chunk.tokens.clone().any(|token| matches!(report.text.fold(token), "either" | "both")))
}
