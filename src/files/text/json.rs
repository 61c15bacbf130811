//! JSON as it is written everywhere: numbers of fixed digits, keys in the order of writing.

use super::number::rounded;
use serde_json::{Map, Value, json};

/// A JSON object with its keys in the order in which they were added.
pub type Object = Map<String, Value>;

/// A number of so many digits; nothing where there is no finite one.
pub fn fixed(value: f64, digits: i32) -> Value {
    if value.is_finite() { json!(rounded(value, digits)) } else { Value::Null }
}

/// Indented, with a line feed at the end.
pub fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("reports hold only text keys and finite numbers");
    text.push('\n');
    text
}
