//! Reads the cases of a `cases.md`.
//!
//! In: its text. Out: its cases in order, or the first line that is wrong and what to do about it. Whatever stands
//! before the first `## ` heading is an introduction. HTML comments are passed over.

use std::error::Error;
use std::fmt;

/// The cases of a `cases.md`, in order.
///
/// # Errors
/// A fence without a kind or without an end, a block outside a case, a case without blocks, two cases of one title.
pub fn cases(markdown: &str) -> Result<Vec<Case>, CaseError> {
    let mut reader = Reader::default();
    let mut lines = markdown.lines().enumerate().map(|(i, text)| (i + 1, text));
    while let Some((line, text)) = lines.next() {
        if let Some(fence) = Fence::of(text) {
            reader.add_block(line, &fence, &mut lines)?;
        } else if text.trim_start().starts_with("<!--") {
            skip_comment(text, &mut lines);
        } else if let Some(title) = text.strip_prefix("## ") {
            reader.begin(line, title.trim())?;
        } else {
            reader.add_prose(text.trim());
        }
    }
    reader.finish()
}

/// One case: what is read, what should come of it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The heading, a statement.
    pub title: String,
    /// The line of the heading, from 1.
    pub line: usize,
    /// The prose between the blocks, lines joined by spaces, paragraphs by a line break.
    pub why: String,
    /// The fenced blocks, at least one.
    pub blocks: Vec<Block>,
}

impl Case {
    /// The text of the first block of this kind.
    pub fn block(&self, kind: &str) -> Option<&str> {
        self.blocks.iter().find(|block| block.kind == kind).map(|block| block.text.as_str())
    }
}

/// One fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The words after the opening fence: `news`, `counts`, `incidents`, `news published=2017-08-15`.
    pub kind: String,
    /// What stands between the fences, without the last line break.
    pub text: String,
    /// The line of its first line of text, from 1.
    pub line: usize,
}

/// Where a `cases.md` is wrong. The caller knows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// A fence without a word after it.
    NoKind {
        /// The line of the fence.
        line: usize,
    },
    /// A fence that is never closed.
    NoEnd {
        /// The line of the opening fence.
        line: usize,
    },
    /// A block before the first heading.
    NoCase {
        /// The line of the opening fence.
        line: usize,
    },
    /// A case without a block.
    NoBlock {
        /// The line of the heading.
        line: usize,
        /// The heading.
        title: String,
    },
    /// Two cases of one title.
    SameTitle {
        /// The line of the second heading.
        line: usize,
        /// The line of the first.
        first: usize,
        /// The heading.
        title: String,
    },
}

impl fmt::Display for CaseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKind { line } => write!(out, "line {line}: the block has no kind; write ```news or another word"),
            Self::NoEnd { line } => write!(out, "line {line}: the block has no end; close it with a fence as long"),
            Self::NoCase { line } => write!(out, "line {line}: the block has no case; put a `## ` heading before it"),
            Self::NoBlock { line, title } => {
                write!(out, "line {line}: the case `{title}` has no block; add a report and what it should give")
            }
            Self::SameTitle { line, first, title } => {
                write!(out, "line {line}: the case `{title}` stands in line {first} already; give it another title")
            }
        }
    }
}

impl Error for CaseError {}

/// An opening fence: three marks or more, and the kind.
struct Fence<'a> {
    marks: &'a str,
    kind: &'a str,
}

impl<'a> Fence<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let kind = text.trim_start_matches(mark);
        let marks = &text[..text.len() - kind.len()];
        (marks.len() >= 3 && !kind.contains('`')).then(|| Self { marks, kind: kind.trim() })
    }

    fn is_closed_by(&self, text: &str) -> bool {
        let text = text.trim();
        text.starts_with(self.marks) && text.trim_start_matches(&self.marks[..1]).is_empty()
    }
}

/// The cases read so far; the last is still open.
#[derive(Default)]
struct Reader {
    cases: Vec<Case>,
}

