//! The JSON Schema of the published form, made from the doc comments of [`crate::schema`].

use schemars::generate::SchemaSettings;

use crate::schema::{Coded, SchemaName};

/// The JSON Schema (draft 2020-12) of `recount.coded/1`, as pretty JSON with a final newline.
///
/// ```
/// assert!(recount_record::json_schema().contains("recount.coded/1"));
/// ```
pub fn json_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Coded>();
    schema.insert("title".to_owned(), SchemaName::NAME.into());
    let text = serde_json::to_string_pretty(&schema).expect("a schema has only string keys, so it always has a JSON text");
    text + "\n"
}
