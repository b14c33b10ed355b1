//! Dates, counts and places of a whole text, whether or not anything happens in it: for those who want the mentions only.

use recount_model::{Count, Date, Document, Span};
use recount_text::Part;

use crate::Coder;
use crate::mention::count::{NumberKind, find_counts};
use crate::mention::place::{Votes, find_places, resolve};
use crate::mention::when::{find_when, timex_value};

/// Everything that the mention steps find in a text; spans are bytes of [`Document::text`].
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Place names, resolved on the map where it knows them.
    pub places: Vec<PlaceFound>,
    /// Dates and times.
    pub dates: Vec<DateFound>,
    /// Numbers.
    pub counts: Vec<CountFound>,
}

/// A place name.
#[derive(Debug, Clone)]
pub struct PlaceFound {
    /// The name's bytes.
    pub span: Span,
    /// The map's name, country (ISO 3166 alpha-2), degrees north and east, and lasting id; `None`: not on the map.
    pub place: Option<(String, String, f64, f64, String)>,
}

/// A date or time.
#[derive(Debug, Clone)]
pub struct DateFound {
    /// The words' bytes.
    pub span: Span,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
}

/// A number.
#[derive(Debug, Clone)]
pub struct CountFound {
    /// The words' bytes.
    pub span: Span,
    /// The number.
    pub count: Count,
    /// What it counts.
    pub kind: NumberKind,
}

/// Finds the mentions of a whole text.
pub fn mentions(coder: &Coder, document: &Document) -> Mentions {
    let text = coder.segmenter.segment(document);
    let mut found = Mentions::default();
    let mut places = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| sentence.part != Part::Noise) {
        let tokens = sentence.tokens.clone();
        let whens = find_when(&coder.when, &text, tokens.clone(), document.published);
        let busy: Vec<_> = whens.iter().map(|when| when.tokens.clone()).collect();
        let mut counts = Vec::new();
        find_counts(&coder.count, &text, tokens.clone(), &busy, &mut counts);
        find_places(&coder.place, &coder.gazetteer, &text, tokens, &busy, &mut places);
        found.counts.extend(counts.iter().map(|count| CountFound { span: count.span, count: count.count, kind: count.kind }));
        found.dates.extend(whens.iter().map(|when| DateFound {
            span: when.span,
            value: timex_value(when),
            first: when.first,
            last: when.last,
        }));
    }
    resolve(&coder.gazetteer, &coder.countries, &mut Votes::default(), &mut places);
    found.places = places
        .iter()
        .map(|mention| {
            let place = mention.chosen.map(|id| coder.gazetteer.place(id));
            let place = place
                .map(|record| (record.name.to_owned(), record.country.to_owned(), record.lat, record.lon, record.gazetteer_id.to_string()));
            PlaceFound { span: mention.span, place }
        })
        .collect();
    found
}
