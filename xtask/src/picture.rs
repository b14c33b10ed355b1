//! A picture of a terminal: text with the terminal's own codes for inks comes in, SVG goes out ("\x1b[1mBOMBING\x1b[0m": bold letters).

use std::fmt::Write;

/// Sizes in pixels of one column, of one line and of the margin.
const COLUMN: f64 = 8.4;
const LINE: f64 = 19.0;
const MARGIN: f64 = 16.0;

/// The picture of a call and what it writes.
pub(crate) fn svg(call: &str, output: &str) -> String {
    let text = format!("\x1b[2m$\x1b[0m {call}\n\n{}", output.trim_end());
    let lines: Vec<Vec<Run>> = text.lines().map(runs).collect();
    let columns = lines.iter().map(|line| line.iter().map(|run| run.words.chars().count()).sum()).max().unwrap_or(0_usize);
    let (width, height) = (columns as f64 * COLUMN + 2.0 * MARGIN, lines.len() as f64 * LINE + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1e24\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\" fill=\"#d8dbe0\" xml:space=\"preserve\">\n",
        escaped(call)
    );
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        write!(svg, "<text y=\"{:.0}\">", MARGIN + (i as f64 + 0.75) * LINE).expect("a string takes every line");
        let mut column = 0;
        for run in line {
            let length = run.words.chars().count();
            // Each run stands at its own column, whatever letters the reader's font has.
            let (x, reach) = (MARGIN + column as f64 * COLUMN, length as f64 * COLUMN);
            let ink = run.ink.attributes();
            write!(svg, "<tspan x=\"{x:.1}\" textLength=\"{reach:.1}\"{ink}>{}</tspan>", escaped(&run.words))
                .expect("a string takes every line");
            column += length;
        }
        svg += "</text>\n";
    }
    svg + "</g>\n</svg>\n"
}

/// Letters of one ink.
struct Run {
    words: String,
    ink: Ink,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Ink {
    bold: bool,
    dim: bool,
    colour: Option<&'static str>,
}

impl Ink {
    /// The ink after one of the terminal's codes.
    fn after(self, code: &str) -> Self {
        match code {
            "1" => Self { bold: true, ..self },
            "2" => Self { dim: true, ..self },
            "31" => Self { colour: Some("#ff7a6b"), ..self },
            "33" => Self { colour: Some("#f0c25a"), ..self },
            "34" => Self { colour: Some("#7aa8ff"), ..self },
            "36" => Self { colour: Some("#63c7c9"), ..self },
            "0" | "" => Self::default(),
            _ => self,
        }
    }

    fn attributes(self) -> String {
        let mut attributes = String::new();
        if self.bold {
            attributes += " font-weight=\"bold\"";
        }
        if let Some(colour) = self.colour.or(self.dim.then_some("#8b919c")) {
            attributes += &format!(" fill=\"{colour}\"");
        }
        attributes
    }
}

/// A line cut where the ink changes.
fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut ink = Ink::default();
    for (i, piece) in line.split('\x1b').enumerate() {
        let words = match piece.strip_prefix('[').and_then(|piece| piece.split_once('m')) {
            Some((codes, words)) if i > 0 => {
                ink = codes.split(';').fold(ink, Ink::after);
                words
            }
            _ => piece,
        };
        match runs.last_mut().filter(|run| run.ink == ink) {
            Some(run) => run.words += words,
            None if words.is_empty() => {}
            None => runs.push(Run { words: words.to_owned(), ink }),
        }
    }
    runs
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_change_where_the_terminal_says_so() {
        let runs = runs("a\x1b[1m\x1b[31mb\x1b[0mc");
        let words: Vec<&str> = runs.iter().map(|run| run.words.as_str()).collect();
        assert_eq!(words, ["a", "b", "c"]);
        assert_eq!(runs[1].ink, Ink { bold: true, dim: false, colour: Some("#ff7a6b") });
        assert_eq!(runs[2].ink, Ink::default());
    }

    #[test]
    fn signs_of_markup_are_letters() {
        assert!(svg("recount", "a < b").contains("a &lt; b"));
    }
}
