//! A plan with levers: each way of pulling those that are on or off is a case of its own; in each the others are free
//! around volumes that move until nothing is won by moving them again.

use super::{Failure, Planned, closed};
use crate::base::diag::Diagnostics;
use crate::base::tolerance::PROVED_GAP;
use crate::conflict::conflict;
use crate::model::Model;
use crate::need::{exact, tabulated};
use crate::plan::{Ending, Outcome, StaffingPlan, Verdict};
use crate::problem::Case;
use crate::problem::balance::levers::YES_OR_NO;
use crate::problem::balance::{Balance, Choice, decode::decode, write_with};
use crate::solve::{Deadline, Settings, solve};
use rayon::prelude::*;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Times that curves are drawn anew around the volumes of the last plan, at most.
const ROUNDS: usize = 6;

/// Share of the time that one solve may take, where there is but one way to try.
const ONE_SOLVE: f64 = 0.4;

/// Ways among which the time that is left is shared at most.
const FEW: usize = 3;

/// Share of the time for the divisible program of one way.
const EASED: f64 = 0.1;

/// Share of the gap asked for to which each program is solved, so that the whole stays within it.
const EACH_GAP: f64 = 0.4;

/// Plans a case with levers. The plan without any lever is one of those compared, so no plan is dearer than it. Ways whose
/// divisible program is dearer than a plan that is known are not tried.
///
/// # Errors
/// See [`Failure`].
pub(super) fn plan(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let ways = ways(&case.model);
    let lows = ways
        .par_iter()
        .map(|on| low(&case, on, &Settings { watcher: None, ..deadline.share(settings, EASED) }))
        .collect::<Result<Vec<f64>, Failure>>()?;
    let first = Settings { gap: settings.gap * EACH_GAP, watcher: None, ..deadline.share(settings, ONE_SOLVE) };
    let without = given(&case, &ways[0], &StaffingPlan::default(), &first)?;
    let best = Mutex::new(without.as_ref().map_or(f64::INFINITY, |plan| plan.ledger.total().major()));
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by(|&one, &other| lows[one].total_cmp(&lows[other]));
    let known = || *best.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let dear = |way: usize| lows[way] > known() - settings.gap * known().abs();
    let begun = AtomicUsize::new(0);
    // What is left of the time, as if few ways remained: most of those behind turn out to be dear.
    let share = || {
        let behind = order.iter().skip(begun.fetch_add(1, Ordering::Relaxed)).filter(|&&way| !dear(way)).count();
        let waves = behind.clamp(1, FEW).div_ceil(rayon::current_num_threads());
        ONE_SOLVE * deadline.left() / settings.time_limit / waves as f64
    };
    let found = order
        .par_iter()
        .map(|&number| {
            let start = without.clone().filter(|_| number == 0);
            if number > 0 && dear(number) {
                return Ok(Way { planned: None, bound: lows[number], ending: Ending::Proved });
            }
            let way = way(&case, &ways[number], (start, lows[number]), share(), (settings, &deadline))?;
            if let Some(planned) = &way.planned {
                let mut best = best.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                *best = best.min(planned.ledger.total().major());
            }
            Ok(way)
        })
        .collect::<Result<Vec<Way>, Failure>>()?;
    let bound = found.iter().map(|way| way.bound).fold(f64::INFINITY, f64::min);
    // Another way may be impossible; that says nothing about the plan.
    let possible = |way: &&Way| way.planned.is_some() || way.ending != Ending::Conflict;
    let ending = found.iter().filter(possible).map(|way| way.ending).max().unwrap_or(Ending::Conflict);
    let plans = found.into_iter().filter_map(|way| way.planned);
    let Some(mut planned) = plans.min_by_key(|planned| planned.ledger.total()) else {
        return Err(why_none(&case, &ways[0], ending, settings));
    };
    let cost = planned.ledger.total().major();
    let bound = bound.min(cost);
    let gap = (cost - bound) / cost.abs().max(0.01);
    // Within the gap it does not matter what was stopped on the way.
    let ending = match ending {
        Ending::Proved if gap <= PROVED_GAP => Ending::Proved,
        _ if gap <= settings.gap.max(PROVED_GAP) => Ending::WithinGap,
        Ending::Proved | Ending::WithinGap => Ending::NoProgress,
        other => other,
    };
    let verdict =
        if matches!(ending, Ending::Proved | Ending::WithinGap) { Verdict::Optimal } else { Verdict::Feasible };
    planned.outcome = Outcome { verdict, ending, bound, gap };
    planned.case = case;
    Ok(planned)
}

