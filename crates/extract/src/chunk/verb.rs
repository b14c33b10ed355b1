//! Verb groups: "have been killed", "did not attack", "blew himself up", "to kill", "killing".

use recount_lexicon::words::{ActEntry, Entry, Form, SayAct};
use recount_tagger::Tag;
use recount_text::Shape;

use super::group::{Sentence, plain};
use super::traits::{self, Traits};
use super::{Chunk, Chunks, bit};

/// What stands before the main verb.
#[derive(Default)]
struct Auxiliaries {
    be: bool,
    have: bool,
    had: bool,
    to: bool,
    future: bool,
    possible: bool,
    modal: bool,
    negated: bool,
    any: bool,
}

/// The verb group that begins at a token; its end.
pub(super) fn group(sentence: &Sentence, start: usize, chunks: &mut Chunks) -> Option<usize> {
    let mut auxiliaries = Auxiliaries::default();
    let mut token = start;
    while token < sentence.tokens.end {
        if let Some(main) = main_verb(sentence, token, &auxiliaries) {
            let chunk = finish(start, token, &main, &auxiliaries);
            let end = chunk.tokens.end;
            chunks.chunks.push(chunk);
            return Some(end);
        }
        if !take_auxiliary(sentence, token, &mut auxiliaries) {
            break;
        }
        token += 1;
    }
    if !auxiliaries.any || !(auxiliaries.be || auxiliaries.have) || auxiliaries.to {
        return None;
    }
    let mood = mood(&auxiliaries);
    let voice = if auxiliaries.be { traits::BE } else { traits::ACTIVE };
    chunks.chunks.push(Chunk { head: token - 1, ..plain(start..token, traits::VG | voice | mood) });
    Some(token)
}

fn take_auxiliary(sentence: &Sentence, token: usize, auxiliaries: &mut Auxiliaries) -> bool {
    let sets = sentence.given.sets;
    let id = sentence.id(token);
    if (sentence.is(&sets.be, token) && !is_name(sentence, token)) || (sentence.is(&sets.get, token) && next_is_act(sentence, token)) {
        auxiliaries.be = true;
    } else if sentence.is(&sets.have, token) && sentence.tag(token) != Tag::Noun {
        auxiliaries.have = true;
        auxiliaries.had = id == sets.had;
    } else if sentence.is(&sets.modal, token) && matches!(sentence.tag(token), Tag::Aux | Tag::Verb) {
        auxiliaries.modal = true;
        auxiliaries.future |= sentence.is(&sets.future, token);
        auxiliaries.possible |= sentence.is(&sets.possible, token);
    } else if id == sets.to && sentence.tag(token) == Tag::Part && !auxiliaries.any {
        auxiliaries.to = true;
    } else if sentence.is(&sets.negation, token) && (auxiliaries.any && !is_article(sentence, token) || next_is_verb(sentence, token)) {
        auxiliaries.negated = true;
    } else {
        // "was also", "have since": an adverb inside the group, not before it.
        return auxiliaries.any && sentence.tag(token) == Tag::Adv && (next_is_verb(sentence, token) || next_is_act(sentence, token));
    }
    auxiliaries.any = true;
    true
}

/// "There were no casualties": the "no" counts them.
fn is_article(sentence: &Sentence, token: usize) -> bool {
    sentence.id(token) == sentence.given.sets.no
        && token + 1 < sentence.tokens.end
        && matches!(sentence.tag(token + 1), Tag::Noun | Tag::Adj)
}

/// "IS" in capitals is a group's name.
fn is_name(sentence: &Sentence, token: usize) -> bool {
    let text = sentence.given.text;
    text.tokens[token].shape == Shape::Upper
        && !text.capitals
        && sentence.hit(token).is_some_and(|hit| sentence.entries(hit).any(|entry| matches!(entry, Entry::Group(..))))
}

fn next_is_verb(sentence: &Sentence, token: usize) -> bool {
    token + 1 < sentence.tokens.end && matches!(sentence.tag(token + 1), Tag::Verb | Tag::Aux | Tag::Adv | Tag::Part)
}

