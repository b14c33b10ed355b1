//! The profiles, and what each makes of an incident.

use super::account::Account;
use super::loss::Losses;
use super::sheet::Row;
use super::stix;
use super::table::Codebooks;
use super::{acled, awsd, gtd, hxl, marked, muc4, plover, ucdp};

/// A codebook, or a form that other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// ACLED's 31 columns.
    Acled,
    /// UCDP GED's 49 columns.
    Ucdp,
    /// GTD's 135 columns.
    Gtd,
    /// AWSD's incident table.
    Awsd,
    /// CSV with a row of HXL tags.
    Hxl,
    /// PLOVER events.
    Plover,
    /// MUC-4 templates.
    Muc4,
    /// A STIX 2.1 bundle.
    Stix,
    /// Placemarks.
    Kml,
    /// A feed.
    Atom,
    /// Counts by PRIO-GRID cell and month.
    PrioGrid,
    /// Counts by country and month.
    CountryMonth,
}

/// How a profile is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A row of columns for each incident.
    Sheet,
    /// Text for each incident, with something before and behind it.
    Text,
    /// JSON objects in one list.
    Objects,
    /// Counts over all incidents.
    Counts,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 12] = [
        Self::Acled,
        Self::Ucdp,
        Self::Gtd,
        Self::Awsd,
        Self::Hxl,
        Self::Plover,
        Self::Muc4,
        Self::Stix,
        Self::Kml,
        Self::Atom,
        Self::PrioGrid,
        Self::CountryMonth,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Gtd => "gtd",
            Self::Awsd => "awsd",
            Self::Hxl => "hxl",
            Self::Plover => "plover",
            Self::Muc4 => "muc4",
            Self::Stix => "stix",
            Self::Kml => "kml",
            Self::Atom => "atom",
            Self::PrioGrid => "prio-grid",
            Self::CountryMonth => "country-month",
        }
    }

    /// How it is written.
    pub fn form(self) -> Form {
        match self {
            Self::Acled | Self::Ucdp | Self::Gtd | Self::Awsd | Self::Hxl => Form::Sheet,
            Self::Plover | Self::Muc4 | Self::Kml | Self::Atom => Form::Text,
            Self::Stix => Form::Objects,
            Self::PrioGrid | Self::CountryMonth => Form::Counts,
        }
    }

    /// What it holds, in a line.
    pub fn about(self, books: &Codebooks) -> &'static str {
        books.profiles.get(self.as_str(), "about")
    }

    /// The sort of its file: `csv`, `jsonl`, `json`, `text` or `xml`.
    pub fn file_form(self, books: &Codebooks) -> &'static str {
        books.profiles.get(self.as_str(), "form")
    }

    /// The rule for figures that its codebook fixes.
    pub fn fixed_rule(self, books: &Codebooks) -> Option<&'static str> {
        Some(books.profiles.get(self.as_str(), "counts")).filter(|rule| !rule.is_empty())
    }

    /// What stands before the incidents of a profile that is text.
    pub fn head(self) -> String {
        match self {
            Self::Kml => marked::KML_HEAD.to_owned(),
            Self::Atom => marked::ATOM_HEAD.to_owned(),
            Self::Stix => stix::head(),
            _ => String::new(),
        }
    }

    /// What stands behind them; `last` is the day of the last publication.
    pub fn tail(self, last: Option<crate::Date>) -> String {
        match self {
            Self::Kml => marked::KML_TAIL.to_owned(),
            Self::Atom => marked::atom_tail(last),
            Self::Stix => "\n]}\n".to_owned(),
            _ => String::new(),
        }
    }
}

/// What the user chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// Leaves the text of reports out.
    pub no_text: bool,
    /// ACLED's inter codes as digits.
    pub inter_numeric: bool,
}

/// What a profile makes of an incident.
#[derive(Debug, Clone)]
pub enum Entry<'b> {
    /// A row, and what makes another row the same event.
    Row(Row<'b>, Option<String>),
    /// Text.
    Text(String),
    /// Objects with the numbers of their ids.
    Objects(Vec<(u128, String)>),
}

/// What a profile makes of an incident; nothing where it refuses it, for the reason in `losses`.
pub fn entry<'b>(books: &'b Codebooks, profile: Profile, account: &Account, settings: Settings, losses: &mut Losses) -> Option<Entry<'b>> {
    let sheet = |row: Row<'b>| Entry::Row(row, None);
    match profile {
        Profile::Acled => {
            let row = acled::row(books, account, settings, losses)?;
            let unit = acled::unit(&row);
            Some(Entry::Row(row, unit))
        }
        Profile::Ucdp => ucdp::row(books, account, losses).map(sheet),
        Profile::Gtd => gtd::row(books, account, losses).map(sheet),
        Profile::Awsd => awsd::row(books, account, losses).map(sheet),
        Profile::Hxl => hxl::row(books, account, losses).map(sheet),
        Profile::Plover => plover::lines(books, account, settings, losses).map(Entry::Text),
        Profile::Muc4 => templates(books, account, losses).map(Entry::Text),
        Profile::Kml => marked::placemark(books, account, losses).map(Entry::Text),
        Profile::Atom => marked::atom_entry(books, account, losses).map(Entry::Text),
        Profile::Stix => {
            let objects = stix::objects(books, account, losses)?;
            Some(Entry::Objects(objects.into_iter().map(|(id, object)| (id, object.to_string())).collect()))
        }
        Profile::PrioGrid | Profile::CountryMonth => None,
    }
}

/// Puts a row into one of the same event.
pub(super) fn join_rows(into: &mut Row, from: &Row) {
    acled::join(into, from);
}

impl<'b> Row<'b> {
    /// Puts another row of the same event into this one.
    pub fn join(&mut self, other: &Row<'b>) {
        join_rows(self, other);
    }
}

/// A template for each report that tells the incident as news.
fn templates(books: &Codebooks, account: &Account, losses: &mut Losses) -> Option<String> {
    if account.is_recalled() {
        return losses.refuse("recalled only: no report tells it as news");
    }
    let relevant = account.news().filter(|told| muc4::is_relevant(told.incident));
    let text: String = relevant
        .map(|told| {
            let number =
                told.report.incidents.iter().filter(|incident| muc4::is_relevant(incident)).position(|it| it.id == told.incident.id);
            muc4::template(books, told.report, told.incident, number.map_or(1, |i| i + 1))
        })
        .collect();
    if text.is_empty() { losses.refuse("a clash of armed parties, or denied: no incident of MUC-4") } else { Some(text) }
}
