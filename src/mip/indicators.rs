//! Finds the indicator columns of a program: binary columns that say whether something may be used at all. Programs of
//! fixed-charge type have a few of them, and these decide most of the cost.

use super::program::Program;
use std::collections::BTreeMap;

/// A binary column `u` of rows `x <= most * u` (variable upper bounds), where no `x` is binary itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The column `u`.
    pub column: usize,
    /// The columns `x`, in the order of their rows.
    pub controlled: Vec<usize>,
}

/// The indicators of a program, by column.
pub fn indicators(program: &Program) -> Vec<Indicator> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (column, controlled) in (0..program.rows.len()).filter_map(|index| link(program, index)) {
        found.entry(column).or_default().push(controlled);
    }
    found.into_iter().map(|(column, controlled)| Indicator { column, controlled }).collect()
}

/// The indicator and the column that it controls, if the row is such a row.
fn link(program: &Program, index: usize) -> Option<(usize, usize)> {
    let &[(left, first), (right, second)] = program.row(index) else { return None };
    let row = program.rows[index];
    let (left, right) = (left as usize, right as usize);
    let binary = |column: usize| {
        let column = &program.columns[column];
        column.whole && column.lower == 0.0 && column.upper == 1.0
    };
    // The sign of `x` where the row reads as `x - most * u <= 0`.
    let sign = match (row.lower, row.upper) {
        (f64::NEG_INFINITY, 0.0) => 1.0,
        (0.0, f64::INFINITY) => -1.0,
        _ => return None,
    };
    match (binary(left), binary(right)) {
        (false, true) if second * sign < 0.0 && first * sign > 0.0 => Some((right, left)),
        (true, false) if first * sign < 0.0 && second * sign > 0.0 => Some((left, right)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Column, Row};

    #[test]
    fn an_indicator_bounds_another_column() {
        let column = |upper| Column { cost: 1.0, lower: 0.0, upper, whole: true };
        let mut program = Program::of(vec![column(9.0), column(1.0), column(1.0), column(1.0), column(7.0)]);
        let (below, above) = (Row { lower: f64::NEG_INFINITY, upper: -0.0 }, Row { lower: 0.0, upper: f64::INFINITY });
        program.push_row(below, [(0, 1.0), (1, -9.0)]);
        program.push_row(below, [(0, -1.0), (2, 9.0)]);
        program.push_row(below, [(1, 1.0), (2, -1.0)]);
        program.push_row(above, [(3, 7.0), (4, -1.0)]);
        let found = indicators(&program);
        assert_eq!(found, [Indicator { column: 1, controlled: vec![0] }, Indicator { column: 3, controlled: vec![4] }]);
    }
}
