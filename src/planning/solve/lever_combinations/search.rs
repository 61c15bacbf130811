//! A plan with levers: each combination of those that are on or off is a case of its own; in each the others are decided
//! around volumes that move until nothing is won by moving them again.

use super::combination::{
    BestCost, CombinationRelaxation, CombinationResult, limits_at_settings, plan_at_settings, plan_combination, relax,
    sound,
};
use super::tuning::TUNING;
use crate::conflict::conflict;
use crate::model::Case;
use crate::model::Model;
use crate::plan::StaffingPlan;
use crate::requirement::linearised_case;
use crate::solve::planned::{Failure, Planned};
use crate::staffing::registry::is_switch;
use crate::staffing::{LeverDecisions, StaffingProgram, write_with_levers};
use base::tolerance::PROVED_GAP;
use mip::outcome::{Ending, Outcome, Verdict};
use mip::solver::{Deadline, Settings};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Plans a case with levers. The plan without any lever is one of those compared, so no plan is dearer than it. Ways whose
/// relaxation is dearer than a plan that is known are not tried.
///
/// # Errors
/// See [`Failure`].
pub fn plan_with_levers(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let combinations = all_combinations(&case.model);
    let quiet = Settings { watcher: None, ..settings.clone() };
    let relaxations = combinations
        .par_iter()
        .map(|on| relax(&case, on, &deadline.share(&quiet, TUNING.relaxation)))
        .collect::<Result<Vec<CombinationRelaxation>, Failure>>()?;
    let mut order: Vec<usize> = (0..combinations.len()).collect();
    order.sort_by(|&one, &other| relaxations[one].bound.total_cmp(&relaxations[other].bound));
    let best = BestCost::new(settings.gap);
    // The plan without levers, and for each combination one for what its relaxation sets.
    let nothing = StaffingPlan::default();
    let tried =
        order.iter().filter_map(|&combination| Some((combination, relaxations[combination].lever_settings.as_ref()?)));
    let tried = tried.filter(|(_, lever_settings)| !lever_settings.lever_settings.is_empty());
    let tries: Vec<(usize, &StaffingPlan)> = std::iter::once((0, &nothing)).chain(tried).collect();
    let starts = tries
        .par_iter()
        .map(|&(combination, lever_settings)| {
            let too_expensive =
                !lever_settings.lever_settings.is_empty() && best.undercuts(relaxations[combination].bound);
            let limits = limits_at_settings(&deadline.share(&quiet, TUNING.first_plan));
            let planned = if too_expensive {
                None
            } else {
                plan_at_settings(&case, &combinations[combination], lever_settings, &limits)?
            };
            planned.iter().for_each(|planned| best.tell(planned));
            Ok(planned.map(|planned| (combination, planned)))
        })
        .collect::<Result<Vec<Option<(usize, Planned)>>, Failure>>()?;
    let without = starts.first().and_then(|first| Some(first.as_ref()?.1.ledger.total()));
    let start = |combination: usize| {
        let plans = starts.iter().flatten().filter(|(of, _)| *of == combination);
        plans.map(|(_, planned)| planned).min_by_key(|planned| planned.ledger.total()).cloned()
    };
    let begun = AtomicUsize::new(0);
    // What is left of the time, as if few combinations remained: most of those behind turn out to be too expensive.
    let share = || {
        let behind = order.iter().skip(begun.fetch_add(1, Ordering::Relaxed));
        let waves = behind
            .filter(|&&combination| !best.undercuts(relaxations[combination].bound))
            .count()
            .clamp(1, TUNING.sharing);
        let waves = waves.div_ceil(rayon::current_num_threads());
        TUNING.free_program * deadline.left() / settings.time_limit / waves as f64
    };
    let found = order
        .par_iter()
        .map(|&number| {
            let (start, low) = (start(number), relaxations[number].bound);
            if best.undercuts(low) {
                return Ok(CombinationResult { planned: start, bound: low, ending: Ending::Proved });
            }
            plan_combination(&case, &combinations[number], (start, low), share(), (&quiet, &deadline), &best)
        })
        .collect::<Result<Vec<CombinationResult>, Failure>>()?;
    let bound = found.iter().map(|combination| combination.bound).fold(f64::INFINITY, f64::min);
    // Another combination may be impossible; that says nothing about the plan.
    let possible =
        |combination: &&CombinationResult| combination.planned.is_some() || combination.ending != Ending::Conflict;
    let ending = found.iter().filter(possible).map(|combination| combination.ending).max().unwrap_or(Ending::Conflict);
    let plans = found.into_iter().filter_map(|combination| combination.planned);
    let Some(planned) = plans.min_by_key(|planned| planned.ledger.total()) else {
        return Err(failure(&case, &combinations[0], ending, settings));
    };
    let planned = Planned { without, ..planned };
    Ok(with_outcome(planned, case, bound, ending, settings.gap))
}

/// A plan with what is known about it.
fn with_outcome(mut planned: Planned, case: Case, bound: f64, ending: Ending, gap_asked: f64) -> Planned {
    let cost = planned.ledger.total().major();
    let bound = bound.min(cost);
    let gap = (cost - bound) / cost.abs().max(0.01);
    // Within the gap it does not matter what was stopped on the combination.
    let ending = match ending {
        Ending::Proved if gap <= PROVED_GAP => Ending::Proved,
        _ if gap <= gap_asked.max(PROVED_GAP) => Ending::WithinGap,
        Ending::Proved | Ending::WithinGap => Ending::NoProgress,
        other => other,
    };
    let verdict =
        if matches!(ending, Ending::Proved | Ending::WithinGap) { Verdict::Optimal } else { Verdict::Feasible };
    planned.outcome = Outcome { verdict, ending, bound, gap };
    planned.case = case;
    planned
}

/// Why there is no plan with any lever: what conflicts where levers are free.
fn failure(case: &Case, on: &[bool], ending: Ending, settings: &Settings) -> Failure {
    if ending != Ending::Conflict {
        return Failure::Stopped(ending);
    }
    match sound(linearised_case(&case.model, on, &StaffingPlan::default())) {
        Ok(around) => {
            let StaffingProgram { stamped, .. } = write_with_levers(&around, &LeverDecisions::free(on.to_vec()));
            Failure::Infeasible(conflict(&around, &stamped, settings))
        }
        Err(failure) => failure,
    }
}

/// Every combination of the levers that are on or off: none of them first.
fn all_combinations(model: &Model) -> Vec<Vec<bool>> {
    let switches: Vec<usize> = (0..model.levers.len()).filter(|&lever| is_switch(&model.levers[lever].kind)).collect();
    (0..1usize << switches.len())
        .map(|number| {
            let mut on = vec![false; model.levers.len()];
            switches.iter().enumerate().for_each(|(bit, &lever)| on[lever] = number >> bit & 1 == 1);
            on
        })
        .collect()
}
