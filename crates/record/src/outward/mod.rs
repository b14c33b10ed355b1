//! From the model to the published form.
//!
//! In: a report as the pipeline coded it, with spans of bytes and positions in lists. Out: `recount.coded/1`, with
//! code point offsets into `report.text` or `report.title`, the words of every number, and ids.
//!
//! ```
//! # use recount_model as model;
//! let document = model::Document::new("note", None, "Deux tués à Gao.");
//! let note = model::Note {
//!     rule: "place.several",
//!     message: "two places have this name".into(),
//!     evidence: vec![model::Evidence::new(model::Span::new(14, 17), "place.name")],
//! };
//! # let (language, incidents, sums) = ("fr".to_string(), vec![], vec![]);
//! # let (statements, context, findings, notes) = (vec![], vec![], vec![], vec![note]);
//! let coded = model::Coded { document, language, incidents, sums, statements, context, findings, notes };
//! let coder = recount_record::CoderInfo { version: "0.1.0".into(), rules: "3f9a".into() };
//! let published = recount_record::coded(&coded, &coder);
//! let json = recount_record::to_json(&published);
//! assert!(json.contains(r#"{"start":12,"end":15,"rule":"place.name"}"#), "{json}");
//! ```

use recount_model as model;

use crate::schema::{Coded, CoderInfo, Evidence, Part, Quote, Report, SchemaName};

mod around;
mod figures;
mod identity;
mod incident;
mod offsets;

pub use identity::content_id;
use offsets::Offsets;

/// The published form of a coded report.
pub fn coded(coded: &model::Coded, coder: &CoderInfo) -> Coded {
    let outward = Outward::of(&coded.document);
    Coded {
        schema: SchemaName,
        coder: coder.clone(),
        report: outward.report(&coded.language),
        incidents: coded.incidents.iter().enumerate().map(|(i, it)| outward.incident(i, it, coded)).collect(),
        sums: coded.sums.iter().map(|sum| outward.sum(sum, coded)).collect(),
        statements: coded.statements.iter().map(|statement| outward.statement(statement, coded)).collect(),
        context: coded.context.iter().map(|context| outward.context(context)).collect(),
        findings: coded.findings.iter().map(|finding| outward.finding(finding)).collect(),
        notes: coded.notes.iter().map(|note| outward.note(note)).collect(),
    }
}

/// One report on its way outward.
struct Outward<'a> {
    document: &'a model::Document,
    /// Where the report's own text begins, in bytes.
    text_start: usize,
    /// Where the title before it ends, in bytes; 0 where none stands there.
    title_end: usize,
    text: Offsets<'a>,
    title: Offsets<'a>,
}

impl<'a> Outward<'a> {
    fn of(document: &'a model::Document) -> Self {
        let own = document.own_text();
        let text_start = document.text.len() - own.len();
        let title = document.text.get(..text_start).unwrap_or_default().trim_end();
        Self { document, text_start, title_end: title.len(), text: Offsets::of(own), title: Offsets::of(title) }
    }

    fn report(&self, language: &str) -> Report {
        let document = self.document;
        let title = match self.title_end {
            0 => document.title.clone(),
            end => document.text.get(..end).map(str::to_owned),
        };
        let own = document.own_text();
        Report {
            id: if document.id.is_empty() { content_id(own) } else { document.id.clone() },
            source: document.source.clone(),
            url: document.url.clone(),
            title,
            language: language.to_owned(),
            published: document.published,
            published_from: document.published_from.map(Into::into),
            published_evidence: self.evidence(&document.published_evidence),
            text: own.to_owned(),
        }
    }

    fn evidence(&self, evidence: &[model::Evidence]) -> Vec<Evidence> {
        let one = |evidence: &model::Evidence| {
            let Quote { part, start, end } = self.place_of(evidence.span);
            Evidence::Words { part, start, end, rule: evidence.rule.to_owned() }
        };
        evidence.iter().map(one).collect()
    }

    /// Where a span lies for a reader of the JSON. A span that reaches from the title into the text keeps its words
    /// of the title.
    fn place_of(&self, span: model::Span) -> Quote {
        let (start, end) = (span.start as usize, span.end as usize);
        let (part, (start, end)) = if start < self.title_end {
            (Part::Title, self.title.range(start, end.min(self.title_end)))
        } else {
            let shift = self.text_start;
            (Part::Text, self.text.range(start.saturating_sub(shift), end.saturating_sub(shift)))
        };
        Quote { part, start, end }
    }

    /// The words of a span; `None` where it holds none.
    fn words(&self, span: model::Span) -> Option<String> {
        self.document.text.get(span.range()).filter(|words| !words.is_empty()).map(str::to_owned)
    }
}

/// The published id of the incident at this position.
fn incident_id(position: usize) -> String {
    (position + 1).to_string()
}

/// The ids of the incidents at these positions; a position without an incident is left out.
fn incident_ids(positions: &[usize], coded: &model::Coded) -> Vec<String> {
    positions.iter().filter(|&&position| position < coded.incidents.len()).map(|&position| incident_id(position)).collect()
}

/// The published id of the party at this position: `a` to `z`, then `aa`, `ab`, ….
fn party_id(position: usize) -> String {
    let letter = char::from(b'a' + (position % 26) as u8);
    match position / 26 {
        0 => letter.to_string(),
        rest => format!("{}{letter}", party_id(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_after_z_have_two_letters() {
        assert_eq!([0, 25, 26, 51, 52, 702].map(party_id), ["a", "z", "aa", "az", "ba", "aaa"]);
    }
}
