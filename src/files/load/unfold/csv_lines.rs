//! A CSV file as lines of cells, and a cell as the value that its key asks for.

use crate::load::codes;
use crate::load::nearest::{list, suggest};
use crate::load::node::{TomlEntry, TomlNode, TomlTable, Value};
use crate::load::shape::SchemaShape;
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use planning::demand::codes::{DUPLICATE_COLUMN, EMPTY_FILE, RAGGED_ROW, UNKNOWN_COLUMN};
use planning::demand::line_at;
use planning::demand::shown::shown;
use std::sync::Arc;

/// Rows of another length than the header after which a file is given up: the rest says the same.
const FEW: usize = 5;

/// The lines below a header.
pub struct CsvTable {
    /// In the order of the file.
    pub rows: Vec<CsvRecord>,
}

/// The cells of a line that are not empty.
pub struct CsvRecord {
    /// Column and text.
    pub cells: Vec<(String, String)>,
    /// The whole line.
    pub place: Option<Place>,
}

impl CsvTable {
    /// Reads a file whose columns are among `known`, with all of `needed`.
    pub fn read(
        source: &Arc<Source>,
        known: &[&str],
        needed: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<CsvTable> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text.as_bytes());
        let header: Vec<String> = reader.headers().ok()?.iter().map(|name| name.trim().to_string()).collect();
        let mut found = Diagnostics::default();
        check_header(source, &header, known, needed, &mut found);
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while found.iter().count() < FEW && reader.read_record(&mut record).unwrap_or(false) {
            let place = record.position().map(|position| line_at(source, position.byte() as usize));
            if record.len() != header.len() {
                let message = format!("the row has {} fields and the header {}", record.len(), header.len());
                let help = "give every row the fields of the header; put text with commas in quotes";
                found.push(Diagnostic::error(RAGGED_ROW, message, help).at(place));
                continue;
            }
            let cells = header.iter().zip(&record).map(|(column, text)| (column.clone(), text.trim().to_string()));
            rows.push(CsvRecord { cells: cells.filter(|(_, text)| !text.is_empty()).collect(), place });
        }
        let broken = found.has_errors();
        diagnostics.extend(found);
        (!broken).then_some(CsvTable { rows })
    }
}

fn check_header(
    source: &Arc<Source>,
    header: &[String],
    known: &[&str],
    needed: &[&str],
    diagnostics: &mut Diagnostics,
) {
    let mut error = |code, message: String, help: String| {
        diagnostics.push(Diagnostic::error(code, message, help).at(Some(line_at(source, 0))));
    };
    if header.iter().all(String::is_empty) {
        let message = format!("`{}` is empty", source.path.display());
        error(EMPTY_FILE, message, format!("write a header; the columns are {}", list(known.iter().copied())));
        return;
    }
    for (number, column) in header.iter().enumerate() {
        if !known.contains(&column.as_str()) {
            let message = format!("the column `{}` does not belong here", shown(column));
            error(codes::EXTRA_COLUMN, message, suggest(column, known.iter().copied()));
        } else if header[..number].contains(column) {
            let message = format!("the column `{column}` stands twice");
            error(DUPLICATE_COLUMN, message, "delete one of the two".to_string());
        }
    }
    for column in needed.iter().filter(|column| !header.iter().any(|name| name == *column)) {
        let message = format!("there is no column `{column}`");
        error(UNKNOWN_COLUMN, message, format!("add it; the columns are {}", list(known.iter().copied())));
    }
}

impl CsvRecord {
    /// The text of a column; `None` if it is empty.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|(name, _)| name == column).map(|(_, text)| text.as_str())
    }

    /// The line as a table with this shape.
    pub fn node(&self, shape: SchemaShape<'_>) -> TomlNode {
        let entries = self.entries(shape, &[]);
        TomlNode { value: Value::Table(TomlTable(entries)), place: self.place.clone() }
    }

    /// The cells as keys of a table with this shape, without some.
    pub fn entries(&self, shape: SchemaShape<'_>, without: &[&str]) -> Vec<TomlEntry> {
        let kept = self.cells.iter().filter(|(column, _)| !without.contains(&column.as_str()));
        kept.filter_map(|(column, text)| {
            let node = TomlNode { value: value(text, shape.property(column)?, &self.place), place: self.place.clone() };
            Some(TomlEntry { key: column.clone(), key_place: self.place.clone(), node })
        })
        .collect()
    }
}

/// A cell as what its key asks for; text that is none of it, so that it is refused where all values are.
fn value(text: &str, shape: SchemaShape<'_>, place: &Option<Place>) -> Value {
    let shapes = shape.alternatives();
    let any = |test: fn(&SchemaShape<'_>) -> bool| shapes.iter().any(test);
    if any(|shape| shape.quantity() == Some("date"))
        && let Ok(date) = text.parse()
    {
        return Value::Date(date);
    }
    if any(|shape| shape.items().is_some()) {
        let words = text.split(|c: char| c == ';' || c.is_whitespace()).filter(|word| !word.is_empty());
        let node = |word: &str| TomlNode { value: Value::Text(word.to_string()), place: place.clone() };
        return Value::Array(words.map(node).collect());
    }
    if any(|shape| ["a number", "a whole number"].contains(&shape.plain()) && shape.quantity().is_none()) {
        if let Ok(number) = text.parse::<i64>() {
            return Value::Integer(number);
        }
        if let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) {
            return Value::Float(number);
        }
    }
    Value::Text(text.to_string())
}
