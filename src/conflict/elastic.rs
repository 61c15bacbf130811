//! Copies of a program with some promises left out or bent.

use crate::mip::{Column, Program};

/// The program without cost and without the rows that are not kept: has it any solution?
pub(super) fn without_cost(program: &Program, keep: &dyn Fn(usize) -> bool) -> Program {
    let mut copy = Program::of(program.columns.iter().map(|column| Column { cost: 0.0, ..*column }).collect());
    for row in (0..program.rows.len()).filter(|&row| keep(row)) {
        copy.push_row(program.rows[row], program.row(row).iter().copied());
    }
    copy
}

/// The program with slack in some rows: one column for all of them together, or one for each. Returns the columns.
pub(super) fn bent(program: &Program, bend: &[usize], together: bool) -> (Program, Vec<u32>) {
    let first = program.columns.len() as u32;
    let slacks: Vec<u32> = (0..if together { 1 } else { bend.len() as u32 }).map(|slack| first + slack).collect();
    let slack = Column { cost: 0.0, lower: 0.0, upper: f64::INFINITY, whole: false };
    let mut columns: Vec<Column> = program.columns.clone();
    columns.extend(slacks.iter().map(|_| slack));
    let mut copy = Program::of(columns);
    for row in 0..program.rows.len() {
        let own = bend.binary_search(&row).ok().map(|place| if together { first } else { slacks[place] });
        let entries = program.row(row).iter().copied().chain(own.map(|slack| (slack, -1.0)));
        copy.push_row(program.rows[row], entries);
    }
    (copy, slacks)
}
