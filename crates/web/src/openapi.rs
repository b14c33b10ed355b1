//! The description of the API.
use serde_json::{Value, json};
/// The API in the words of OpenAPI 3.1.
pub fn openapi() -> Value {
    json!({})
}
