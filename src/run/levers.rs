//! A plan with levers: each way of pulling those that are on or off is a case of its own; in each the others are free
//! around volumes that move until nothing is won by moving them again.

use super::{Failure, Planned, closed};
use crate::base::diag::Diagnostics;
use crate::base::tolerance::PROVED_GAP;
use crate::conflict::conflict;
use crate::mip::Written;
use crate::model::Model;
use crate::need::{exact, tabulated};
use crate::plan::{Ending, Outcome, StaffingPlan, Verdict};
use crate::problem::Case;
use crate::problem::balance::levers::YES_OR_NO;
use crate::problem::balance::{About, Balance, Choice, decode::decode, write_with};
use crate::solve::{Deadline, Settings, solve};
use rayon::prelude::*;

/// Times that curves are drawn anew around the volumes of the last plan, at most.
const ROUNDS: usize = 6;

/// Share of the time that one solve may take.
const ONE_SOLVE: f64 = 0.35;

/// Share of the gap asked for to which each program is solved, so that the whole stays within it.
const EACH_GAP: f64 = 0.4;

/// Plans a case with levers. The plan without any lever is one of those compared, so no plan is dearer than it.
///
/// # Errors
/// See [`Failure`].
pub(super) fn plan(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let ways = ways(&case.model);
    let share = ONE_SOLVE / ways.len().div_ceil(rayon::current_num_threads()) as f64;
    let found: Vec<Result<Way, Failure>> =
        ways.par_iter().map(|on| way(&case, on, share, settings, &deadline)).collect();
    let mut best: Option<Way> = None;
    let mut bound = f64::INFINITY;
    let mut ending = Ending::Proved;
    let mut refused = None;
    for found in found {
        match found {
            Ok(found) => {
                bound = bound.min(found.bound);
                ending = ending.max(found.ending);
                if best.as_ref().is_none_or(|best| found.planned.ledger.total() < best.planned.ledger.total()) {
                    best = Some(found);
                }
            }
            Err(Failure::Infeasible(conflict)) => refused = Some(Failure::Infeasible(conflict)),
            Err(Failure::Stopped(stopped)) => {
                bound = f64::NEG_INFINITY;
                refused = Some(Failure::Stopped(stopped));
            }
            Err(bug) => return Err(bug),
        }
    }
    let Some(best) = best else {
        return Err(refused.unwrap_or(Failure::Stopped(Ending::TimeLimit)));
    };
    let mut planned = best.planned;
    let cost = planned.ledger.total().major();
    let bound = bound.min(cost);
    let gap = (cost - bound) / cost.abs().max(0.01);
    let ending = match ending {
        Ending::Proved | Ending::WithinGap if gap <= settings.gap.max(PROVED_GAP) => ending,
        Ending::Proved | Ending::WithinGap => Ending::NoProgress,
        other => other,
    };
    let verdict =
        if matches!(ending, Ending::Proved | Ending::WithinGap) { Verdict::Optimal } else { Verdict::Feasible };
    planned.outcome = Outcome { verdict, ending, bound, gap };
    planned.case = case;
    Ok(planned)
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
    planned: Planned,
    bound: f64,
    ending: Ending,
}

/// Solves around the volumes of the plan so far, then the plan for the volumes found, until nothing is won.
fn way(case: &Case, on: &[bool], share: f64, settings: &Settings, deadline: &Deadline) -> Result<Way, Failure> {
    let each = || Settings { gap: settings.gap * EACH_GAP, watcher: None, ..deadline.share(settings, share) };
    let nothing = StaffingPlan::default();
    // What cannot be without levers may be with them.
    let mut best = given(case, on, &nothing, &each())?;
    let mut ending = best.as_ref().map_or(Ending::Proved, |best| best.outcome.ending);
    let mut bound = f64::NEG_INFINITY;
    let mut around = nothing;
    for _ in 0..ROUNDS {
        let free_around = sound(tabulated(&case.model, on, &around))?;
        let Balance { written, sheet } = write_with(&free_around, &Choice::free(on.to_vec()));
        let free = solve(&written.program, &each()).map_err(|error| Failure::Bug(error.to_string()))?;
        bound = free.bound + written.constant;
        ending = ending.max(free.ending);
        let Some(point) = free.point else {
            if best.is_none() {
                return Err(none(&free_around, &written, free.ending, settings));
            }
            break;
        };
        let cost = best.as_ref().map_or(f64::INFINITY, |best| best.ledger.total().major());
        if cost - bound <= settings.gap * cost.abs() {
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
        if won <= settings.gap * cost.abs() {
            break;
        }
    }
    let planned = best.ok_or(Failure::Stopped(Ending::TimeLimit))?;
    Ok(Way { planned, bound, ending })
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

fn none(case: &Case, written: &Written<About>, ending: Ending, settings: &Settings) -> Failure {
    match ending {
        Ending::Conflict => Failure::Infeasible(conflict(case, written, settings)),
        ending => Failure::Stopped(ending),
    }
}

/// A case whose promises were kept somewhere before, so that a failure is not the user's.
fn sound(case: Result<Case, Diagnostics>) -> Result<Case, Failure> {
    case.map_err(|problems| Failure::Bug(problems.to_string()))
}
