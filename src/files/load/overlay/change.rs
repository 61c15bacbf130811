//! Values that scale what is there: `"+3%"`.

use crate::load::codes;
use crate::load::node::{TomlNode, Value};
use crate::load::quantity::{Duration, Quantity, RelativeChange, percent, scaled};
use crate::load::shape::SchemaShape;
use base::diagnostic::Diagnostic;

/// The factor of `"+3%"`, where the value is one that can be scaled.
pub fn factor(node: &TomlNode, shape: SchemaShape<'_>) -> Option<f64> {
    let text = node.text().filter(|text| text.trim().starts_with(['+', '-']))?;
    let numbers = ["addition", "change", "duration", "factor", "minutes", "share", "duration-steps"];
    let scalable = shape.alternatives().iter().any(|shape| match shape.quantity() {
        Some(name) => numbers.contains(&name) || name.starts_with("price-"),
        None => ["a number", "a whole number"].contains(&shape.plain()),
    });
    percent(text).filter(|_| scalable).map(|percent| 1.0 + percent)
}

/// What is there, scaled.
///
/// # Errors
/// There is nothing, or it is not a number with or without a unit.
pub fn scale(path: &str, old: Option<&TomlNode>, factor: f64, shape: SchemaShape<'_>) -> Result<Value, Diagnostic> {
    if factor < 0.0 {
        let message = format!("a change of {:+}% takes more from `{path}` than there is", tidy((factor - 1.0) * 100.0));
        return Err(Diagnostic::error(codes::OUT_OF_RANGE, message, "write a change above -100%, or the value itself"));
    }
    let whole = shape.alternatives().iter().any(|shape| shape.plain() == "a whole number");
    let scaled = old.and_then(|old| match &old.value {
        Value::Integer(number) if whole => Some(Value::Integer((*number as f64 * factor).round() as i64)),
        Value::Integer(number) => Some(Value::Float(tidy(*number as f64 * factor))),
        Value::Float(number) => Some(Value::Float(tidy(number * factor))),
        Value::Text(text) => scale_text(text, factor),
        _ => None,
    });
    scaled.ok_or_else(|| {
        let found = old.map_or("nothing".to_string(), TomlNode::to_string);
        let message = format!("`{path}` is {found}; a change finds no number there");
        Diagnostic::error(codes::CHANGE_OF_NOTHING, message, "write the value itself")
    })
}

fn scale_text(text: &str, factor: f64) -> Option<Value> {
    if let Ok(duration) = Duration::parse(text) {
        return Some(Value::Text(duration.times(factor).to_string()));
    }
    if let Some(price) = scaled(text, factor) {
        return Some(Value::Text(price));
    }
    let share =
        if text.trim().starts_with(['+', '-']) { RelativeChange::read(&text.into()).ok()?.0 } else { percent(text)? };
    Some(Value::Float(tidy(share * factor)))
}

/// Without the noise of binary fractions.
fn tidy(number: f64) -> f64 {
    format!("{number:.12e}").parse().unwrap_or(number)
}
