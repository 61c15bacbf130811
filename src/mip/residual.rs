//! An independent check of the solver's point: whole numbers are rounded, then every row and bound is evaluated again.

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

/// The largest violation of a row or a bound at a point, relative to the size of the limit (or to 1 if that is larger),
/// and its row (`None`: a bound). Zero for a feasible point.
pub fn worst(program: &Program, point: &[f64]) -> (f64, Option<usize>) {
    let bounds =
        program.columns.iter().zip(point).map(|(column, &value)| (violation(value, column.lower, column.upper), None));
    let rows = (0..program.rows.len()).map(|index| {
        let row = program.rows[index];
        (violation(program.activity(index, point), row.lower, row.upper), Some(index))
    });
    bounds.chain(rows).fold((0.0, None), |worst, next| if next.0 > worst.0 { next } else { worst })
}

/// By how much a value is outside its limits, relative to their size.
fn violation(value: f64, lower: f64, upper: f64) -> f64 {
    let limit = if value < lower { lower } else { upper };
    (lower - value).max(value - upper).max(0.0) / limit.abs().max(1.0)
}

/// True if an activity is within the limits of its row, up to the tolerance.
pub fn holds(row: Row, activity: f64) -> bool {
    violation(activity, row.lower, row.upper) <= FEASIBILITY
}

/// True if the point satisfies every row and bound, up to the tolerance.
pub fn feasible(program: &Program, point: &[f64]) -> bool {
    worst(program, point).0 <= FEASIBILITY
}
