//! Counts, days and places as a reader says them, and folding of long lines.

use recount::record::{Count, CountForm, Date, PartOfDay, Place, PlaceKind, Relation, Side, When};
use unicode_width::UnicodeWidthStr;

use super::visible;

/// "7", "at least 12", "about 40", "some", "none".
pub(crate) fn count(count: &Count) -> String {
    let Count { low, best, high, form, .. } = count;
    match (form, high) {
        (CountForm::None, _) => "none".to_owned(),
        (CountForm::Vague, None) if *low <= 1 => "some".to_owned(),
        (CountForm::Exact, _) => grouped(*best),
        (CountForm::AtLeast | CountForm::Vague, _) => format!("at least {}", grouped(*low)),
        (CountForm::AtMost, _) => format!("up to {}", grouped(high.unwrap_or(*best))),
        (CountForm::About, _) => format!("about {}", grouped(*best)),
        (CountForm::Range, Some(high)) => format!("{} to {}", grouped(*low), grouped(*high)),
        (CountForm::Range, None) => format!("at least {}", grouped(*low)),
    }
}

/// "1,200"
fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut words = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// "Mon 14 Aug 2017"
pub(crate) fn day(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// "Mon 14 Aug 2017, night", "13–14 Aug 2017", "Aug 2017", "2015".
pub(crate) fn when(when: &When) -> String {
    let part = match when.part_of_day {
        None => "",
        Some(PartOfDay::Morning) => ", morning",
        Some(PartOfDay::Afternoon) => ", afternoon",
        Some(PartOfDay::Evening) => ", evening",
        Some(PartOfDay::Night) => ", night",
    };
    let assumed = if when.assumed { " (assumed)" } else { "" };
    format!("{}{part}{assumed}", days(when.first, when.last))
}

/// The same without the part of the day.
pub(crate) fn days(first: Date, last: Date) -> String {
    let is_month_whole = first.day() == 1 && last == last.last_of_month();
    if first == last {
        day(first)
    } else if first == first.first_of_year() && last == last.last_of_year() && first.year() == last.year() {
        first.year().to_string()
    } else if is_month_whole && (first.year(), first.month()) == (last.year(), last.month()) {
        first.strftime("%b %Y").to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), last.strftime("%-d %b %Y"))
    } else if first.year() == last.year() {
        format!("{} – {}", first.strftime("%-d %b"), last.strftime("%-d %b %Y"))
    } else {
        format!("{} – {}", first.strftime("%-d %b %Y"), last.strftime("%-d %b %Y"))
    }
}

/// "near Gao, Mali", "Sadr City, Baghdad, Iraq". `country` gives the name of a code.
pub(crate) fn place(place: &Place, country: impl Fn(&str) -> Option<String>) -> String {
    let relation = match place.relation {
        Relation::In => "",
        Relation::Near => "near ",
        Relation::Between => "between ",
        Relation::Direction => "in the direction of ",
    };
    let mut parts: Vec<String> = Vec::new();
    let named = [place.district.as_deref(), Some(&place.name)];
    parts.extend(named.into_iter().flatten().map(|name| visible(name).into_owned()));
    if let Some(code) = place.country.as_deref().filter(|_| place.kind != PlaceKind::Country) {
        parts.push(country(code).unwrap_or_else(|| code.to_owned()));
    }
    parts.dedup();
    format!("{relation}{}", parts.join(", "))
}

/// The side, where it is not the victims'.
pub(crate) fn side(side: Side) -> Option<&'static str> {
    match side {
        Side::Victim => None,
        Side::Initiator => Some("attackers"),
        Side::Unclear => Some("side unclear"),
    }
}

/// "1", "1 and 2", "1, 2 and 3"
pub(crate) fn list(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

/// "armed_assault" as "armed assault".
pub(crate) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// The words cut at a space where they are longer than `most` letters.
pub(crate) fn short(words: &str, most: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(most) else { return words.to_owned() };
    let cut: String = words.chars().take(words[..end].chars().count()).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// The words in lines of at most `width` columns; a longer word has a line of its own.
pub(crate) fn folded(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_keep_what_was_said() {
        let words = |low, best, high, form| count(&Count { low, best, high, form, words: None });
        assert_eq!(words(7, 7, Some(7), CountForm::Exact), "7");
        assert_eq!(words(1200, 1200, None, CountForm::AtLeast), "at least 1,200");
        assert_eq!(words(0, 30, Some(30), CountForm::AtMost), "up to 30");
        assert_eq!(words(36, 40, Some(44), CountForm::About), "about 40");
        assert_eq!(words(10, 12, Some(15), CountForm::Range), "10 to 15");
        assert_eq!(words(1, 1, None, CountForm::Vague), "some");
        assert_eq!(words(0, 0, Some(0), CountForm::None), "none");
    }

    #[test]
    fn stretches_of_days_are_told_shortly() {
        let date = Date::constant;
        assert_eq!(days(date(2017, 8, 14), date(2017, 8, 14)), "Mon 14 Aug 2017");
        assert_eq!(days(date(2017, 8, 13), date(2017, 8, 14)), "13–14 Aug 2017");
        assert_eq!(days(date(2017, 8, 1), date(2017, 8, 31)), "Aug 2017");
        assert_eq!(days(date(2015, 1, 1), date(2015, 12, 31)), "2015");
        assert_eq!(days(date(2016, 12, 31), date(2017, 1, 1)), "31 Dec 2016 – 1 Jan 2017");
    }

    #[test]
    fn long_lines_are_folded_between_words() {
        assert_eq!(folded("seven people were killed", 12), ["seven people", "were killed"]);
        assert_eq!(folded("", 12), [""]);
    }
}