impl Reader {
    fn begin(&mut self, line: usize, title: &str) -> Result<(), CaseError> {
        self.check_last()?;
        let title = title.to_owned();
        if let Some(case) = self.cases.iter().find(|case| case.title == title) {
            return Err(CaseError::SameTitle { line, first: case.line, title });
        }
        self.cases.push(Case { title, line, why: String::new(), blocks: Vec::new() });
        Ok(())
    }

    fn add_prose(&mut self, text: &str) {
        let Some(case) = self.cases.last_mut() else { return };
        match text {
            "" if !case.why.is_empty() && !case.why.ends_with('\n') => case.why.push('\n'),
            "" => {}
            _ => {
                if !case.why.is_empty() && !case.why.ends_with('\n') {
                    case.why.push(' ');
                }
                case.why.push_str(text);
            }
        }
    }

    fn add_block<'a>(
        &mut self,
        line: usize,
        fence: &Fence<'_>,
        lines: &mut impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<(), CaseError> {
        let case = self.cases.last_mut().ok_or(CaseError::NoCase { line })?;
        if fence.kind.is_empty() {
            return Err(CaseError::NoKind { line });
        }
        let mut body = Vec::new();
        loop {
            let (_, text) = lines.next().ok_or(CaseError::NoEnd { line })?;
            if fence.is_closed_by(text) {
                break;
            }
            body.push(text);
        }
        case.blocks.push(Block { kind: fence.kind.to_owned(), text: body.join("\n"), line: line + 1 });
        Ok(())
    }

    fn check_last(&mut self) -> Result<(), CaseError> {
        let Some(case) = self.cases.last_mut() else { return Ok(()) };
        case.why.truncate(case.why.trim_end().len());
        if case.blocks.is_empty() {
            return Err(CaseError::NoBlock { line: case.line, title: case.title.clone() });
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Case>, CaseError> {
        self.check_last()?;
        Ok(self.cases)
    }
}

fn skip_comment<'a>(first: &str, lines: &mut impl Iterator<Item = (usize, &'a str)>) {
    if !first.contains("-->") {
        lines.find(|(_, text)| text.contains("-->"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: &str = "# Counts\nHow numbers are read.\n\n## A floor is not a total\n\nA reader must see\nthe floor.\n\n\
        ```news published=2031-03-03\nAt least 12 died.\n\n## no heading\n```\n<!-- a\nremark -->\n```counts\n12..\n```\n\
        Second paragraph.\n## None is a number\n````news\n```\nNobody died.\n````\n";

    #[test]
    fn a_case_has_title_reason_and_blocks() {
        let cases = cases(MARKDOWN).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!((cases[0].title.as_str(), cases[0].line), ("A floor is not a total", 4));
        assert_eq!(cases[0].why, "A reader must see the floor.\nSecond paragraph.");
        let news = &cases[0].blocks[0];
        assert_eq!((news.kind.as_str(), news.line), ("news published=2031-03-03", 10));
        assert_eq!(news.text, "At least 12 died.\n\n## no heading");
        assert_eq!(cases[0].block("counts"), Some("12.."));
        assert_eq!(cases[1].block("news"), Some("```\nNobody died."));
        assert_eq!(cases[1].why, "");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let error = |markdown: &str| cases(markdown).unwrap_err();
        assert_eq!(error("```news\n```"), CaseError::NoCase { line: 1 });
        assert_eq!(error("## A\n```\nx\n```"), CaseError::NoKind { line: 2 });
        assert_eq!(error("## A\n```news\nx"), CaseError::NoEnd { line: 2 });
        assert_eq!(error("## A\n## B\n```n\n```"), CaseError::NoBlock { line: 1, title: "A".into() });
        let twice = error("## A\n```n\n```\n## A\n```n\n```");
        assert_eq!(twice, CaseError::SameTitle { line: 4, first: 1, title: "A".into() });
        assert!(twice.to_string().starts_with("line 4: the case `A` stands in line 1 already; "));
    }
}
