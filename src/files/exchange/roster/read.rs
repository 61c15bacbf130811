//! A file into the roster that it holds.

use super::{grid, merge};
use crate::exchange::workbook;
use crate::exchange::workbook::{ASSIGNMENTS, ORIGINAL, ROSTER, Worksheets};
use crate::folder::read::of_entries;
use crate::folder::roster;
use crate::folder::roster::{READ, RosterEntry, SHOWN};
use crate::folder::table_file::TableFile;
use base::diagnostic::{Diagnostic, Diagnostics, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use planning::model::Model;
use planning::plan::Person;
use std::collections::BTreeSet;
use std::path::Path;

/// A roster, and of whom it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedRoster {
    /// People with their shifts.
    pub people: Vec<Person>,
    /// Employees whom a workbook lists; of a table everybody.
    pub listed: BTreeSet<usize>,
    /// Employees with assignments whose row of the grid is gone; their assignments count.
    pub without_row: BTreeSet<usize>,
}

/// Reads a file: a workbook if its name ends with `.xlsx`, a CSV table if not.
///
/// # Errors
/// Everything that is wrong with it, with row and column or the cell.
pub fn read(path: &Path, model: &Model) -> Result<TypedRoster, Diagnostics> {
    let mut problems = Diagnostics::default();
    let found = match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        true => of_workbook(path, model, &workbook::read(path)?, &mut problems),
        false => of_table(path, model, &mut problems),
    };
    match found {
        Some(read) if !problems.has_errors() => Ok(read),
        _ => {
            problems.sort();
            Err(problems)
        }
    }
}

fn of_table(path: &Path, model: &Model, problems: &mut Diagnostics) -> Option<TypedRoster> {
    let text = match read_text(path, CSV_BYTES) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("cannot read {}: {error}", path.display());
            problems.push(Diagnostic::error("cannot-read", message, "give a table (.csv) or a workbook (.xlsx)"));
            return None;
        }
    };
    let sheet = TableFile::parse(Source { path: path.to_owned(), text }, READ, SHOWN, problems)?;
    let entries = roster::read(model, &sheet, problems);
    Some(whole(model, entries))
}

fn of_workbook(path: &Path, model: &Model, sheets: &Worksheets, problems: &mut Diagnostics) -> Option<TypedRoster> {
    let mut table = |name: &str, cells: &[Vec<String>]| -> Option<Vec<RosterEntry>> {
        let sheet = TableFile::of_cells(path, name, cells, [READ, SHOWN], problems)?;
        Some(roster::read(model, &sheet, problems))
    };
    let grid = sheets.get(ROSTER);
    let Some(rows) = sheets.get(ASSIGNMENTS) else {
        if let Some((name, cells)) = sheets.only() {
            return Some(whole(model, table(name, cells)?));
        }
        let Some(cells) = grid else {
            let message = format!("{} has no sheet \"{ASSIGNMENTS}\"", path.display());
            problems.push(Diagnostic::error("bad-workbook", message, "write the roster on a sheet of this name"));
            return None;
        };
        let grid = grid::read(path, model, cells, problems)?;
        let listed = grid.employees.clone();
        let people = of_entries(model, merge::of_grid(model, &grid, problems));
        return Some(TypedRoster { people, listed, without_row: BTreeSet::new() });
    };
    let entries = table(ASSIGNMENTS, rows)?;
    let Some(cells) = grid else {
        return Some(whole(model, entries));
    };
    let original = match sheets.get(ORIGINAL) {
        Some(cells) => Some(table(ORIGINAL, cells)?),
        None => None,
    };
    let grid = grid::read(path, model, cells, problems)?;
    let mut listed = grid.employees.clone();
    listed.extend(entries.iter().map(|entry| entry.employee));
    let without_row = entries.iter().map(|entry| entry.employee).filter(|who| !grid.employees.contains(who)).collect();
    let entries = merge::merge(model, entries, original, &grid, problems);
    Some(TypedRoster { people: of_entries(model, entries), listed, without_row })
}

/// A table, which is the roster of everybody.
fn whole(model: &Model, entries: Vec<RosterEntry>) -> TypedRoster {
    let listed = (0..model.employees.len()).collect();
    TypedRoster { people: of_entries(model, entries), listed, without_row: BTreeSet::new() }
}
