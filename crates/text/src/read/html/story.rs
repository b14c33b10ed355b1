//! Where on a page the reports stand. In: a tree and its lines. Out: a range of lines for each report.
//!
//! A page that clearly holds several articles gives several reports. Otherwise the report is sought from the body
//! down: into the element that holds three quarters of the running text, as long as there is one. Tags and classes that
//! promise a report's text ("article", "entry-content") narrow where the search begins, and where the report ends.

use std::ops::Range;

use super::furniture::ClassWords;
use super::lines::{Line, LineKind};
use super::tree::{Attribute, Tree};

/// Words of running text of an article that stands for itself.
const FULL: usize = 60;

/// A report: the element it stands in and its lines.
#[derive(Debug)]
pub(super) struct Story {
    pub node: usize,
    pub lines: Range<usize>,
}

/// Finds the reports of a page; `is_live` tells that its articles are entries of one report.
pub(super) fn find_stories(page: &Lines<'_>, is_live: bool) -> Vec<Story> {
    let articles = page.articles();
    let full: Vec<usize> = articles.iter().copied().filter(|article| page.is_full(*article)).collect();
    if full.len() > 1 && !is_live {
        return full.into_iter().map(|node| Story { node, lines: page.core(node) }).collect();
    }
    let is_half = |node: &usize| page.weight(*node) * 2 >= page.weight(0);
    let main = |node: &usize| page.tree.name(*node) == "main" || page.tree.attribute(*node, Attribute::Role) == "main";
    let article = articles.into_iter().filter(|_| !is_live).max_by_key(|node| (page.weight(*node), std::cmp::Reverse(*node)));
    let mains = || (0..page.tree.len()).filter(|node| !page.out[*node]).find(main);
    let node = article.filter(is_half).or_else(|| mains().filter(is_half)).unwrap_or(0);
    vec![Story { node, lines: page.core(node) }]
}

/// A page's tree with its lines.
pub(super) struct Lines<'a> {
    tree: &'a Tree,
    out: &'a [bool],
    words: &'a ClassWords,
    lines: &'a [Line],
    /// The running text before each line.
    before: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(tree: &'a Tree, out: &'a [bool], words: &'a ClassWords, lines: &'a [Line]) -> Self {
        let mut before = vec![0];
        before.extend(lines.iter().scan(0, |sum, line| {
            *sum += line.weight();
            Some(*sum)
        }));
        Self { tree, out, words, lines, before }
    }

    /// The lines that begin within an element.
    fn of(&self, node: usize) -> Range<usize> {
        let range = self.tree.within(node);
        let place = |node: usize| self.lines.partition_point(|line| line.node < node);
        place(range.start)..place(range.end)
    }

    /// The words of running text within an element.
    fn weight(&self, node: usize) -> usize {
        let lines = self.of(node);
        self.before[lines.end] - self.before[lines.start]
    }

    /// The articles that stand in no other.
    fn articles(&self) -> Vec<usize> {
        self.outermost(0, |node| self.tree.name(node) == "article")
    }

    fn outermost(&self, within: usize, is_wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let range = self.tree.within(within);
        let (mut found, mut node) = (Vec::new(), range.start);
        while node < range.end {
            if !self.out[node] && is_wanted(node) {
                found.push(node);
                node = self.tree.within(node).end;
            } else {
                node += 1;
            }
        }
        found
    }

    /// Whether an article has a heading and enough running text to stand for itself.
    fn is_full(&self, article: usize) -> bool {
        let lines = &self.lines[self.of(article)];
        let paragraphs = lines.iter().filter(|line| line.weight() > 0).count();
        self.weight(article) >= FULL && paragraphs > 1 && lines.iter().any(|line| line.kind == LineKind::Heading)
    }

    /// The lines of the report within an element.
    fn core(&self, root: usize) -> Range<usize> {
        let (all, whole) = (self.of(root), self.weight(root));
        let bodies = self.outermost(root, |node| self.words.is_body(self.tree, node));
        let in_bodies: usize = bodies.iter().map(|node| self.weight(*node)).sum();
        // A third is enough: readers' words below a report may be more than its own.
        let mut core = match (bodies.first(), bodies.last()) {
            (Some(first), Some(last)) if in_bodies * 3 >= whole && whole > 0 => self.of(*first).start..self.of(*last).end,
            _ => self.of(self.descend(root)),
        };
        // The first paragraph may stand above the element that holds the others, below the title.
        let is_title = |i: &usize| self.lines[*i].kind == LineKind::Heading && !self.lines[*i].is_link();
        let title = (all.start..core.start).rev().find(is_title).filter(|title| core.start - title <= FARTHEST_TITLE);
        match title {
            Some(title) => core.start = title,
            None if matches!(self.tree.name(root), "article" | "main") => core.start = all.start,
            None => {}
        }
        core
    }

    /// The innermost element that is reached through elements which hold three quarters of the running text.
    fn descend(&self, root: usize) -> usize {
        let whole = self.weight(root);
        let mut node = root;
        while let Some(child) = self.children(node).find(|child| whole > 0 && self.weight(*child) * 4 >= whole * 3) {
            // A paragraph that outweighs the others is not the whole report.
            if self.lines[self.of(node)].len() > 1 && self.of(child).len() == 1 {
                break;
            }
            node = child;
        }
        node
    }

    fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.tree.within(node).end;
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.tree.within(child).end;
            Some(child)
        })
    }
}

/// Lines between a title and the element that holds its report.
const FARTHEST_TITLE: usize = 12;
