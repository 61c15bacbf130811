//! One program, one HiGHS model, one thread. The only file that names the solver's crates.
//!
//! HiGHS keeps a scheduler for each OS thread and refuses a second thread count on it, so every model runs with one
//! thread and is built, solved and dropped inside one call; what runs in parallel are calls.

use crate::Program;
use ::highs::{Col, HighsModelStatus, HighsSolutionStatus, Model, RowProblem, Sense};
use base::tolerance::ABSOLUTE_GAP;
use highs_sys::HighsInt;
use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_void};
use std::time::Instant;

/// Entries of a program without whole numbers from which on the interior point method, which ends at a corner too, is
/// several times as fast as the simplex method.
const LARGE: usize = 40_000;
/// Seconds that a second try always has.
const GRACE: f64 = 1.0;

/// What HiGHS may use up, and from where it starts.
pub(super) struct Task<'a> {
    pub program: &'a Program,
    pub gap: f64,
    pub seconds: f64,
    pub nodes: i32,
    pub seed: u32,
    pub presolve: bool,
    pub start: Option<&'a [f64]>,
    /// Asked often whether to stop.
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
    /// Told the cost and the bound while the search goes on.
    pub report: &'a (dyn Fn(Option<f64>, f64) + Sync),
}

/// How HiGHS ended, before anybody believes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    Optimal,
    Infeasible,
    Limit,
    Interrupted,
}

/// What HiGHS says.
pub(super) struct Answer {
    pub claim: Claim,
    pub point: Option<Vec<f64>>,
    pub bound: f64,
}

/// Runs HiGHS; where it fails, once more in another way, from the best point that it had found.
///
/// It fails once in a long while on sound programs, mostly because presolve gave back a point that is off by a hair more
/// than HiGHS allows (ERGO-Code/HiGHS, issues 2782 and 2810).
///
/// # Errors
/// HiGHS refuses the program or an option, or ends twice in a state that has no meaning here: its own words.
pub(super) fn run(task: &Task) -> Result<Answer, String> {
    twice(task, once)
}

/// A try, and a second one if the first fails.
fn twice(task: &Task, mut once: impl FnMut(&Task, &mut Watch) -> Result<Answer, String>) -> Result<Answer, String> {
    let begin = Instant::now();
    let mut watch = Watch::of(task);
    once(task, &mut watch).or_else(|_| {
        let found = watch.found.take();
        let start = found.as_deref().or(task.start);
        let seconds = (task.seconds - begin.elapsed().as_secs_f64()).max(GRACE);
        once(&Task { presolve: !task.presolve, seconds, start, ..*task }, &mut watch)
    })
}

fn once(task: &Task, watch: &mut Watch) -> Result<Answer, String> {
    let (mut model, _) = model(task)?;
    listen(&mut model, watch)?;
    let solved = model.try_solve().map_err(|status| format!("HiGHS stopped with {status:?}"))?;
    let whole = task.program.columns.iter().any(|column| column.whole);
    let has_point = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let claim = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty if has_point => Claim::Optimal,
        HighsModelStatus::Infeasible => Claim::Infeasible,
        // Every column is bounded or held down by its cost (see the audit), so there is no unbounded program.
        HighsModelStatus::UnboundedOrInfeasible => Claim::Infeasible,
        HighsModelStatus::ReachedInterrupt => Claim::Interrupted,
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedSolutionLimit => Claim::Limit,
        other => return Err(format!("HiGHS ended with {other:?}, solution {:?}", solved.primal_solution_status())),
    };
    let point = has_point.then(|| solved.get_solution().columns().to_vec());
    let bound = match claim {
        _ if whole => solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY),
        Claim::Optimal => solved.objective_value(),
        _ => f64::NEG_INFINITY,
    };
    Ok(Answer { claim, point, bound })
}

