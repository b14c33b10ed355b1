//! Holds the README to its word: its Rust examples are compiled and run with the doc-tests.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
