//! Solves a whole program: it is audited, split into independent components, these are solved in parallel, and every result
//! is checked. A point counts only after rounding and an independent check of all rows; infeasibility only if a second solve
//! without presolve agrees, since presolve is where solvers go wrong most.

use super::highs;
use super::highs::{HighsResult, HighsStatus, HighsTask};
use super::indicator_neighbourhoods;
use super::progress::{ComponentState, ComponentsProgress};
use super::settings::Settings;
use crate::audit::{Fault, audit};
use crate::decomposition::components;
use crate::outcome::{Ending, Verdict};
use crate::program::{Column, Program};
use crate::residual;
use base::tolerance::PROVED_GAP;
use rayon::prelude::*;

/// The best point found and what is known about the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The coarse result.
    pub verdict: Verdict,
    /// Why the search ended.
    pub ending: Ending,
    /// The point, whole numbers rounded, if there is one.
    pub point: Option<Vec<f64>>,
    /// No point costs less.
    pub bound: f64,
}

/// Why there is no result at all: an error of ours or of the solver.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SolveError {
    /// The program was refused before the solver saw it.
    #[error("the program is unsound: {0}")]
    Audit(Fault),
    /// The solver ended in a state without meaning.
    #[error("the solver failed: {0}")]
    Solver(String),
    /// Two solves of one program contradict each other.
    #[error("the solver calls the program infeasible, and finds a solution in another way")]
    Disputed,
    /// The solver's point breaks the program's own rows.
    #[error("the solver's point is off by {0} in row {1:?}")]
    Residual(f64, Option<usize>),
}

/// Solves a program.
///
/// The verdict *optimal* is given only to a point that satisfies every row after rounding; *infeasible* only when a second
/// solve without presolve agrees.
///
/// # Errors
/// See [`SolveError`]; none of them is caused by the user's data.
pub fn solve(program: &Program, settings: &Settings) -> Result<Solved, SolveError> {
    solve_from(program, settings, None)
}

/// The same, from a start point, such as the solution of a similar program. A point that does not fit is ignored.
///
/// # Errors
/// See [`SolveError`].
pub fn solve_from(program: &Program, settings: &Settings, start: Option<&[f64]>) -> Result<Solved, SolveError> {
    let start = start.filter(|start| start.len() == program.columns.len());
    audit(program).map_err(SolveError::Audit)?;
    // Rows without entries belong to no component.
    let cannot_hold = |row: usize| program.row(row).is_empty() && !residual::holds(program.rows[row], 0.0);
    if (0..program.rows.len()).any(cannot_hold) {
        return Ok(Solved {
            verdict: Verdict::Infeasible,
            ending: Ending::Conflict,
            point: None,
            bound: f64::INFINITY,
        });
    }
    let components = components(program);
    let progress = ComponentsProgress::new(components.len(), settings);
    // Small components first: what they leave of the time goes to the large ones.
    let mut order: Vec<usize> = (0..components.len()).collect();
    order.sort_by_key(|&number| (components[number].program.entries(), number));
    let solved: Vec<Result<ComponentSolution, SolveError>> = order
        .par_iter()
        .map(|&number| {
            let component = &components[number];
            let start =
                start.map(|start| component.columns.iter().map(|&column| start[column as usize]).collect::<Vec<_>>());
            solve_component(number, &component.program, settings, &progress, start.as_deref())
        })
        .collect();
    let mut solutions: Vec<(usize, Result<ComponentSolution, SolveError>)> = order.into_iter().zip(solved).collect();
    solutions.sort_by_key(|(number, _)| *number);
    let mut point = Some(vec![0.0; program.columns.len()]);
    let (mut bound, mut ending) = (0.0, Ending::Proved);
    for ((_, solution), component) in solutions.into_iter().zip(&components) {
        let solution = solution?;
        bound += solution.bound;
        ending = ending.max(solution.ending);
        match (&mut point, solution.point) {
            (Some(point), Some(values)) => {
                component.columns.iter().zip(values).for_each(|(&column, value)| point[column as usize] = value);
            }
            _ => point = None,
        }
    }
    let verdict = match (ending, &point) {
        (Ending::Conflict, _) => Verdict::Infeasible,
        (_, None) => Verdict::Nothing,
        (Ending::Proved | Ending::WithinGap, _) => Verdict::Optimal,
        _ => Verdict::Feasible,
    };
    Ok(Solved { verdict, ending, point, bound })
}

