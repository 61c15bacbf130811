//! A whole program: audited, cut into independent parts, solved in parallel, and believed only after a second look.

use super::highs;
use super::highs::{Answer, Claim, Task};
use super::settings::{Progress, Settings};
use crate::outcome::{Ending, Verdict};
use crate::solver::indicator_search;
use crate::{Column, Program, audit, decomposition as blocks, residual};
use base::tolerance::PROVED_GAP;
use rayon::prelude::*;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Seconds that a part may always take, of what is left.
const SHORTEST: f64 = 1.0;

/// The best point found and what is known about the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The coarse answer.
    pub verdict: Verdict,
    /// Why the search ended.
    pub ending: Ending,
    /// The point, whole numbers rounded, if there is one.
    pub point: Option<Vec<f64>>,
    /// No point costs less.
    pub bound: f64,
}

/// Why there is no answer at all: a bug of ours or of the solver's.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SolveError {
    /// The program was refused before the solver saw it.
    #[error("the program is unsound: {0}")]
    Audit(audit::Fault),
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
/// *Optimal* is said only of a point that keeps every row after rounding; *infeasible* only when a second solve
/// without presolve agrees, since presolve is where solvers go wrong most.
///
/// # Errors
/// See [`SolveError`]; none of them is the user's fault.
pub fn solve(program: &Program, settings: &Settings) -> Result<Solved, SolveError> {
    solve_from(program, settings, None)
}

