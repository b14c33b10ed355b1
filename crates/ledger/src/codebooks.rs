//! Exports in the columns and codes of other codebooks: streamed, an incident after the other.
//!
//! No more than a few hundred incidents are in memory at a time; only counts by month, and the ids that a bundle has
//! already, grow with the ledger.

use std::collections::BTreeMap;
use std::io::Write;

use rayon::prelude::*;
use recount::Date;
use recount::reconcile::Rule;
use recount::record::codebook::{Action, Cell, Codebooks, Entry, Form, Loss, Losses, Profile, Rollup, Row, Seen, Settings, entry};
use recount_store::Filter;

use crate::account::Stored;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// How many incidents are read before they are written.
const BATCH: usize = 256;

/// What is to be exported.
#[derive(Debug, Clone)]
pub struct Request {
    /// Into which codebook.
    pub profile: Profile,
    /// Which incidents.
    pub filter: Filter,
    /// How figures are settled; nothing leaves it to the codebook, else to the ledger's usual rule.
    pub rule: Option<Rule>,
    /// What the user chooses.
    pub settings: Settings,
    /// Leaves cells as they are, though a program could take them for formulas.
    pub is_raw: bool,
}

/// How many there were of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Incidents that were wanted.
    pub selected: usize,
    /// Incidents with a row, or counted in one.
    pub exported: usize,
    /// Incidents that stand in the row of another.
    pub merged: usize,
    /// Incidents that the codebook has no place for.
    pub refused: usize,
    /// Values forced where they lose something.
    pub forced: usize,
    /// Cells quoted against formulas.
    pub quoted: usize,
}

/// Writes the incidents of a ledger in the form of a codebook, and what that lost.
///
/// # Errors
/// The ledger cannot be read, the output not written, or the codebook fixes another rule for figures.
pub fn export(ledger: &Ledger, request: &Request, out: &mut impl Write, losses: &mut impl Write) -> Result<Tally, LedgerError> {
    let books = Codebooks::builtin();
    let rule = rule(&books, request)?;
    let mut writer = Writer::new(&books, request, out, losses);
    writer.begin(rule)?;
    let ids = ledger.store.read().incident_ids(&request.filter)?;
    writer.tally.selected = ids.len();
    for batch in ids.chunks(BATCH) {
        let wants_related = request.profile == Profile::Gtd;
        let stored = batch.iter().map(|id| Stored::read(ledger.store.read(), *id, wants_related)).collect::<Result<Vec<_>, _>>()?;
        let made: Vec<Result<Made, LedgerError>> = stored.par_iter().map(|stored| made(&books, request, stored, rule)).collect();
        for made in made {
            writer.take(made?)?;
        }
    }
    writer.finish()
}

fn rule(books: &Codebooks, request: &Request) -> Result<Rule, LedgerError> {
    let fixed = request.profile.fixed_rule(books).and_then(Rule::from_word);
    match (fixed, request.rule) {
        (Some(fixed), Some(asked)) if fixed != asked => {
            let (profile, fixed) = (request.profile.as_str(), fixed.as_str());
            Err(LedgerError::Decision(format!("{profile} settles figures by its own rule, {fixed}; leave --counts out")))
        }
        (Some(fixed), _) => Ok(fixed),
        (None, asked) => Ok(asked.unwrap_or_default()),
    }
}

/// What became of an incident.
struct Made<'b> {
    id: String,
    entry: Option<Entry<'b>>,
    counted: Option<Rollup>,
    losses: Losses,
    first: Option<Date>,
    published: Option<Date>,
}

fn made<'b>(books: &'b Codebooks, request: &Request, stored: &Stored, rule: Rule) -> Result<Made<'b>, LedgerError> {
    let sources = stored.sources()?;
    let mut losses = Losses::default();
    let id = stored.id.to_string();
    let Some(account) = stored.account(&sources, rule) else {
        losses.refuse_as_empty();
        return Ok(Made { id, entry: None, counted: None, losses, first: None, published: None });
    };
    let mut counted = None;
    let mut made = None;
    if request.profile.form() == Form::Counts {
        let mut rollup = Rollup::default();
        counted = rollup.count(&account, request.profile == Profile::PrioGrid, &mut losses).map(|()| rollup);
    } else {
        made = entry(books, request.profile, &account, request.settings, &mut losses);
    }
    let (first, published) = (account.when.map(|when| when.first), account.published());
    Ok(Made { id, entry: made, counted, losses, first, published })
}

struct Writer<'b, 'w, O: Write, L: Write> {
    books: &'b Codebooks,
    request: &'b Request,
    out: &'w mut O,
    losses: csv::Writer<&'w mut L>,
    tally: Tally,
    /// The rows of a day, with the ids of their incidents.
    waiting: Vec<(String, Row<'b>)>,
    /// Where the row of a unit waits.
    units: BTreeMap<String, usize>,
    day: Option<Date>,
    last: Option<Date>,
    seen: Seen,
    counts: Rollup,
}

impl<'b, 'w, O: Write, L: Write> Writer<'b, 'w, O, L> {
    fn new(books: &'b Codebooks, request: &'b Request, out: &'w mut O, losses: &'w mut L) -> Self {
        Self {
            books,
            request,
            out,
            losses: csv::Writer::from_writer(losses),
            tally: Tally::default(),
            waiting: Vec::new(),
            units: BTreeMap::new(),
            day: None,
            last: None,
            seen: Seen::default(),
            counts: Rollup::default(),
        }
    }

