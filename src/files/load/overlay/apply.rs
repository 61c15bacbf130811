//! One value put into the tree of a model.

use super::Setting;
use super::change;
use crate::load::Override;
use crate::load::codes;
use crate::load::nearest::suggest;
use crate::load::node::{TomlEntry, TomlNode, TomlTable, Value, unwritten};
use crate::load::shape::SchemaShape;
use base::diagnostic::Diagnostic;
use serde_json::Value as Json;

/// Puts a value at a path.
///
/// # Errors
/// The path leads to nothing, or the value is a change and there is nothing to change.
pub fn apply(root: &mut TomlNode, schema: &Json, path: &str, setting: &Setting) -> Result<Override, Diagnostic> {
    let at = |diagnostic: Diagnostic| diagnostic.at(setting.place.clone());
    let mut shape = SchemaShape::root(schema);
    let mut node = root;
    let mut done = String::new();
    let (above, last) = path.rsplit_once('.').map_or(("", path), |(above, last)| (above, last));
    for segment in above.split('.').filter(|_| !above.is_empty()) {
        shape = step(shape, node, &done, segment).map_err(at)?;
        node = enter(node, segment, setting).ok_or_else(|| at(no_way(path)))?;
        done = if done.is_empty() { segment.to_string() } else { format!("{done}.{segment}") };
    }
    let shape = step(shape, node, &done, last).map_err(at)?;
    let default = shape.default().map(unwritten);
    let old = node.child(last).cloned().or(default);
    let value = match change::factor(&setting.node, shape) {
        // A factor on what is there by nature, such as `volume`, also scales what is there.
        Some(factor) => change::scale(path, old.as_ref(), factor, shape).map_err(at)?,
        None => setting.node.value.clone(),
    };
    let new = TomlNode { value, place: setting.node.place.clone() };
    let recorded = Override {
        path: path.to_string(),
        old: old.map(|old| old.to_string()),
        new: new.to_string(),
        place: setting.place.as_ref().map_or(String::new(), crate::load::inputs::origin),
    };
    *enter(node, last, setting).ok_or_else(|| at(no_way(path)))? = new;
    Ok(recorded)
}

/// The shape one segment further, if there is such a key, id or element.
fn step<'s>(shape: SchemaShape<'s>, node: &TomlNode, done: &str, segment: &str) -> Result<SchemaShape<'s>, Diagnostic> {
    let mut shapes = shape.alternatives();
    if let Some(table) = node.table()
        && let Some(best) = SchemaShape::best(&shapes, table)
    {
        shapes.insert(0, best);
    }
    let mut known: Vec<&str> = Vec::new();
    for shape in &shapes {
        match &node.value {
            Value::Table(table) => {
                if let Some(property) = shape.property(segment) {
                    return Ok(property);
                }
                known.extend(shape.keys());
                if let Some(values) = shape.values() {
                    // Tables have ids, which must exist; single values such as a skill may be new, and so may levers.
                    let ids = done != "lever" && values.alternatives().iter().all(|shape| shape.is_table());
                    if !ids || table.get(segment).is_some() {
                        return Ok(values);
                    }
                    known.extend(table.keys());
                }
            }
            Value::Array(items) => {
                if let (Some(items), Some(_)) = (shape.items(), node.child(segment)) {
                    return Ok(items);
                }
                known.extend(items.iter().filter_map(TomlNode::name));
            }
            _ => {}
        }
    }
    known.sort_unstable();
    known.dedup();
    let whole = if done.is_empty() { "the model".to_string() } else { format!("`{done}`") };
    let (message, help) = if known.is_empty() {
        (format!("{whole} is {node} and has no `{segment}`"), "set it as a whole".to_string())
    } else {
        (format!("there is no `{segment}` in {whole}"), suggest(segment, known.iter().copied()))
    };
    Err(Diagnostic::error(codes::UNKNOWN_PATH, message, help))
}

fn no_way(path: &str) -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_PATH, format!("nothing can be set at `{path}`"), "set a key of the model")
}

/// The value of a key, made an empty table if there is none.
fn enter<'n>(node: &'n mut TomlNode, segment: &str, setting: &Setting) -> Option<&'n mut TomlNode> {
    match &mut node.value {
        Value::Table(TomlTable(entries)) => {
            let index = entries.iter().position(|entry| entry.key == segment).unwrap_or_else(|| {
                let empty = TomlNode { value: Value::Table(TomlTable::default()), place: setting.place.clone() };
                entries.push(TomlEntry { key: segment.to_string(), key_place: setting.place.clone(), node: empty });
                entries.len() - 1
            });
            Some(&mut entries[index].node)
        }
        Value::Array(items) => {
            let named = items.iter().position(|item| item.name() == Some(segment));
            items.get_mut(named.or_else(|| segment.parse().ok())?)
        }
        _ => None,
    }
}
