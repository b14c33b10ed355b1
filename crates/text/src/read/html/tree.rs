//! Tags to a tree. In: the HTML of a page. Out: its elements and words in the order of the page.
//!
//! The tokenizer knows the syntax (references, scripts, broken tags); the tree needs of the standard's rules only those
//! that part paragraphs: which tags end which. Tags of mere looks (`b`, `font`) are passed over, so that a page that
//! never closes them stays flat. A node's descendants stand right behind it: no step over the tree is recursive.

use std::collections::HashMap;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::read::ReadReason;

/// A page as a tree. Node 0 is the root.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Range<u32>)>,
    /// Words and the values of attributes.
    buffer: String,
    /// Names of tags, by their number.
    names: Vec<String>,
}

/// An element or words.
#[derive(Debug)]
struct Node {
    parent: u32,
    /// The node after its last descendant.
    end: u32,
    /// The number of the tag's name; `None` for words.
    name: Option<u32>,
    /// Its attributes, or the bytes of its words.
    content: Range<u32>,
}

/// The attributes that tell something of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Class,
    Id,
    Role,
    ItemProp,
    Property,
    Name,
    Content,
    DateTime,
    Type,
    Href,
    Rel,
    Style,
    Hidden,
    Lang,
}

/// The parsed page.
///
/// # Errors
/// Elements nest deeper than `max_depth`.
pub(super) fn parse(html: &str, max_depth: usize) -> Result<Tree, ReadReason> {
    let mut builder = Builder::new(max_depth);
    let mut emitter: CallbackEmitter<_, _, ()> = CallbackEmitter::new(&mut builder);
    emitter.naively_switch_states(true);
    match Tokenizer::new_with_emitter(html, emitter).next() {
        Some(Ok(TooDeep)) => Err(ReadReason::TooDeep { limit: max_depth }),
        _ => Ok(builder.finish()),
    }
}

impl Tree {
    /// The number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node that holds this one.
    pub(super) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent as usize
    }

    /// A node and all within it.
    pub(super) fn within(&self, node: usize) -> Range<usize> {
        node..self.nodes[node].end as usize
    }

    /// The name of an element's tag; empty for words.
    pub(super) fn name(&self, node: usize) -> &str {
        self.nodes[node].name.map_or("", |name| &self.names[name as usize])
    }

    /// The words of a node; empty for an element.
    pub(super) fn words(&self, node: usize) -> &str {
        let node = &self.nodes[node];
        if node.name.is_some() { "" } else { self.slice(&node.content) }
    }

    /// The value of an element's attribute; empty where it has none or it says nothing.
    pub(super) fn attribute(&self, node: usize, attribute: Attribute) -> &str {
        self.attributes_of(node).find(|(given, _)| *given == attribute).map_or("", |(_, value)| value)
    }

    /// Whether an element has this attribute.
    pub(super) fn has(&self, node: usize, attribute: Attribute) -> bool {
        self.attributes_of(node).any(|(given, _)| given == attribute)
    }

    /// All words within a node, white space collapsed.
    pub(super) fn text(&self, node: usize) -> String {
        let words: Vec<&str> = self.within(node).flat_map(|node| self.words(node).split_whitespace()).collect();
        words.join(" ")
    }

    fn attributes_of(&self, node: usize) -> impl Iterator<Item = (Attribute, &str)> {
        let node = &self.nodes[node];
        let range = if node.name.is_some() { node.content.start as usize..node.content.end as usize } else { 0..0 };
        self.attributes[range].iter().map(|(attribute, value)| (*attribute, self.slice(value)))
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        self.buffer.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}

/// Tags that say how letters look, not where a paragraph ends.
const LOOKS: [&str; 20] = [
    "b", "i", "u", "em", "strong", "font", "tt", "big", "small", "s", "strike", "mark", "abbr", "acronym", "ins", "wbr", "nobr", "bdi",
    "bdo", "blink",
];
/// Tags without content.
const EMPTY: [&str; 15] =
    ["area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"];
