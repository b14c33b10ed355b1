//! What holds of any bytes that are read and any text that is cut. The property tests of `text` and the fuzzer in
//! `fuzz/` hold the same functions against what each of them invents.

use std::sync::LazyLock;

use recount_model::Document;
use recount_text::read::{ReadOptions, read_bytes};
use recount_text::{Segmenter, Text, publish_from_dateline};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::builtin);

/// Fails with the words where the condition does not hold.
macro_rules! holds {
    ($condition:expr, $($words:tt)+) => {
        if !$condition {
            return Err(format!($($words)+));
        }
    };
}

/// Reading fails by an error that says something, or gives documents that hold together; twice, the same.
pub(crate) fn is_read(name: &str, bytes: &[u8]) -> Result<(), String> {
    let options = ReadOptions::default();
    let (first, second) = (read_bytes(name, bytes, &options), read_bytes(name, bytes, &options));
    holds!(format!("{first:?}") == format!("{second:?}"), "read twice, {name} differs");
    for document in first {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                holds!(error.to_string().contains(&error.name), "\"{error}\" does not name its file");
                continue;
            }
        };
        holds!(!document.text.trim().is_empty(), "an empty report");
        holds!(document.text.get(document.title_end as usize..).is_some(), "the title ends at no letter");
        holds!(document.published.is_some() == document.published_from.is_some(), "a day from nowhere");
        for evidence in &document.published_evidence {
            holds!(document.text.get(evidence.span.range()).is_some(), "{:?} points at no words", evidence.span);
        }
        is_cut(&document)?;
    }
    Ok(())
}

/// A document is cut without loss; twice, the same.
pub(crate) fn is_cut(document: &Document) -> Result<(), String> {
    let mut dated = document.clone();
    publish_from_dateline(&SEGMENTER, &mut dated);
    let (text, again) = (SEGMENTER.segment(&dated), SEGMENTER.segment(&dated));
    holds!(text.sentences == again.sentences && text.folds == again.folds, "cut twice, the text differs");
    tokens_join(&text)?;
    sentences_join(&text)
}

fn tokens_join(text: &Text<'_>) -> Result<(), String> {
    let whole = &text.document.text;
    let (mut end, mut fold_end, mut joined) = (0, 0, String::new());
    for (i, token) in text.tokens.iter().enumerate() {
        let range = token.span.range();
        holds!(end <= range.start && range.start < range.end && range.end <= whole.len(), "token {i} overlaps or is empty");
        holds!(whole.is_char_boundary(range.start) && whole.is_char_boundary(range.end), "token {i} splits a letter");
        holds!(token.fold.range().start == fold_end && text.fold(i).len() == token.fold.len(), "the fold of token {i} lies elsewhere");
        let between = &whole[end..range.start];
        holds!(token.spaced == between.contains(char::is_whitespace), "token {i} is wrong about the space before it");
        holds!(!between.contains(char::is_alphanumeric), "a letter before token {i} stands in no token");
        holds!(!text.word(i).contains(char::is_whitespace), "token {i} holds a space");
        joined.push_str(between);
        joined.push_str(text.word(i));
        (end, fold_end) = (range.end, token.fold.range().end);
    }
    joined.push_str(&whole[end..]);
    holds!(&joined == whole, "tokens do not join to the text");
    holds!(fold_end == text.folds.len(), "folds are left over");
    Ok(())
}

fn sentences_join(text: &Text<'_>) -> Result<(), String> {
    let (mut token, mut paragraph) = (0, 0);
    let dateline = text.dateline.unwrap_or_default();
    for (i, sentence) in text.sentences.iter().enumerate() {
        holds!(token <= sentence.tokens.start && sentence.tokens.start < sentence.tokens.end, "sentence {i} overlaps or is empty");
        holds!(sentence.tokens.end <= text.tokens.len() && sentence.tokens.len() <= 400, "sentence {i} is too long");
        holds!(paragraph <= sentence.paragraph, "sentence {i} stands in an earlier paragraph");
        holds!(sentence.span == text.span(sentence.tokens.clone()), "sentence {i} has other bytes than its tokens");
        holds!(!sentence.span.meets(dateline), "sentence {i} reaches into the dateline");
        (token, paragraph) = (sentence.tokens.end, sentence.paragraph);
    }
    let covered: usize = text.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    let in_dateline = text.tokens.iter().filter(|token| dateline.holds(token.span) && !token.span.is_empty()).count();
    holds!(covered + in_dateline == text.tokens.len(), "a token stands in no sentence");
    holds!(text.quotes.iter().all(|quote| text.document.text.get(quote.range()).is_some()), "a quote splits a letter");
    holds!(text.quotes.is_sorted(), "quotes are not in order");
    Ok(())
}
