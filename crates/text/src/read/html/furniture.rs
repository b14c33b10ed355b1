//! What of a page is no part of a report: menus, adverts, captions, comments. In: a tree. Out: for each node, whether
//! it is left out.
//!
//! A menu is known by its tag, its role or the words of its class (`data/any/page-furniture.txt`). An element that
//! holds the title or most of the page's words is never left out, whatever its class says.

use std::collections::{HashMap, HashSet};

use super::tree::{Attribute, Tree};

/// Elements without words that a reader sees.
const UNSEEN: [&str; 20] = [
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "canvas", "audio", "video", "select",
    "textarea", "datalist", "map", "noembed", "noframes", "frameset", "xmp",
];
/// Elements that usually hold furniture.
const FURNITURE: [&str; 9] = ["nav", "aside", "footer", "form", "button", "figure", "figcaption", "dialog", "menu"];
/// The same as roles.
const ROLES: [&str; 11] =
    ["navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar", "alert"];
/// Elements whose class speaks of the page or of the report, not of the element.
const EXEMPT: [&str; 5] = ["#root", "html", "body", "main", "article"];

/// The class words that tell what an element is for.
#[derive(Debug)]
pub(super) struct ClassWords {
    /// Words of furniture, and whether they count even where the element holds most of the page.
    furniture: HashMap<&'static str, bool>,
    bodies: HashSet<&'static str>,
}

impl ClassWords {
    /// The lists that the program carries.
    pub(super) fn builtin() -> Self {
        let furniture = entries(include_str!("../../../data/any/page-furniture.txt"));
        let bodies = entries(include_str!("../../../data/any/page-bodies.txt"));
        let split = |entry: &'static str| entry.strip_prefix('!').map_or((entry, false), |word| (word, true));
        Self { furniture: furniture.map(split).collect(), bodies: bodies.collect() }
    }

    /// Whether the element says that it holds a report's text.
    pub(super) fn is_body(&self, tree: &Tree, node: usize) -> bool {
        tree.attribute(node, Attribute::ItemProp).split_whitespace().any(|word| word == "articleBody")
            || !EXEMPT.contains(&tree.name(node)) && self.words_of(tree, node).any(|word| self.bodies.contains(word.as_str()))
    }

    fn words_of(&self, tree: &Tree, node: usize) -> impl Iterator<Item = String> {
        let (class, id) = (tree.attribute(node, Attribute::Class), tree.attribute(node, Attribute::Id));
        class.split_whitespace().chain(id.split_whitespace()).take(MOST_CLASSES).flat_map(cut)
    }
}

/// Words that a report has at least, where furniture seems to hold the whole page.
const SHORTEST: u32 = 25;
/// Classes of one element that are looked at.
const MOST_CLASSES: usize = 40;

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a class, and each two in a row: "most-readBox" gives most, read, box, mostread, readbox.
fn cut(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in class.chars().take(200) {
        if !letter.is_alphanumeric() || letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    let pairs: Vec<String> = words.windows(2).map(<[String]>::concat).collect();
    words.extend(pairs);
    words
}

/// For each node, whether it is left out.
pub(super) fn left_out(tree: &Tree, words: &ClassWords) -> Vec<bool> {
    let mut out = vec![false; tree.len()];
    for node in 0..tree.len() {
        if !out[node] && UNSEEN.contains(&tree.name(node)) {
            out[tree.within(node)].fill(true);
        }
    }
    let page = Page::new(tree, &out);
    let mut node = 0;
    while node < tree.len() {
        if !out[node] && is_furniture(tree, words, &page, node) {
            out[tree.within(node)].fill(true);
            node = tree.within(node).end;
        } else {
            node += 1;
        }
    }
    out
}

fn is_furniture(tree: &Tree, words: &ClassWords, page: &Page, node: usize) -> bool {
    let name = tree.name(node);
    if name.is_empty() || EXEMPT.contains(&name) || page.holds_title(tree, node) {
        return false;
    }
    let classes = || words.words_of(tree, node).filter_map(|word| words.furniture.get(word.as_str()));
    if classes().any(|is_always| *is_always) {
        return true;
    }
    let is_hidden =
        || tree.has(node, Attribute::Hidden) || tree.attribute(node, Attribute::Style).replace(' ', "").contains("display:none");
    let is_reference = || name == "sup" && tree.text(node).starts_with('[');
    let is_named = FURNITURE.contains(&name) || ROLES.contains(&tree.attribute(node, Attribute::Role));
    (is_named || classes().next().is_some() || is_hidden() || is_reference()) && !page.is_most(tree, node)
}

/// What the page holds, to ask of any element how much of it stands there.
struct Page {
    /// The words before each node.
    before: Vec<u32>,
    /// Elements that are never furniture, in order.
    titles: Vec<usize>,
}

impl Page {
    fn new(tree: &Tree, out: &[bool]) -> Self {
        let mut before = Vec::with_capacity(tree.len() + 1);
        let mut count = 0;
        for (node, is_out) in out.iter().enumerate() {
            before.push(count);
            count += if *is_out { 0 } else { tree.words(node).split_whitespace().count() as u32 };
        }
        before.push(count);
        let is_title = |node: &usize| {
            matches!(tree.name(*node), "h1" | "main")
                || tree.attribute(*node, Attribute::Role) == "main"
                || tree.attribute(*node, Attribute::ItemProp) == "articleBody"
        };
        Self { before, titles: (0..tree.len()).filter(|node| !out[*node]).filter(is_title).collect() }
    }

    fn holds_title(&self, tree: &Tree, node: usize) -> bool {
        let range = tree.within(node);
        self.titles.get(self.titles.partition_point(|title| *title < range.start)).is_some_and(|title| range.contains(title))
    }

    /// Whether seven words of ten stand here, and enough to be a report.
    fn is_most(&self, tree: &Tree, node: usize) -> bool {
        let (range, all) = (tree.within(node), self.before.last().copied().unwrap_or_default());
        let here = self.before[range.end] - self.before[range.start];
        here >= SHORTEST && u64::from(here) * 10 > u64::from(all) * 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_cut_into_words() {
        assert_eq!(cut("most-readBox"), ["most", "read", "box", "mostread", "readbox"]);
        assert_eq!(cut("ad"), ["ad"]);
        assert_eq!(cut("loadMore"), ["load", "more", "loadmore"]);
    }
}
