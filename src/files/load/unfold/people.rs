//! The files of `[employees]`, unfolded into `[employee.ID]`.

use super::named_file::{open, table_mut};
use crate::load::codes;
use crate::load::files::Files;
use crate::load::nearest::suggest;
use crate::load::node::{TomlEntry, TomlNode, TomlTable, Value};
use crate::load::shape::SchemaShape;
use crate::load::unfold::csv_lines::{CsvRecord, CsvTable};
use base::diagnostic::{Diagnostic, Diagnostics, Place};
use planning::demand::shown::shown;
use std::collections::BTreeMap;

/// Files with a row for each entry of a list of an employee, and the columns they need.
const LISTS: [(&str, &[&str]); 5] = [
    ("absences", &["employee", "from"]),
    ("wishes", &["employee", "date", "wish", "price"]),
    ("fixed", &["employee", "date"]),
    ("published", &["employee", "date"]),
    ("history", &["employee", "date", "shift"]),
];

/// Columns of the `roster.csv` of a plan beside those of a list.
const OF_A_PLAN: [&str; 8] = ["id", "name", "team", "day", "end", "span", "paid_minutes", "breaks"];

/// A start with its date and a length in minutes, as plans are written, become a time of day and a duration.
fn plain(line: &mut CsvRecord) {
    for (column, text) in &mut line.cells {
        match column.as_str() {
            "start" if text.len() > 16 && text.as_bytes()[10] == b'T' => {
                *text = text.get(11..16).unwrap_or_default().to_string();
            }
            "paid_minutes" => {
                *column = "paid".to_string();
                text.push_str("min");
            }
            _ => {}
        }
    }
    line.cells.retain(|(column, _)| !OF_A_PLAN.contains(&column.as_str()));
}

/// Unfolds every file.
pub fn unfold(root: &mut TomlNode, shape: SchemaShape<'_>, files: &mut Files, found: &mut Diagnostics) {
    let Some(shape) = shape.property("employee").and_then(SchemaShape::values).map(SchemaShape::resolved) else {
        return;
    };
    let Some(table) = table_mut(root) else { return };
    let Some(TomlNode { value: Value::Table(named), place }) = table.get("employees").cloned() else { return };
    if table.get("employee").is_none() {
        let node = TomlNode { value: Value::Table(TomlTable::default()), place: place.clone() };
        table.0.push(TomlEntry { key: "employee".to_string(), key_place: place, node });
    }
    let Some(people) = table.get_mut("employee").and_then(table_mut) else { return };
    let mut read = |key: &str, known: &[&str], needed: &[&str], found: &mut Diagnostics| {
        let (source, place) = named.get(key).and_then(|node| open(node, files, found))?;
        Some((CsvTable::read(&source, known, needed, found)?, place))
    };
    let nested = ["available", "absences", "wishes", "fixed", "published", "history", "balances"];
    let columns: Vec<&str> = std::iter::once("id").chain(shape.keys().filter(|key| !nested.contains(key))).collect();
    if let Some((file, _)) = read("file", &columns, &["id"], found) {
        employees(people, &file, shape, found);
    }
    let mut people = PeopleTables::new(people);
    for (list, needed) in LISTS {
        let Some(entry) =
            shape.property(list).map(SchemaShape::resolved).and_then(SchemaShape::items).map(SchemaShape::resolved)
        else {
            continue;
        };
        let of_a_plan: &[&str] = if list == "published" { &OF_A_PLAN } else { &[] };
        let known: Vec<&str> =
            std::iter::once("employee").chain(entry.keys()).chain(of_a_plan.iter().copied()).collect();
        let Some((mut file, place)) = read(list, &known, needed, found) else { continue };
        file.rows.iter_mut().for_each(plain);
        if list == "history" {
            people.give_all_a_history(&place);
        }
        for line in &file.rows {
            let node = TomlNode {
                value: Value::Table(TomlTable(line.entries(entry, &["employee"]))),
                place: line.place.clone(),
            };
            if let Some(employee) = people.of(line, found) {
                append(employee, list, node);
            }
        }
    }
    if let Some((file, _)) =
        read("availability", &["employee", "days", "from", "to"], &["employee", "days", "from", "to"], found)
    {
        for line in &file.rows {
            available(line, &mut people, found);
        }
    }
    if let Some((file, _)) = read("balances", &["employee", "rule", "balance"], &["employee", "rule", "balance"], found)
    {
        for line in &file.rows {
            balance(line, &mut people, found);
        }
    }
}

