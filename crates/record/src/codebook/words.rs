//! Sentences made from a record, with figures hedged as they were told.

use crate::{Count, CountForm, Outcome, Party, ResponsibilityStatus, Side, Stage, Stance, When};

use super::account::{Account, days};
use super::casualties::{Part, parts};
use super::parties::{name, parties};
use super::table::Codebooks;

/// How many words of a report may stand for a number.
const FEW_WORDS: usize = 3;

/// A number as it was told: `at least 12`, `about 40`, `10 to 15`.
///
/// ```
/// use recount_record::{Count, CountForm, codebook::number};
/// let floor = Count { low: 12, best: 12, high: None, form: CountForm::AtLeast, words: None };
/// assert_eq!(number(&floor), "at least 12");
/// ```
pub fn number(count: &Count) -> String {
    let Count { low, best, high, form, words } = count;
    match (form, high) {
        (CountForm::None, _) => "none".to_owned(),
        (CountForm::Vague, _) => match words.as_deref().filter(|words| words.split_whitespace().count() <= FEW_WORDS) {
            Some(words) => format!("at least {low} (“{}”)", words.to_lowercase()),
            None => format!("at least {low}"),
        },
        (CountForm::AtMost, Some(high)) => format!("up to {high}"),
        (CountForm::About, _) => format!("about {best}"),
        (_, None) => format!("at least {low}"),
        (_, Some(high)) if high == low => best.to_string(),
        (_, Some(high)) => format!("{low} to {high}"),
    }
}

/// A heading: what happened where and when, and to how many.
pub fn summary_title(books: &Codebooks, account: &Account) -> String {
    let noun = books.tactics.get(account.tactic.as_str(), "noun");
    let noun = noun.strip_prefix("an ").or_else(|| noun.strip_prefix("a ")).unwrap_or(noun);
    let figures = [("killed", "killed"), ("wounded", "wounded"), ("abducted", "abducted")];
    let told = figures.iter().filter_map(|(outcome, word)| Some(format!("{} {word}", number(&account.count(outcome)?))));
    let told: Vec<String> = told.take(1).collect();
    let mut title = capital(noun);
    title += &place_words(books, account).map(|words| format!(" {words}")).unwrap_or_default();
    title += &account.when.map(|when| format!(", {}", when_words(when).trim_start_matches("on "))).unwrap_or_default();
    if told.is_empty() { title } else { format!("{title}: {}", told.join(", ")) }
}

/// What happened, in sentences.
pub fn sentence(books: &Codebooks, account: &Account) -> String {
    let mut sentences = vec![act(books, account)];
    sentences.extend(casualty_sentences(books, account));
    sentences.extend(responsibility(account));
    sentences.join(" ")
}

/// Who did what to whom, where and when.
fn act(books: &Codebooks, account: &Account) -> String {
    let table = |column| books.tactics.get(account.tactic.as_str(), column);
    let names = |stance| listed(&parties(account, stance).iter().map(|party| described(party)).collect::<Vec<_>>());
    let (who, mut whom) = (names(Stance::Initiator), names(Stance::Target));
    let lead = account.lead().incident;
    if whom.is_empty() {
        // "Their convoy" says nothing outside its report.
        let named = lead.objects.iter().map(|object| object.name.clone()).find(|name| !name.to_lowercase().starts_with("their "));
        whom = named.unwrap_or_default();
    }
    let place = place_words(books, account).map(|words| format!(" {words}")).unwrap_or_default();
    let comma = if place.contains(',') { "," } else { "" };
    let when = account.when.map(|when| format!("{comma} {}", when_words(when))).unwrap_or_default();
    let told = match lead.stage {
        Stage::Accomplished if !who.is_empty() && !whom.is_empty() => format!("{who} {} {whom}", table("verb")),
        stage => {
            let by = if who.is_empty() { String::new() } else { format!(" by {who}") };
            let upon = if whom.is_empty() { String::new() } else { format!(" {} {whom}", table("upon")) };
            let ending = if stage == Stage::Foiled { "was foiled" } else { "was reported" };
            format!("{}{by}{upon} {ending}", table("noun"))
        }
    };
    let alleged = if lead.certainty == crate::Certainty::Alleged { " This is alleged." } else { "" };
    format!("{}{place}{when}.{alleged}", capital(&told))
}

/// The name of a party; a description that began a sentence of its report begins none here.
fn described(party: &Party) -> String {
    let mut letters = name(party).chars();
    match letters.next() {
        Some(first) if party.organisation.is_none() && !party.identified => first.to_lowercase().chain(letters).collect(),
        _ => name(party).to_owned(),
    }
}

