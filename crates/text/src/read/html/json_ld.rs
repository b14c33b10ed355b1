//! What a page says of itself in JSON-LD. In: the scripts of type `application/ld+json`. Out: the object that tells of
//! the report.

use serde_json::{Map, Value};

use super::tree::{Attribute, Tree};

/// The types that tell of a report; the first is the best.
const ARTICLES: [&str; 8] =
    ["NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "AnalysisNewsArticle", "Article", "BlogPosting", "Report", "WebPage"];
/// The type of a report whose entries are added one after the other.
const LIVE: &str = "LiveBlogPosting";
/// Objects of one page that are looked at.
const MOST_OBJECTS: usize = 10_000;

/// The best object of a page; `None` where no script tells of a report.
pub(super) fn find_article(tree: &Tree) -> Option<Map<String, Value>> {
    let is_data = |node: &usize| {
        tree.name(*node) == "script" && tree.attribute(*node, Attribute::Type).trim().eq_ignore_ascii_case("application/ld+json")
    };
    let mut found: Vec<(usize, Map<String, Value>)> = Vec::new();
    for node in (0..tree.len()).filter(is_data) {
        let script: String = tree.within(node).map(|node| tree.words(node)).collect();
        // Line breaks within strings are a common fault; elsewhere they mean nothing.
        let script = script.replace(char::is_control, " ");
        // Deep nesting is an error of the parser, as is any other fault: the page is read without it.
        let Ok(value) = serde_json::from_str(script.trim()) else { continue };
        collect(value, &mut found);
    }
    found.into_iter().min_by_key(|(rank, _)| *rank).map(|(_, object)| object)
}

/// The words of an object's field: a string, the name of an object, or the first of several.
pub(super) fn words(object: &Map<String, Value>, field: &str) -> Option<String> {
    let mut value = object.get(field)?;
    if let Value::Array(values) = value {
        value = values.first()?;
    }
    if let Value::Object(inner) = value {
        value = inner.get("name").or_else(|| inner.get("@value"))?;
    }
    let words = value.as_str()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether the object tells of a report that is written while things happen.
pub(super) fn is_live(object: &Map<String, Value>) -> bool {
    types(object).any(|name| name == LIVE)
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, several) = match object.get("@type") {
        Some(Value::Array(names)) => (None, names.as_slice()),
        other => (other, [].as_slice()),
    };
    one.into_iter().chain(several).filter_map(Value::as_str)
}

/// Objects of a known type with a headline or a day, with the rank of their type.
fn collect(value: Value, found: &mut Vec<(usize, Map<String, Value>)>) {
    let mut todo = vec![value];
    let mut seen = 0;
    while let Some(value) = todo.pop() {
        seen += 1;
        if seen > MOST_OBJECTS {
            return;
        }
        match value {
            // The last is taken first: in the order of the page.
            Value::Array(values) => todo.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                todo.extend(["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|field| object.remove(*field)));
                let rank = types(&object).filter_map(|name| ARTICLES.iter().position(|known| *known == name)).min();
                let tells = ["headline", "datePublished", "articleBody"].iter().any(|field| object.contains_key(*field));
                found.extend(rank.filter(|_| tells).map(|rank| (rank, object)));
            }
            _ => {}
        }
    }
}
