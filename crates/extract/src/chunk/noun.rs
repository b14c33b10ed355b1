//! Noun groups: "at least 12 MINUSMA security guards", "the Mali National Police", "a suicide car bombing".

use std::ops::Range;

use recount_lexicon::words::{Entry, Form};
use recount_tagger::Tag;
use recount_text::TokenKind;

use super::group::{Sentence, plain};
use super::words::{Hit, is_written_so};
use super::{Chunk, Chunks, Part, bit, traits};
use crate::mention::count::NumberKind;

/// The noun group that begins at a token; its end.
pub(super) fn group(sentence: &Sentence, start: usize, chunks: &mut Chunks) -> Option<usize> {
    if let Some(end) = harm_adjective(sentence, start) {
        let act = act_of(sentence, start);
        chunks.chunks.push(Chunk { acts: act.map_or(0, |act| bit(act.act)), act, ..plain(start..end, traits::HARM) });
        return Some(end);
    }
    let tokens = extent(sentence, start)?;
    let end = tokens.end;
    push(sentence, tokens, chunks);
    Some(end)
}

fn act_of(sentence: &Sentence, token: usize) -> Option<recount_lexicon::words::ActEntry> {
    let hit = sentence.hit_from(token)?;
    sentence.entries(hit).find_map(|entry| match entry {
        Entry::Act(act) => Some(*act),
        _ => None,
    })
}

/// "dead", "missing" that is said of somebody and does not stand before a noun.
fn harm_adjective(sentence: &Sentence, token: usize) -> Option<usize> {
    let hit = sentence.hit_from(token)?;
    let end = hit.tokens.end;
    let is_harm = sentence.entries(hit).any(|entry| matches!(entry, Entry::Act(act) if act.form == Form::Adj));
    let before_noun = end < sentence.tokens.end && matches!(sentence.tag(end), Tag::Noun);
    let sets = sentence.given.sets;
    let definite = token > sentence.tokens.start && (sentence.is(&sets.definite, token - 1) || sentence.is(&sets.article, token - 1));
    (is_harm && !before_noun && !definite).then_some(end)
}

/// The tokens of the noun group.
fn extent(sentence: &Sentence, start: usize) -> Option<Range<usize>> {
    let mut token = start;
    let mut has_noun = false;
    let mut open = true;
    while token < sentence.tokens.end && open {
        let step = step(sentence, start, token, has_noun);
        let Some(Step { end, noun, closes }) = step else { break };
        has_noun |= noun;
        open = !closes;
        token = end;
    }
    let mut tokens = start..token;
    // A group does not end with a possessive or a determiner.
    while tokens.end > tokens.start && ends_loosely(sentence, tokens.end - 1) && tokens.len() > 1 {
        tokens.end -= 1;
    }
    // "the Secretary-General", "the wounded": an adjective can be all there is.
    let last = tokens.end.saturating_sub(1);
    let participle = act_of(sentence, last).is_some_and(|act| act.form == Form::PastPart || act.form == Form::Adj);
    let stands_alone =
        tokens.len() >= 2 && sentence.is(&sentence.given.sets.definite, tokens.start) && (sentence.tag(last) == Tag::Adj || participle);
    ((has_noun || stands_alone) && !tokens.is_empty()).then_some(tokens)
}

fn ends_loosely(sentence: &Sentence, token: usize) -> bool {
    sentence.id(token) == sentence.given.sets.possessive && sentence.given.text.word(token).len() <= 4 && sentence.tag(token) == Tag::Part
}

struct Step {
    end: usize,
    noun: bool,
    closes: bool,
}

impl Step {
    fn to(end: usize, noun: bool) -> Option<Self> {
        Some(Self { end, noun, closes: false })
    }
}

fn step(sentence: &Sentence, start: usize, token: usize, has_noun: bool) -> Option<Step> {
    if token > start && sentence.when(token).is_some() {
        return None;
    }
    if let Some(count) = sentence.count(token) {
        let before_is_noun = token > start && matches!(sentence.tag(token - 1), Tag::Noun | Tag::Propn);
        let count = &sentence.found.counts[count];
        if has_noun && before_is_noun && count.kind == NumberKind::Cardinal {
            return None;
        }
        return Step::to(count.tokens.end.min(sentence.tokens.end), true);
    }
    if sentence.given.text.tokens[token].kind == TokenKind::Mark {
        return None;
    }
    if token > start && harm_adjective(sentence, token).is_some() {
        return None;
    }
    if let Some(hit) = sentence.hit_from(token) {
        return hit_step(sentence, start, token, hit);
    }
    tag_step(sentence, start, token)
}

