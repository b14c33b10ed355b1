//! Matching a rule outwards from its pivot.

use recount_model::RuleName;

use super::{Atom, Item, Rule, Rules};
use crate::chunk::words::Words;
use crate::chunk::{Chunk, traits};

/// What a match captured: chunk indices by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Captures {
    named: Vec<(RuleName, usize)>,
    /// First and last chunk of the match.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Captures {
    /// The chunk of this name.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.named.iter().rev().find(|(known, _)| *known == name).map(|(_, chunk)| *chunk)
    }
}

/// Steps that one match may take: patterns are short, and a row of twenty commas is no reason to search for ever.
const PATIENCE: usize = 4_000;

/// The first rule that matches at this pivot.
pub(crate) fn find<'r>(rules: &'r Rules, chunks: &[Chunk], words: &Words, pivot: usize) -> Option<(&'r Rule, Captures)> {
    rules.rules.iter().find_map(|rule| at(rule, chunks, words, pivot).map(|captures| (rule, captures)))
}

/// The match of one rule at this pivot.
pub(crate) fn at(rule: &Rule, chunks: &[Chunk], words: &Words, pivot: usize) -> Option<Captures> {
    if !holds(&rule.pivot, &chunks[pivot], words) {
        return None;
    }
    let mut search = Search { chunks, words, left: PATIENCE, captures: Captures { named: Vec::new(), first: pivot, last: pivot } };
    let first = search.row(&rule.left, pivot as isize - 1, -1)?;
    let last = search.row(&rule.right, pivot as isize + 1, 1)?;
    search.captures.first = (first + 1) as usize;
    search.captures.last = (last - 1) as usize;
    Some(search.captures)
}

fn holds(atom: &Atom, chunk: &Chunk, words: &Words) -> bool {
    atom.any.iter().all(|bits| chunk.traits & bits != 0)
        && chunk.traits & atom.none == 0
        && atom.acts.is_none_or(|acts| chunk.acts & acts != 0)
        && chunk.acts & atom.not_acts == 0
        && atom.says.is_none_or(|says| chunk.say.is_some_and(|say| says & (1 << say as u32) != 0))
        && atom.words.as_ref().is_none_or(|list| list.contains(&words.id(chunk.head)))
}

struct Search<'a> {
    chunks: &'a [Chunk],
    words: &'a Words,
    left: usize,
    captures: Captures,
}

impl Search<'_> {
    /// Matches a row from a position on in a direction; the position after it.
    fn row(&mut self, items: &[Item], at: isize, way: isize) -> Option<isize> {
        self.left = self.left.checked_sub(1)?;
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        match item {
            Item::One { atom, capture, optional } => {
                let mark = self.captures.named.len();
                if self.chunk(at).is_some_and(|chunk| holds(atom, chunk, self.words)) {
                    if let Some(name) = capture {
                        self.captures.named.push((*name, at as usize));
                    }
                    if let Some(end) = self.row(rest, at + way, way) {
                        return Some(end);
                    }
                    self.captures.named.truncate(mark);
                }
                if *optional { self.row(rest, at, way) } else { None }
            }
            Item::Any { rows, optional } => {
                for row in rows {
                    let mark = self.captures.named.len();
                    if let Some(end) = self.row(row, at, way).and_then(|next| self.row(rest, next, way)) {
                        return Some(end);
                    }
                    self.captures.named.truncate(mark);
                }
                if *optional { self.row(rest, at, way) } else { None }
            }
            Item::Skip(most) | Item::SkipAny(most) => {
                let mut next = at;
                for step in 0..=*most {
                    if let Some(end) = self.row(rest, next, way) {
                        return Some(end);
                    }
                    let any = matches!(item, Item::SkipAny(_));
                    let may_skip = self.chunk(next).is_some_and(|chunk| any || chunk.traits & traits::VG == 0);
                    if step == *most || !may_skip {
                        return None;
                    }
                    next += way;
                }
                None
            }
        }
    }

    fn chunk(&self, at: isize) -> Option<&Chunk> {
        usize::try_from(at).ok().and_then(|at| self.chunks.get(at))
    }
}
