//! `recount code --mentions`: dates, counts and places of a report as one line of JSON, offsets in code points.

use recount::{Coder, Document, Span};
use serde_json::{Value, json};

/// The mentions of one report.
pub(crate) fn line(coder: &Coder, document: &Document) -> String {
    let found = coder.mentions(document);
    let points = Points::of(document);
    let places: Vec<Value> = found
        .places
        .iter()
        .filter_map(|mention| {
            let mut row = points.row(mention.span)?;
            if let Some((name, country, lat, lon, id)) = &mention.place {
                row["name"] = json!(name);
                row["country"] = json!(country);
                row["lat"] = json!(lat);
                row["lon"] = json!(lon);
                row["gazetteer_id"] = json!(id);
            }
            Some(row)
        })
        .collect();
    let dates: Vec<Value> = found
        .dates
        .iter()
        .filter_map(|mention| {
            let mut row = points.row(mention.span)?;
            row["value"] = json!(mention.value);
            row["first"] = json!(mention.first.map(|day| day.to_string()));
            row["last"] = json!(mention.last.map(|day| day.to_string()));
            Some(row)
        })
        .collect();
    let counts: Vec<Value> = found
        .counts
        .iter()
        .filter_map(|mention| {
            let mut row = points.row(mention.span)?;
            row["low"] = json!(mention.count.low);
            row["best"] = json!(mention.count.best);
            row["high"] = json!(mention.count.high);
            row["form"] = json!(mention.count.form.as_str());
            row["kind"] = json!(mention.kind.as_str());
            Some(row)
        })
        .collect();
    json!({"report": {"id": document.id}, "places": places, "dates": dates, "counts": counts}).to_string()
}

/// Code points of byte offsets: the first byte of every letter of the report's own text, in order.
struct Points<'d> {
    text: &'d str,
    start: usize,
    firsts: Vec<usize>,
}

impl<'d> Points<'d> {
    fn of(document: &'d Document) -> Self {
        let text = document.own_text();
        Self { text, start: document.title_end as usize, firsts: text.char_indices().map(|(at, _)| at).collect() }
    }

    /// Start, end and words; none for a mention in the title.
    fn row(&self, span: Span) -> Option<Value> {
        let range = span.range();
        let (first, last) = (range.start.checked_sub(self.start)?, range.end.checked_sub(self.start)?);
        let at = |byte: usize| self.firsts.partition_point(|first| *first < byte);
        Some(json!({"start": at(first), "end": at(last), "words": self.text.get(first..last)?}))
    }
}
