//! `cover.ID.file`.

use super::csv_lines::CsvTable;
use super::named_file::{open, table_mut};
use crate::load::files::Files;
use crate::load::node::{TomlEntry, TomlNode, Value};
use crate::load::shape::SchemaShape;
use base::diagnostic::Diagnostics;

/// The rows of `cover.ID.file` become `cover.ID.rows`.
pub fn unfold(root: &mut TomlNode, shape: SchemaShape<'_>, files: &mut Files, found: &mut Diagnostics) {
    let Some(row) = shape.property("cover").and_then(SchemaShape::values).map(SchemaShape::resolved) else { return };
    let Some(row) =
        row.property("rows").map(SchemaShape::resolved).and_then(SchemaShape::items).map(SchemaShape::resolved)
    else {
        return;
    };
    let Some(covers) = table_mut(root).and_then(|table| table.get_mut("cover")).and_then(table_mut) else { return };
    for cover in covers.0.iter_mut().filter_map(|entry| table_mut(&mut entry.node)) {
        let Some((source, named)) = cover.get("file").and_then(|node| open(node, files, found)) else { continue };
        let Some(file) = CsvTable::read(&source, &row.keys().collect::<Vec<_>>(), &["date", "need"], found) else {
            continue;
        };
        let rows = file.rows.iter().map(|line| line.node(row)).collect();
        let node = TomlNode { value: Value::Array(rows), place: named.clone() };
        match cover.get_mut("rows") {
            Some(TomlNode { value: Value::Array(written), .. }) => {
                let Value::Array(rows) = node.value else { continue };
                written.extend(rows);
            }
            Some(_) => {}
            None => cover.0.push(TomlEntry { key: "rows".to_string(), key_place: named, node }),
        }
    }
}
