//! Copies of a program with some promises left out, or elastic: with slack at a price (Chinneck, "Feasibility and Infeasibility
//! in Optimization", 2008).

use crate::staffing::RowSubject;
use mip::{Column, Program, StampedProgram};
use std::collections::BTreeSet;

/// One promise of a program: a row, or the upper bound of a column (by its place in [`StampedProgram::held`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ProgramPromise {
    Row(usize),
    Bound(usize),
}

/// The program without cost and with no promises but these: has it any solution, in whole people or in fractions?
pub(super) fn feasibility_program(
    stamped: &StampedProgram<RowSubject>,
    kept: &BTreeSet<ProgramPromise>,
    whole: bool,
) -> Program {
    let mut columns = widened_columns(stamped, &|place| kept.contains(&ProgramPromise::Bound(place)));
    for column in &mut columns {
        (column.cost, column.whole) = (0.0, column.whole && whole);
    }
    let mut copy = Program::of(columns);
    for row in 0..stamped.program.rows.len() {
        if !stamped.stamps[row].promise || kept.contains(&ProgramPromise::Row(row)) {
            copy.push_row(stamped.program.rows[row], entries(stamped, row));
        }
    }
    copy
}

/// The program with slack in some promises: one column for all rows together or one for each; held columns may grow.
/// Returns the slack columns with the value from which each counts as slack.
pub(super) fn elastic_program(
    stamped: &StampedProgram<RowSubject>,
    bend: &[ProgramPromise],
    together: bool,
) -> (Program, Vec<(u32, f64)>) {
    let held = |place: usize| !bend.contains(&ProgramPromise::Bound(place));
    let mut columns = widened_columns(stamped, &held);
    let rows: Vec<usize> =
        bend.iter().filter_map(|kept| if let ProgramPromise::Row(row) = kept { Some(*row) } else { None }).collect();
    let first = columns.len() as u32;
    let count = if together { rows.len().min(1) } else { rows.len() } as u32;
    let slack = Column { cost: 0.0, lower: 0.0, upper: f64::INFINITY, whole: false };
    columns.extend((0..count).map(|_| slack));
    let mut copy = Program::of(columns);
    for row in 0..stamped.program.rows.len() {
        let own = rows.binary_search(&row).ok().map(|place| if together { first } else { first + place as u32 });
        let entries = entries(stamped, row).chain(own.map(|slack| (slack, -1.0)));
        copy.push_row(stamped.program.rows[row], entries);
    }
    let grown = bend.iter().filter_map(|kept| {
        let ProgramPromise::Bound(place) = kept else { return None };
        let column = stamped.elastic[*place].1;
        Some((column, stamped.program.columns[column as usize].upper))
    });
    (copy, grown.chain((0..count).map(|slack| (first + slack, 0.0))).collect())
}

/// Numbers of people are held by rows and held columns; the bounds of all others only help the solver and would hide a
/// way out.
fn widened_columns(stamped: &StampedProgram<RowSubject>, held: &dyn Fn(usize) -> bool) -> Vec<Column> {
    let kept: BTreeSet<u32> =
        (0..stamped.elastic.len()).filter(|&place| held(place)).map(|place| stamped.elastic[place].1).collect();
    let wider = |(index, column): (usize, &Column)| {
        let fixed = kept.contains(&(index as u32)) || stamped.binaries.contains(&(index as u32));
        if column.whole && !fixed { Column { upper: column.upper * ROOM, ..*column } } else { *column }
    };
    stamped.program.columns.iter().enumerate().map(wider).collect()
}

/// How many times more people a conflict may be solved with.
const ROOM: f64 = 100.0;

/// The entries of a row; a switch lets as much more through as there is room for.
fn entries(stamped: &StampedProgram<RowSubject>, row: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
    let wider = |column: u32| if stamped.binaries.contains(&column) { ROOM } else { 1.0 };
    let limits = stamped.program.row(row).iter().any(|&(column, _)| !stamped.binaries.contains(&column));
    stamped
        .program
        .row(row)
        .iter()
        .map(move |&(column, factor)| (column, if limits { factor * wider(column) } else { factor }))
}
