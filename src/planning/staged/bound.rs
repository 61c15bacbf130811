//! What no roster of people who serve services undercuts: heads on shifts, in parts, made whole by rows.

use crate::model::Case;
use crate::solve::Failure;
use crate::staged::HeadcountProgram;
use crate::staged::rounding_inequalities::violated_inequalities;
use mip::Program;
use mip::outcome::Ending;
use mip::solver::{Deadline, Settings, SolveError, Solved, solve};

/// Share of the time until which the bound is looked for; the second where its parts of heads guide the search, which is worth
/// the time.
const UNTIL: (f64, f64) = (0.3, 0.45);
/// Share of the gap asked for that a solve may leave.
const GAP: f64 = 0.5;
/// Share of the bound by which rows must have raised it for more of them to be looked for.
const LITTLE: f64 = 0.0002;

/// Matrix entries up to which whole heads are tried as well.
const SMALL: usize = 40_000;

/// What is known about heads before anybody has a name.
pub(super) struct HeadcountBound {
    /// Parts of heads and the bound.
    pub parts: Solved,
    /// Parts of heads that are best over all days together, if there was time for them.
    pub together: Option<Vec<f64>>,
    /// Whole heads, where a small program had time for them.
    pub whole: Option<Vec<f64>>,
}

/// Parts of heads and a bound: first each day by itself, which takes no time, then all days, then with rows that whole
/// people keep and parts of people break; a small program at last with whole heads.
pub(super) fn headcount_bound(
    case: &Case,
    (heads, guides): (&HeadcountProgram, bool),
    settings: &Settings,
    deadline: &Deadline,
) -> Result<HeadcountBound, Failure> {
    let until = if guides { UNTIL.1 } else { UNTIL.0 };
    let bug = |error: SolveError| Failure::Bug(error.to_string());
    let quiet = || {
        let left = deadline.left() - settings.time_limit * (1.0 - until);
        Settings { gap: settings.gap * GAP, watcher: None, time_limit: left.max(0.0), ..settings.clone() }
    };
    let mut best = solve(&relaxed(&heads.days), &quiet()).map_err(bug)?;
    best.bound = best.bound.max(least_cost(&heads.program));
    let mut program = relaxed(&heads.program);
    let (mut more, mut together) = (Vec::new(), None);
    loop {
        let solved = solve(&program, &quiet()).map_err(bug)?;
        if matches!(solved.ending, Ending::Proved | Ending::WithinGap) {
            together.clone_from(&solved.point);
        }
        let before = best.bound;
        best = Solved { bound: best.bound.max(solved.bound), point: solved.point.or(best.point), ..solved };
        let Some(point) = best.point.as_ref().filter(|_| solved.bound.is_finite()) else { break };
        let rows = violated_inequalities(case, heads, point);
        if rows.is_empty() || best.bound - before < LITTLE * best.bound.abs() || quiet().time_limit <= 0.0 {
            break;
        }
        for (row, entries) in rows {
            program.push_row(row, entries.iter().copied());
            more.push((row, entries));
        }
    }
    let mut whole = None;
    if heads.program.entries() <= SMALL {
        let mut program = heads.program.clone();
        more.into_iter().for_each(|(row, entries)| program.push_row(row, entries));
        let solved = solve(&program, &quiet()).map_err(bug)?;
        best.bound = best.bound.max(solved.bound);
        whole = solved.point;
    }
    Ok(HeadcountBound { parts: best, together, whole })
}

fn relaxed(program: &Program) -> Program {
    let mut parts = program.clone();
    parts.columns.iter_mut().for_each(|column| column.whole = false);
    parts
}

/// What the columns cost at least, whatever the rows say.
fn least_cost(program: &Program) -> f64 {
    let of = |column: &mip::Column| column.cost * if column.cost < 0.0 { column.upper } else { column.lower };
    program.columns.iter().filter(|column| column.cost != 0.0).map(of).sum()
}
