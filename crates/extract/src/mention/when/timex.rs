//! Values in the notation of TIMEX3, for scoring against annotated news: "2017-08-14", "2017-W33", "1998-SU", "PAST_REF".

use jiff::civil::Date;

use super::{Granularity, WhenKind, WhenMention};

/// The value of a date mention; none for durations, times of day and what is not resolved.
pub fn timex_value(mention: &WhenMention) -> Option<String> {
    match mention.kind {
        WhenKind::Duration | WhenKind::TimeOfDay => None,
        WhenKind::Vague if mention.future => Some("FUTURE_REF".to_owned()),
        WhenKind::Vague if mention.past => Some("PAST_REF".to_owned()),
        WhenKind::Vague => Some("PRESENT_REF".to_owned()),
        _ => timex_value_of(mention.first?, mention.last?, mention.granularity),
    }
}

/// The value of an interval of that granularity.
pub fn timex_value_of(first: Date, last: Date, granularity: Granularity) -> Option<String> {
    let year = first.year();
    // An interval that ends today may begin in the unit's first days and end in its last.
    let week = |date: Date| {
        let week = date.iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    };
    Some(match granularity {
        Granularity::Day if first == last => first.to_string(),
        Granularity::Day | Granularity::Span => last.to_string(),
        Granularity::Weekend => format!("{}-WE", week(first)),
        Granularity::Week => week(first),
        Granularity::Month => format!("{year:04}-{:02}", first.month()),
        Granularity::Quarter => format!("{year:04}-Q{}", (first.month() + 2) / 3),
        Granularity::Season => format!("{year:04}-{}", season(first.month())),
        Granularity::Year => format!("{year:04}"),
        Granularity::Decade => format!("{:03}", year / 10),
        Granularity::Century => format!("{:02}", year / 100),
    })
}

/// The season in which the month lies.
fn season(month: i8) -> &'static str {
    match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}