/// Tags that end an open paragraph.
pub(super) const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "dd",
    "dt",
    "body",
];
/// Tags whose content an end tag outside of them does not close.
const WALLS: [&str; 4] = ["td", "th", "caption", "table"];

/// Which open elements a start tag ends, and which elements keep it from looking further out.
fn ended_by(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl", "table", "td", "th"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        "option" => (&["option"], &["select"]),
        "a" => (&["a"], &["td", "th", "table"]),
        _ if BLOCKS.contains(&name) => (&["p"], &["td", "th", "table", "button", "object", "li", "div"]),
        _ => return None,
    })
}

struct TooDeep;

/// What is known while the page is read.
struct Builder {
    tree: Tree,
    numbers: HashMap<Vec<u8>, u32>,
    open: Vec<u32>,
    /// For each name, where in `open` its elements stand.
    places: Vec<Vec<usize>>,
    max_depth: usize,
    /// A start tag whose attributes are being read.
    pending: Option<u32>,
    attribute: Option<Attribute>,
}

impl Callback<TooDeep, ()> for &mut Builder {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<TooDeep> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(name),
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } => self.pending = None,
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.words(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        (self.open.len() > self.max_depth).then_some(TooDeep)
    }
}

impl Builder {
    fn new(max_depth: usize) -> Self {
        let (tree, numbers) = (Tree::default(), HashMap::new());
        let mut builder =
            Self { tree, numbers, open: Vec::new(), places: Vec::new(), max_depth: max_depth + 1, pending: None, attribute: None };
        let root = builder.number(b"#root");
        let node = builder.push(Some(root), 0..0);
        builder.open(node, root);
        builder
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }

    fn number(&mut self, name: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.tree.names.len() as u32;
        self.tree.names.push(String::from_utf8_lossy(name).into_owned());
        self.numbers.insert(name.to_owned(), number);
        self.places.push(Vec::new());
        number
    }

    fn push(&mut self, name: Option<u32>, content: Range<u32>) -> u32 {
        let node = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or_default();
        self.tree.nodes.push(Node { parent, end: node + 1, name, content });
        node
    }

    fn start(&mut self, name: &[u8]) {
        (self.pending, self.attribute) = (None, None);
        let word = std::str::from_utf8(name).unwrap_or_default();
        if LOOKS.contains(&word) {
            return;
        }
        if let Some((ended, walls)) = ended_by(word) {
            self.close_one_of(ended, walls);
        }
        let is_empty = EMPTY.contains(&word);
        let number = self.number(name);
        let attributes = self.tree.attributes.len() as u32;
        let node = self.push(Some(number), attributes..attributes);
        self.pending = Some(node);
        if !is_empty {
            self.open(node, number);
        }
    }

