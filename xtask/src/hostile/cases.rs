//! The hostile files, each with what it must give.

use std::fs;
use std::io;
use std::path::Path;

use super::watch::Run;
use super::{GOOD, pages, special};

/// A hostile file and what it must give.
pub(super) struct Case {
    /// What it is, in words.
    pub(super) name: &'static str,
    /// Its name.
    pub(super) file: &'static str,
    /// Makes it.
    pub(super) make: fn(&Path) -> io::Result<()>,
    /// Reports that must be coded.
    pub(super) coded: usize,
    /// Words of each error row that it must give.
    errors: &'static [&'static str],
}

/// Seconds and MB that no file may take.
const MOST: (f64, u64) = (120.0, 4_000);

impl Case {
    /// What is wrong with a run on this file.
    pub(super) fn wrong(&self, run: &Run) -> Vec<String> {
        let mut wrong = run.wrong(self.name);
        if run.coded != self.coded || run.errors.len() != self.errors.len() {
            let (coded, failed) = (self.coded, self.errors.len());
            let told: Vec<String> = run.errors.iter().take(3).map(|error| error.chars().take(200).collect()).collect();
            wrong.push(format!("{}: {} coded, {} failed; not {coded} and {failed}: {told:?}", self.name, run.coded, run.errors.len()));
        }
        for (error, words) in run.errors.iter().zip(self.errors).filter(|(error, words)| !error.contains(**words)) {
            wrong.push(format!("{}: \"{error}\" does not say \"{words}\"", self.name));
        }
        if run.seconds > MOST.0 || run.megabytes > MOST.1 {
            wrong.push(format!(
                "{}: takes {:.0} s and {} MB; {} s and {} MB are allowed",
                self.name, run.seconds, run.megabytes, MOST.0, MOST.1
            ));
        }
        wrong
    }
}

fn case(name: &'static str, file: &'static str, make: fn(&Path) -> io::Result<()>, coded: usize, errors: &'static [&'static str]) -> Case {
    Case { name, file, make, coded, errors }
}

/// Every case.
pub(super) fn cases() -> Vec<Case> {
    let mut all = rows();
    all.extend(texts());
    all.extend(web());
    all.extend(things());
    all
}

