//! Heads without names: one mixed-integer program of heads on shifts, breaks, skills and slots, decoded and judged.

use super::planned::{Failure, Planned};
use super::reconciled::reconciled;
use super::slot_replanning::{UnassignedSlots, replan_slots};
use crate::conflict::conflict;
use crate::model::Case;
use crate::staffing;
use crate::staffing::StaffingProgram;
use crate::staffing::decode::{assign_slots, decode};
use mip::outcome::Ending;
use mip::solver::{Deadline, Settings, solve_from};

/// Plans heads without names at least cost; levers are not used.
///
/// # Errors
/// See [`Failure`].
pub fn plan_staffing(case: Case, settings: &Settings) -> Result<Planned, Failure> {
    plan_staffing_from(case, settings, None).map(|(planned, _)| planned)
}

/// The same, begun from the point of a program that differs in its right-hand sides only; the plan's own point beside it.
///
/// # Errors
/// See [`Failure`].
pub fn plan_staffing_from(
    case: Case,
    settings: &Settings,
    start: Option<&[f64]>,
) -> Result<(Planned, Vec<f64>), Failure> {
    let deadline = Deadline::after(settings.time_limit);
    let program = staffing::write_staffing(&case);
    let StaffingProgram { stamped, builder } = &program;
    let solved = solve_from(&stamped.program, settings, start).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = &solved.point else {
        return Err(match solved.ending {
            Ending::Conflict => Failure::Infeasible(conflict(&case, stamped, settings)),
            ending => Failure::Stopped(ending),
        });
    };
    let mut plan = decode(&case, builder, stamped, point);
    if !builder.slots.columns.is_empty() && !assign_slots(&case, builder, stamped, point, &mut plan) {
        // What is left of the time, and a part of it in any case: without it there is no plan.
        let time_limit = deadline.left().max(settings.time_limit * SLOT_REPLANNING_SHARE);
        let rest = Settings { time_limit, ..settings.clone() };
        return replan_slots(case, &rest, UnassignedSlots { program: &program, point, solved: &solved, plan });
    }
    let planned = reconciled(case, plan, stamped, point, &solved)?;
    Ok((planned, solved.point.unwrap_or_default()))
}

/// Share of the time limit that the program of slots for known people gets, whatever the first program took.
const SLOT_REPLANNING_SHARE: f64 = 0.25;