    fn end(&mut self, name: &[u8]) {
        (self.pending, self.attribute) = (None, None);
        let word = std::str::from_utf8(name).unwrap_or_default();
        if word == "p" || word == "br" {
            // Without its start, an end still parts the words around it.
            if !(word == "p" && self.close_one_of(&["p"], &WALLS)) {
                let number = self.number(b"br");
                self.push(Some(number), 0..0);
                self.push(Some(number), 0..0);
            }
            return;
        }
        // An end tag within a cell closes nothing outside of it, unless it is the table's own.
        let is_table = matches!(word, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption");
        self.close_one_of(&[word], if is_table { &["table"] } else { &WALLS });
    }

    /// Closes the innermost open element of one of these names, unless an element of `walls` stands before it.
    fn close_one_of(&mut self, names: &[&str], walls: &[&str]) -> bool {
        let Some(found) = self.innermost(names).filter(|found| Some(*found) >= self.innermost(walls)) else { return false };
        self.close_to(found);
        true
    }

    /// Where in the row of open elements the last one of these names stands.
    fn innermost(&self, names: &[&str]) -> Option<usize> {
        let numbers = names.iter().filter_map(|name| self.numbers.get(name.as_bytes()));
        numbers.filter_map(|number| self.places[*number as usize].last().copied()).max()
    }

    fn open(&mut self, node: u32, number: u32) {
        self.places[number as usize].push(self.open.len());
        self.open.push(node);
    }

    /// Closes the open elements from this one on.
    fn close_to(&mut self, i: usize) {
        let end = self.tree.nodes.len() as u32;
        for node in self.open.drain(i..) {
            let node = &mut self.tree.nodes[node as usize];
            node.end = end;
            if let Some(name) = node.name {
                self.places[name as usize].pop();
            }
        }
    }

    fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"class" => Some(Attribute::Class),
            b"id" => Some(Attribute::Id),
            b"role" => Some(Attribute::Role),
            b"itemprop" => Some(Attribute::ItemProp),
            b"property" => Some(Attribute::Property),
            b"name" => Some(Attribute::Name),
            b"content" => Some(Attribute::Content),
            b"datetime" => Some(Attribute::DateTime),
            b"type" => Some(Attribute::Type),
            b"href" => Some(Attribute::Href),
            b"rel" => Some(Attribute::Rel),
            b"style" => Some(Attribute::Style),
            b"hidden" => Some(Attribute::Hidden),
            b"lang" => Some(Attribute::Lang),
            _ => None,
        };
        if self.attribute == Some(Attribute::Hidden) {
            self.value(b"");
        }
    }

    fn value(&mut self, value: &[u8]) {
        let (Some(node), Some(attribute)) = (self.pending, self.attribute.take()) else { return };
        let range = self.store(value);
        self.tree.attributes.push((attribute, range));
        self.tree.nodes[node as usize].content.end += 1;
    }

    fn words(&mut self, value: &[u8]) {
        let range = self.store(value);
        self.push(None, range);
    }

    fn store(&mut self, value: &[u8]) -> Range<u32> {
        let start = self.tree.buffer.len() as u32;
        self.tree.buffer.push_str(&String::from_utf8_lossy(value));
        start..self.tree.buffer.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements and words of a page, nested in brackets.
    fn shape(html: &str) -> String {
        let tree = parse(html, 512).unwrap();
        let (mut shown, mut ends) = (String::new(), Vec::new());
        for node in 1..tree.len() {
            while ends.last().is_some_and(|end| *end <= node) {
                ends.pop();
                shown.push(')');
            }
            if tree.name(node).is_empty() {
                shown += tree.words(node);
            } else {
                shown += &format!("{}(", tree.name(node));
                ends.push(tree.within(node).end);
            }
        }
        shown + &")".repeat(ends.len())
    }

    #[test]
    fn tags_end_each_other() {
        assert_eq!(shape("<p>a<p>b<div>c"), "p(a)p(b)div(c)");
        assert_eq!(shape("<ul><li>a<li><b>b</b><ul><li>c</ul>d</ul>"), "ul(li(a)li(bul(li(c))d))");
        assert_eq!(shape("<table><tr><td>a</div>b<td>c<tr><td>d</table>e"), "table(tr(td(ab)td(c))tr(td(d)))e");
        assert_eq!(shape("a</p>b"), "abr()br()b");
        assert_eq!(shape("<td><p>a<table><tr><td>b</table>c"), "td(p(a)table(tr(td(b)))c)");
    }

    #[test]
    fn attributes_are_kept() {
        let tree = parse("<div class='a b' hidden data-x=1 id=\"&eacute;\">x</div>", 512).unwrap();
        assert_eq!((tree.attribute(1, Attribute::Class), tree.attribute(1, Attribute::Id)), ("a b", "é"));
        assert!(tree.has(1, Attribute::Hidden) && !tree.has(1, Attribute::Role));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let nested = |n: usize| parse(&"<div>".repeat(n), 512).map(|tree| tree.len()).map_err(|reason| reason.to_string());
        assert_eq!(nested(512), Ok(513));
        assert!(nested(1_000_000).is_err_and(|reason| reason.contains("deeper than 512")));
        assert!(parse(&"<b><p>".repeat(10_000), 512).is_ok());
    }
}