/// The same, beginning with a point of a program that is alike; what does not fit is no help, and no harm.
///
/// # Errors
/// See [`SolveError`].
pub fn solve_from(program: &Program, settings: &Settings, start: Option<&[f64]>) -> Result<Solved, SolveError> {
    let start = start.filter(|start| start.len() == program.columns.len());
    audit::audit(program).map_err(SolveError::Audit)?;
    // Rows without entries belong to no part.
    let cannot_hold = |row: usize| program.row(row).is_empty() && !residual::holds(program.rows[row], 0.0);
    if (0..program.rows.len()).any(cannot_hold) {
        return Ok(Solved {
            verdict: Verdict::Infeasible,
            ending: Ending::Conflict,
            point: None,
            bound: f64::INFINITY,
        });
    }
    let parts = blocks::blocks(program);
    let board = Board::new(parts.len(), settings);
    // Small parts first: what they leave of the time goes to the large ones.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&number| (parts[number].program.entries(), number));
    let solved: Vec<Result<Part, SolveError>> = order
        .par_iter()
        .map(|&number| {
            let part = &parts[number];
            let start =
                start.map(|start| part.columns.iter().map(|&column| start[column as usize]).collect::<Vec<_>>());
            solve_part(number, &part.program, settings, &board, start.as_deref())
        })
        .collect();
    let mut answers: Vec<(usize, Result<Part, SolveError>)> = order.into_iter().zip(solved).collect();
    answers.sort_by_key(|(number, _)| *number);
    let mut point = Some(vec![0.0; program.columns.len()]);
    let (mut bound, mut ending) = (0.0, Ending::Proved);
    for ((_, answer), part) in answers.into_iter().zip(&parts) {
        let answer = answer?;
        bound += answer.bound;
        ending = ending.max(answer.ending);
        match (&mut point, answer.point) {
            (Some(point), Some(values)) => {
                part.columns.iter().zip(values).for_each(|(&column, value)| point[column as usize] = value);
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

struct Part {
    ending: Ending,
    point: Option<Vec<f64>>,
    bound: f64,
}

fn solve_part(
    number: usize,
    program: &Program,
    settings: &Settings,
    board: &Board,
    start: Option<&[f64]>,
) -> Result<Part, SolveError> {
    let seconds = board.slice();
    let report = |cost: Option<f64>, bound: f64| board.note(number, cost, bound, false);
    let interrupted = || settings.interrupted() || board.enough();
    let task = Task {
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
    let answer = indicator_search::run(&task).unwrap_or_else(|| highs::run(&task)).map_err(SolveError::Solver)?;
    if answer.claim == Claim::Infeasible && answer.point.is_some() {
        return Err(SolveError::Disputed);
    }
    if answer.claim == Claim::Infeasible {
        let second = highs::run(&Task { presolve: false, ..task }).map_err(SolveError::Solver)?;
        return match second.claim {
            Claim::Infeasible => Ok(Part { ending: Ending::Conflict, point: None, bound: f64::INFINITY }),
            _ if second.point.is_some() => Err(SolveError::Disputed),
            _ => Ok(Part { ending: stop(second.claim), point: None, bound: f64::NEG_INFINITY }),
        };
    }
    let (point, cost) = match &answer.point {
        Some(point) => {
            let point = settle(program, point, &task)?;
            let cost = program.cost(&point);
            (Some(point), Some(cost))
        }
        None => (None, None),
    };
    let bound = answer.bound.min(cost.unwrap_or(f64::INFINITY));
    board.note(number, cost, bound, true);
    let ending = match (answer.claim, cost) {
        (Claim::Optimal, Some(cost)) if cost - bound <= PROVED_GAP * cost.abs().max(1.0) => Ending::Proved,
        (Claim::Optimal, _) => Ending::WithinGap,
        (claim, _) => stop(claim),
    };
    Ok(Part { ending, point, bound })
}

fn stop(claim: Claim) -> Ending {
    if claim == Claim::Interrupted { Ending::Interrupted } else { Ending::TimeLimit }
}

/// The point with its whole numbers rounded and everything else solved again around them, so that amounts are
/// exact and no incumbent pays for more than it must.
fn settle(program: &Program, point: &[f64], task: &Task) -> Result<Vec<f64>, SolveError> {
    if !program.columns.iter().any(|column| column.whole) {
        // Nothing is rounded, so nothing has to be solved again; what is a tolerance beyond a limit is moved to it.
        let near = |(column, &value): (&Column, &f64)| value.clamp(column.lower, column.upper);
        let inside: Vec<f64> = program.columns.iter().zip(point).map(near).collect();
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
    let again = Task { program: &fixed, seconds: f64::INFINITY, nodes: i32::MAX, start: None, report: &quiet, ..*task };
    let settled = match highs::run(&again).map_err(SolveError::Solver)? {
        Answer { claim: Claim::Optimal, point: Some(values), .. } => values,
        _ => rounded.clone(),
    };
    let exact: Vec<f64> = program
        .columns
        .iter()
        .zip(settled.iter().zip(&rounded))
        .map(
            |(column, (&settled, &rounded))| {
                if column.whole { rounded } else { settled.clamp(column.lower, column.upper) }
            },
        )
        .collect();
    let (off, row) = residual::worst(program, &exact);
    if residual::feasible(program, &exact) { Ok(exact) } else { Err(SolveError::Residual(off, row)) }
}

/// What all parts know together: the clock and the state of each.
struct Board<'a> {
    settings: &'a Settings,
    enough: AtomicBool,
    begin: Instant,
    state: Mutex<State>,
}

struct State {
    waiting: usize,
    parts: Vec<(Option<f64>, f64, bool)>,
    /// Bounds of the parts that are known.
    bounds: Vec<f64>,
}

impl<'a> Board<'a> {
    fn new(parts: usize, settings: &'a Settings) -> Self {
        let state =
            State { waiting: parts, parts: vec![(None, 0.0, false); parts], bounds: vec![f64::NEG_INFINITY; parts] };
        Board { settings, enough: AtomicBool::new(false), begin: Instant::now(), state: Mutex::new(state) }
    }

    /// True once the bounds of all parts together are all that is wanted.
    fn enough(&self) -> bool {
        self.enough.load(Ordering::Relaxed)
    }

    /// The seconds the next part may take: what is left, shared among the waves of parts still to come; where these are many,
    /// at least so much that no part is stopped by what else the machine has to do.
    fn slice(&self) -> f64 {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let left = (self.settings.time_limit - self.begin.elapsed().as_secs_f64()).max(0.0);
        let waves = state.waiting.div_ceil(rayon::current_num_threads()).max(1);
        state.waiting = state.waiting.saturating_sub(1);
        (left / waves as f64).max(SHORTEST.min(left))
    }

    fn note(&self, number: usize, cost: Option<f64>, bound: f64, done: bool) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.bounds[number] = state.bounds[number].max(bound);
        if state.bounds.iter().sum::<f64>() >= self.settings.enough {
            self.enough.store(true, Ordering::Relaxed);
        }
        let Some(watcher) = &self.settings.watcher else { return };
        state.parts[number] = (cost, bound, done);
        let cost = state.parts.iter().map(|part| part.0).sum();
        let bound = state.parts.iter().map(|part| part.1).sum();
        let done = state.parts.iter().filter(|part| part.2).count();
        watcher(Progress { cost, bound, parts: (done, state.parts.len()) });
    }
}
