//! What was edited: the rows of the assignments, cells of the grid, or both.

use super::grid::TypedGrid;
use crate::folder::roster::{RosterEntry, early};
use base::diagnostic::{Diagnostic, Diagnostics};
use planning::model::Model;
use planning::plan::WorkedShift;
use std::collections::{BTreeMap, BTreeSet};

type PersonDay = (usize, u32);

/// The roster of the rows, with the cells of the grid that alone were changed.
pub fn merge(
    model: &Model,
    entries: Vec<RosterEntry>,
    original: Option<Vec<RosterEntry>>,
    grid: &TypedGrid,
    problems: &mut Diagnostics,
) -> Vec<RosterEntry> {
    let mut rows = by_cell(entries);
    let before = original.map(by_cell);
    let keys: BTreeSet<PersonDay> = rows.keys().chain(grid.cells.keys()).copied().collect();
    for key in keys {
        let here = rows.get(&key).map_or(&[][..], Vec::as_slice);
        let Some((shifts, name)) = grid.cells.get(&key) else { continue };
        if rules(here) == *shifts {
            continue;
        }
        let was = before.as_ref().map(|before| before.get(&key).map_or(&[][..], Vec::as_slice));
        match was {
            // The grid is as it was exported: the rows were changed.
            Some(was) if rules(was) == *shifts => {}
            // The rows are as they were exported: the grid was changed.
            Some(was) if same(was, here) => {
                let changed = shifts_of(model, key, shifts, here, name, problems);
                rows.insert(key, changed);
            }
            _ => problems.push(differ(model, key, shifts, here, name)),
        }
    }
    rows.into_values().flatten().collect()
}

/// The roster of a grid alone.
pub fn of_grid(model: &Model, grid: &TypedGrid, problems: &mut Diagnostics) -> Vec<RosterEntry> {
    let cells = grid.cells.iter();
    cells.flat_map(|(&key, (shifts, name))| shifts_of(model, key, shifts, &[], name, problems)).collect()
}

fn by_cell(entries: Vec<RosterEntry>) -> BTreeMap<PersonDay, Vec<RosterEntry>> {
    let mut cells: BTreeMap<PersonDay, Vec<RosterEntry>> = BTreeMap::new();
    for entry in entries {
        cells.entry((entry.employee, entry.shift.day)).or_default().push(entry);
    }
    cells.values_mut().for_each(|entries| entries.sort_by_key(|entry| (entry.shift.start, entry.shift.template)));
    cells
}

fn rules(entries: &[RosterEntry]) -> Vec<usize> {
    entries.iter().map(|entry| entry.shift.template).collect()
}

fn same(left: &[RosterEntry], right: &[RosterEntry]) -> bool {
    left.iter().map(|entry| &entry.shift).eq(right.iter().map(|entry| &entry.shift))
}

/// The shifts of a changed cell: those that were there stay as they are, new ones must have one start and one length.
fn shifts_of(
    model: &Model,
    (employee, day): PersonDay,
    shifts: &[usize],
    here: &[RosterEntry],
    name: &str,
    problems: &mut Diagnostics,
) -> Vec<RosterEntry> {
    let mut changed = Vec::new();
    for &rule in shifts {
        let shift = &model.shifts[rule];
        let at = (format!("cell {name}"), None);
        if let Some(known) = here.iter().find(|entry| entry.shift.template == rule) {
            changed.push(RosterEntry { employee, shift: known.shift.clone(), at });
            continue;
        }
        let mut variants = shift.variants();
        let (Some((start, span)), None) = (variants.next(), variants.next()) else {
            let message = format!("cell {name}: shift {} may start at several times or have several lengths", shift.id);
            let help = "write a row with its start and end on the sheet Assignments instead";
            problems.push(Diagnostic::error("bad-moment", message, help));
            continue;
        };
        let start = model.calendar.minute(day.into(), start);
        changed.push(RosterEntry {
            employee,
            shift: WorkedShift { day, template: rule, start, span, breaks: early(shift) },
            at,
        });
    }
    changed
}

fn differ(model: &Model, (employee, day): PersonDay, shifts: &[usize], here: &[RosterEntry], name: &str) -> Diagnostic {
    let said = |shifts: &[usize]| match shifts {
        [] => "off".to_owned(),
        _ => shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect::<Vec<_>>().join("+"),
    };
    let (person, date) = (&model.employees[employee].id, model.calendar.date(day.into()));
    let row = |entry: &RosterEntry| format!("{} says {}", entry.at.0, model.shifts[entry.shift.template].id);
    let rows: Vec<String> = here.iter().map(row).collect();
    let rows = if rows.is_empty() { "the sheet Assignments has no row".to_owned() } else { rows.join(", ") };
    let message = format!("{person} on {date}: cell {name} says {}, and {rows}", said(shifts));
    let place = here.first().and_then(|entry| entry.at.1.clone());
    Diagnostic::error("edited-twice", message, "let both say the same, or change only one of them").at(place)
}
