//! A coded report as text for people: what happened, who was harmed, what does not add up.
//!
//! In: the published form. Out: lines with terminal styles, which the output strips where nobody sees them.

mod casualties;
mod evidence;
mod incident;
pub(crate) mod ledger;
mod style;
mod visible;
mod words;

use recount::record::{Coded, Context, Discourse, Finding, Level, Note, Report, Statement, Sum};

use crate::input::ErrorRow;

use evidence::{quoted, quoted_around};
pub(crate) use incident::headline;
pub(crate) use style::Style;
pub(crate) use visible::visible;
pub(crate) use words::short;

use style::{BOLD, DIM, INFO, RED, WARNING};

/// The report as text.
pub(crate) fn report(coded: &Coded, style: Style) -> String {
    let mut page = Page::new(style);
    page.title(&coded.report);
    let of = |discourse| coded.incidents.iter().filter(move |incident| incident.discourse == discourse);
    for incident in of(Discourse::News).chain(of(Discourse::Background)) {
        page.gap();
        incident::write(&mut page, incident);
    }
    if coded.incidents.is_empty() {
        page.gap();
        page.line(&DIM.on("no incident of political violence"));
    }
    page.around(coded);
    page.text.truncate(page.text.trim_end().len());
    page.text + "\n"
}

/// The line that tells best what a report without a title is about: a word or two ("Story highlights") tell nothing.
fn first_line(text: &str) -> Option<&str> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines().find(|line| line.split_whitespace().count() > 3).or_else(|| lines().next())
}

/// A failed report, or a note, as one line.
pub(crate) fn error_line(kind: &str, row: &ErrorRow) -> String {
    let at = row.line.map(|line| format!(":{line}")).unwrap_or_default();
    let kind = if kind == "error" { RED.on("error:") } else { DIM.on(&format!("{kind}:")) };
    format!("{kind} {}{at}: {}", visible(&row.file), visible(&row.reason))
}

/// Lines that grow to a report.
pub(crate) struct Page {
    text: String,
    pub(crate) style: Style,
}

/// Where the value of a labelled line begins.
pub(crate) const LABEL: usize = 16;

impl Page {
    fn new(style: Style) -> Self {
        Self { text: String::new(), style }
    }

    /// Adds a line that is already styled.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds an empty line, where none stands yet.
    pub(crate) fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a label and a value, which runs on below itself where it is long.
    pub(crate) fn labelled(&mut self, label: &str, value: &str) {
        let label = format!("{:LABEL$}", format!("   {label}"));
        self.block(&DIM.on(&label), LABEL, value);
    }

    /// Adds a value behind a head of `indent` columns, folded to the width of the page.
    pub(crate) fn block(&mut self, head: &str, indent: usize, value: &str) {
        let mut lines = words::folded(value, self.style.width.saturating_sub(indent)).into_iter();
        self.line(&format!("{head}{}", lines.next().unwrap_or_default()));
        for line in lines {
            self.line(&format!("{:indent$}{line}", ""));
        }
    }

    fn title(&mut self, report: &Report) {
        let title = report.title.as_deref().or_else(|| first_line(&report.text));
        for line in words::folded(&visible(title.unwrap_or("untitled")), self.style.width) {
            self.line(&BOLD.on(&line));
        }
        let published = match (report.published, report.published_from) {
            (Some(date), Some(from)) => format!("published {} ({from})", words::day(date)),
            (Some(date), None) => format!("published {}", words::day(date)),
            (None, _) => "publication date unknown".to_owned(),
        };
        let parts = [report.source.as_deref(), Some(&published), Some(&report.id)];
        let line: Vec<_> = parts.into_iter().flatten().map(visible).collect();
        self.line(&DIM.on(&line.join(" · ")));
    }

    /// Everything that stands around the incidents.
    fn around(&mut self, coded: &Coded) {
        let report = &coded.report;
        self.section(&coded.findings, |page, finding| page.finding(finding, report));
        self.section(&coded.sums, Page::sum);
        self.section(&coded.statements, |page, statement| page.statement(statement, report));
        self.context(&coded.context);
        self.section(&coded.notes, |page, note| page.note(note, report));
    }

    fn section<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.gap();
        }
        for item in items {
            write(self, item);
        }
    }

    /// Each sentence once, with all that it was read as.
    fn context(&mut self, context: &[Context]) {
        let mut sentences: Vec<(&str, Vec<&str>)> = Vec::new();
        for item in context {
            match sentences.iter_mut().find(|(text, _)| *text == item.text) {
                Some((_, kinds)) => kinds.push(item.kind.as_str()),
                None => sentences.push((&item.text, vec![item.kind.as_str()])),
            }
        }
        self.section(&sentences, |page, (text, kinds)| {
            page.labelled("context", &format!("[{}] {}", kinds.join(", "), short(&visible(text), 200)));
        });
    }

    fn finding(&mut self, finding: &Finding, report: &Report) {
        let (mark, style) = match finding.level {
            Level::Warning => ("!", WARNING),
            Level::Info => ("i", INFO),
        };
        let head = format!("{mark}  {}", style.on(&visible(&finding.rule)));
        self.line(&head);
        self.block("   ", 3, &visible(&finding.message));
        for evidence in &finding.evidence {
            if let Some(quote) = quoted_around(report, evidence) {
                self.block(&DIM.on("   > "), 5, &format!("“{}”", visible(&quote)));
            }
        }
    }

    fn sum(&mut self, sum: &Sum) {
        let count = words::count(&sum.count);
        let by = sum.by.as_deref().map(|by| format!(", by {}", visible(by))).unwrap_or_default();
        let side = words::side(sum.side).map(|side| format!(" ({side})")).unwrap_or_default();
        self.labelled("joint total", &format!("{} {count}{side} in incidents {}{by}", sum.outcome, words::list(&sum.covers)));
    }

    fn statement(&mut self, statement: &Statement, report: &Report) {
        let speaker = visible(&statement.speaker);
        let of = statement.organisation.as_deref().filter(|name| *name != statement.speaker);
        let of = of.map(|name| format!(" ({})", visible(name))).unwrap_or_default();
        let count = statement.count.as_ref().map(|count| format!(" {}", words::count(count))).unwrap_or_default();
        let about = match &statement.about[..] {
            [] => String::new(),
            about => format!(" [{}]", about.join(", ")),
        };
        let quote = statement.quote.and_then(|quote| evidence::words_of(report, quote.part, quote.start, quote.end));
        let quote = quote.map(|quote| format!(": “{}”", words::short(&visible(quote.trim_matches(['“', '”', '"', ' '])), 160)));
        let value = format!("{speaker}{of}{count}{about}{}", quote.unwrap_or_default());
        self.labelled(statement.act.as_str(), &value);
    }

    fn note(&mut self, note: &Note, report: &Report) {
        let quote = note.evidence.first().and_then(|evidence| quoted(report, evidence));
        let quote = quote.map(|quote| format!(" (“{}”)", words::short(&visible(&quote), 60))).unwrap_or_default();
        self.labelled("note", &format!("{}{quote} [{}]", visible(&note.message), visible(&note.rule)));
    }
}