fn hit_step(sentence: &Sentence, start: usize, token: usize, hit: &Hit) -> Option<Step> {
    let end = hit.tokens.end;
    let is_noun = sentence.entries(hit).any(|entry| match entry {
        Entry::Act(act) if act.form == Form::PastPart && token == start + 1 => sentence.is(&sentence.given.sets.definite, start),
        Entry::Act(act) => !act.form.is_verb() && (act.form != Form::Adj || !matches!(sentence.tag(token), Tag::Verb)),
        Entry::Say(_, form) => !form.is_verb() && *form != Form::Phrase,
        Entry::Person(_) | Entry::Object(_) | Entry::Weapon(_) | Entry::Demonym(..) => true,
        Entry::Group(..) | Entry::Country(..) => is_written_so(sentence.given.lexicon, entry, sentence.given.text, token, end),
    });
    if is_noun {
        let verb_instead = token > start && end == token + 1 && sentence.tag(token) == Tag::Verb && is_verb_too(sentence, hit);
        return (!verb_instead).then_some(Step { end, noun: true, closes: false });
    }
    tag_step(sentence, start, token).map(|step| Step { end: step.end.max(end), ..step })
}

fn is_verb_too(sentence: &Sentence, hit: &Hit) -> bool {
    sentence
        .entries(hit)
        .any(|entry| matches!(entry, Entry::Act(act) if act.form.is_verb()) || matches!(entry, Entry::Say(_, form) if form.is_verb()))
}

fn tag_step(sentence: &Sentence, start: usize, token: usize) -> Option<Step> {
    let sets = sentence.given.sets;
    let next = token + 1;
    if token > start && sentence.id(token) == sets.possessive && sentence.tag(token) == Tag::Part {
        return Step::to(next, false);
    }
    match sentence.tag(token) {
        Tag::Det if token == start || sentence.tag(token - 1) == Tag::Det => Step::to(next, false),
        Tag::Pron if sentence.is(&sets.relative, token) => None,
        Tag::Pron if token == start => {
            let possessive = next < sentence.tokens.end && matches!(sentence.tag(next), Tag::Noun | Tag::Adj | Tag::Propn);
            let closes = !(possessive && is_possessive(sentence, token));
            Some(Step { end: next, noun: closes, closes })
        }
        Tag::Adj => Step::to(next, false),
        Tag::Noun | Tag::Propn | Tag::Num | Tag::X | Tag::Sym => Step::to(next, true),
        Tag::Adv if token == start || next >= sentence.tokens.end => None,
        Tag::Adv => matches!(sentence.tag(next), Tag::Adj).then_some(Step { end: next, noun: false, closes: false }),
        Tag::Verb => {
            let fold = sentence.given.text.fold(token);
            let participle = fold.ends_with("ed") || fold.ends_with("ing");
            let before_noun = next < sentence.tokens.end && matches!(sentence.tag(next), Tag::Noun | Tag::Propn);
            let after = token == start || matches!(sentence.tag(token - 1), Tag::Det | Tag::Adj | Tag::Num);
            (participle && before_noun && after).then_some(Step { end: next, noun: false, closes: false })
        }
        _ => None,
    }
}

fn is_possessive(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.given.text.fold(token), "his" | "her" | "their" | "its" | "our" | "my" | "your")
}

fn push(sentence: &Sentence, tokens: Range<usize>, chunks: &mut Chunks) {
    let head = head_of(sentence, &tokens);
    let sets = sentence.given.sets;
    let mut part = Part {
        head,
        count: None,
        article: sentence.is(&sets.article, tokens.start),
        definite: sentence.is(&sets.definite, tokens.start),
        people: None,
        people_tokens: 0..0,
        group: None,
        country: None,
        object: None,
        weapon: None,
        act: None,
        place: None,
        subset: false,
        traits: traits::NG,
        tokens: tokens.clone(),
    };
    part.count = sentence
        .found
        .counts
        .iter()
        .position(|count| tokens.start <= count.tokens.start && count.tokens.end <= tokens.end && count.kind == NumberKind::Cardinal);
    part.place = sentence.found.places.iter().position(|place| tokens.start <= place.tokens.start && place.tokens.end <= tokens.end);
    let mut kinds = 0;
    let hits: Vec<&Hit> = sentence.hits.iter().filter(|hit| tokens.start <= hit.tokens.start && hit.tokens.end <= tokens.end).collect();
    for hit in hits {
        kinds = take_hit(sentence, hit, &mut part, kinds);
    }
    finish(sentence, &mut part, kinds);
    let act = part.act.filter(|_| part.traits & traits::ACT != 0);
    let say = say_noun(sentence, &part);
    let index = chunks.parts.len();
    chunks.chunks.push(Chunk {
        tokens,
        head,
        traits: part.traits,
        acts: act.map_or(0, |act| bit(act.act)),
        act,
        say,
        parts: index..index + 1,
        when: None,
    });
    chunks.parts.push(part);
}

fn head_of(sentence: &Sentence, tokens: &Range<usize>) -> usize {
    let is_head = |token: &usize| {
        matches!(sentence.tag(*token), Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron | Tag::X) || sentence.hit(*token).is_some()
    };
    tokens.clone().rev().find(is_head).unwrap_or(tokens.end - 1)
}

fn say_noun(sentence: &Sentence, part: &Part) -> Option<recount_lexicon::words::SayAct> {
    let hit = sentence.hit(part.head)?;
    sentence.entries(hit).find_map(|entry| match entry {
        Entry::Say(act, form) if !form.is_verb() => Some(*act),
        _ => None,
    })
}

