//! A text as the rules see it, for those who write rules: sentences, chunks, events.

use std::fmt::Write;

use recount_model::Document;

use crate::chunk::words::Words;
use crate::chunk::{Chunk, traits};
use crate::gate::Phrases;
use crate::{Coder, Read, read};

/// One line a sentence: its part, its chunks with their traits; then its events with rule and captures.
pub fn outline(coder: &Coder, document: &Document) -> String {
    let text = coder.segmenter.segment(document);
    let words = Words::of(&coder.lexicon, &text);
    let report = read(coder, &text, &words, Phrases::of(&coder.lexicon, &text, &words).all());
    let told = crate::told::find_told(&report);
    let mut out = String::new();
    for (i, read) in report.reads.iter().enumerate() {
        let _ = write!(out, "{:?}: ", read.part);
        for chunk in &read.chunks.chunks {
            let _ = write!(out, "[{} {}] ", text.words(chunk.tokens.clone()), traits_of(chunk));
        }
        out.push('\n');
        for place in read.places.clone() {
            let place = &report.places[place];
            let name = place.chosen.map(|id| coder.gazetteer.place(id)).map(|record| format!("{} {}", record.name, record.country));
            let _ = writeln!(
                out,
                "    place {} = {:?} placed={} doubtful={}",
                &document[place.span],
                name.unwrap_or_default(),
                place.is_placed,
                place.is_doubtful
            );
        }
        for when in &read.whens {
            let _ = writeln!(out, "    when {} = {:?}..{:?} {}", &document[when.span], when.first, when.last, when.rule);
        }
        events(&text, read, &mut out);
        told.outline(i, &mut out);
    }
    out
}

/// `event killed => killed · victim: five guards · actor: Gunmen · harm.active`
fn events(text: &recount_text::Text, read: &Read, out: &mut String) {
    for event in &read.events {
        let words = |chunk: usize| text.words(read.chunks.chunks[chunk].tokens.clone());
        let gives = event.outcome.map_or_else(|| format!("{:?}", event.entry.act).to_lowercase(), |outcome| outcome.as_str().to_owned());
        let _ = write!(out, "    event {} => {gives}", words(event.chunk));
        for (name, chunk) in [("victim", event.victim), ("actor", event.actor), ("target", event.target)] {
            if let Some(chunk) = chunk {
                let _ = write!(out, " · {name}: {}", words(chunk));
            }
        }
        let _ = writeln!(out, " · {}", event.rule);
    }
}

fn traits_of(chunk: &Chunk) -> String {
    let names: Vec<&str> = traits::NAMES.iter().filter(|(bit, _)| chunk.traits & bit != 0).map(|(_, name)| *name).collect();
    names.join("+")
}