fn next_is_act(sentence: &Sentence, token: usize) -> bool {
    token + 1 < sentence.tokens.end
        && sentence.hit_from(token + 1).is_some_and(|hit| sentence.entries(hit).any(|entry| matches!(entry, Entry::Act(_))))
}

/// The main verb at a token.
struct Main {
    end: usize,
    form: Form,
    act: Option<ActEntry>,
    say: Option<SayAct>,
}

fn main_verb(sentence: &Sentence, token: usize, auxiliaries: &Auxiliaries) -> Option<Main> {
    if let Some(hit) = sentence.hit_from(token) {
        let end = hit.tokens.end;
        // "hurt", "hit", "set": one word, several forms; what stands before decides.
        let wanted = |form: Form| match form {
            Form::PastPart | Form::Part | Form::Past if !(auxiliaries.to || auxiliaries.modal) => 0,
            Form::Base if auxiliaries.to || auxiliaries.modal => 0,
            _ => 1,
        };
        let acts = sentence.entries(hit).filter_map(|entry| match entry {
            Entry::Act(act) if act.form.is_verb() => Some(*act),
            _ => None,
        });
        let act = acts.min_by_key(|act| wanted(act.form));
        let say = sentence.entries(hit).find_map(|entry| match entry {
            Entry::Say(act, form) if form.is_verb() => Some((*act, *form)),
            _ => None,
        });
        if let Some(act) = act {
            return is_verb_here(sentence, token, end, act, auxiliaries).then_some(Main {
                end,
                form: act.form,
                act: Some(act),
                say: say.map(|(say, _)| say),
            });
        }
        if let Some((say, form)) = say {
            let counted = matches!(form, Form::Base | Form::Third) && sentence.count(end).is_some() && token > sentence.tokens.start;
            let verb = end > token + 1 || counted || matches!(sentence.tag(token), Tag::Verb | Tag::Aux);
            return verb.then_some(Main { end, form, act: None, say: Some(say) });
        }
        // "are missing": the word of a state, whatever its tag.
        let after_be = auxiliaries.be || token > sentence.tokens.start && sentence.is(&sentence.given.sets.be, token - 1);
        let is_state = |entry: &Entry| matches!(entry, Entry::Act(act) if act.form == Form::Adj && after_be);
        if sentence.entries(hit).any(|entry| !matches!(entry, Entry::Act(_)) || is_state(entry)) {
            return None;
        }
    }
    let is_auxiliary =
        sentence.is(&sentence.given.sets.be, token) || (sentence.is(&sentence.given.sets.have, token) && next_is_verb(sentence, token));
    if sentence.tag(token) != Tag::Verb || is_auxiliary {
        return None;
    }
    let form = plain_form(sentence.given.text.fold(token));
    // "increased security": a participle in front of its noun belongs to the noun group.
    if !auxiliaries.any && is_modifier(sentence, token, form) {
        return None;
    }
    Some(Main { end: token + 1, form, act: None, say: None })
}

fn plain_form(fold: &str) -> Form {
    match fold {
        _ if fold.ends_with("ing") && fold.len() > 4 => Form::Ing,
        _ if fold.ends_with("ed") => Form::PastPart,
        _ if fold.ends_with("wn") || fold.ends_with("ken") || fold.ends_with("ven") => Form::Part,
        _ if fold.ends_with('s') => Form::Third,
        _ => Form::Base,
    }
}

/// Whether an unfinite verb form stands before the noun it describes.
fn is_modifier(sentence: &Sentence, token: usize, form: Form) -> bool {
    let participle = matches!(form, Form::PastPart | Form::Part | Form::Ing);
    let next_noun = token + 1 < sentence.tokens.end && matches!(sentence.tag(token + 1), Tag::Noun | Tag::Propn);
    let before = token.checked_sub(1).filter(|before| *before >= sentence.tokens.start).map(|before| sentence.tag(before));
    participle && next_noun && matches!(before, Some(Tag::Det | Tag::Adj | Tag::Num | Tag::Adp))
}