fn model(task: &Task) -> Result<(Model, Vec<Col>), String> {
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
    let mut option = |name: &str, set: &mut dyn FnMut(&mut Model, &str) -> bool| match set(&mut model, name) {
        true => Ok(()),
        false => Err(format!("HiGHS refused the option {name}")),
    };
    option("threads", &mut |model, name| model.try_set_option(name, 1).is_ok())?;
    option("parallel", &mut |model, name| model.try_set_option(name, "off").is_ok())?;
    let presolve = if task.presolve { "choose" } else { "off" };
    option("presolve", &mut |model, name| model.try_set_option(name, presolve).is_ok())?;
    if task.presolve && task.program.entries() >= LARGE && !task.program.columns.iter().any(|column| column.whole) {
        option("solver", &mut |model, name| model.try_set_option(name, "ipm").is_ok())?;
    }
    option("random_seed", &mut |model, name| model.try_set_option(name, task.seed as i32).is_ok())?;
    option("time_limit", &mut |model, name| model.try_set_option(name, task.seconds.max(0.0)).is_ok())?;
    option("mip_max_nodes", &mut |model, name| model.try_set_option(name, task.nodes).is_ok())?;
    option("mip_rel_gap", &mut |model, name| model.try_set_option(name, task.gap).is_ok())?;
    option("mip_abs_gap", &mut |model, name| model.try_set_option(name, ABSOLUTE_GAP).is_ok())?;
    if let Some(start) = task.start {
        model.try_set_solution(Some(start), None, None, None).map_err(|status| format!("start refused: {status:?}"))?;
    }
    Ok((model, columns))
}

/// A program without whole numbers, solved again and again with other upper limits; each solve starts from where the
/// one before ended.
pub(super) struct Eased<'a> {
    // Before the watch, since it calls it until it is dropped.
    model: Model,
    columns: Vec<Col>,
    _watch: Box<Watch<'a>>,
}

impl<'a> Eased<'a> {
    /// Hands the task's program over; its seconds are for all solves together.
    pub fn new(task: &Task<'a>) -> Result<Self, String> {
        let (mut model, columns) = model(task)?;
        let mut watch = Box::new(Watch::of(task));
        listen(&mut model, &mut watch)?;
        Ok(Eased { model, columns, _watch: watch })
    }

    /// The best point with columns between zero and these limits, and its cost, unless there is none or a limit ended
    /// the search.
    pub fn solve(&mut self, limits: impl Iterator<Item = (usize, f64)>) -> Result<Option<(f64, Vec<f64>)>, String> {
        for (column, most) in limits {
            self.model.change_column_bounds(self.columns[column], 0.0..=most);
        }
        let ended = solve_on(&mut self.model)?;
        Ok((ended.status == HighsModelStatus::Optimal).then_some((ended.cost, ended.point)))
    }
}

/// Where a program without whole numbers stands.
pub struct Ended {
    pub status: HighsModelStatus,
    pub cost: f64,
    pub point: Vec<f64>,
    pub reduced: Vec<f64>,
    pub duals: Vec<f64>,
}

/// Solves a program without whole numbers from where its last solve ended; where that has become too poor to go on from,
/// or HiGHS fails, from nothing.
///
/// # Errors
/// HiGHS fails from nothing too: its own words.
pub fn solve_on(model: &mut Model) -> Result<Ended, String> {
    match solve_in_place(model) {
        Ok(ended) if ended.status != HighsModelStatus::Unknown => Ok(ended),
        _ => {
            // SAFETY: the model is alive, and HiGHS keeps rows and columns. It cannot fail.
            unsafe { highs_sys::Highs_clearSolver(model.as_mut_ptr()) };
            solve_in_place(model)
        }
    }
}

/// The solver's crate gives no model back after a failure, so it is asked without it.
fn solve_in_place(model: &mut Model) -> Result<Ended, String> {
    let (columns, rows) = (model.num_cols(), model.num_rows());
    let [mut point, mut reduced] = [vec![0.0; columns], vec![0.0; columns]];
    let [mut activity, mut duals] = [vec![0.0; rows], vec![0.0; rows]];
    let highs = model.as_mut_ptr();
    // SAFETY: the model is alive, and what its callback needs outlives it.
    if unsafe { highs_sys::Highs_run(highs) } == highs_sys::STATUS_ERROR {
        return Err("HiGHS stopped with an error".to_owned());
    }
    // SAFETY: the model is alive.
    let (status, cost) = unsafe { (highs_sys::Highs_getModelStatus(highs), highs_sys::Highs_getObjectiveValue(highs)) };
    let status = HighsModelStatus::try_from(status).map_err(|status| format!("HiGHS ended with {status:?}"))?;
    // SAFETY: the arrays are as long as the model has columns and rows, and HiGHS only fills them.
    unsafe {
        highs_sys::Highs_getSolution(
            highs,
            point.as_mut_ptr(),
            reduced.as_mut_ptr(),
            activity.as_mut_ptr(),
            duals.as_mut_ptr(),
        );
    }
    Ok(Ended { status, cost, point, reduced, duals })
}

