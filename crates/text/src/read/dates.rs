//! Days of publication as rows give them. In: words. Out: a day.

use jiff::civil::Date;

use crate::segment::Months;

/// The day that these words name: "2017-08-15", an RFC 3339 or RFC 2822 time, "15 August 2017", "Aug 15, 2017".
///
/// The day is the one written, whatever the time zone.
///
/// ```
/// use recount_text::read::parse_date;
/// assert_eq!(parse_date("2017-08-15T23:10:00+02:00"), parse_date("Tue, 15 Aug 2017 23:10:00 GMT"));
/// assert_eq!(parse_date("August 15, 2017").map(|date| date.to_string()).as_deref(), Some("2017-08-15"));
/// assert_eq!(parse_date("15/08/17"), None);
/// ```
pub fn parse_date(words: &str) -> Option<Date> {
    let words = words.trim();
    if let Some(day) = words.get(..10).filter(|day| day.as_bytes()[4] == b'-') {
        let is_whole = words.as_bytes().get(10).is_none_or(|next| matches!(next, b'T' | b't' | b' '));
        return is_whole.then(|| day.parse().ok())?;
    }
    let months = Months::builtin();
    let mut parts = words.split([' ', ',']).filter(|part| !part.is_empty()).peekable();
    let is_weekday = |part: &&str| !part.starts_with(|letter: char| letter.is_ascii_digit()) && month(&months, part).is_none();
    parts.next_if(is_weekday);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = match month(&months, first) {
        Some(month) => (second, month),
        None => (first, month(&months, second)?),
    };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Date::new(year, month, day.parse().ok()?).ok()
}

fn month(months: &Months, word: &str) -> Option<i8> {
    months.number(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_dates_are_read() {
        let expected = Some(Date::constant(2017, 8, 15));
        for words in [
            "2017-08-15",
            "2017-08-15T10:00:00Z",
            "2017-08-15 10:00",
            "15 August 2017",
            "15th Aug. 2017",
            "Aug 15, 2017",
            "Tuesday, August 15, 2017",
        ] {
            assert_eq!(parse_date(words), expected, "{words}");
        }
        for words in ["", "soon", "2017", "2017-13-15", "32 August 2017", "15 August", "é2017-08-15", "2017-08-151"] {
            assert_eq!(parse_date(words), None, "{words}");
        }
    }
}
