//! CSV files about people and cover become what would stand in the model file without them: each cell a value with the
//! line it comes from. So files and tables are checked, set by scenarios and read alike.

mod people;
mod slots;

use super::files::{Files, beside, expand};
use super::node::{Entry, Node, Table, Value};
use super::shape::Shape;
use base::diagnostic::{Diagnostics, Place, Source};
use csv_lines::Sheet;
use serde_json::Value as Json;
use std::path::Path;
use std::sync::Arc;

/// Whether a path of a scenario names a file to unfold; such paths are set before the others.
pub fn names_a_file(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let slots = matches!(parts[..], ["slots"] | ["slots", "template" | "booked"]);
    slots || parts[0] == "employees" || matches!(parts[..], ["cover"] | ["cover", _] | ["cover", _, "file"])
}

/// Unfolds every file that the tree names.
pub fn unfold(root: &mut Node, schema: &Json, files: &mut Files, found: &mut Diagnostics) {
    let shape = Shape::root(schema);
    people::unfold(root, shape, files, found);
    cover(root, shape, files, found);
    slots::unfold(root, shape, files, found);
}

/// The rows of `cover.ID.file` become `cover.ID.rows`.
fn cover(root: &mut Node, shape: Shape<'_>, files: &mut Files, found: &mut Diagnostics) {
    let Some(row) = shape.property("cover").and_then(Shape::values).map(Shape::resolved) else { return };
    let Some(row) = row.property("rows").map(Shape::resolved).and_then(Shape::items).map(Shape::resolved) else {
        return;
    };
    let Some(covers) = table_mut(root).and_then(|table| table.get_mut("cover")).and_then(table_mut) else { return };
    for cover in covers.0.iter_mut().filter_map(|entry| table_mut(&mut entry.node)) {
        let Some((source, named)) = cover.get("file").and_then(|node| open(node, files, found)) else { continue };
        let Some(sheet) = Sheet::read(&source, &row.keys().collect::<Vec<_>>(), &["date", "need"], found) else {
            continue;
        };
        let rows = sheet.rows.iter().map(|line| line.node(row)).collect();
        let node = Node { value: Value::Array(rows), place: named.clone() };
        match cover.get_mut("rows") {
            Some(Node { value: Value::Array(written), .. }) => {
                let Value::Array(rows) = node.value else { continue };
                written.extend(rows);
            }
            Some(_) => {}
            None => cover.0.push(Entry { key: "rows".to_string(), key_place: named, node }),
        }
    }
}

/// The text of the file that a value names, and where it is named.
fn open(node: &Node, files: &mut Files, found: &mut Diagnostics) -> Option<(Arc<Source>, Option<Place>)> {
    let place = node.place.clone();
    match expand(node.text()?, |name| std::env::var(name).ok()) {
        Ok(expanded) => {
            let named_in = place.as_ref().map_or(Path::new(""), |place| place.source.path.as_path());
            files.table(&beside(named_in, &expanded), place.as_ref(), found).map(|source| (source, place))
        }
        Err(diagnostic) => {
            found.push(diagnostic.at(place));
            None
        }
    }
}

fn table_mut(node: &mut Node) -> Option<&mut Table> {
    if let Value::Table(table) = &mut node.value { Some(table) } else { None }
}

mod csv_lines;