/// Drops columns of a solved model without losing the basis, which HiGHS forgets when columns go.
///
/// # Errors
/// HiGHS refuses: its own words.
pub fn keep_columns(model: &mut Model, kept: &[bool], rows: usize) -> Result<(), String> {
    let mut columns: Vec<HighsInt> = vec![0; kept.len()];
    let mut rows: Vec<HighsInt> = vec![0; rows];
    let mut dropped: Vec<HighsInt> = kept.iter().map(|&kept| HighsInt::from(!kept)).collect();
    let highs = model.as_mut_ptr();
    // SAFETY: the arrays are as long as the model has columns and rows, and HiGHS only fills them.
    let asked = unsafe { highs_sys::Highs_getBasis(highs, columns.as_mut_ptr(), rows.as_mut_ptr()) };
    // SAFETY: as above.
    let deleted = unsafe { highs_sys::Highs_deleteColsByMask(highs, dropped.as_mut_ptr()) };
    let mut left = kept.iter();
    columns.retain(|_| left.next().is_none_or(|kept| *kept));
    // SAFETY: one status for each column that is left and for each row; HiGHS copies them.
    let set = unsafe { highs_sys::Highs_setBasis(highs, columns.as_ptr(), rows.as_ptr()) };
    match [asked, deleted, set].contains(&highs_sys::STATUS_ERROR) {
        true => Err("HiGHS refused to drop columns".to_owned()),
        false => Ok(()),
    }
}

struct Watch<'a> {
    interrupted: &'a (dyn Fn() -> bool + Sync),
    report: &'a (dyn Fn(Option<f64>, f64) + Sync),
    /// The best point that HiGHS has told of.
    found: RefCell<Option<Vec<f64>>>,
}

impl<'a> Watch<'a> {
    fn of(task: &Task<'a>) -> Self {
        Watch { interrupted: task.interrupted, report: task.report, found: RefCell::default() }
    }
}

/// Asks HiGHS to call back, to hear about progress and to tell it when to stop.
fn listen(model: &mut Model, watch: &mut Watch) -> Result<(), String> {
    let data = std::ptr::from_mut(watch).cast::<c_void>();
    // SAFETY: `watch` outlives the model (see `run` and `Eased`), HiGHS calls back on the solving thread only, and the
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
    // SAFETY: `data` is the `Watch` handed over in `listen`, alive until the solve returns.
    let watch = unsafe { &*data.cast::<Watch>() };
    // SAFETY: HiGHS passes its data for the length of the call, or null.
    let (out, input) = unsafe { (out.as_ref(), input.as_mut()) };
    match (kind, out, input) {
        (highs_sys::kHighsCallbackMipLogging, Some(out), _) => {
            (watch.report)(out.mip_primal_bound.is_finite().then_some(out.mip_primal_bound), out.mip_dual_bound);
        }
        (highs_sys::kHighsCallbackMipImprovingSolution, Some(out), _) if !out.mip_solution.is_null() => {
            // SAFETY: HiGHS says how many numbers there are, one for each column.
            let point = unsafe { std::slice::from_raw_parts(out.mip_solution, out.mip_solution_size as usize) };
            watch.found.replace(Some(point.to_vec()));
        }
        (_, _, Some(input)) => input.user_interrupt = c_int::from((watch.interrupted)()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Row};

    fn program() -> Program {
        let column = |cost| Column { cost, lower: 0.0, upper: 9.0, whole: true };
        let mut program = Program::of(vec![column(5.0), column(4.0)]);
        program.push_row(Row { lower: 7.0, upper: f64::INFINITY }, [(0, 2.0), (1, 1.0)]);
        program
    }

    #[test]
    fn a_failure_is_followed_by_another_way_from_the_best_point_so_far() {
        let (program, mut asked) = (program(), Vec::new());
        let task = Task {
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
        let answer = twice(&task, |task, watch| {
            asked.push((task.presolve, task.seconds, task.start.map(<[f64]>::to_vec)));
            let answer = once(task, watch);
            if asked.len() == 1 { Err("as if it had failed".to_owned()) } else { answer }
        });
        assert_eq!(asked, [(true, 0.5, None), (false, GRACE, Some(vec![3.0, 1.0]))]);
        let answer = answer.unwrap();
        assert_eq!((answer.claim, answer.bound, answer.point), (Claim::Optimal, 19.0, Some(vec![3.0, 1.0])));
        assert!(twice(&task, |_, _| Err("twice".to_owned())).is_err());
    }
}