/// Whether a phrase is what the group is about: it ends at the head, or only a name follows.
fn leads(sentence: &Sentence, part: &Part, hit: &Hit) -> bool {
    hit.tokens.contains(&part.head)
        || (hit.tokens.end..=part.head).all(|token| matches!(sentence.tag(token), Tag::Propn | Tag::X) && sentence.hit(token).is_none())
}

fn take_hit(sentence: &Sentence, hit: &Hit, part: &mut Part, mut kinds: u64) -> u64 {
    let leads = leads(sentence, part, hit);
    for entry in sentence.entries(hit) {
        if !is_written_so(sentence.given.lexicon, entry, sentence.given.text, hit.tokens.start, hit.tokens.end) {
            continue;
        }
        match entry {
            Entry::Person(person) => {
                if leads {
                    kinds |= traits::PERSON;
                }
                if leads || part.people.is_none_or(|known| known.weak || known.status) {
                    part.people = Some(*person);
                    part.people_tokens = hit.tokens.clone();
                }
            }
            Entry::Group(group, _) => {
                part.group = Some(*group);
                kinds |= if leads { traits::GROUP } else { 0 };
            }
            Entry::Country(code, _) => {
                part.country = Some(*code);
                kinds |= if leads { traits::PLACE } else { 0 };
            }
            Entry::Demonym(code, plural) => {
                part.country = Some(*code);
                let is_people = leads && (*plural || part.count.is_some() || part.article);
                kinds |= if is_people { traits::PERSON } else { 0 };
            }
            Entry::Object(object) => {
                part.object = Some(*object);
                kinds |= if leads { traits::OBJECT } else { 0 };
            }
            Entry::Weapon(weapon) => {
                part.weapon = Some(*weapon);
                kinds |= if leads { traits::WEAPON } else { 0 };
            }
            Entry::Act(act) if !act.form.is_verb() && leads => {
                part.act = Some(*act);
                kinds |= traits::ACT;
            }
            Entry::Act(_) | Entry::Say(..) => {}
        }
    }
    kinds
}

/// "four hunters", "a welder": a counted noun with the ending of those who do something.
fn is_agent(sentence: &Sentence, head: usize) -> bool {
    let fold = sentence.given.text.fold(head);
    let ending = [
        "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "eer", "eers", "ee", "ees", "ant", "ants",
        "ent", "ents",
    ];
    sentence.tag(head) == Tag::Noun
        && fold.len() > 4
        && ending.iter().any(|ending| fold.ends_with(ending))
        && !sentence.given.lexicon.set("not-people").is_some_and(|set| sentence.given.lexicon.is_in(set, sentence.id(head)))
        && !fold.ends_with("ment")
        && !fold.ends_with("ments")
        && !fold.ends_with("number")
        && !fold.ends_with("member")
}

fn finish(sentence: &Sentence, part: &mut Part, mut kinds: u64) {
    let text = sentence.given.text;
    if part.place.is_some_and(|place| sentence.found.places[place].tokens.contains(&part.head)) {
        kinds |= traits::PLACE;
    }
    if kinds == 0 && part.place.is_some() && sentence.is(&sentence.given.sets.place_nouns, part.head) {
        kinds |= traits::PLACE;
    }
    let generic = kinds == 0
        && part.group.is_some()
        && matches!(
            text.fold(part.head),
            "group" | "movement" | "organization" | "organisation" | "network" | "cartel" | "mission" | "force" | "coalition"
        );
    if generic {
        kinds |= traits::GROUP;
    }
    let count_is_all = part.count.is_some_and(|count| sentence.found.counts[count].tokens.end >= part.tokens.end);
    if kinds == 0 {
        kinds = match sentence.tag(part.head) {
            _ if count_is_all => traits::NUMBER,
            Tag::Pron => traits::PRONOUN,
            Tag::Propn if !text.capitals => traits::NAME,
            Tag::Adj if part.definite => traits::PERSON,
            _ => traits::OTHER,
        };
    }
    let counted = part.count.is_some();
    if kinds == traits::OTHER && (counted || part.article) && is_agent(sentence, part.head) {
        kinds = traits::PERSON;
    }
    if kinds & (traits::OTHER | traits::PERSON) != 0
        && (part.definite || counted && kinds == traits::OTHER)
        && part.people.is_none()
        && let Some(act) = act_of(sentence, part.head).filter(|act| act.form == Form::Adj || act.form == Form::PastPart)
    {
        // "the dead", "the wounded", "24 more wounded".
        kinds = traits::PERSON | traits::ACT;
        part.act = Some(act);
    }
    // "A 12-year-old": somebody of that age.
    let joined = text.word(part.head).contains('-');
    let of_age = |count: &crate::mention::count::CountMention| joined && count.kind == NumberKind::Age && count.tokens.contains(&part.head);
    if kinds == traits::OTHER && sentence.found.counts.iter().any(of_age) {
        kinds = traits::PERSON;
    }
    if counted {
        kinds |= traits::COUNTED;
    }
    if kinds & traits::PERSON != 0 && part.people.is_some_and(|people| people.stance == Some(recount_model::Stance::Initiator)) {
        kinds |= traits::INITIATOR;
    }
    part.traits |= kinds;
}
