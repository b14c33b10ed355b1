//! What the ledger has of a stretch of days.

use std::collections::BTreeMap;

use recount::Date;
use recount::record::codebook::{Account, Codebooks, parts, sentence, summary_title, when_words};
use recount::record::{Level, Outcome, PlaceKind, Report, Side};
use recount_store::Filter;

use super::toll::Toll;
use super::{Asked, Bar, Group, Item, Situation, SourceLine, Spot};
use crate::account::Stored;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// So many days get a bar each; more get one a week, and more than half a year one a month.
const MOST_DAYS: i64 = 31;
const MOST_WEEKS: i64 = 26 * 7;
const WEEK: i64 = 7;
/// An extent that a place without one is given.
const USUAL_KM: u32 = 5;

impl Ledger {
    /// The situation of a stretch of days.
    ///
    /// # Errors
    /// The file cannot be read, or the stretch ends before it begins.
    pub fn situation(&self, asked: &Asked) -> Result<Situation, LedgerError> {
        if asked.to < asked.from {
            return Err(LedgerError::Decision(format!("{} lies before {}; give --from and then --to", asked.to, asked.from)));
        }
        let books = Codebooks::builtin();
        let mut found = Found::default();
        let beyond = self.each_within(asked, asked.from, asked.to, |account| found.add(&books, account))?;
        let length = days(asked.from, asked.to);
        let (before_from, before_to) = (back(asked.from, length), back(asked.from, 1));
        let mut before = Toll::default();
        self.each_within(asked, before_from, before_to, |account| before.count(account))?;
        found.items.sort_by(|one, two| one.0.cmp(&two.0));
        Ok(found.situation(&books, asked, (before, stretch(before_from, before_to)), beyond))
    }

    /// Hands over the incidents whose days all lie in a stretch; says how many others may.
    fn each_within(&self, asked: &Asked, from: Date, to: Date, mut take: impl FnMut(&Account)) -> Result<usize, LedgerError> {
        let filter = Filter { from: Some(from.to_string()), to: Some(to.to_string()), country: asked.country.clone(), ..Filter::default() };
        let mut beyond = 0;
        for id in self.store.read().incident_ids(&filter)? {
            let stored = Stored::read(self.store.read(), id, false)?;
            let sources = stored.sources()?;
            let Some(account) = stored.account(&sources, asked.rule).filter(|account| !account.is_recalled()) else { continue };
            let Some(when) = account.when else { continue };
            if when.first >= from && when.last <= to {
                take(&account);
            } else {
                beyond += 1;
            }
        }
        Ok(beyond)
    }
}

#[derive(Default)]
struct Found {
    /// Incidents by first day and id, with the heading of each and how many were killed.
    items: Vec<((Date, String), Item, Told)>,
    toll: Toll,
    groups: BTreeMap<(bool, &'static str), [u32; 3]>,
}

/// What is told of an incident besides its row.
struct Told {
    title: String,
    killed: u32,
    attackers: u32,
    findings: Vec<String>,
    reports: Vec<(String, Option<String>)>,
}

impl Found {
    fn add(&mut self, books: &Codebooks, account: &Account) {
        self.toll.count(account);
        for (outcome, place) in [(Outcome::Killed, 0), (Outcome::Wounded, 1), (Outcome::Abducted, 2)] {
            for side in [Side::Victim, Side::Initiator].into_iter().filter(|side| *side == Side::Victim || outcome != Outcome::Abducted) {
                for part in parts(account, outcome, side) {
                    self.groups.entry((side == Side::Initiator, part.role())).or_default()[place] += part.n;
                }
            }
        }
        let best = |outcome: &str| account.figure(outcome).map_or(0, |figure| figure.best);
        let findings = account.told.iter().flat_map(|told| &told.report.findings).filter(|finding| finding.level == Level::Warning);
        let mut findings: Vec<String> = account.findings.iter().cloned().chain(findings.map(|finding| finding.message.clone())).collect();
        findings.dedup();
        let told = Told {
            title: summary_title(books, account),
            killed: best("killed"),
            attackers: best("initiators_killed"),
            findings,
            reports: account.told.iter().map(|told| (report_words(&told.report.report), told.report.report.url.clone())).collect(),
        };
        let first = account.when.map_or(Date::ZERO, |when| when.first);
        self.items.push(((first, account.id.clone()), item(books, account), told));
    }

