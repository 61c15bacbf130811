//! Solves one program with HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
//! Computation 10, 2018) in one model on one thread.
//!
//! HiGHS keeps a scheduler for each thread of the operating system and refuses a second number of threads on it, so every
//! model runs with one thread and is built, solved and dropped inside one call; calls run in parallel.

use super::highs_model::{set_option, solve_from_basis};
use super::incumbent::Incumbent;
use crate::program::Program;
use ::highs::{Col, HighsModelStatus, HighsSolutionStatus, Model, RowProblem, Sense};
use base::tolerance::ABSOLUTE_GAP;
use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_void};
use std::time::Instant;

/// Entries of a program without whole numbers from which on the interior point method, which ends at a corner too, is
/// several times as fast as the simplex method.
const INTERIOR_POINT_ENTRIES: usize = 40_000;
/// Seconds that a second try always has.
const SECOND_TRY_SECONDS: f64 = 1.0;

/// A program for HiGHS, with limits and a start.
pub(super) struct HighsTask<'a> {
    pub program: &'a Program,
    pub gap: f64,
    pub seconds: f64,
    pub nodes: i32,
    pub seed: u32,
    pub presolve: bool,
    pub start: Option<&'a [f64]>,
    /// Asked often whether to stop.
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
    /// Called with the cost and the bound while the search is running.
    pub report: &'a (dyn Fn(Option<f64>, f64) + Sync),
}

/// How HiGHS ended, by its own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HighsStatus {
    Optimal,
    Infeasible,
    Limit,
    Interrupted,
}

/// The result of HiGHS, not yet checked.
pub(super) struct HighsResult {
    pub status: HighsStatus,
    pub point: Option<Vec<f64>>,
    pub bound: f64,
}

/// Runs HiGHS; if it fails, a second time with presolve the other way round, from the best point that it had found.
///
/// It fails rarely on sound programs, mostly because presolve returns a point that violates a row by slightly more than
/// HiGHS allows (ERGO-Code/HiGHS, issues 2782 and 2810).
///
/// # Errors
/// HiGHS refuses the program or an option, or ends twice in a state that has no meaning here: its own words.
pub(super) fn run(task: &HighsTask) -> Result<HighsResult, String> {
    twice(task, once)
}

/// A first try, and a second one if it fails.
fn twice(
    task: &HighsTask,
    mut once: impl FnMut(&HighsTask, &mut CallbackContext) -> Result<HighsResult, String>,
) -> Result<HighsResult, String> {
    let begin = Instant::now();
    let mut context = CallbackContext::of(task);
    once(task, &mut context).or_else(|_| {
        let found = context.found.take();
        let start = found.as_deref().or(task.start);
        let seconds = (task.seconds - begin.elapsed().as_secs_f64()).max(SECOND_TRY_SECONDS);
        once(&HighsTask { presolve: !task.presolve, seconds, start, ..*task }, &mut context)
    })
}

fn once(task: &HighsTask, context: &mut CallbackContext) -> Result<HighsResult, String> {
    let (mut model, _) = model(task)?;
    register_callback(&mut model, context)?;
    let solved = model.try_solve().map_err(|status| format!("HiGHS stopped with {status:?}"))?;
    let whole = task.program.columns.iter().any(|column| column.whole);
    let has_point = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let status = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty if has_point => HighsStatus::Optimal,
        HighsModelStatus::Infeasible => HighsStatus::Infeasible,
        // Every column is bounded or has a cost that is not negative (see the audit), so no program is unbounded.
        HighsModelStatus::UnboundedOrInfeasible => HighsStatus::Infeasible,
        HighsModelStatus::ReachedInterrupt => HighsStatus::Interrupted,
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedSolutionLimit => HighsStatus::Limit,
        other => return Err(format!("HiGHS ended with {other:?}, solution {:?}", solved.primal_solution_status())),
    };
    let point = has_point.then(|| solved.get_solution().columns().to_vec());
    let bound = match status {
        _ if whole => solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY),
        HighsStatus::Optimal => solved.objective_value(),
        _ => f64::NEG_INFINITY,
    };
    Ok(HighsResult { status, point, bound })
}

fn model(task: &HighsTask) -> Result<(Model, Vec<Col>), String> {
    let mut problem = RowProblem::default();
    let columns: Vec<_> = task
        .program
        .columns
        .iter()
        .map(|column| problem.add_column_with_integrality(column.cost, column.lower..=column.upper, column.whole))
        .collect();
    for (index, row) in task.program.rows.iter().enumerate() {
        let entries = task.program.row(index).iter().map(|&(column, factor)| (columns[column as usize], factor));
        problem.add_row(row.lower..=row.upper, entries);
    }
    let mut model = problem.try_optimise(Sense::Minimise).map_err(|status| format!("HiGHS refused: {status:?}"))?;
    set_option(&mut model, "threads", 1)?;
    set_option(&mut model, "parallel", "off")?;
    set_option(&mut model, "presolve", if task.presolve { "choose" } else { "off" })?;
    let large = task.program.entries() >= INTERIOR_POINT_ENTRIES;
    if task.presolve && large && !task.program.columns.iter().any(|column| column.whole) {
        set_option(&mut model, "solver", "ipm")?;
    }
    set_option(&mut model, "random_seed", task.seed as i32)?;
    set_option(&mut model, "time_limit", task.seconds.max(0.0))?;
    set_option(&mut model, "mip_max_nodes", task.nodes)?;
    set_option(&mut model, "mip_rel_gap", task.gap)?;
    set_option(&mut model, "mip_abs_gap", ABSOLUTE_GAP)?;
    if let Some(start) = task.start {
        model.try_set_solution(Some(start), None, None, None).map_err(|status| format!("start refused: {status:?}"))?;
    }
    Ok((model, columns))
}

