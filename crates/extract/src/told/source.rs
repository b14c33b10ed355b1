//! Sources: who tells what a sentence says. "according to a MINUSMA statement" gives "MINUSMA statement", a UN source.

use recount_model::{Evidence, RuleName};

use super::rules::Family;
use super::sentence::Sentence;
use super::speaker::{Memory, Speaker, speaker};
use super::{Attribution, Told};

/// A speaker of the sentence with the chunk of the word of speech.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub(super) speaker: Speaker,
    /// The chunk that names the speaker.
    pub(super) who: usize,
    /// The chunk of the word of speech.
    pub(super) said: usize,
}

/// Finds the sources of a sentence, adds them to `told` and returns who speaks where.
pub(super) fn find_sources(sentence: &Sentence, memory: &mut Memory, told: &mut Told) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut names: Vec<(Speaker, RuleName)> = Vec::new();
    sentence.each(Family::Source, |rule, captures, said| {
        let Some(who) = captures.get("who").filter(|who| !sentence.is_nobody(*who)) else { return false };
        let Some(speaker) = speaker(sentence, memory, who, captures.get("title")) else { return false };
        names.push((speaker.clone(), rule.name));
        voices.push(Voice { speaker, who, said });
        true
    });
    for (speaker, rule) in names {
        memory.note(&speaker);
        told.attributions.push(Attribution {
            read: sentence.index,
            name: speaker.name,
            kind: speaker.kind,
            evidence: Evidence::new(speaker.span, rule),
        });
    }
    voices
}