/// `in Gao, Mali`; nothing where no place is told.
fn place_words(books: &Codebooks, account: &Account) -> Option<String> {
    let place = account.place?;
    let country = place.country.as_deref().map(|code| books.country(code)).unwrap_or_default();
    let relation = match place.relation {
        crate::Relation::In => "in",
        crate::Relation::Near | crate::Relation::Direction => "near",
        crate::Relation::Between => "between places around",
    };
    let mut names: Vec<&str> = place.district.as_deref().into_iter().collect();
    names.push(&place.name);
    if !country.is_empty() && country != place.name {
        names.push(country);
    }
    Some(format!("{relation} {}", names.join(", ")))
}

/// `on 14 August 2017`, `in August 2017`, `in 2017`, `between 3 and 5 August 2017`.
///
/// ```
/// use recount_record::{Date, When, codebook::when_words};
/// let when = |first, last| When { first, last, part_of_day: None, assumed: false, evidence: vec![] };
/// assert_eq!(when_words(&when(Date::constant(2017, 8, 3), Date::constant(2017, 8, 5))), "between 3 and 5 August 2017");
/// assert_eq!(when_words(&when(Date::constant(2017, 8, 1), Date::constant(2017, 8, 31))), "in August 2017");
/// ```
pub fn when_words(when: &When) -> String {
    let (first, last) = (when.first, when.last);
    let (month, year) = (first.strftime("%B %Y").to_string(), first.year());
    if first == last {
        return format!("on {} {month}", first.day());
    }
    if first == first.first_of_month() && last == first.last_of_month() {
        return format!("in {month}");
    }
    if days(when) >= 365 && first == first.first_of_year() && last == first.last_of_year() {
        return format!("in {year}");
    }
    let begin = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.day().to_string(),
        (true, false) => first.strftime("%-d %B").to_string(),
        (false, _) => first.strftime("%-d %B %Y").to_string(),
    };
    format!("between {begin} and {}", last.strftime("%-d %B %Y"))
}

fn casualty_sentences(books: &Codebooks, account: &Account) -> Vec<String> {
    let people = |count: &Count| if count.best == 1 && count.high == Some(1) { "person was" } else { "people were" };
    let mut sentences = Vec::new();
    for (key, word, outcome) in
        [("killed", "killed", Outcome::Killed), ("wounded", "wounded", Outcome::Wounded), ("abducted", "abducted", Outcome::Abducted)]
    {
        let Some(count) = account.count(key) else { continue };
        if count.form == CountForm::None {
            sentences.push(format!("Nobody was {word}."));
            continue;
        }
        let by_role = roles(books, &parts(account, outcome, Side::Victim));
        let by_role = if by_role.is_empty() { String::new() } else { format!(" ({by_role})") };
        sentences.push(capital(&format!("{} {} {word}{by_role}.", number(&count), people(&count))));
    }
    for (key, word) in [("initiators_killed", "killed"), ("initiators_wounded", "wounded"), ("initiators_arrested", "arrested")] {
        let Some(count) = account.count(key).filter(|count| count.form != CountForm::None) else { continue };
        let attackers = if count.best == 1 && count.high == Some(1) { "attacker was" } else { "attackers were" };
        sentences.push(capital(&format!("{} {attackers} {word}.", number(&count))));
    }
    sentences
}

/// `5 security guards, 1 police officer`; nothing where the only role is that nobody knows.
pub(super) fn roles(books: &Codebooks, parts: &[Part]) -> String {
    let mut roles: Vec<(&str, u32)> = Vec::new();
    for part in parts {
        match roles.iter_mut().find(|(role, _)| *role == part.role()) {
            Some((_, n)) => *n += part.n,
            None => roles.push((part.role(), part.n)),
        }
    }
    if roles.iter().all(|(role, _)| *role == "unknown") {
        return String::new();
    }
    let words = |(role, n): &(&str, u32)| {
        let word = books.roles.get(role, if *n == 1 { "one" } else { "many" });
        let word = if *role == "unknown" { "of whom no role is told" } else { word };
        format!("{n} {word}")
    };
    roles.iter().map(words).collect::<Vec<_>>().join(", ")
}

fn responsibility(account: &Account) -> Option<String> {
    let told = account.responsibility();
    let party = told.party.as_deref();
    let by = told.by.as_deref().unwrap_or("Somebody");
    match told.status {
        ResponsibilityStatus::Claimed => Some(format!("{} claimed responsibility.", capital(party.unwrap_or("somebody")))),
        ResponsibilityStatus::Denied => Some(format!("{} denied responsibility.", capital(party.unwrap_or("somebody")))),
        ResponsibilityStatus::Accused => Some(format!("{} blamed {}.", capital(by), party.unwrap_or("somebody"))),
        ResponsibilityStatus::NoClaim => Some("Nobody claimed responsibility.".to_owned()),
        ResponsibilityStatus::Unknown => None,
    }
}

/// `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