fn rows() -> Vec<Case> {
    vec![
        case("JSON rows, one nested a million deep", "deep.jsonl", |path| between(path, &nested()), 2, &["deeper than 512"]),
        case(
            "JSON array, nested a million deep",
            "deep-array.json",
            |path| fs::write(path, "[".repeat(1_000_000)),
            0,
            &["deeper than 512"],
        ),
        case("JSON rows, one of 40 MB", "long-row.jsonl", |path| between(path, &long_row(40)), 2, &["longer than"]),
        case("JSON rows, one of 200 MB", "longer-row.jsonl", |path| between(path, &long_row(200)), 2, &["longer than"]),
        case(
            "JSON rows, keys given twice",
            "twice.jsonl",
            |path| between(path, "{\"text\": \"a\", \"text\": \"b\"}"),
            2,
            &["duplicate field"],
        ),
        case("JSON rows, half a surrogate", "half.jsonl", |path| between(path, "{\"text\": \"a \\ud800 b\"}"), 2, &["hex escape"]),
        case("JSON rows, one published on 31 February", "day.jsonl", |path| between(path, &no_day()), 2, &["is no date"]),
        case("JSON rows with CRLF and empty rows", "crlf.jsonl", |path| fs::write(path, format!("{0}\r\n\r\n{0}\r\n", row(GOOD))), 2, &[]),
        case("JSON rows in UTF-16 without a mark", "wide.jsonl", |path| fs::write(path, wide(&format!("{0}\n{0}\n", row(GOOD)))), 2, &[]),
        case("a broken byte at every position", "broken.jsonl", broken, GOOD.len() + 1, &[]),
        case("a row with a page nested a million deep", "page.jsonl", |path| between(path, &page_row()), 2, &["deeper than 512"]),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        case("text of 200 MB on one line", "long.txt", |path| fs::write(path, "killed ".repeat(200_000_000 / 7)), 0, &["longer than"]),
        case("text of 31 MB, a death in each sentence", "dense.txt", |path| fs::write(path, dense(31)), 1, &[]),
        case("text of 8 MB, other figures in each sentence", "figures.txt", |path| fs::write(path, figures(8)), 1, &[]),
        case("one word of 31 MB", "word.txt", |path| fs::write(path, "a".repeat(31_000_000)), 1, &[]),
        case("10 MB of opening brackets", "brackets.txt", |path| fs::write(path, "(".repeat(10_000_000)), 1, &[]),
        case("letters unseen and turned round", "unseen.txt", |path| fs::write(path, unseen()), 1, &[]),
        case("days that are none", "days.txt", |path| fs::write(path, days()), 1, &[]),
        case("counts of thirty digits", "counts.txt", |path| fs::write(path, counts()), 1, &[]),
        case("zero bytes in a text", "zeros.txt", |path| fs::write(path, GOOD.replace(' ', " \0")), 1, &[]),
        case("10 MB of zero bytes", "zero.txt", |path| fs::write(path, vec![0; 10_000_000]), 1, &[]),
        case("CR, NEL, LS for line ends", "ends.txt", |path| fs::write(path, ends()), 1, &[]),
        case("UTF-16 with a mark", "marked.txt", |path| fs::write(path, wide(&format!("\u{FEFF}{GOOD}"))), 1, &[]),
        case("UTF-16 without a mark", "unmarked.txt", |path| fs::write(path, wide(GOOD)), 1, &[]),
        case("UTF-16, half a letter at its end", "odd.txt", |path| fs::write(path, &wide(GOOD)[1..]), 1, &[]),
        case("an empty text", "empty.txt", |path| fs::write(path, ""), 0, &["report is empty"]),
        case("empty JSON rows", "empty.jsonl", |path| fs::write(path, ""), 0, &["no report here"]),
        case("an empty JSON file", "empty.json", |path| fs::write(path, ""), 0, &["no report here"]),
        case("an empty compressed file", "empty.txt.gz", |path| fs::write(path, ""), 0, &["is empty"]),
    ]
}

fn web() -> Vec<Case> {
    vec![
        case("page nested a million deep", "deep.html", pages::deep, 0, &["deeper than 512"]),
        case("page with tables within tables", "tables.html", pages::tables, 0, &["deeper than 512"]),
        case("page with a million tags of looks", "looks.html", pages::looks, 1, &[]),
        case("page of 31 MB, eight million elements", "elements.html", pages::many_elements, 1, &[]),
        case("page with four million stray end tags", "ends.html", pages::far_ends, 1, &[]),
        case("page with three million attributes", "attributes.html", pages::attributes, 1, &[]),
        case("page with what never ends", "unclosed.html", pages::unclosed, 1, &[]),
        case("page with data nested a million deep", "data.html", pages::deep_data, 1, &[]),
        case("page with references to no letter", "references.html", pages::references, 1, &[]),
        case("page in UTF-16", "wide.html", |path| fs::write(path, wide(&format!("<p>{GOOD}"))), 1, &[]),
        case("an empty page", "empty.html", |path| fs::write(path, ""), 0, &["is empty"]),
    ]
}

