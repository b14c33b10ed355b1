//! The JSON Schema in the documentation is the one of the code.
#![cfg(feature = "schema")]

use std::path::Path;

#[test]
fn the_schema_in_the_documentation_is_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/coded.schema.json");
    let Ok(written) = std::fs::read_to_string(&file) else { return };
    assert!(written == recount_record::json_schema(), "{} is stale: write it again with `cargo x schema`", file.display());
}

#[test]
fn every_field_and_every_word_is_described() {
    let schema: serde_json::Value = serde_json::from_str(&recount_record::json_schema()).unwrap();
    let mut silent = Vec::new();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        if definition.get("description").is_none() {
            silent.push(name.clone());
        }
        for (field, property) in definition["properties"].as_object().into_iter().flatten() {
            if property.get("description").is_none() {
                silent.push(format!("{name}.{field}"));
            }
        }
    }
    assert!(silent.is_empty(), "without description: {silent:?}");
    assert_eq!(schema["$defs"]["Tactic"]["oneOf"].as_array().unwrap().len(), recount_record::Tactic::ALL.len());
}
