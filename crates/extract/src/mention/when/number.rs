//! Digits: what a number's form tells, and dates written in digits alone.
//!
//! "14th" is 14, an ordinal; "2017-08-14" and "14/08/2017" are dates.

use jiff::civil::Date;

/// Value and form of a number as written; the value saturates.
pub(super) fn number_form(number: &str) -> (i32, Form) {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let value = number[..digits].parse().unwrap_or(i32::MAX);
    let form = match &number[digits..] {
        "" => Form::Plain(digits as u8),
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => Form::Ordinal,
        "s" | "'s" | "’s" if (digits == 4 || digits == 2) && value % 10 == 0 => Form::Decade,
        rest if digits <= 2 && is_clock(rest) => Form::Clock,
        _ => Form::Other,
    };
    (value, form)
}

fn is_clock(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    let separator = bytes.next();
    let digits = rest.len() == 3 && bytes.all(|byte| byte.is_ascii_digit());
    separator == Some(b':') && digits
}

/// Reads "2017-08-14", "14/08/2017" or "14.08.2017": length, date, and the other reading of "03/04/2017".
pub(super) fn numeric_date(bytes: &[u8]) -> Option<(usize, Date, Option<Date>)> {
    let mut fields = [(0_i16, 0_usize); 3];
    let mut at = 0;
    let mut separator = 0;
    for (n, field) in fields.iter_mut().enumerate() {
        if n > 0 {
            let mark = *bytes.get(at)?;
            if !matches!(mark, b'-' | b'/' | b'.') || (n == 2 && mark != separator) {
                return None;
            }
            separator = mark;
            at += 1;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 4 {
            return None;
        }
        let value = bytes[at..at + digits].iter().fold(0_i16, |sum, byte| sum * 10 + i16::from(byte - b'0'));
        *field = (value, digits);
        at += digits;
    }
    if bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) && bytes.get(at) != Some(&b'T') {
        return None;
    }
    let [(a, a_digits), (b, _), (c, c_digits)] = fields;
    let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if a_digits == 4 {
        return date(a, b, c).map(|date| (at, date, None));
    }
    let year = match c_digits {
        4 => c,
        // "14-08-17" in running text is a score or a part number more often than a date.
        2 if separator == b'/' => {
            if c < 50 {
                2000 + c
            } else {
                1900 + c
            }
        }
        _ => return None,
    };
    match (date(year, b, a), date(year, a, b)) {
        (Some(first), Some(second)) if first != second => Some((at, first, Some(second))),
        (Some(only), _) | (None, Some(only)) => Some((at, only, None)),
        (None, None) => None,
    }
}

/// Whether a number can be a date without a word beside it that tells so.
pub(super) fn is_key_number(value: i32, form: Form) -> bool {
    match form {
        Form::Plain(digits) => digits == 4 && (1000..2200).contains(&value),
        Form::Ordinal | Form::Clock | Form::Decade | Form::Short => true,
        Form::Other => false,
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "14", with the number of digits.
    Plain(u8),
    /// "14th"
    Ordinal,
    /// "9:30"
    Clock,
    /// "1980s", "80s"
    Decade,
    /// "’89"
    Short,
    /// "1,200", "3.5", "14kg"
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_in_digits_are_read_in_their_three_forms() {
        assert_eq!(numeric_date(b"2017-08-14"), Some((10, date(2017, 8, 14), None)));
        assert_eq!(numeric_date(b"14/08/2017"), Some((10, date(2017, 8, 14), None)));
        assert_eq!(numeric_date(b"3.4.2017"), Some((8, date(2017, 4, 3), Some(date(2017, 3, 4)))));
        assert_eq!(numeric_date(b"1.5 million"), None);
        assert_eq!(numeric_date(b"31/31/2017"), None);
    }

    #[test]
    fn a_number_keeps_its_form() {
        assert_eq!(number_form("14th"), (14, Form::Ordinal));
        assert_eq!(number_form("1980s"), (1980, Form::Decade));
        assert_eq!(number_form("9:30"), (9, Form::Clock));
        assert_eq!(number_form("1,200"), (1, Form::Other));
        assert_eq!(number_form("99999999999"), (i32::MAX, Form::Plain(11)));
    }
}
