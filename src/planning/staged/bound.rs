//! A lower bound on the cost of a roster of people who serve services: the linear relaxation of the first stage, tightened by
//! mixed-integer rounding inequalities in a cutting plane loop.

use super::tuning::TUNING;
use crate::model::Case;
use crate::solve::Failure;
use crate::staged::HeadcountProgram;
use crate::staged::rounding_inequalities::violated_inequalities;
use mip::Program;
use mip::outcome::Ending;
use mip::solver::{Deadline, Settings, SolveError, Solved, solve};

/// The solved first stage.
pub(super) struct HeadcountBound {
    /// Fractional heads and the bound.
    pub relaxed: Solved,
    /// Optimal fractional heads over all days, if there was time for them.
    pub over_all_days: Option<Vec<f64>>,
    /// Whole heads, where the program is small enough and there was time.
    pub integer: Option<Vec<f64>>,
}

/// Fractional heads and a bound: first each day by itself, which is quick, then all days, then with inequalities that whole
/// people keep and the point violates; a small program at last with whole heads. `guides`: whether the point guides the second
/// stage.
///
/// # Errors
/// The solver fails.
pub(super) fn headcount_bound(
    case: &Case,
    (heads, guides): (&HeadcountProgram, bool),
    settings: &Settings,
    deadline: &Deadline,
) -> Result<HeadcountBound, Failure> {
    let until = if guides { TUNING.guided_bound_until } else { TUNING.bound_until };
    let bug = |error: SolveError| Failure::Bug(error.to_string());
    let quiet = || {
        let left = deadline.left() - settings.time_limit * (1.0 - until);
        Settings { gap: settings.gap * TUNING.bound_gap, watcher: None, time_limit: left.max(0.0), ..settings.clone() }
    };
    let mut best = solve(&relaxation(&heads.days), &quiet()).map_err(bug)?;
    best.bound = best.bound.max(least_cost(&heads.program));
    let mut program = relaxation(&heads.program);
    let (mut more, mut over_all_days) = (Vec::new(), None);
    loop {
        let solved = solve(&program, &quiet()).map_err(bug)?;
        if matches!(solved.ending, Ending::Proved | Ending::WithinGap) {
            over_all_days.clone_from(&solved.point);
        }
        let before = best.bound;
        best = Solved { bound: best.bound.max(solved.bound), point: solved.point.or(best.point), ..solved };
        let Some(point) = best.point.as_ref().filter(|_| solved.bound.is_finite()) else { break };
        let rows = violated_inequalities(case, heads, point);
        if rows.is_empty()
            || best.bound - before < TUNING.least_bound_gain * best.bound.abs()
            || quiet().time_limit <= 0.0
        {
            break;
        }
        for (row, entries) in rows {
            program.push_row(row, entries.iter().copied());
            more.push((row, entries));
        }
    }
    let mut integer = None;
    if heads.program.entries() <= TUNING.integer_entries {
        let mut program = heads.program.clone();
        more.into_iter().for_each(|(row, entries)| program.push_row(row, entries));
        let solved = solve(&program, &quiet()).map_err(bug)?;
        best.bound = best.bound.max(solved.bound);
        integer = solved.point;
    }
    Ok(HeadcountBound { relaxed: best, over_all_days, integer })
}

fn relaxation(program: &Program) -> Program {
    let mut relaxed = program.clone();
    relaxed.columns.iter_mut().for_each(|column| column.whole = false);
    relaxed
}

/// What the columns cost at least, whatever the rows say.
fn least_cost(program: &Program) -> f64 {
    let of = |column: &mip::Column| column.cost * if column.cost < 0.0 { column.upper } else { column.lower };
    program.columns.iter().filter(|column| column.cost != 0.0).map(of).sum()
}
