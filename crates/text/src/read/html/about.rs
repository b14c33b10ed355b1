//! What a page tells of its report: title, outlet, day, language. In: a tree. Out: the best answer of JSON-LD, meta
//! tags, `time` elements and addresses, in this order.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::json_ld;
use super::tree::{Attribute, Tree};
use crate::read::parse_date;

/// What a page tells of its report.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Titles in falling order of trust; the heading of the report stands above them.
    pub titles: Vec<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The page's own address.
    pub url: Option<String>,
    /// The language (ISO 639-1).
    pub language: Option<String>,
    /// The text, where the page gives it as data.
    pub body: Option<String>,
    /// Whether the report is written while things happen.
    pub is_live: bool,
}

/// Meta tags that hold the day of publication; those of later changes are not among them.
const DAYS: [&str; 26] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "originalpublicationdate",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "bt:pubdate",
    "date",
];
const TITLES: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];
const OUTLETS: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"];

/// Reads what a page tells of itself.
pub(super) fn read_about(tree: &Tree) -> About {
    let data = json_ld::find_article(tree);
    let metas = Metas::of(tree);
    let from_data = |field: &str| data.as_ref().and_then(|data| json_ld::words(data, field));
    let url = metas.address(tree).or_else(|| from_data("url"));
    let title = find(tree, "title").map(|node| tree.text(node));
    let titles = from_data("headline").into_iter().chain(metas.first(&TITLES)).chain(title).filter(|title| !title.is_empty());
    About {
        titles: titles.collect(),
        outlet: from_data("publisher").or_else(|| metas.first(&OUTLETS)),
        published: day_of_data(data.as_ref()).or_else(|| metas.day()).or_else(|| url.as_deref().and_then(day_in_address)),
        url,
        language: find(tree, "html").and_then(|node| language(tree.attribute(node, Attribute::Lang))),
        body: from_data("articleBody"),
        is_live: data.as_ref().is_some_and(json_ld::is_live),
    }
}

/// The day that one of these nodes gives as a `time` element, the one marked as that of publication first.
pub(super) fn day_of_times(tree: &Tree, nodes: &[usize]) -> Option<Date> {
    let said = |node: usize, attribute| tree.attribute(node, attribute).to_lowercase();
    let is_first = |node: usize| said(node, Attribute::ItemProp) == "datepublished" || said(node, Attribute::Class).contains("publish");
    let is_change = |node: usize| {
        let class = said(node, Attribute::Class);
        said(node, Attribute::ItemProp) == "datemodified" || class.contains("update") || class.contains("modif")
    };
    let day = |node: usize| day(tree.attribute(node, Attribute::DateTime)).or_else(|| day(&tree.text(node)));
    let times = || nodes.iter().copied().filter(|node| tree.name(*node) == "time");
    times().filter(|node| is_first(*node)).find_map(day).or_else(|| times().filter(|node| !is_change(*node)).find_map(day))
}

/// The day in an address: "/2017/08/15/", "/2017-08-15-", "/20170815/".
pub(in crate::read) fn day_in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|parts| day_of_parts(parts[0], parts[1], parts[2]));
    three.or_else(|| parts.iter().find_map(|part| day_at_edge(part)))
}

/// A day at the beginning or end of a part of an address: "2017-08-15-attack", "attack-20170815".
fn day_at_edge(part: &str) -> Option<Date> {
    let part = part.split('.').next().unwrap_or_default();
    let words: Vec<&str> = part.split(['-', '_']).collect();
    let whole = |word: &&str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    let joined = words.first().into_iter().chain(words.last()).find(|word| whole(word));
    let first = words.get(..3).and_then(|words| day_of_parts(words[0], words[1], words[2]));
    let last = || words.len().checked_sub(3).and_then(|from| day_of_parts(words[from], words[from + 1], words[from + 2]));
    first.or_else(last).or_else(|| joined.and_then(|word| day_of_digits(word)))
}

/// "20170815"
fn day_of_digits(word: &str) -> Option<Date> {
    day_of_parts(word.get(..4)?, word.get(4..6)?, word.get(6..)?)
}