/// What no plan of a way undercuts, by its program with everything divisible, around the volumes as they are.
fn low(case: &Case, on: &[bool], settings: &Settings) -> Result<f64, Failure> {
    let around = sound(tabulated(&case.model, on, &StaffingPlan::default()))?;
    let Balance { mut written, .. } = write_with(&around, &Choice::free(on.to_vec()));
    written.program.columns.iter_mut().for_each(|column| column.whole = false);
    let eased = solve(&written.program, settings).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok(eased.bound + written.constant)
}

/// Why there is no plan with any lever: what conflicts where levers are free.
fn why_none(case: &Case, on: &[bool], ending: Ending, settings: &Settings) -> Failure {
    if ending != Ending::Conflict {
        return Failure::Stopped(ending);
    }
    match sound(tabulated(&case.model, on, &StaffingPlan::default())) {
        Ok(around) => {
            let Balance { written, .. } = write_with(&around, &Choice::free(on.to_vec()));
            Failure::Infeasible(conflict(&around, &written, settings))
        }
        Err(failure) => failure,
    }
}

/// Every way of pulling the levers that are on or off: none of them first.
fn ways(model: &Model) -> Vec<Vec<bool>> {
    let switches: Vec<usize> =
        (0..model.levers.len()).filter(|&lever| YES_OR_NO.contains(&model.levers[lever].kind.as_str())).collect();
    (0..1usize << switches.len())
        .map(|way| {
            let mut on = vec![false; model.levers.len()];
            switches.iter().enumerate().for_each(|(bit, &lever)| on[lever] = way >> bit & 1 == 1);
            on
        })
        .collect()
}

/// The best plan of one way, and what no plan of it is known to undercut.
struct Way {
    planned: Option<Planned>,
    bound: f64,
    ending: Ending,
}

/// Solves around the volumes of the plan so far, then the plan for the volumes found, until nothing is won.
fn way(
    case: &Case,
    on: &[bool],
    (mut best, low): (Option<Planned>, f64),
    share: f64,
    (settings, deadline): (&Settings, &Deadline),
) -> Result<Way, Failure> {
    let each = || Settings { gap: settings.gap * EACH_GAP, watcher: None, ..deadline.share(settings, share) };
    let mut ending = best.as_ref().map_or(Ending::Proved, |best| best.outcome.ending);
    let mut bound = low;
    let mut around = StaffingPlan::default();
    for _ in 0..ROUNDS {
        let free_around = sound(tabulated(&case.model, on, &around))?;
        let Balance { written, sheet } = write_with(&free_around, &Choice::free(on.to_vec()));
        let free = solve(&written.program, &each()).map_err(|error| Failure::Bug(error.to_string()))?;
        bound = if free.bound.is_finite() { free.bound + written.constant } else { bound };
        ending = ending.max(free.ending);
        let Some(point) = free.point else { break };
        let cost = best.as_ref().map_or(f64::INFINITY, |best| best.ledger.total().major());
        if cost.is_finite() && cost - bound <= settings.gap * cost.abs() {
            break;
        }
        around = decode(&free_around, &sheet, &written, &point);
        let Some(next) = given(case, on, &around, &each())? else { break };
        ending = ending.max(next.outcome.ending);
        let won = cost - next.ledger.total().major();
        if won > 0.0 {
            best = Some(next);
        }
        // Nothing is won by moving volume again.
        if cost.is_finite() && won <= settings.gap * cost.abs() {
            break;
        }
    }
    Ok(Way { planned: best, bound, ending })
}

/// The plan for given pulls, judged and its books closed; `None` if none was found.
fn given(case: &Case, on: &[bool], pulls: &StaffingPlan, settings: &Settings) -> Result<Option<Planned>, Failure> {
    let around = &sound(exact(&case.model, on, pulls))?;
    let Balance { written, sheet } = write_with(around, &Choice::of(on.to_vec(), pulls));
    let solved = solve(&written.program, settings).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = &solved.point else { return Ok(None) };
    let plan = decode(around, &sheet, &written, point);
    closed(case.clone(), plan, &written, point, &solved).map(Some)
}

/// A case whose promises were kept somewhere before, so that a failure is not the user's.
fn sound(case: Result<Case, Diagnostics>) -> Result<Case, Failure> {
    case.map_err(|problems| Failure::Bug(problems.to_string()))
}
