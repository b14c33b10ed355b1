//! The published form `recount.coded/1`: a promise to everyone who reads Recount's output.
//!
//! In: a report coded by the pipeline ([`recount_model::Coded`]). Out: [`Coded`], whose JSON is the contract between
//! coder, ledger, exports, screens and scoring tools. Nothing outside this crate writes that JSON by hand.
//!
//! ```
//! # use recount_model as model;
//! # let coded = model::Coded { document: model::Document::new("1", None, "All was quiet."), language: "en".into(),
//! #     incidents: vec![], sums: vec![], statements: vec![], context: vec![], findings: vec![], notes: vec![] };
//! let coder = recount_record::CoderInfo { version: "0.1.0".into(), rules: "3f9a".into() };
//! let published = recount_record::coded(&coded, &coder);
//! let json = recount_record::to_json(&published);
//! assert!(json.starts_with(r#"{"schema":"recount.coded/1","coder":{"version":"0.1.0","rules":"3f9a"}"#));
//! assert_eq!(recount_record::from_json(&json).unwrap(), published);
//! ```

pub mod schema;
pub mod codebook;
mod vocabulary;
mod outward;
mod json;
#[cfg(feature = "schema")]
mod json_schema;

pub use jiff::civil::Date;
pub use json::{RecordError, from_json, to_json, to_json_pretty};
#[cfg(feature = "schema")]
pub use json_schema::json_schema;
pub use outward::{coded, content_id};
pub use schema::*;
pub use vocabulary::*;