    /// What stands before the incidents, and the columns that no text can give.
    fn begin(&mut self, rule: Rule) -> Result<(), LedgerError> {
        let profile = self.request.profile;
        self.losses.write_record(["incident", "action", "column", "value", "reason"]).map_err(wrong)?;
        let version = self.books.profiles.get(profile.as_str(), "version");
        self.losses.write_record(["", "profile", "", profile.as_str(), version]).map_err(wrong)?;
        self.losses.write_record(["", "counts", "", rule.as_str(), "how figures are settled"]).map_err(wrong)?;
        if let Some(sheet) = self.books.sheet(profile.as_str()) {
            for column in sheet.columns.iter().filter(|column| !column.blank.is_empty()) {
                self.losses.write_record(["", "blank", column.name, "", column.blank]).map_err(wrong)?;
            }
            let names: Vec<Cell> = sheet.columns.iter().map(|column| Cell::from(column.name)).collect();
            self.put_cells(&names)?;
            if profile == Profile::Hxl {
                let tags: Vec<Cell> = sheet.columns.iter().map(|column| Cell::from(column.tag)).collect();
                self.put_cells(&tags)?;
            }
        }
        self.out.write_all(profile.head().as_bytes())?;
        Ok(())
    }

    fn take(&mut self, mut made: Made<'b>) -> Result<(), LedgerError> {
        if made.first != self.day {
            self.flush()?;
            self.day = made.first;
        }
        self.last = self.last.max(made.published);
        match made.entry.take() {
            Some(Entry::Text(text)) => {
                self.out.write_all(text.as_bytes())?;
                self.tally.exported += 1;
            }
            Some(Entry::Objects(objects)) => {
                for (_, object) in objects.iter().filter(|(id, _)| self.seen.is_new(*id)) {
                    write!(self.out, ",\n{object}")?;
                }
                self.tally.exported += 1;
            }
            Some(Entry::Row(row, unit)) => self.wait(&made.id, row, unit, &mut made.losses),
            None => self.tally.exported += usize::from(made.counted.is_some()),
        }
        if let Some(counted) = &made.counted {
            self.counts.add(counted);
        }
        self.tell(&made.id, &made.losses)
    }

    fn wait(&mut self, id: &str, mut row: Row<'b>, unit: Option<String>, losses: &mut Losses) {
        if !self.request.is_raw {
            guard(&mut row, losses);
        }
        let same = unit.as_ref().and_then(|unit| self.units.get(unit)).copied();
        if let Some(place) = same {
            let (id, known) = &mut self.waiting[place];
            losses.merged(id);
            known.join(&row);
            return;
        }
        self.tally.exported += 1;
        if let Some(unit) = unit {
            self.units.insert(unit, self.waiting.len());
        }
        self.waiting.push((id.to_owned(), row));
    }

    /// Writes the rows of a day.
    fn flush(&mut self) -> Result<(), LedgerError> {
        for (_, row) in std::mem::take(&mut self.waiting) {
            self.put_cells(&row.cells)?;
        }
        self.units.clear();
        Ok(())
    }

    fn put_cells(&mut self, cells: &[Cell]) -> Result<(), LedgerError> {
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record(cells.iter().map(Cell::as_str)).map_err(wrong)?;
        let line = line.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(self.out.write_all(&line)?)
    }

    fn tell(&mut self, id: &str, losses: &Losses) -> Result<(), LedgerError> {
        for Loss { action, column, value, reason } in &losses.0 {
            match action {
                Action::Refused => self.tally.refused += 1,
                Action::Merged => self.tally.merged += 1,
                Action::Forced => self.tally.forced += 1,
                Action::Quoted => self.tally.quoted += 1,
            }
            let [value, reason] = [value, reason].map(|words| guarded(words).unwrap_or_else(|| words.clone()));
            self.losses.write_record([id, action.as_str(), column, &value, &reason]).map_err(wrong)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Tally, LedgerError> {
        self.flush()?;
        let is_by_cell = self.request.profile == Profile::PrioGrid;
        if self.request.profile.form() == Form::Counts {
            for row in self.counts.rows(self.books, is_by_cell) {
                self.put_cells(&row.cells)?;
            }
        }
        self.out.write_all(self.request.profile.tail(self.last).as_bytes())?;
        self.out.flush()?;
        self.losses.flush()?;
        Ok(self.tally)
    }
}

/// Quotes the cells that a program could take for formulas.
fn guard(row: &mut Row, losses: &mut Losses) {
    let names = row.names();
    for (cell, name) in row.cells.iter_mut().zip(names) {
        if let Cell::Text(words) = cell
            && let Some(safe) = guarded(words)
        {
            losses.quoted(name, "begins like a formula, or has control characters; --raw leaves it as it is");
            *words = safe;
        }
    }
}

/// The words with `'` before what begins a formula, and control characters replaced; nothing where they are safe.
fn guarded(words: &str) -> Option<String> {
    let is_control = |letter: char| letter.is_control() && letter != '\n';
    let begins = words.starts_with(['=', '+', '-', '@']) || words.starts_with(char::is_control);
    if !begins && !words.contains(is_control) {
        return None;
    }
    let kept: String = words.chars().map(|letter| if is_control(letter) { '\u{fffd}' } else { letter }).collect();
    Some(if begins { format!("'{kept}") } else { kept })
}

fn wrong(error: csv::Error) -> LedgerError {
    LedgerError::Output(std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_quoted_and_control_characters_replaced() {
        assert_eq!(guarded("=1+1").as_deref(), Some("'=1+1"));
        assert_eq!(guarded("\t=1").as_deref(), Some("'\u{fffd}=1"));
        assert_eq!(guarded("a\u{0}b").as_deref(), Some("a\u{fffd}b"));
        assert_eq!(guarded("two\nlines"), None);
        assert_eq!(guarded("Gao"), None);
    }
}
