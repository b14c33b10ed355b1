//! Responses: what the other side did after the attack. "The army sent helicopters to pursue the raiders."

use recount_model::{Evidence, Response, SourceKind, Statement, StatementAct};

use super::Told;
use super::rules::Family;
use super::sentence::Sentence;
use super::source::Voice;
use super::speaker;
use super::statement::quote_near;
use crate::chunk::traits;

/// Finds the responses told in a sentence; a response in a party's own words is also an announcement.
pub(super) fn find_responses(sentence: &Sentence, voices: &[Voice], told: &mut Told) {
    let mut covered = 0;
    sentence.each(Family::Response, |rule, captures, pivot| {
        let chunk = &sentence.chunks()[pivot];
        let mood = traits::NEGATED | traits::POSSIBLE | traits::FUTURE | traits::PERFECT;
        if pivot < covered || chunk.traits & mood != 0 {
            return false;
        }
        let who = captures.get("who");
        let object = captures.get("object");
        if who.is_some_and(|who| is_of_attackers(sentence, who)) || object.is_some_and(|object| is_of_attackers(sentence, object)) {
            return false;
        }
        let passive = rule.gives.contains_key("passive");
        if passive && !sentence.holds(sentence.sets().be, pivot) {
            return false;
        }
        let Some(party) = party(sentence, voices, who, passive) else { return false };
        let actions = actions(sentence, if passive { who.unwrap_or(pivot) } else { pivot }, pivot);
        covered = actions.last().map_or(pivot + 1, |(_, last)| last + 1);
        for (first, last) in actions {
            let span = sentence.span_over(first, last);
            let action = sentence.report.text.document[span].to_owned();
            told.responses
                .push((sentence.index, Response { party: party.name.clone(), action, evidence: vec![Evidence::new(span, rule.name)] }));
        }
        if let Some(voice) = voices.iter().find(|voice| party.speaks && voice.said < pivot) {
            announce(sentence, voice, pivot, rule.name, told);
        }
        true
    });
}

/// Who answers, and whether they tell it themselves.
struct Answering {
    name: String,
    speaks: bool,
}

fn party(sentence: &Sentence, voices: &[Voice], who: Option<usize>, passive: bool) -> Option<Answering> {
    let spoken = voices
        .iter()
        .find(|voice| matches!(voice.speaker.kind, SourceKind::Un | SourceKind::Military | SourceKind::Police | SourceKind::Official));
    match who {
        Some(who) if sentence.has(who, traits::PRONOUN) => spoken.map(|voice| Answering { name: voice.speaker.name.clone(), speaks: true }),
        Some(who) => {
            let speaks = !passive && voices.iter().any(|voice| voice.who == who);
            (!sentence.has(who, traits::ACT | traits::WEAPON)).then(|| Answering { name: speaker::name(sentence, who), speaks })
        }
        None => spoken.map(|voice| Answering { name: voice.speaker.name.clone(), speaks: true }),
    }
}

fn is_of_attackers(sentence: &Sentence, chunk: usize) -> bool {
    sentence.armed(chunk).is_some() || sentence.has(chunk, traits::INITIATOR)
}

/// First and last chunk of each thing done: "deploying a force to secure the base | and helicopters to track the raiders".
fn actions(sentence: &Sentence, first: usize, pivot: usize) -> Vec<(usize, usize)> {
    let chunks = sentence.chunks();
    let mut actions = Vec::new();
    let (mut first, mut last) = (first, pivot);
    for i in pivot + 1..chunks.len() {
        let kind = chunks[i].traits;
        let ends = kind & (traits::COMMA | traits::MARK | traits::QUOTE | traits::BREAK | traits::REL) != 0
            || (kind & traits::SUB != 0 && kind & traits::P == 0)
            || (kind & traits::VG != 0 && kind & traits::INF == 0);
        if ends {
            break;
        }
        if kind & traits::AND != 0 {
            let goes_on = chunks.get(i + 1).is_some_and(|next| next.traits & traits::NG != 0)
                && chunks.get(i + 2).is_some_and(|next| next.traits & (traits::INF | traits::P) != 0);
            if !goes_on {
                break;
            }
            actions.push((first, last));
            first = i + 1;
        }
        last = i;
    }
    if last >= first {
        actions.push((first, last));
    }
    actions
}

fn announce(sentence: &Sentence, voice: &Voice, pivot: usize, rule: &'static str, told: &mut Told) {
    let speaker = &voice.speaker;
    let known = told.statements.iter().any(|(read, known)| *read == sentence.index && known.act == StatementAct::Announce);
    if known {
        return;
    }
    let evidence = Evidence::new(sentence.span_over(voice.who.min(voice.said), pivot.max(voice.said)), rule);
    told.statements.push((
        sentence.index,
        Statement {
            speaker: speaker.name.clone(),
            organisation: speaker.organisation.clone(),
            act: StatementAct::Announce,
            about: Vec::new(),
            count: None,
            quote: quote_near(sentence, pivot),
            evidence: vec![evidence],
        },
    ));
}