/// A table for each row; a row of somebody who has a table adds to it what it does not say.
fn employees(people: &mut TomlTable, file: &CsvTable, shape: SchemaShape<'_>, found: &mut Diagnostics) {
    let mut known: BTreeMap<String, usize> =
        people.0.iter().enumerate().map(|(place, entry)| (entry.key.clone(), place)).collect();
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for line in &file.rows {
        let Some(id) = line.text("id") else {
            found.push(missing("id", &line.place));
            continue;
        };
        if seen.insert(id.to_string(), ()).is_some() {
            let message = format!("the employee `{}` stands twice in the file", shown(id));
            found.push(Diagnostic::error(codes::DUPLICATE_ENTRY, message, "keep one row").at(line.place.clone()));
            continue;
        }
        let entries = line.entries(shape, &["id"]);
        match known.get(id).and_then(|&place| table_mut(&mut people.0[place].node)) {
            None => {
                known.insert(id.to_string(), people.0.len());
                let node = TomlNode { value: Value::Table(TomlTable(entries)), place: line.place.clone() };
                people.0.push(TomlEntry { key: id.to_string(), key_place: line.place.clone(), node });
            }
            Some(written) => {
                for entry in entries {
                    if written.get(&entry.key).is_some() {
                        let message = format!("the employee `{id}` has a `{}` in the model file too", entry.key);
                        let diagnostic = Diagnostic::error(codes::DUPLICATE_ENTRY, message, "keep one of the two");
                        found.push(diagnostic.at(entry.key_place));
                    } else {
                        written.0.push(entry);
                    }
                }
            }
        }
    }
}

/// The tables of all employees, found by id.
struct PeopleTables<'a> {
    people: &'a mut TomlTable,
    places: BTreeMap<String, usize>,
}

impl<'a> PeopleTables<'a> {
    fn new(people: &'a mut TomlTable) -> Self {
        let places = people.0.iter().enumerate().map(|(place, entry)| (entry.key.clone(), place)).collect();
        PeopleTables { people, places }
    }

    /// The table of the employee whom a line names.
    fn of(&mut self, line: &CsvRecord, found: &mut Diagnostics) -> Option<&mut TomlTable> {
        let Some(id) = line.text("employee") else {
            found.push(missing("employee", &line.place));
            return None;
        };
        let Some(&place) = self.places.get(id) else {
            let message = format!("there is no employee `{}`", shown(id));
            let help = suggest(id, self.people.keys().collect::<Vec<_>>());
            found.push(Diagnostic::error(codes::UNKNOWN_ID, message, help).at(line.place.clone()));
            return None;
        };
        table_mut(&mut self.people.0[place].node)
    }

    fn give_all_a_history(&mut self, place: &Option<Place>) {
        for employee in self.people.0.iter_mut().filter_map(|entry| table_mut(&mut entry.node)) {
            if employee.get("history").is_none() {
                let node = TomlNode { value: Value::Array(Vec::new()), place: place.clone() };
                employee.0.push(TomlEntry { key: "history".to_string(), key_place: place.clone(), node });
            }
        }
    }
}

fn missing(column: &str, place: &Option<Place>) -> Diagnostic {
    let message = format!("the row has no `{column}`");
    Diagnostic::error(codes::MISSING_KEY, message, "fill in the cell").at(place.clone())
}

/// Puts a value behind those of a list.
fn append(table: &mut TomlTable, key: &str, node: TomlNode) {
    match table.get_mut(key) {
        Some(TomlNode { value: Value::Array(items), .. }) => items.push(node),
        Some(_) => {}
        None => {
            let place = node.place.clone();
            let node = TomlNode { value: Value::Array(vec![node]), place: place.clone() };
            table.0.push(TomlEntry { key: key.to_string(), key_place: place, node });
        }
    }
}

/// The value under a key of a table below an employee, made if there is none.
fn below<'t>(employee: &'t mut TomlTable, table: &str, place: &Option<Place>) -> Option<&'t mut TomlTable> {
    if employee.get(table).is_none() {
        let node = TomlNode { value: Value::Table(TomlTable::default()), place: place.clone() };
        employee.0.push(TomlEntry { key: table.to_string(), key_place: place.clone(), node });
    }
    employee.get_mut(table).and_then(table_mut)
}

/// A window on some days; several rows of the same days are several windows.
fn available(line: &CsvRecord, people: &mut PeopleTables<'_>, found: &mut Diagnostics) {
    let Some(days) = line.text("days") else {
        found.push(missing("days", &line.place));
        return;
    };
    let window = format!("{}-{}", line.text("from").unwrap_or("00:00"), line.text("to").unwrap_or("24:00"));
    let window = TomlNode { value: Value::Text(window), place: line.place.clone() };
    if let Some(windows) = people.of(line, found).and_then(|employee| below(employee, "available", &line.place)) {
        append(windows, days, window);
    }
}

fn balance(line: &CsvRecord, people: &mut PeopleTables<'_>, found: &mut Diagnostics) {
    let (Some(rule), Some(balance)) = (line.text("rule"), line.text("balance")) else {
        found.push(missing("rule` or no `balance", &line.place));
        return;
    };
    let value = balance.parse().map_or_else(|_| Value::Text(balance.to_string()), Value::Integer);
    let Some(balances) = people.of(line, found).and_then(|employee| below(employee, "balances", &line.place)) else {
        return;
    };
    if balances.get(rule).is_some() {
        let message = format!("the balance of `{}` stands twice", shown(rule));
        found.push(Diagnostic::error(codes::DUPLICATE_ENTRY, message, "keep one row").at(line.place.clone()));
    } else {
        let node = TomlNode { value, place: line.place.clone() };
        balances.0.push(TomlEntry { key: rule.to_string(), key_place: line.place.clone(), node });
    }
}