fn things() -> Vec<Case> {
    vec![
        case("a gigabyte of text in a megabyte", "bomb.txt.gz", |path| special::bomb(path, b"Two died. ", b' '), 0, &["100 times"]),
        case("a gigabyte of rows in a megabyte", "bomb.jsonl.gz", |path| special::bomb(path, b"{\"text\": \"", b'a'), 0, &["100 times"]),
        case("a gigabyte of page in a megabyte", "bomb.html.gz", |path| special::bomb(path, b"<p>", b'a'), 0, &["100 times"]),
        case("compressed twice", "twice.txt.gz", special::twice_compressed, 0, &["compressed twice"]),
        case("half a compressed file", "part.txt.gz", special::half_compressed, 0, &["broken gzip"]),
        case("a pipe", "pipe.txt", special::pipe, 0, &["pipe or device"]),
        case("a device", "device.txt", special::device, 0, &["pipe or device"]),
        case("a link to the folder above", "loop", special::link_loop, 1, &["leads back"]),
        case("a link to itself", "itself.txt", special::link_to_itself, 0, &["cannot be read"]),
        case("a file that may not be read", "forbidden.txt", special::forbidden, 0, &["re"]),
        case("a folder named x.json", "x.json", special::folder, 1, &[]),
    ]
}

fn row(text: &str) -> String {
    serde_json::json!({ "text": text }).to_string()
}

/// A hostile row between two good ones.
fn between(path: &Path, hostile: &str) -> io::Result<()> {
    fs::write(path, format!("{0}\n{hostile}\n{0}\n", row(GOOD)))
}

fn nested() -> String {
    format!("{{\"text\": \"a\", \"x\": {}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000))
}

fn long_row(megabytes: usize) -> String {
    row(&"killed ".repeat(megabytes * 1_000_000 / 7))
}

fn no_day() -> String {
    serde_json::json!({"text": GOOD, "published": "2017-02-31"}).to_string()
}

fn page_row() -> String {
    serde_json::json!({"html": "<div>".repeat(1_000_000)}).to_string()
}

/// A row for each place in a sentence, with a byte there that no UTF-8 holds.
fn broken(path: &Path) -> io::Result<()> {
    let mut bytes = Vec::new();
    for place in 0..=GOOD.len() {
        bytes.extend(b"{\"text\": \"");
        bytes.extend(&GOOD.as_bytes()[..place]);
        bytes.push(if place % 2 == 0 { 0xFF } else { 0xE2 });
        bytes.extend(&GOOD.as_bytes()[place..]);
        bytes.extend(b"\"}\n");
    }
    fs::write(path, bytes)
}

fn dense(megabytes: usize) -> String {
    let story = "Gunmen killed five guards and wounded 12 traders in Kidal, Mali, on Monday, police said.\n";
    story.repeat(megabytes * 1_000_000 / story.len())
}

fn figures(megabytes: usize) -> String {
    let story =
        |n: usize| format!("Gunmen killed {} guards and wounded {} traders in Kidal, Mali, on Monday.\n", n % 9001 + 2, n % 7001 + 2);
    (0..megabytes * 1_000_000 / 80).map(story).collect()
}

fn unseen() -> String {
    let marks = ['\u{200B}', '\u{202E}', '\u{2066}', '\u{AD}', '\u{FEFF}', '\u{301}', '\u{E0041}'];
    let marked = |mark: &char| GOOD.chars().flat_map(|letter| [letter, *mark]).collect::<String>();
    let digits = "Rebels killed 1\u{200B}2\u{202E}0 people and wounded \u{661}\u{662}, \u{FF11}\u{FF12} or \u{1D7CF} in G\u{200D}ao.";
    marks.iter().map(marked).collect::<Vec<_>>().join("\n\n") + digits
}

fn days() -> String {
    let days =
        ["31 February 2017", "February 30", "0 January 2017", "99/99/9999", "2017-13-45", "29 February 1900", "31 April 99999999999"];
    days.map(|day| format!("Gunmen killed five guards in Kidal, Mali, on {day}.")).join(" ")
}

fn counts() -> String {
    let counts =
        ["1".repeat(31), "1,".repeat(40) + "000", "-5".to_owned(), "1e30".to_owned(), "0".repeat(1000), "12 million billion".to_owned()];
    counts.map(|count| format!("Gunmen killed {count} people and wounded at least {count} others in Kidal, Mali.")).join(" ")
}

fn ends() -> String {
    ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"].map(|end| format!("{GOOD}{end}")).concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
