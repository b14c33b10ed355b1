//! Any text, coded.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use recount_extract::Coder;

#[path = "../../tests/properties/engine.rs"]
mod properties;

static CODER: LazyLock<Coder> = LazyLock::new(Coder::builtin);

fuzz_target!(|text: &str| {
    properties::is_coded(&CODER, text).unwrap_or_else(|words| panic!("{words}"));
});