    fn situation(self, books: &Codebooks, asked: &Asked, (before, before_words): (Toll, String), beyond: usize) -> Situation {
        let place = asked.country.as_ref().map(|code| format!(" in {}", books.country(code))).unwrap_or_default();
        let deadliest = self.items.iter().max_by_key(|(_, _, told)| told.killed).filter(|(_, _, told)| told.killed > 0);
        let mut summary = vec![opening(&self.toll, asked, &place)];
        summary.extend(deadliest.filter(|_| self.items.len() > 1).map(|(_, _, told)| format!("The deadliest: {}.", told.title)));
        summary.push(comparison(&self.toll, &before, &before_words));
        if beyond > 0 {
            summary.push(format!("{beyond} more may lie in this time: their days are told too vaguely to say, and they are not counted."));
        }
        let bars = bars(asked, &self.items);
        let mut findings: Vec<(usize, String)> = Vec::new();
        let mut sources: Vec<SourceLine> = Vec::new();
        for (i, (_, _, told)) in self.items.iter().enumerate() {
            // One report's finding about two incidents stands with the first.
            findings.extend(
                told.findings
                    .iter()
                    .filter(|it| !findings.iter().any(|known| known.1 == **it))
                    .map(|it| (i, it.clone()))
                    .collect::<Vec<_>>(),
            );
            for (words, url) in &told.reports {
                match sources.iter_mut().find(|source| source.words == *words && source.url == *url) {
                    Some(source) => source.items.push(i + 1),
                    None => sources.push(SourceLine { words: words.clone(), url: url.clone(), items: vec![i + 1] }),
                }
            }
        }
        let group = |((is_attacker, role), [killed, wounded, abducted]): (&(bool, &str), &[u32; 3])| {
            let many = books.roles.get(role, "many").to_owned();
            let role = if *role == "unknown" { "role not told".to_owned() } else { many };
            Group { role, is_attacker: *is_attacker, killed: *killed, wounded: *wounded, abducted: *abducted }
        };
        let mut groups: Vec<Group> = self.groups.iter().map(group).collect();
        groups
            .sort_by_key(|group| (group.is_attacker, std::cmp::Reverse((group.killed, group.wounded, group.abducted)), group.role.clone()));
        Situation {
            title: format!("Political violence{place}, {}", stretch(asked.from, asked.to)),
            summary,
            rule: asked.rule,
            items: self.items.into_iter().map(|(_, item, _)| item).collect(),
            toll: self.toll,
            before,
            before_words,
            groups,
            bars,
            findings,
            sources,
        }
    }
}

fn item(books: &Codebooks, account: &Account) -> Item {
    let spot = account.place.and_then(|place| {
        let is_area = matches!(place.kind, PlaceKind::Region | PlaceKind::Country | PlaceKind::Natural);
        Some(Spot { lat: place.lat?, lon: place.lon?, radius_km: place.radius_km.unwrap_or(USUAL_KM), is_area })
    });
    Item {
        id: account.id.clone(),
        sentence: sentence(books, account),
        when: account.when.map(|when| when_words(when).trim_start_matches("on ").to_owned()).unwrap_or_default(),
        place: account.place_name().to_owned(),
        country: books.country(account.country()).to_owned(),
        tactic: account.tactic.as_str().replace('_', " "),
        killed: account.count("killed"),
        wounded: account.count("wounded"),
        initiators_killed: account.count("initiators_killed"),
        sources: account.sources,
        spot,
    }
}

fn report_words(report: &Report) -> String {
    let outlet = report.source.clone().unwrap_or_else(|| report.id.rsplit('/').next().unwrap_or_default().to_owned());
    let day = report.published.map(|day| day.strftime("%-d %B %Y").to_string());
    let words: Vec<String> = [Some(outlet), report.title.clone(), day].into_iter().flatten().collect();
    words.join(", ")
}

/// `12 incidents are told … At least 45 people were killed and 30 wounded; 6 attackers were killed.`
fn opening(toll: &Toll, asked: &Asked, place: &str) -> String {
    let stretch = stretch(asked.from, asked.to);
    let incidents = match toll.incidents {
        0 => return format!("No incident of political violence{place} is told of {stretch}."),
        1 => "One incident of political violence".to_owned(),
        n => format!("{n} incidents of political violence"),
    };
    let were = if toll.incidents == 1 { "is" } else { "are" };
    let told = format!("{incidents}{place} {were} told of {stretch}.");
    let attackers = if toll.attackers_killed.best > 0 {
        format!("; of the attackers {} were killed", toll.attackers_killed.words())
    } else {
        String::new()
    };
    let taken = if toll.abducted.best > 0 { format!(", {} abducted", toll.abducted.words()) } else { String::new() };
    let killed = format!("Of those attacked, {} were killed, {} wounded{taken}{attackers}.", toll.killed.words(), toll.wounded.words());
    format!("{told} {killed}")
}

fn comparison(toll: &Toll, before: &Toll, words: &str) -> String {
    let change = match toll.killed.best.cmp(&before.killed.best) {
        std::cmp::Ordering::Greater => "more were killed than in",
        std::cmp::Ordering::Less => "fewer were killed than in",
        std::cmp::Ordering::Equal => "as many were killed as in",
    };
    let incidents = if before.incidents == 1 { "one incident".to_owned() } else { format!("{} incidents", before.incidents) };
    format!("By these figures {change} the same number of days before ({words}: {incidents}, {} killed).", before.killed.words())
}

fn bars(asked: &Asked, items: &[((Date, String), Item, Told)]) -> Vec<Bar> {
    let length = days(asked.from, asked.to);
    let step = if length <= MOST_DAYS { 1 } else { WEEK };
    let is_monthly = length > MOST_WEEKS;
    let mut bars = Vec::new();
    let mut first = asked.from;
    while first <= asked.to {
        let next = if is_monthly { first.last_of_month().tomorrow().unwrap_or(Date::MAX) } else { forward(first, step) };
        let label = first.strftime(if is_monthly { "%b %Y" } else { "%-d %b" }).to_string();
        let within = || items.iter().filter(|((day, _), _, _)| *day >= first && *day < next);
        let killed = within().map(|(_, _, told)| told.killed).sum();
        bars.push(Bar { label, killed, attackers: within().map(|(_, _, told)| told.attackers).sum() });
        if next <= first {
            break;
        }
        first = next;
    }
    bars
}

/// How many days a stretch has.
fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24 + 1
}

fn back(day: Date, n: i64) -> Date {
    (0..n).fold(day, |day, _| day.yesterday().unwrap_or(day))
}

fn forward(day: Date, n: i64) -> Date {
    (0..n).fold(day, |day, _| day.tomorrow().unwrap_or(day))
}

/// `1 to 31 March 2023`.
fn stretch(from: Date, to: Date) -> String {
    let full = |day: Date| day.strftime("%-d %B %Y").to_string();
    if from == to {
        full(from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{} to {}", from.day(), full(to))
    } else if from.year() == to.year() {
        format!("{} to {}", from.strftime("%-d %B"), full(to))
    } else {
        format!("{} to {}", full(from), full(to))
    }
}
