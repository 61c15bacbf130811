//! An independent look at the solver's point: whole numbers rounded, every row and bound evaluated again.

use super::program::{Program, Row};
use base::tolerance::{FEASIBILITY, INTEGRALITY};

/// The point with its whole numbers rounded.
///
/// # Errors
/// A whole column is further from a whole number than the tolerance: its index and value.
pub fn rounded(program: &Program, point: &[f64]) -> Result<Vec<f64>, (usize, f64)> {
    program
        .columns
        .iter()
        .zip(point)
        .enumerate()
        .map(|(index, (column, &value))| match column.whole {
            true if (value - value.round()).abs() > INTEGRALITY => Err((index, value)),
            true => Ok(value.round()),
            false => Ok(value),
        })
        .collect()
}

/// The largest amount by which the point leaves a row or a bound, relative to the size of the limit, and the row
/// it was found in (`None`: a bound). Zero for a point inside.
pub fn worst(program: &Program, point: &[f64]) -> (f64, Option<usize>) {
    let bounds =
        program.columns.iter().zip(point).map(|(column, &value)| (beyond(value, column.lower, column.upper), None));
    let rows = (0..program.rows.len()).map(|index| {
        let row = program.rows[index];
        (beyond(program.activity(index, point), row.lower, row.upper), Some(index))
    });
    bounds.chain(rows).fold((0.0, None), |worst, next| if next.0 > worst.0 { next } else { worst })
}

/// How far a value is outside its limits, relative to their size.
fn beyond(value: f64, lower: f64, upper: f64) -> f64 {
    let limit = if value < lower { lower } else { upper };
    (lower - value).max(value - upper).max(0.0) / limit.abs().max(1.0)
}

/// True if an activity keeps the limits of its row within the tolerance.
pub fn holds(row: Row, activity: f64) -> bool {
    beyond(activity, row.lower, row.upper) <= FEASIBILITY
}

/// True if the point keeps every row and bound within the tolerance.
pub fn feasible(program: &Program, point: &[f64]) -> bool {
    worst(program, point).0 <= FEASIBILITY
}
