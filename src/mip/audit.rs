//! Checks the numbers of a program before the solver sees them. HiGHS accepts some unsound programs and answers
//! wrongly: it reads NaN as optimal, drops coefficients below 1e-9, and calls an unbounded program infeasible.

use super::program::Program;
use base::{limits, tolerance};
use std::fmt;

/// What is wrong with a program, by column or row index.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// A number is not finite, or a lower bound is above its upper bound.
    Column(usize),
    /// A row limit is NaN, a lower limit is above its upper limit, or both are infinite.
    Row(usize),
    /// A coefficient lies outside the range the solver handles.
    Entry(usize, f64),
    /// Too many columns, rows or entries.
    Size(&'static str, usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Column(index) => write!(f, "column {index} has a cost or bounds that are no numbers in order"),
            Fault::Row(index) => write!(f, "row {index} has limits that are no numbers in order"),
            Fault::Entry(row, factor) => write!(f, "row {row} has the coefficient {factor}, which the solver misreads"),
            Fault::Size(what, count) => write!(f, "the program has {count} {what}, more than the solver can count"),
        }
    }
}

/// Checks every number of a program once.
///
/// # Errors
/// The first fault found.
pub fn audit(program: &Program) -> Result<(), Fault> {
    for (what, count, limit) in [
        ("columns", program.columns.len(), limits::COLUMNS),
        ("rows", program.rows.len(), limits::ROWS),
        ("entries", program.entries(), limits::ENTRIES),
    ] {
        if count > limit {
            return Err(Fault::Size(what, count));
        }
    }
    for (index, column) in program.columns.iter().enumerate() {
        let bounded = column.upper.is_finite() || (!column.whole && column.cost >= 0.0);
        if !column.cost.is_finite() || !column.lower.is_finite() || column.upper < column.lower || !bounded {
            return Err(Fault::Column(index));
        }
    }
    for (index, row) in program.rows.iter().enumerate() {
        let free = row.lower == f64::NEG_INFINITY && row.upper == f64::INFINITY;
        if row.lower.is_nan() || row.upper.is_nan() || row.lower > row.upper || free {
            return Err(Fault::Row(index));
        }
        let out_of_range =
            |factor: f64| !(tolerance::LEAST_COEFFICIENT..=tolerance::MOST_COEFFICIENT).contains(&factor.abs());
        if let Some(&(_, factor)) = program.row(index).iter().find(|&&(_, factor)| out_of_range(factor)) {
            return Err(Fault::Entry(index, factor));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Column, Row};

    fn program(column: Column, row: Row, factor: f64) -> Program {
        let mut program = Program::of(vec![column]);
        program.push_row(row, [(0, factor)]);
        program
    }

    const COLUMN: Column = Column { cost: 1.0, lower: 0.0, upper: 9.0, whole: true };
    const ROW: Row = Row { lower: 1.0, upper: f64::INFINITY };

    #[test]
    fn numbers_the_solver_misreads_are_refused() {
        assert_eq!(audit(&program(COLUMN, ROW, 1.0)), Ok(()));
        let nan = Column { cost: f64::NAN, ..COLUMN };
        assert_eq!(audit(&program(nan, ROW, 1.0)), Err(Fault::Column(0)));
        let loose = Column { upper: f64::INFINITY, ..COLUMN };
        assert_eq!(audit(&program(loose, ROW, 1.0)), Err(Fault::Column(0)));
        assert!(matches!(audit(&program(COLUMN, ROW, f64::NAN)), Err(Fault::Entry(0, _))));
        assert!(matches!(audit(&program(COLUMN, ROW, 1e-10)), Err(Fault::Entry(0, _))));
        let crossed = Row { lower: 2.0, upper: 1.0 };
        assert_eq!(audit(&program(COLUMN, crossed, 1.0)), Err(Fault::Row(0)));
    }
}
