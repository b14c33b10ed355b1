//! The README as documentation: its Rust examples are compiled and run with the doc-tests.

#![doc = include_str!("../../README.md")]
