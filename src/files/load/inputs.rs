//! Every effective value, with the file and line it comes from.

use super::Input;
use super::node::{Value, unwritten};
use crate::load::node::{TomlNode, TomlTable};
use crate::load::shape::SchemaShape;
use base::diagnostic::Place;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// All values of a checked tree and the defaults of what it leaves out, in the order of the format.
pub fn collect(root: &TomlNode, schema: &Json) -> Vec<Input> {
    let mut collected = Collected::default();
    add("", root, SchemaShape::root(schema), &mut collected);
    collected.inputs
}

/// Values so far, and where the lines of their files begin: a file may have a hundred thousand.
#[derive(Default)]
struct Collected {
    inputs: Vec<Input>,
    lines: BTreeMap<PathBuf, Vec<usize>>,
}

impl Collected {
    /// The file and line of a place, as [`origin`] tells it.
    fn origin(&mut self, place: &Place) -> String {
        let path = &place.source.path;
        if !self.lines.contains_key(path) {
            let ends = place.source.text.match_indices('\n').map(|(at, _)| at);
            self.lines.insert(path.clone(), ends.collect());
        }
        let line = self.lines[path].partition_point(|end| *end < place.start) + 1;
        format!("{}:{line}", path.display())
    }
}

/// The file and line of a place.
pub fn origin(place: &Place) -> String {
    format!("{}:{}", place.source.path.display(), place.line_column().0)
}

fn add(path: &str, node: &TomlNode, shape: SchemaShape<'_>, inputs: &mut Collected) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    let shapes = shape.alternatives();
    match &node.value {
        Value::Table(table) => {
            if let Some(shape) = SchemaShape::best(&shapes, table) {
                add_table(&below, table, shape, inputs);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.table().is_some()) => {
            let Some(shape) = shapes.iter().find_map(|shape| shape.items()) else { return };
            for (number, item) in items.iter().enumerate() {
                let name = item.name().map_or_else(|| number.to_string(), str::to_string);
                add(&below(&name), item, shape, inputs);
            }
        }
        _ => {
            let origin = node.place.as_ref().map_or("default".to_string(), |place| inputs.origin(place));
            inputs.inputs.push(Input { path: path.to_string(), text: node.to_string(), origin });
        }
    }
}

fn add_table(below: &dyn Fn(&str) -> String, table: &TomlTable, shape: SchemaShape<'_>, inputs: &mut Collected) {
    let kind = table.get("kind").and_then(TomlNode::text).unwrap_or("queue");
    for key in shape.keys() {
        let Some(property) = shape.property(key) else { continue };
        match (table.get(key), property.default()) {
            (Some(node), _) => add(&below(key), node, property, inputs),
            (None, Some(default)) if property.is_of_kind(kind) => {
                add(&below(key), &unwritten(default), property, inputs);
            }
            _ => {}
        }
    }
    if let Some(values) = shape.values() {
        for entry in table.0.iter().filter(|entry| shape.property(&entry.key).is_none()) {
            add(&below(&entry.key), &entry.node, values, inputs);
        }
    }
}
