//! One combination of the levers that are on or off: the settings of the others are decided around volumes that move, a
//! successive linearisation of the curves; then the plan for the
//! volumes that they leave.

use super::tuning::TUNING;
use crate::model::Case;
use crate::plan::StaffingPlan;
use crate::requirement::{case_at_settings, linearised_case};
use crate::solve::planned::{Failure, Planned};
use crate::solve::reconciled::reconciled;
use crate::staffing::decode::{decode, decode_lever_settings};
use crate::staffing::{LeverDecisions, StaffingProgram, write_with_levers};
use base::diagnostic::Diagnostics;
use base::tolerance::DEFAULT_GAP;
use mip::outcome::Ending;
use mip::solver::{Deadline, Settings, solve};
use std::sync::Mutex;

/// The best plan of one combination, and what no plan of it is known to undercut.
pub(super) struct CombinationResult {
    pub planned: Option<Planned>,
    pub bound: f64,
    pub ending: Ending,
}

/// The relaxation of a combination: shifts in fractions of heads, lever settings in whole numbers where they must be.
pub(super) struct CombinationRelaxation {
    /// No plan of the combination costs less, around the volumes as they are.
    pub bound: f64,
    /// The lever settings, if a point was found.
    pub lever_settings: Option<StaffingPlan>,
}

/// Solves the relaxation of a combination, around the volumes as they are.
pub(super) fn relax(case: &Case, on: &[bool], settings: &Settings) -> Result<CombinationRelaxation, Failure> {
    let around = sound(linearised_case(&case.model, on, &StaffingPlan::default()))?;
    let StaffingProgram { mut stamped, builder } = write_with_levers(&around, &LeverDecisions::free(on.to_vec()));
    let decisions: Vec<usize> = builder.integer_settings.iter().map(|&decision| stamped.column(decision)).collect();
    stamped.program.columns.iter_mut().for_each(|column| column.whole = false);
    decisions.into_iter().for_each(|column| stamped.program.columns[column].whole = true);
    let settings = Settings { gap: settings.gap * TUNING.gap_of_each, ..settings.clone() };
    let solved = solve(&stamped.program, &settings).map_err(bug)?;
    let lever_settings = solved.point.as_ref().map(|point| decode_lever_settings(&around, &builder, &stamped, point));
    Ok(CombinationRelaxation { bound: solved.bound + stamped.constant, lever_settings })
}

/// Limits for a plan whose lever settings are known.
pub(super) fn limits_at_settings(settings: &Settings) -> Settings {
    Settings { gap: settings.gap * TUNING.gap_of_each, ..settings.clone() }
}

/// The cost of the best plan of any combination, against which the others are measured.
pub(super) struct BestCost {
    cost: Mutex<f64>,
    gap: f64,
}

impl BestCost {
    /// Before there is any.
    pub fn new(gap: f64) -> Self {
        BestCost { cost: Mutex::new(f64::INFINITY), gap }
    }

    /// A plan that was found.
    pub fn tell(&self, planned: &Planned) {
        let mut cost = self.cost.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *cost = cost.min(planned.ledger.total().major());
    }

    /// The bound from which on a combination is not worth looking at any longer.
    pub fn enough(&self) -> f64 {
        let cost = *self.cost.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if cost.is_finite() { cost - self.gap * cost.abs() } else { f64::INFINITY }
    }

    /// True if the best plan is within the gap of a bound, or below it.
    pub fn undercuts(&self, bound: f64) -> bool {
        self.enough() <= bound
    }
}

/// Solves around the volumes of the plan so far (of the forecast, where there is none), then the plan for the volumes found,
/// until nothing is won, or no plan of the combination can undercut the best of all.
pub(super) fn plan_combination(
    case: &Case,
    on: &[bool],
    (mut planned, low): (Option<Planned>, f64),
    share: f64,
    (settings, deadline): (&Settings, &Deadline),
    best: &BestCost,
) -> Result<CombinationResult, Failure> {
    let mut ending = planned.as_ref().map_or(Ending::Proved, |planned| planned.outcome.ending);
    let mut bound = low;
    let mut around = planned.as_ref().map_or_else(StaffingPlan::default, |planned| planned.plan.clone());
    for round in 0..TUNING.rounds {
        let free_around = sound(linearised_case(&case.model, on, &around))?;
        let StaffingProgram { stamped, builder } = write_with_levers(&free_around, &LeverDecisions::free(on.to_vec()));
        let cost = planned.as_ref().map_or(f64::INFINITY, |planned| planned.ledger.total().major());
        let enough = best.enough() - stamped.constant;
        let limits = Settings { gap: settings.gap * TUNING.gap_of_each, enough, ..deadline.share(settings, share) };
        let solved = solve(&stamped.program, &limits).map_err(bug)?;
        let reached = solved.bound >= enough;
        // What a program knows stands, unless a plan undercuts it; then the program that was linearised around that plan knows
        // better. One that was stopped never replaces a better bound.
        if solved.bound.is_finite() {
            let found = solved.bound + stamped.constant;
            bound = if round > 0 && undercuts_bound(cost, bound) { found } else { bound.max(found) };
        }
        ending = ending.max(if reached { Ending::WithinGap } else { solved.ending });
        if best.undercuts(bound) && !undercuts_bound(cost, bound) {
            break;
        }
        let Some(point) = solved.point else { break };
        around = decode(&free_around, &builder, &stamped, &point);
        let Some(next) = plan_at_settings(
            case,
            on,
            &around,
            &limits_at_settings(&deadline.share(settings, share * TUNING.plan_of_round)),
        )?
        else {
            break;
        };
        best.tell(&next);
        ending = ending.max(next.outcome.ending);
        let won = cost - next.ledger.total().major();
        planned = cheaper(planned, next);
        // Nothing is won by moving volume again.
        if cost.is_finite() && won <= settings.gap * cost.abs() {
            break;
        }
    }
    // A plan that costs less than the bound says that volumes moved too far from those it was linearised for.
    if planned.as_ref().is_some_and(|planned| undercuts_bound(planned.ledger.total().major(), bound)) {
        bound = low;
    }
    Ok(CombinationResult { planned, bound, ending })
}

/// True if a cost lies below a bound by more than the rounding of its lines to cents.
fn undercuts_bound(cost: f64, bound: f64) -> bool {
    cost < bound - DEFAULT_GAP * bound.abs() - TUNING.cents
}

fn cheaper(one: Option<Planned>, other: Planned) -> Option<Planned> {
    one.into_iter().chain([other]).min_by_key(|planned| planned.ledger.total())
}

/// The plan at given lever settings, judged and reconciled; `None` if none was found.
pub(super) fn plan_at_settings(
    case: &Case,
    on: &[bool],
    lever_settings: &StaffingPlan,
    settings: &Settings,
) -> Result<Option<Planned>, Failure> {
    let around = &sound(case_at_settings(&case.model, on, lever_settings))?;
    let StaffingProgram { stamped, builder } =
        write_with_levers(around, &LeverDecisions::of(on.to_vec(), lever_settings));
    let solved = solve(&stamped.program, settings).map_err(bug)?;
    let Some(point) = &solved.point else { return Ok(None) };
    let plan = decode(around, &builder, &stamped, point);
    reconciled(case.clone(), plan, &stamped, point, &solved).map(Some)
}

/// A case whose promises were kept somewhere before, so that a failure is not the user's.
pub(super) fn sound(case: Result<Case, Diagnostics>) -> Result<Case, Failure> {
    case.map_err(|problems| Failure::Bug(problems.to_string()))
}

fn bug(error: impl std::fmt::Display) -> Failure {
    Failure::Bug(error.to_string())
}
