//! A tree to lines, as a reader sees them. In: the nodes that are kept. Out: a line for each paragraph, heading, list
//! point and cell, white space collapsed.

use super::tree::{Attribute, BLOCKS, Tree};

/// One line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The words; only verbatim lines hold line breaks.
    pub text: String,
    /// The node of its first words.
    pub node: usize,
    /// What it is.
    pub kind: LineKind,
    /// How many words it has.
    pub count: usize,
    /// How many of them are links.
    pub linked: usize,
    /// How many of them are times.
    pub timed: usize,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LineKind {
    /// A paragraph or cell.
    #[default]
    Running,
    /// A heading.
    Heading,
    /// A point of a list.
    Point,
    /// Words whose line breaks count.
    Verbatim,
}

impl Line {
    /// How many words of running text this line holds: none where it is short, a heading or mostly links.
    pub(super) fn weight(&self) -> usize {
        let is_running = self.kind != LineKind::Heading && self.count >= 8 && self.linked * 2 < self.count;
        if is_running { self.count } else { 0 }
    }

    /// Whether it only leads elsewhere.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= self.count * 8
    }

    /// Whether it only names an hour or a day.
    pub(super) fn is_time(&self) -> bool {
        self.timed == self.count
    }
}

/// Elements that a line does not run across, besides those that end a paragraph.
const PARTS: [&str; 8] = ["caption", "legend", "option", "tbody", "td", "tfoot", "th", "tr"];

fn parts_lines(name: &str) -> bool {
    BLOCKS.contains(&name) || PARTS.contains(&name)
}

/// The lines of a page without the nodes left out.
pub(super) fn find_lines(tree: &Tree, out: &[bool]) -> Vec<Line> {
    let mut writer = Writer::default();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (node, is_out) in out.iter().enumerate() {
        while let Some((element, _)) = open.pop_if(|(_, end)| *end <= node) {
            writer.end(tree.name(element), is_link(tree, element));
        }
        if *is_out {
            continue;
        }
        let name = tree.name(node);
        if name.is_empty() {
            writer.words(tree.words(node), node);
            continue;
        }
        writer.start(name, is_link(tree, node));
        open.push((node, tree.within(node).end));
    }
    writer.flush();
    writer.lines
}

/// Whether an element leads to another page; what leads to a place of the same page is text.
fn is_link(tree: &Tree, node: usize) -> bool {
    tree.name(node) == "a" && tree.has(node, Attribute::Href) && !tree.attribute(node, Attribute::Href).starts_with('#')
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    /// White space was seen since the last letter.
    is_spaced: bool,
    /// Line breaks since the last letter.
    breaks: usize,
    /// How many elements of a kind are open.
    links: usize,
    times: usize,
    headings: usize,
    points: usize,
    verbatim: usize,
}

impl Writer {
    fn start(&mut self, name: &str, is_link: bool) {
        if parts_lines(name) {
            self.flush();
        }
        match name {
            "br" => self.breaks += 1,
            "q" => self.letters("\u{201C}"),
            _ => {}
        }
        self.links += usize::from(is_link);
        if let Some(open) = self.counter(name) {
            *open += 1;
        }
    }

    fn end(&mut self, name: &str, is_link: bool) {
        if parts_lines(name) {
            self.flush();
        }
        if name == "q" {
            self.is_spaced = false;
            self.letters("\u{201D}");
        }
        self.links = self.links.saturating_sub(usize::from(is_link));
        if let Some(open) = self.counter(name) {
            *open = open.saturating_sub(1);
        }
    }

    fn counter(&mut self, name: &str) -> Option<&mut usize> {
        Some(match name {
            "time" => &mut self.times,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &mut self.headings,
            "li" => &mut self.points,
            "pre" | "listing" | "plaintext" => &mut self.verbatim,
            _ => return None,
        })
    }

    fn words(&mut self, words: &str, node: usize) {
        if self.line.text.is_empty() {
            self.line.node = node;
        }
        if self.verbatim > 0 {
            self.line.kind = LineKind::Verbatim;
            self.line.count += words.split_whitespace().count();
            self.line.text += words;
            return;
        }
        for word in words.split_inclusive(char::is_whitespace) {
            let letters = word.trim_end();
            if !letters.is_empty() {
                self.break_line(node);
                self.letters(letters);
            }
            self.is_spaced |= letters.len() < word.len();
        }
    }

    /// Two breaks part paragraphs; so does one after the end of a sentence.
    fn break_line(&mut self, node: usize) {
        let is_whole = self.line.text.ends_with(['.', '!', '?', ':', '"', '\u{201D}']);
        if self.breaks > 1 || self.breaks == 1 && is_whole {
            self.flush();
            self.line.node = node;
        }
        self.is_spaced |= self.breaks > 0;
        self.breaks = 0;
    }

    fn letters(&mut self, letters: &str) {
        if self.is_spaced || self.line.text.is_empty() {
            self.line.count += 1;
            self.line.linked += usize::from(self.links > 0);
            self.line.timed += usize::from(self.times > 0);
            if !self.line.text.is_empty() {
                self.line.text.push(' ');
            }
            self.line.kind = match (self.headings, self.points) {
                (1.., _) => LineKind::Heading,
                (0, 1..) => LineKind::Point,
                (0, 0) => LineKind::Running,
            };
        }
        self.is_spaced = false;
        self.line.text += letters;
    }

    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        (self.is_spaced, self.breaks) = (false, 0);
        if line.kind == LineKind::Verbatim {
            line.text = line.text.trim_matches(['\n', '\r']).trim_end().to_owned();
        }
        if !line.text.trim().is_empty() {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::tree::parse;

    fn lines(html: &str) -> Vec<String> {
        let tree = parse(html, 512).unwrap();
        find_lines(&tree, &vec![false; tree.len()]).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn paragraphs_points_and_breaks_are_lines() {
        assert_eq!(lines("<p>One \n two<p>Three<ul><li>four<li><b>fi</b>ve</ul>"), ["One two", "Three", "four", "five"]);
        assert_eq!(lines("One<br>two.<br>Three<br><br>four"), ["One two.", "Three", "four"]);
        assert_eq!(lines("<td>a</td><td>b&nbsp;c &amp; d</td>"), ["a", "b c & d"]);
        assert_eq!(lines("He said <q>no</q>."), ["He said \u{201C}no\u{201D}."]);
    }

    #[test]
    fn verbatim_lines_stay_lines() {
        assert_eq!(lines("<pre>\nTWO MEN\nDIED\n\n</pre>x"), ["TWO MEN\nDIED", "x"]);
    }
}