fn day_of_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_number = |word: &str, most: usize| (1..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !is_number(year, 4) || !is_number(day, 2) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| (1980..2100).contains(year))?;
    if is_number(month, 2) {
        return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    // "/2017/aug/15/"
    parse_date(&format!("{day} {month} {year}"))
}

/// A day as tags give it.
fn day(words: &str) -> Option<Date> {
    let words = words.trim();
    let parts = |words: &str| -> Option<Date> {
        let day = words.get(..10)?;
        let mut parts = day.split('/');
        day_of_parts(parts.next()?, parts.next()?, parts.next()?)
    };
    let joined = || words.get(..8).filter(|_| !words.contains('-')).and_then(day_of_digits);
    parse_date(words).or_else(|| parts(words)).or_else(joined)
}

fn day_of_data(data: Option<&Map<String, Value>>) -> Option<Date> {
    let data = data?;
    ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|field| day(&json_ld::words(data, field)?))
}

fn language(words: &str) -> Option<String> {
    let code = words.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

fn find(tree: &Tree, name: &str) -> Option<usize> {
    (0..tree.len()).find(|node| tree.name(*node) == name)
}

/// The meta tags of a page: their names in small letters, and what they say.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(tree: &Tree) -> Self {
        let metas = (0..tree.len()).filter(|node| !tree.attribute(*node, Attribute::Content).is_empty());
        let said = metas.flat_map(|node| {
            let content = tree.attribute(node, Attribute::Content).split_whitespace().collect::<Vec<_>>().join(" ");
            let names = [Attribute::Property, Attribute::Name, Attribute::ItemProp].map(|name| tree.attribute(node, name).to_lowercase());
            names.into_iter().filter(|name| !name.is_empty()).map(move |name| (name, content.clone()))
        });
        Self(said.take(MOST_METAS).collect())
    }

    fn said(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(given, content)| given == name && !content.is_empty()).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.said(name).next()).map(str::to_owned)
    }

    fn day(&self) -> Option<Date> {
        DAYS.iter().flat_map(|name| self.said(name)).find_map(day)
    }

    /// The page's own address.
    fn address(&self, tree: &Tree) -> Option<String> {
        let is_own = |node: &usize| tree.name(*node) == "link" && tree.attribute(*node, Attribute::Rel).eq_ignore_ascii_case("canonical");
        let canonical = (0..tree.len()).find(is_own).map(|node| tree.attribute(node, Attribute::Href).to_owned());
        canonical.into_iter().chain(self.first(&["og:url"])).find(|url| url.starts_with("http://") || url.starts_with("https://"))
    }
}

/// Meta tags of one page that are looked at.
const MOST_METAS: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_days() {
        let expected = Some(Date::constant(2017, 8, 15));
        for url in [
            "https://karsa.example/2017/08/15/two-killed",
            "https://karsa.example/world/2017/aug/15/two-killed?x=1",
            "https://karsa.example/news/2017-08-15-two-killed.html",
            "https://karsa.example/news/two-killed-2017-08-15",
            "https://karsa.example/20170815/two-killed",
            "/2017/8/15/",
        ] {
            assert_eq!(day_in_address(url), expected, "{url}");
        }
        for url in ["https://karsa.example/12345678/x", "https://karsa.example/2017/08/two", "https://karsa.example/2017/13/15/", ""] {
            assert_eq!(day_in_address(url), None, "{url}");
        }
    }

    #[test]
    fn days_of_tags_are_read() {
        let expected = Some(Date::constant(2017, 8, 15));
        for words in
            ["2017-08-15T10:00:00Z", "2017/08/15 10:00", "20170815", "20170815T1000", "Tue, 15 Aug 2017 10:00:00 GMT", "August 15, 2017"]
        {
            assert_eq!(day(words), expected, "{words}");
        }
        for words in ["aé2017", "é \u{FFFD} <", "2017é815", "2017-08-é5", ""] {
            assert_eq!(day(words), None, "{words}");
        }
    }
}