/// Whether a word of violence that can be a verb is one here.
fn is_verb_here(sentence: &Sentence, token: usize, end: usize, act: ActEntry, auxiliaries: &Auxiliaries) -> bool {
    let tag = sentence.tag(token);
    if auxiliaries.any || end > token + 1 {
        // "to attack" is a verb, "to attacks" is not; "was under attack" never comes here.
        return !auxiliaries.to || act.form == Form::Base || end > token + 1;
    }
    let sets = sentence.given.sets;
    let before = token.checked_sub(1).filter(|before| *before >= sentence.tokens.start);
    let after_determiner = before.is_some_and(|before| {
        matches!(sentence.tag(before), Tag::Det | Tag::Adj)
            || sentence.is(&sets.definite, before)
            || sentence.is(&sets.article, before)
            || (sentence.id(before) == sets.possessive)
    });
    let next_noun = end < sentence.tokens.end && matches!(sentence.tag(end), Tag::Noun | Tag::Propn) && sentence.count(end).is_none();
    let hit = sentence.hit_from(token);
    let also_noun = hit.is_some_and(|hit| {
        sentence.entries(hit).any(|entry| {
            matches!(entry, Entry::Act(act) if !act.form.is_verb() && act.form != Form::Adj) || matches!(entry, Entry::Weapon(_))
        })
    });
    match act.form {
        Form::Base => tag == Tag::Verb && !after_determiner,
        Form::Ing if also_noun => {
            let counted = sentence.count(end).is_some() || (end < sentence.tokens.end && sentence.tag(end) == Tag::Det);
            counted || (tag == Tag::Verb && !after_determiner && end < sentence.tokens.end && sentence.id(end) != sets.of)
        }
        Form::Ing => !after_determiner,
        Form::Third if also_noun => tag == Tag::Verb && !after_determiner,
        Form::Third => !after_determiner || tag == Tag::Verb,
        Form::PastPart | Form::Part | Form::Past => {
            let definite = before.is_some_and(|before| sentence.is(&sets.definite, before));
            let ends = end >= sentence.tokens.end || matches!(sentence.tag(end), Tag::Aux | Tag::Punct | Tag::Adp | Tag::Verb);
            if definite && ends {
                return false;
            }
            let counted_before = before.is_some_and(|before| sentence.tag(before) == Tag::Num);
            let describes = next_noun && (after_determiner || counted_before && tag == Tag::Adj);
            let is_noun = tag == Tag::Noun && after_determiner;
            !describes && !is_noun
        }
        _ => false,
    }
}

fn mood(auxiliaries: &Auxiliaries) -> Traits {
    let mut mood = 0;
    for (is, bit) in [
        (auxiliaries.negated, traits::NEGATED),
        (auxiliaries.possible, traits::POSSIBLE),
        (auxiliaries.future, traits::FUTURE),
        (auxiliaries.had, traits::PERFECT),
        (auxiliaries.have && !auxiliaries.had, traits::PRESENT_PERFECT),
    ] {
        if is {
            mood |= bit;
        }
    }
    mood
}

fn finish(start: usize, token: usize, main: &Main, auxiliaries: &Auxiliaries) -> Chunk {
    let is_participle = matches!(main.form, Form::PastPart | Form::Part);
    let voice = match main.form {
        _ if auxiliaries.be && is_participle => traits::PASSIVE,
        Form::Ing if !auxiliaries.be => traits::ING,
        Form::Base if auxiliaries.to => traits::INF,
        Form::PastPart if !auxiliaries.have => traits::PAST,
        Form::Part if !auxiliaries.have => traits::PASSIVE,
        _ => traits::ACTIVE,
    };
    Chunk {
        head: token,
        acts: main.act.map_or(0, |act| bit(act.act)),
        act: main.act,
        say: main.say,
        ..plain(start..main.end, traits::VG | voice | mood(auxiliaries))
    }
}
