//! The files of `[slots]`: a template, and what is booked, become rows.

use super::named_file::{open, table_mut};
use crate::load::files::Files;
use crate::load::node::{TomlEntry, TomlNode, Value};
use crate::load::shape::SchemaShape;
use crate::load::unfold::csv_lines::{CsvRecord, CsvTable};
use base::diagnostic::Diagnostics;

/// Columns of the `slots.csv` of a plan beside those of a template.
const OF_A_PLAN: [&str; 6] = ["id", "end", "person", "resources", "release", "taken"];

/// `slots.template` becomes `slots.template_rows`, `slots.booked` becomes `slots.booked_rows`.
pub fn unfold(root: &mut TomlNode, shape: SchemaShape<'_>, files: &mut Files, found: &mut Diagnostics) {
    let Some(shape) = shape.property("slots").map(SchemaShape::resolved) else { return };
    let Some(slots) = table_mut(root).and_then(|table| table.get_mut("slots")).and_then(table_mut) else { return };
    for (file, rows) in [("template", "template_rows"), ("booked", "booked_rows")] {
        let Some(row) =
            shape.property(rows).map(SchemaShape::resolved).and_then(SchemaShape::items).map(SchemaShape::resolved)
        else {
            continue;
        };
        let Some((source, named)) = slots.get(file).and_then(|node| open(node, files, found)) else { continue };
        let known: Vec<&str> = row.keys().chain(OF_A_PLAN).collect();
        let Some(file) = CsvTable::read(&source, &known, &["type", "day", "start"], found) else { continue };
        let node = |line: &CsvRecord| TomlNode { value: table(line, row), place: line.place.clone() };
        let lines: Vec<TomlNode> = file.rows.iter().map(node).collect();
        match slots.get_mut(rows) {
            Some(TomlNode { value: Value::Array(written), .. }) => written.extend(lines),
            Some(_) => {}
            None => {
                let node = TomlNode { value: Value::Array(lines), place: named.clone() };
                slots.0.push(TomlEntry { key: rows.to_owned(), key_place: named, node });
            }
        }
    }
}

fn table(line: &CsvRecord, row: SchemaShape<'_>) -> Value {
    Value::Table(crate::load::node::TomlTable(line.entries(row, &OF_A_PLAN)))
}
