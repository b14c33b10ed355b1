//! Events: chunks come in, what was done to whom goes out, one event a word of violence.
//!
//! "Gunmen killed five guards and wounded a driver" holds two events, both by the gunmen.

pub(crate) mod people;

use recount_lexicon::words::{Act, ActEntry};
use recount_model::{Outcome, RuleName};

use crate::chunk::words::Words;
use crate::chunk::{Chunks, traits};
use crate::pattern::{self, Rules};

/// Something done, as one word of violence tells it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// The chunk of the word itself.
    pub(crate) chunk: usize,
    pub(crate) entry: ActEntry,
    /// What became of the victims.
    pub(crate) outcome: Option<Outcome>,
    /// The chunk of the victims, if there is one.
    pub(crate) victim: Option<usize>,
    pub(crate) actor: Option<usize>,
    pub(crate) target: Option<usize>,
    /// The rule says that the number is the whole toll.
    pub(crate) toll: bool,
    /// The rule says that they are among those counted before.
    pub(crate) subset: bool,
    /// The rule says that there may be more ("18 in critical condition").
    pub(crate) floor: bool,
    /// Shot: alive or dead is not said.
    pub(crate) shot: bool,
    pub(crate) rule: RuleName,
}

impl Event {
    fn act_ends_in_death(&self) -> bool {
        self.entry.act == Act::Shoot && self.outcome == Some(Outcome::Killed)
    }

    /// Negation and the like of the word itself.
    pub(crate) fn mood(&self, chunks: &Chunks) -> traits::Traits {
        chunks.chunks[self.chunk].traits & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE | traits::PERFECT | traits::INF)
    }
}

/// Every event of a sentence, in order.
pub(crate) fn find_events(rules: &Rules, chunks: &Chunks, words: &Words) -> Vec<Event> {
    let mut events = Vec::new();
    for (i, chunk) in chunks.chunks.iter().enumerate() {
        let says_lives = chunk.say.is_some() && chunk.traits & traits::VG != 0;
        if chunk.acts == 0 && !says_lives {
            continue;
        }
        let Some((rule, captures)) = pattern::find(rules, &chunks.chunks, words, i) else { continue };
        let actor = captures.get("actor").map(|actor| if actor < i { subject(chunks, actor) } else { actor });
        let actor = joined_subject(chunks, i).filter(|_| actor.is_some_and(|actor| actor < i)).or(actor);
        let entry = chunk.act.unwrap_or(LIVES);
        let given = rule.gives.get("outcome").and_then(|word| Outcome::from_word(word));
        events.push(Event {
            chunk: i,
            entry,
            outcome: given.or_else(|| outcome(entry.act)),
            victim: captures.get("victim").map(|victim| named_before(chunks, victim)),
            actor: actor.filter(|actor| chunks.chunks[*actor].traits & traits::NG != 0),
            target: captures.get("target"),
            toll: rule.gives.contains_key("total"),
            subset: rule.gives.contains_key("subset"),
            floor: rule.gives.contains_key("floor"),
            shot: rule.gives.contains_key("shot") || entry.act == Act::Shoot && given.is_none(),
            rule: rule.name,
        });
    }
    // "Four of the wounded died": the four are no wounded beside the others.
    let victims: Vec<(usize, usize)> = events.iter().filter_map(|event| Some((event.victim?, event.chunk))).collect();
    events.retain(|event| !victims.iter().any(|(victim, by)| *victim == event.chunk && *by != event.chunk));
    // "Shot the driver dead": one thing done, not two.
    let shot_dead: Vec<usize> = events.iter().filter(|event| event.act_ends_in_death()).filter_map(|event| event.victim).collect();
    events.retain(|event| chunks.chunks[event.chunk].traits & traits::HARM == 0 || !shot_dead.contains(&event.chunk.wrapping_sub(1)));
    share(&mut events, chunks);
    for event in &mut events {
        let bomber =
            event.entry.act == Act::Suicide && event.actor.is_none_or(|actor| chunks.chunks[actor].traits & traits::INITIATOR == 0);
        if event.actor.is_none() || bomber {
            let so_killing = || joined_subject(chunks, event.chunk).filter(|_| event.outcome.is_some());
            event.actor = attacker_before(chunks, event).or(event.actor).or_else(so_killing);
        }
    }
    events
}

/// "A raid in the north hit a mill": the noun group after a preposition is no subject; the one before it is.
fn subject(chunks: &Chunks, mut at: usize) -> usize {
    let is = |i: usize, traits: traits::Traits| chunks.chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    while at >= 2
        && is(at - 1, traits::P)
        && !is(at - 1, traits::SUB)
        && is(at - 2, traits::NG | traits::WHEN)
        && !is(at, traits::INITIATOR)
    {
        at -= 2;
    }
    at
}

