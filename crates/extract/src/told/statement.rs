//! Statements: who condemns, commends, mourns, warns, threatens, appeals or announces, with their own words.

use recount_lexicon::words::SayAct;
use recount_model::{Evidence, SourceKind, Span, Statement, StatementAct};

use super::Told;
use super::rules::Family;
use super::sentence::Sentence;
use super::speaker::{Memory, Speaker, speaker};
use crate::chunk::traits;
use crate::pattern::Captures;

/// Finds the statements of a sentence.
pub(super) fn find_statements(sentence: &Sentence, memory: &mut Memory, told: &mut Told) {
    let mut last: Option<Speaker> = None;
    sentence.each(Family::Statement, |rule, captures, pivot| {
        let chunk = &sentence.chunks()[pivot];
        if chunk.traits & (traits::NEGATED | traits::POSSIBLE | traits::FUTURE) != 0 {
            return false;
        }
        let act = rule.gives.get("act").and_then(|word| StatementAct::from_word(word)).or_else(|| act_of(chunk.say?));
        let Some(act) = act else { return false };
        let speaker = speaker_of(sentence, memory, captures).or_else(|| rule.gives.contains_key("shared").then(|| last.clone()).flatten());
        let Some(speaker) = speaker else { return false };
        if act == StatementAct::Announce && !is_of_organisation(&speaker) {
            return false;
        }
        last = Some(speaker.clone());
        let evidence = Evidence::new(sentence.span_over(captures.first, captures.last), rule.name);
        told.statements.push((
            sentence.index,
            Statement {
                speaker: speaker.name,
                organisation: speaker.organisation,
                act,
                about: Vec::new(),
                count: None,
                quote: quote_near(sentence, pivot),
                evidence: vec![evidence],
            },
        ));
        true
    });
    // "the statement added": whoever spoke last.
    if let Some(speaker) = last {
        memory.note(&speaker);
    }
}

fn act_of(say: SayAct) -> Option<StatementAct> {
    Some(match say {
        SayAct::Announce => StatementAct::Announce,
        SayAct::Condemn => StatementAct::Condemn,
        SayAct::Commend => StatementAct::Commend,
        SayAct::Threaten => StatementAct::Threaten,
        SayAct::Warn => StatementAct::Warn,
        SayAct::Appeal => StatementAct::Appeal,
        SayAct::Mourn => StatementAct::Mourn,
        _ => return None,
    })
}

fn speaker_of(sentence: &Sentence, memory: &Memory, captures: &Captures) -> Option<Speaker> {
    let who = captures.get("who").filter(|who| !sentence.is_nobody(*who))?;
    speaker(sentence, memory, who, captures.get("title"))
}

fn is_of_organisation(speaker: &Speaker) -> bool {
    speaker.organisation.is_some()
        || matches!(
            speaker.kind,
            SourceKind::Official | SourceKind::Military | SourceKind::Police | SourceKind::Un | SourceKind::Ngo | SourceKind::Group
        )
}

/// The quotation of the sentence that stands nearest to a chunk; a word or two in marks is no quotation.
pub(super) fn quote_near(sentence: &Sentence, chunk: usize) -> Option<Span> {
    let (whole, at) = (sentence.span(), sentence.span_of(chunk));
    let quotes = &sentence.text().quotes;
    let first = quotes.partition_point(|quote| quote.end <= whole.start);
    let here = quotes[first..].iter().take_while(|quote| quote.start < whole.end);
    let is_long = |quote: &&Span| sentence.report.text.document[**quote].split_whitespace().nth(2).is_some();
    let distance = |quote: &Span| if quote.start >= at.end { quote.start - at.end } else { at.start.saturating_sub(quote.end) };
    here.filter(is_long).copied().min_by_key(distance)
}
