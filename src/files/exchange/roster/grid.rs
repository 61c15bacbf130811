//! The grid of a workbook: which shifts each person has on each date.

use super::super::workbook::{GRID_AND, ROSTER};
use crate::folder::table_file::{letters, nearest};
use base::diagnostic::{Diagnostic, Diagnostics};
use chrono::NaiveDate;
use planning::model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A grid.
pub struct TypedGrid {
    /// Employees who have a row.
    pub employees: BTreeSet<usize>,
    /// By employee and day: the shift templates in the order of the cell, and what the cell is called. Days without a column
    /// are not there.
    pub cells: BTreeMap<(usize, u32), (Vec<usize>, String)>,
}

/// Headings below which no shifts stand.
const PLAIN: [&str; 3] = ["employee", "name", "team"];
/// What begins the row of the sums.
const TOTAL: &str = "total";

/// Reads the rows below the heading "employee", up to the first empty one or that of the sums.
pub fn read(path: &Path, model: &Model, rows: &[Vec<String>], problems: &mut Diagnostics) -> Option<TypedGrid> {
    let refuse = |row: usize, column: usize, code: &'static str, message: String, help: String| {
        let message = format!("{} cell {ROSTER}!{}: {message}", path.display(), name(row, column));
        Diagnostic { code, ..Diagnostic::error("bad-workbook", message, help) }
    };
    let Some(heading) = rows.iter().position(|row| cell(row, 0) == "employee") else {
        let message = format!("{} has a sheet \"{ROSTER}\" without the heading \"employee\"", path.display());
        problems.push(Diagnostic::error("bad-workbook", message, "write it in column A, or delete the sheet"));
        return None;
    };
    let mut days: Vec<(usize, u32)> = Vec::new();
    for (column, text) in rows[heading].iter().enumerate() {
        // Other headings are words; only what looks like a date must be one.
        let Ok(date) = text.parse::<NaiveDate>() else { continue };
        match u32::try_from(model.calendar.day(date)).ok().filter(|&day| day < model.calendar.days) {
            Some(day) => days.push((column, day)),
            None => {
                let (first, days) = (model.calendar.start, model.calendar.days);
                let last = model.calendar.date(i64::from(days) - 1);
                let help = format!("write a date from {first} to {last}");
                let message = format!("{text} is not a date of the plan");
                problems.push(refuse(heading, column, "bad-date", message, help));
            }
        }
    }
    let mut grid = TypedGrid { employees: BTreeSet::new(), cells: BTreeMap::new() };
    let mut lost: BTreeSet<usize> = BTreeSet::new();
    for (row, line) in rows.iter().enumerate().skip(heading + 1) {
        let id = cell(line, 0);
        if id.is_empty() || id == TOTAL {
            break;
        }
        let known = || model.employees.iter().map(|employee| employee.id.as_str());
        let Some(employee) = known().position(|known| known == id) else {
            let message = format!("there is no employee \"{id}\"");
            problems.push(refuse(row, 0, "unknown-id", message, near(id, known())));
            continue;
        };
        if !grid.employees.insert(employee) {
            let message = format!("\"{id}\" has a second row");
            problems.push(refuse(row, 0, "duplicate-row", message, "delete one of them".to_owned()));
        }
        // Shifts below a heading that is no date any more would be lost.
        let is_shift =
            |text: &str| model.shifts.iter().any(|shift| text.split(GRID_AND).any(|word| word.trim() == shift.id));
        let plain = |column: usize| !PLAIN.contains(&cell(&rows[heading], column));
        let dated = |column: usize| days.iter().any(|&(known, _)| known == column);
        lost.extend((0..line.len()).filter(|&column| plain(column) && !dated(column) && is_shift(cell(line, column))));
        for &(column, day) in &days {
            let mut shifts = Vec::new();
            for word in cell(line, column).split(GRID_AND).map(str::trim).filter(|word| !word.is_empty()) {
                let known = || model.shifts.iter().map(|shift| shift.id.as_str());
                match known().position(|known| known == word) {
                    Some(shift) => shifts.push(shift),
                    None => {
                        let message = format!("there is no shift \"{word}\"");
                        problems.push(refuse(row, column, "unknown-id", message, near(word, known())));
                    }
                }
            }
            grid.cells.insert((employee, day), (shifts, format!("{ROSTER}!{}", name(row, column))));
        }
    }
    for column in lost {
        let message = format!("shifts stand below \"{}\", which is no date", cell(&rows[heading], column));
        problems.push(refuse(heading, column, "bad-date", message, "write the date of the column".to_owned()));
    }
    Some(grid)
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |text| text.trim())
}

fn name(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(word, known).map_or("write an id of the model".to_owned(), |near| format!("write \"{near}\""))
}