/// "The driver, Omar Hassan, was shot": what somebody is stands before the name.
fn named_before(chunks: &Chunks, victim: usize) -> usize {
    let is = |i: usize, traits: traits::Traits| chunks.chunks.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let set_in = victim >= 2 && is(victim - 1, traits::COMMA) && is(victim + 1, traits::COMMA);
    let bare = is(victim, traits::NAME) && !is(victim, traits::PERSON | traits::COUNTED);
    let person = set_in && bare && is(victim - 2, traits::PERSON) && !is(victim - 2, traits::COUNTED);
    if person { victim - 2 } else { victim }
}

/// "Fighters attacked the post and killed two", "a blaze raced through a warehouse, killing 12": the subject of the verb before.
fn joined_subject(chunks: &Chunks, verb: usize) -> Option<usize> {
    let chunks_before = &chunks.chunks[..verb];
    let is = |i: usize, traits: traits::Traits| chunks_before.get(i).is_some_and(|chunk| chunk.traits & traits != 0);
    let so_doing = chunks.chunks[verb].traits & traits::ING != 0;
    let link = if so_doing { traits::COMMA } else { traits::AND };
    let joined = chunks.chunks[verb].traits & traits::VG != 0 && verb >= 3 && is(verb - 1, link);
    if !joined {
        return None;
    }
    let barrier = traits::SUB | traits::BREAK | traits::AND | if so_doing { traits::REL } else { traits::COMMA };
    let first = (0..verb - 1).rev().take_while(|i| !is(*i, barrier)).find(|i| is(*i, traits::VG))?;
    let active = is(first, traits::ACTIVE | traits::PAST) && !is(first, traits::INF | traits::ING);
    let nearest = (0..first).rev().take_while(|i| !is(*i, barrier & !traits::AND)).find(|i| is(*i, traits::NG)).filter(|_| active)?;
    Some(subject(chunks, nearest))
}

/// "claimed 18 lives": a verb of speech that kills.
const LIVES: ActEntry = ActEntry {
    act: Act::Kill,
    form: recount_lexicon::words::Form::PastPart,
    tactic: None,
    strength: recount_lexicon::words::Strength::Harm,
};

/// What a word of violence does to people.
pub(crate) fn outcome(act: Act) -> Option<Outcome> {
    Some(match act {
        Act::Kill | Act::Die | Act::Killing | Act::Toll => Outcome::Killed,
        Act::Wound | Act::Wounds | Act::Beat | Act::Shoot => Outcome::Wounded,
        Act::Harm => Outcome::Harmed,
        Act::Missing => Outcome::Missing,
        Act::Abduct | Act::AbductN => Outcome::Abducted,
        Act::Release => Outcome::Released,
        Act::Rescue => Outcome::Rescued,
        Act::Arrest | Act::Capture => Outcome::Detained,
        Act::Displace => Outcome::Displaced,
        _ => return None,
    })
}

/// "A bomber thought to have come from abroad killed nine": the nearest attackers before an active verb.
fn attacker_before(chunks: &Chunks, event: &Event) -> Option<usize> {
    let verb = &chunks.chunks[event.chunk];
    let active = verb.traits & traits::VG != 0 && verb.traits & (traits::ACTIVE | traits::PAST | traits::ING) != 0;
    if !active || event.entry.act != Act::Suicide && !(event.victim > Some(event.chunk) || event.target > Some(event.chunk)) {
        return None;
    }
    let barrier = traits::SUB | traits::BREAK | traits::QUOTE | traits::REL;
    let before = chunks.chunks[..event.chunk].iter().enumerate().rev();
    before.take_while(|(_, chunk)| chunk.traits & barrier == 0).find(|(_, chunk)| chunk.traits & traits::INITIATOR != 0).map(|(i, _)| i)
}

/// "Gunmen attacked the post and killed two": the second verb has the actor of the first.
fn share(events: &mut [Event], chunks: &Chunks) {
    for i in 1..events.len() {
        let (before, after) = events.split_at_mut(i);
        let (last, event) = (&before[i - 1], &mut after[0]);
        let between = &chunks.chunks[last.chunk + 1..event.chunk.max(last.chunk + 1)];
        let new_subject = between.iter().any(|chunk| chunk.traits & (traits::SUB | traits::BREAK | traits::MARK) != 0);
        if event.actor.is_none() && event.victim.is_some() && !new_subject {
            let active = chunks.chunks[event.chunk].traits & (traits::ACTIVE | traits::ING | traits::PAST) != 0;
            if active && event.victim > Some(event.chunk) {
                event.actor = last.actor;
            }
        }
    }
}
