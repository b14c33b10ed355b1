//! Any bytes under any name: text, rows, pages, compressed.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/properties/text.rs"]
mod properties;

/// What the first byte chooses from.
const NAMES: [&str; 8] = ["a.txt", "a.json", "a.jsonl", "a.html", "a.html", "a.txt.gz", "a.jsonl.gz", "a"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    properties::is_read(name, rest).unwrap_or_else(|words| panic!("{words}"));
});
