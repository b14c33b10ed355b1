//! Which crate may import which of ours.

use anyhow::Result;
use serde_json::Value;

use crate::step::cargo;

/// Each crate with those of ours that it may import. A crate that is not here is not part of the design.
const TABLE: [(&str, &[&str]); 16] = [
    ("recount-model", &[]),
    ("recount-tagger", &[]),
    ("recount-testkit", &[]),
    ("recount-lexicon", &["recount-model"]),
    ("recount-text", &["recount-model", "recount-lexicon"]),
    ("recount-extract", &["recount-model", "recount-lexicon", "recount-text", "recount-tagger"]),
    ("recount-record", &["recount-model"]),
    ("recount-reconcile", &["recount-record", "recount-lexicon"]),
    ("recount", &["recount-model", "recount-lexicon", "recount-text", "recount-extract", "recount-record", "recount-reconcile"]),
    ("recount-store", &["recount-record"]),
    ("recount-ledger", &["recount", "recount-store"]),
    ("recount-score", &["recount-record"]),
    ("recount-web", &["recount", "recount-ledger", "recount-score"]),
    ("recount-cli", &["recount", "recount-ledger", "recount-score", "recount-web"]),
    ("recount-train", &["recount", "recount-score", "recount-tagger"]),
    // The map and the schema are made by the crates that read them; the ledger is measured.
    ("xtask", &["recount-lexicon", "recount-record", "recount", "recount-ledger"]),
];

/// Imports that the table does not have.
pub(super) fn wrong() -> Result<Vec<String>> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"]).output()?)?;
    let packages = || metadata["packages"].as_array().into_iter().flatten();
    let ours: Vec<&str> = packages().filter_map(|package| package["name"].as_str()).collect();
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = TABLE.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name}: not in the import table; add it to xtask/src/check/imports.rs and ARCHITECTURE.md"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let import = dependency["name"].as_str().unwrap_or_default();
            let is_for_tests = dependency["kind"] == "dev" && ["recount-testkit", "recount"].contains(&import);
            if ours.contains(&import) && !allowed.contains(&import) && !is_for_tests {
                wrong.push(format!("{name}: may not import {import}; see the import table in ARCHITECTURE.md"));
            }
        }
    }
    Ok(wrong)
}
