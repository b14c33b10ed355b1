//! Any text, its first line perhaps a title.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount_model::Document;

#[path = "../../tests/properties/text.rs"]
#[expect(dead_code, reason = "this target cuts only")]
mod properties;

fuzz_target!(|text: &str| {
    let title = text.lines().next().filter(|title| title.len() % 2 == 0).map(str::to_owned);
    properties::is_cut(&Document::new("any", title, text)).unwrap_or_else(|words| panic!("{words}"));
});
