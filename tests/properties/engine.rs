//! What holds of any text that is coded. The property tests of `extract` and the fuzzer in `fuzz/` hold the same
//! function against what each of them invents.

use recount_extract::{Coder, code};
use recount_model::{Coded, Document, Span};

/// A text is coded; every span points at words; twice, the coding is the same.
pub(crate) fn is_coded(coder: &Coder, text: &str) -> Result<(), String> {
    let coded = code_at(coder, text);
    for span in spans(&coded) {
        let words = coded.document.text.get(span.start as usize..span.end as usize);
        if words.is_none_or(str::is_empty) {
            return Err(format!("{span:?} is no words of {text:?}"));
        }
    }
    if format!("{coded:?}") != format!("{:?}", code_at(coder, text)) {
        return Err(format!("coded twice, {text:?} differs"));
    }
    Ok(())
}

fn code_at(coder: &Coder, text: &str) -> Coded {
    let mut document = Document::new("any", None, text);
    document.published = Some("2023-03-14".parse().expect("a day"));
    code(coder, document, true)
}

/// Every span of a coded report, read from its debug form, which no field escapes.
fn spans(coded: &Coded) -> Vec<Span> {
    let shown =
        format!("{:?} {:?} {:?} {:?} {:?} {:?}", coded.incidents, coded.sums, coded.statements, coded.context, coded.findings, coded.notes);
    // Names are shown too, and a text may hold anything: only what is followed by numbers is a span.
    let span = |rest: &str| {
        let (start, rest) = rest.split_once(", end: ")?;
        let end = rest.split_once(' ')?.0;
        Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
    };
    shown.match_indices("Span { start: ").filter_map(|(i, words)| span(&shown[i + words.len()..])).collect()
}