/// What was reached on one component.
struct ComponentSolution {
    ending: Ending,
    point: Option<Vec<f64>>,
    bound: f64,
}

fn solve_component(
    number: usize,
    program: &Program,
    settings: &Settings,
    progress: &ComponentsProgress,
    start: Option<&[f64]>,
) -> Result<ComponentSolution, SolveError> {
    let seconds = progress.next_time_limit();
    let report = |cost: Option<f64>, bound: f64| progress.update(number, ComponentState { cost, bound, done: false });
    let interrupted = || settings.interrupted() || progress.enough();
    let task = HighsTask {
        program,
        gap: settings.gap,
        seconds,
        nodes: settings.nodes,
        seed: settings.seed,
        presolve: true,
        start,
        interrupted: &interrupted,
        report: &report,
    };
    let result =
        indicator_neighbourhoods::run(&task).unwrap_or_else(|| highs::run(&task)).map_err(SolveError::Solver)?;
    if result.status == HighsStatus::Infeasible && result.point.is_some() {
        return Err(SolveError::Disputed);
    }
    if result.status == HighsStatus::Infeasible {
        let second = highs::run(&HighsTask { presolve: false, ..task }).map_err(SolveError::Solver)?;
        return match second.status {
            HighsStatus::Infeasible => {
                Ok(ComponentSolution { ending: Ending::Conflict, point: None, bound: f64::INFINITY })
            }
            _ if second.point.is_some() => Err(SolveError::Disputed),
            _ => Ok(ComponentSolution { ending: limit_reached(second.status), point: None, bound: f64::NEG_INFINITY }),
        };
    }
    let (point, cost) = match &result.point {
        Some(point) => {
            let point = exact_point(program, point, &task)?;
            let cost = program.cost(&point);
            (Some(point), Some(cost))
        }
        None => (None, None),
    };
    let bound = result.bound.min(cost.unwrap_or(f64::INFINITY));
    progress.update(number, ComponentState { cost, bound, done: true });
    let ending = match (result.status, cost) {
        (HighsStatus::Optimal, Some(cost)) if cost - bound <= PROVED_GAP * cost.abs().max(1.0) => Ending::Proved,
        (HighsStatus::Optimal, _) => Ending::WithinGap,
        (status, _) => limit_reached(status),
    };
    Ok(ComponentSolution { ending, point, bound })
}

/// The ending of a solve without proof.
fn limit_reached(status: HighsStatus) -> Ending {
    if status == HighsStatus::Interrupted { Ending::Interrupted } else { Ending::TimeLimit }
}

/// The point with its whole numbers rounded and all continuous columns solved again, so that amounts are exact and no
/// incumbent costs more than its whole numbers require.
fn exact_point(program: &Program, point: &[f64], task: &HighsTask) -> Result<Vec<f64>, SolveError> {
    if !program.columns.iter().any(|column| column.whole) {
        // Nothing is rounded, so nothing is solved again; values outside their bounds by a tolerance are moved to them.
        let clamped = |(column, &value): (&Column, &f64)| value.clamp(column.lower, column.upper);
        let inside: Vec<f64> = program.columns.iter().zip(point).map(clamped).collect();
        if residual::feasible(program, &inside) {
            return Ok(inside);
        }
    }
    let rounded = residual::rounded(program, point).map_err(|(_, value)| SolveError::Residual(value, None))?;
    let mut fixed = program.clone();
    for (column, &value) in fixed.columns.iter_mut().zip(&rounded).filter(|(column, _)| column.whole) {
        (column.lower, column.upper, column.whole) = (value, value, false);
    }
    let quiet = |_: Option<f64>, _: f64| {};
    let again =
        HighsTask { program: &fixed, seconds: f64::INFINITY, nodes: i32::MAX, start: None, report: &quiet, ..*task };
    let continuous = match highs::run(&again).map_err(SolveError::Solver)? {
        HighsResult { status: HighsStatus::Optimal, point: Some(values), .. } => values,
        _ => rounded.clone(),
    };
    let exact: Vec<f64> = program
        .columns
        .iter()
        .zip(continuous.iter().zip(&rounded))
        .map(
            |(column, (&continuous, &rounded))| {
                if column.whole { rounded } else { continuous.clamp(column.lower, column.upper) }
            },
        )
        .collect();
    let (off, row) = residual::worst(program, &exact);
    if residual::feasible(program, &exact) { Ok(exact) } else { Err(SolveError::Residual(off, row)) }
}
