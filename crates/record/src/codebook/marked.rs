//! KML and Atom. No character that XML forbids leaves here.

use super::account::Account;
use super::loss::Losses;
use super::table::Codebooks;

/// What stands before the placemarks of a KML file.
pub(super) const KML_HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>Recount</name>\n";
/// What stands behind them.
pub(super) const KML_TAIL: &str = "</Document>\n</kml>\n";
/// What stands before the entries of a feed.
pub(super) const ATOM_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
     xmlns:georss=\"http://www.georss.org/georss\">\n<id>urn:recount:incidents</id>\n<title>Incidents</title>\n\
     <author><name>Recount</name></author>\n";
/// What stands behind them; a feed's own date may stand there.
pub(super) fn atom_tail(last: Option<crate::Date>) -> String {
    format!("<updated>{}</updated>\n</feed>\n", instant(last))
}

/// Words as XML has them: marks escaped, forbidden characters replaced.
pub fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A placemark.
pub(super) fn placemark(books: &Codebooks, account: &Account, losses: &mut Losses) -> Option<String> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let Some((lat, lon)) = account.point() else { return losses.refuse("the place has no coordinates") };
    let mut data: Vec<(&str, String)> = vec![("id", account.id.clone()), ("tactic", account.tactic.to_string())];
    data.extend(account.place.and_then(|place| place.radius_km).map(|km| ("radius_km", km.to_string())));
    data.extend(account.figures.iter().map(|figure| (figure.outcome.as_str(), figure.best.to_string())));
    data.push(("rule", account.rule.clone()));
    let data: String =
        data.iter().map(|(key, value)| format!("<Data name=\"{}\"><value>{}</value></Data>", escaped(key), escaped(value))).collect();
    let when = account.when.map(|when| format!("<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>", when.first, when.last));
    Some(format!(
        "<Placemark id=\"i{}\"><name>{}</name><description>{}</description>{}<ExtendedData>{data}</ExtendedData>\
         <Point><coordinates>{lon:.4},{lat:.4}</coordinates></Point></Placemark>\n",
        account.id,
        escaped(&super::words::summary_title(books, account)),
        escaped(&super::words::sentence(books, account)),
        when.unwrap_or_default(),
    ))
}

/// An entry of a feed.
pub(super) fn atom_entry(books: &Codebooks, account: &Account, losses: &mut Losses) -> Option<String> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let links = account.told.iter().filter_map(|told| told.report.report.url.as_deref()).filter(|url| is_web(url));
    let links: String = links.map(|url| format!("<link rel=\"related\" href=\"{}\"/>", escaped(url))).collect();
    let point = account.point().map(|(lat, lon)| format!("<georss:point>{lat:.4} {lon:.4}</georss:point>"));
    if account.published().is_none() {
        losses.forced("updated", &instant(None), "no report has a day of publication; a feed needs one");
    }
    Some(format!(
        "<entry><id>urn:recount:{}</id><title>{}</title><updated>{}</updated><category term=\"{}\"/>{links}<summary>{}</summary>{}</entry>\n",
        account.id,
        escaped(&super::words::summary_title(books, account)),
        instant(account.published()),
        account.tactic,
        escaped(&super::words::sentence(books, account)),
        point.unwrap_or_default(),
    ))
}

/// The beginning of a day; of 1970 where none is known.
fn instant(day: Option<crate::Date>) -> String {
    format!("{}T00:00:00Z", day.unwrap_or(crate::Date::constant(1970, 1, 1)))
}

/// Whether an address leads to the web: a script is none.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_replaced_and_marks_escaped() {
        assert_eq!(escaped("a\u{0}<b>&\u{8}\u{ffff}\"\n"), "a\u{fffd}&lt;b&gt;&amp;\u{fffd}\u{fffd}&quot;\n");
    }

    #[test]
    fn a_script_is_no_address() {
        assert!(!is_web("javascript:alert(1)"));
    }
}
