//! Lines to paragraphs. In: a text. Out: the trimmed spans of its paragraphs.
//!
//! Some texts put each paragraph on one line; older wires and e-mails break lines at a column, and only blank lines,
//! indents and short last lines part their paragraphs. Which of the two it is shows in whether the next line's first
//! word would still have fitted.

use recount_model::Span;

/// One paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paragraph {
    /// Without white space around it.
    pub span: Span,
    /// Whether a blank line (or the text's end) follows.
    pub is_apart: bool,
}

/// A line that holds something.
#[derive(Debug)]
struct Line {
    span: Span,
    indent: usize,
    first_word: usize,
    is_bullet: bool,
    ends_sentence: bool,
    is_after_blank: bool,
}

/// Finds the paragraphs; `title_end` is where the report's own text begins.
pub(super) fn find_paragraphs(text: &str, title_end: usize) -> Vec<Paragraph> {
    let lines = find_lines(text);
    let own = lines.partition_point(|line| (line.span.start as usize) < title_end);
    let width = wrap_width(&lines[own..]);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let continues = i > own && width.is_some_and(|width| is_continued(&lines[i - 1], line, width));
        match paragraphs.last_mut() {
            Some(last) if continues => last.span = last.span.to(line.span),
            _ => {
                if let Some(last) = paragraphs.last_mut() {
                    last.is_apart = line.is_after_blank;
                }
                paragraphs.push(Paragraph { span: line.span, is_apart: true });
            }
        }
    }
    paragraphs
}

fn find_lines(text: &str) -> Vec<Line> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut lines = Vec::new();
    let mut start = 0;
    let mut is_after_blank = true;
    for raw in text.split(end) {
        let words = raw.trim();
        if words.is_empty() {
            is_after_blank = true;
        } else {
            let indent = raw.len() - raw.trim_start().len();
            lines.push(line(words, start + indent, indent, is_after_blank));
            is_after_blank = false;
        }
        start += raw.len() + 1;
    }
    lines
}

fn line(words: &str, start: usize, indent: usize, is_after_blank: bool) -> Line {
    Line {
        span: Span::new(start, start + words.len()),
        indent,
        first_word: words.bytes().take(30).take_while(|byte| *byte != b' ').count(),
        is_bullet: is_bullet(words),
        ends_sentence: words.ends_with(['.', '!', '?', '"', '\u{201D}', ':', ')']),
        is_after_blank,
    }
}

/// Whether a line begins as a point of a list.
pub(super) fn is_bullet(words: &str) -> bool {
    words.starts_with(['\u{2022}', '\u{25CF}', '\u{B7}', '\u{25AA}'])
        || ["- ", "* ", "\u{2013} "].iter().any(|bullet| words.starts_with(bullet))
}

/// The column at which lines are broken; `None` if every line is a paragraph.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    // An indent begins a paragraph: the line before it says nothing.
    let pairs = || lines.windows(2).filter(|pair| !pair[1].is_after_blank && pair[1].indent <= pair[0].indent);
    let width = pairs().map(|pair| pair[0].indent.min(8) + pair[0].span.len()).max()?;
    let count = pairs().count();
    let length: usize = pairs().map(|pair| pair[0].span.len()).sum();
    let full = pairs().filter(|pair| fills(&pair[0], &pair[1], width)).count();
    (width <= 110 && length >= count * 40 && full * 2 > count && full > 0).then_some(width)
}

/// Whether the next line's first word would not have fitted; edited wires are a few letters off.
fn fills(line: &Line, next: &Line, width: usize) -> bool {
    line.indent.min(8) + line.span.len() + 1 + next.first_word + 8 > width
}

fn is_continued(line: &Line, next: &Line, width: usize) -> bool {
    let is_indented = next.indent >= line.indent + 2;
    let is_last = line.ends_sentence && line.span.len() + next.first_word + 20 < width;
    let is_point = next.is_bullet && (line.is_bullet || line.ends_sentence);
    !next.is_after_blank && !is_indented && !is_point && !is_last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        find_paragraphs(text, 0).iter().map(|paragraph| &text[paragraph.span.range()]).collect()
    }

    #[test]
    fn a_broken_line_goes_on_in_the_next() {
        let text = "   ASTERA, 3 MAR 88 -- [TEXT] ARMED MEN TODAY ENTERED THE VILLAGE\nOF LOMA ALTA AND KILLED TWO \
            TEACHERS, A SPOKESMAN FOR THE FIFTH\nBRIGADE REPORTED.\n\n   A PATROL IS LOOKING FOR THE MEN.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let text = "Gunmen on Monday fired at a bus near the northern town of Karsa,\nkilling the driver and \
            wounding three passengers, police said.\n    The road was closed for the rest of the day, an officer \
            told\nthe state radio.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn each_long_line_is_a_paragraph() {
        let line = "Gunmen fired at a bus near the northern town of Karsa on Monday, killing the driver and wounding \
            three passengers, police said.";
        assert_eq!(paragraphs(&format!("{line}\n{line}\r\n\r\n{line}")).len(), 3);
    }

    #[test]
    fn a_list_of_short_lines_is_no_broken_text() {
        assert_eq!(paragraphs("Two killed in Karsa\nRoad closed\nPolice search for gunmen near the lake").len(), 3);
    }
}