/// A linear program that is solved again and again with other upper bounds; each solve starts from the last basis.
pub(super) struct WarmRelaxation<'a> {
    // Declared before the context, and so dropped before it: HiGHS calls back until then.
    model: Model,
    columns: Vec<Col>,
    _context: Box<CallbackContext<'a>>,
}

impl<'a> WarmRelaxation<'a> {
    /// A relaxation of the task's program; the seconds of the task are for all solves together.
    pub fn new(task: &HighsTask<'a>) -> Result<Self, String> {
        let (mut model, columns) = model(task)?;
        let mut context = Box::new(CallbackContext::of(task));
        register_callback(&mut model, &mut context)?;
        Ok(WarmRelaxation { model, columns, _context: context })
    }

    /// The optimal point with columns between zero and these limits; `None` if there is none, or a limit ended the search.
    pub fn solve(&mut self, limits: impl Iterator<Item = (usize, f64)>) -> Result<Option<Incumbent>, String> {
        for (column, most) in limits {
            self.model.change_column_bounds(self.columns[column], 0.0..=most);
        }
        let ended = solve_from_basis(&mut self.model)?;
        Ok((ended.status == HighsModelStatus::Optimal).then_some(Incumbent { cost: ended.cost, point: ended.point }))
    }
}

/// What the callback needs.
struct CallbackContext<'a> {
    interrupted: &'a (dyn Fn() -> bool + Sync),
    report: &'a (dyn Fn(Option<f64>, f64) + Sync),
    /// The best point that HiGHS has reported.
    found: RefCell<Option<Vec<f64>>>,
}

impl<'a> CallbackContext<'a> {
    fn of(task: &HighsTask<'a>) -> Self {
        CallbackContext { interrupted: task.interrupted, report: task.report, found: RefCell::default() }
    }
}

/// Registers the callback, through which HiGHS reports progress and learns when to stop.
fn register_callback(model: &mut Model, context: &mut CallbackContext) -> Result<(), String> {
    let data = std::ptr::from_mut(context).cast::<c_void>();
    // SAFETY: `context` outlives the model (see `run` and `WarmRelaxation`), HiGHS calls back on the solving thread only, and the
    // callback reads it as what it is.
    let mut status = unsafe { highs_sys::Highs_setCallback(model.as_mut_ptr(), Some(called_back), data) };
    for kind in [
        highs_sys::kHighsCallbackMipInterrupt,
        highs_sys::kHighsCallbackSimplexInterrupt,
        highs_sys::kHighsCallbackIpmInterrupt,
        highs_sys::kHighsCallbackMipLogging,
        highs_sys::kHighsCallbackMipImprovingSolution,
    ] {
        // SAFETY: the model is alive and the callback is set.
        status = status.max(unsafe { highs_sys::Highs_startCallback(model.as_mut_ptr(), kind) }.abs());
    }
    if status == 0 { Ok(()) } else { Err("HiGHS refused its callback".to_owned()) }
}

unsafe extern "C" fn called_back(
    kind: c_int,
    _message: *const c_char,
    out: *const highs_sys::HighsCallbackDataOut,
    input: *mut highs_sys::HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the `CallbackContext` handed over in `register_callback`, alive until the solve returns.
    let context = unsafe { &*data.cast::<CallbackContext>() };
    // SAFETY: HiGHS passes its data for the length of the call, or null.
    let (out, input) = unsafe { (out.as_ref(), input.as_mut()) };
    match (kind, out, input) {
        (highs_sys::kHighsCallbackMipLogging, Some(out), _) => {
            (context.report)(out.mip_primal_bound.is_finite().then_some(out.mip_primal_bound), out.mip_dual_bound);
        }
        (highs_sys::kHighsCallbackMipImprovingSolution, Some(out), _) if !out.mip_solution.is_null() => {
            // SAFETY: HiGHS says how many numbers there are, one for each column.
            let point = unsafe { std::slice::from_raw_parts(out.mip_solution, out.mip_solution_size as usize) };
            context.found.replace(Some(point.to_vec()));
        }
        (_, _, Some(input)) => input.user_interrupt = c_int::from((context.interrupted)()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Column, Row};

    fn program() -> Program {
        let column = |cost| Column { cost, lower: 0.0, upper: 9.0, whole: true };
        let mut program = Program::of(vec![column(5.0), column(4.0)]);
        program.push_row(Row { lower: 7.0, upper: f64::INFINITY }, [(0, 2.0), (1, 1.0)]);
        program
    }

    #[test]
    fn a_failure_is_followed_by_a_second_try_from_the_best_point_so_far() {
        let (program, mut asked) = (program(), Vec::new());
        let task = HighsTask {
            program: &program,
            gap: 0.0,
            seconds: 0.5,
            nodes: i32::MAX,
            seed: 0,
            presolve: true,
            start: None,
            interrupted: &|| false,
            report: &|_, _| {},
        };
        let result = twice(&task, |task, context| {
            asked.push((task.presolve, task.seconds, task.start.map(<[f64]>::to_vec)));
            let result = once(task, context);
            if asked.len() == 1 { Err("as if it had failed".to_owned()) } else { result }
        });
        assert_eq!(asked, [(true, 0.5, None), (false, SECOND_TRY_SECONDS, Some(vec![3.0, 1.0]))]);
        let result = result.unwrap();
        assert_eq!((result.status, result.bound, result.point), (HighsStatus::Optimal, 19.0, Some(vec![3.0, 1.0])));
        assert!(twice(&task, |_, _| Err("twice".to_owned())).is_err());
    }
}
