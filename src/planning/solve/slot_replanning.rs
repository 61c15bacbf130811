//! Slots of people who are known: where a shift or break would interrupt a slot, the slots are planned a second time for groups of
//! people who are present at the same times.

use super::planned::{Failure, Planned};
use super::reconciled::reconciled;
use crate::model::Case;
use crate::plan::{Person, StaffingPlan};
use crate::staffing;
use crate::staffing::StaffingProgram;
use crate::staffing::decode::{assign_slots, decode, presence_groups};
use mip::outcome::{Ending, Verdict};
use mip::solver::{Settings, Solved, solve_from};

/// A solved staffing program whose slots cannot be assigned to its people.
pub struct UnassignedSlots<'a> {
    /// The program.
    pub program: &'a StaffingProgram,
    /// Its point.
    pub point: &'a [f64],
    /// How it was solved.
    pub solved: &'a Solved,
    /// Its people.
    pub plan: StaffingPlan,
}

/// The program of slots by presence groups of known people, whose shifts and breaks are fixed to those of a point of another
/// program.
pub fn reopened_program(case: &Case, before: &StaffingProgram, point: &[f64], people: &[Person]) -> StaffingProgram {
    let StaffingProgram { mut stamped, builder } = staffing::write_with_presence(case, presence_groups(case, people));
    let value = |variable| point[before.stamped.column(variable)].round();
    let before = &before.builder;
    let mut fix = |variable, value: f64| {
        let column = stamped.column(variable);
        let column = &mut stamped.program.columns[column];
        (column.lower, column.upper) = (value, value);
    };
    // Rules write the columns of shifts in the same order, so that each stands beside its own.
    builder.shift_columns.iter().zip(&before.shift_columns).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    builder.break_columns.iter().zip(&before.break_columns).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    builder.patterns.iter().zip(&before.patterns).for_each(|(new, old)| fix(new.heads, value(old.heads)));
    builder.allotted.iter().zip(&before.allotted).for_each(|((_, new), (_, old))| fix(*new, value(*old)));
    builder.heads.iter().zip(&before.heads).for_each(|(new, old)| fix(*new, value(*old)));
    StaffingProgram { stamped, builder }
}

/// The same people with slots that fit them. The bound stays that of the staffing program: what fits people fits heads.
///
/// # Errors
/// See [`Failure`].
pub fn replan_slots(
    case: Case,
    settings: &Settings,
    unassigned: UnassignedSlots<'_>,
) -> Result<(Planned, Vec<f64>), Failure> {
    let StaffingProgram { stamped, builder } =
        reopened_program(&case, unassigned.program, unassigned.point, &unassigned.plan.people);
    let mut solved = solve_from(&stamped.program, settings, None).map_err(|error| Failure::Bug(error.to_string()))?;
    let Some(point) = solved.point.take() else {
        return Err(match solved.ending {
            Ending::Conflict => Failure::Bug("people who serve no slot have no book".to_owned()),
            ending => Failure::Stopped(ending),
        });
    };
    let mut plan = decode(&case, &builder, &stamped, &point);
    if !assign_slots(&case, &builder, &stamped, &point, &mut plan) {
        return Err(Failure::Bug("slots of a seat do not fit its people".to_owned()));
    }
    let bound = unassigned.solved.bound + unassigned.program.stamped.constant - stamped.constant;
    let cost: f64 = stamped.terms.iter().map(|term| term.at(&point)).sum::<f64>() - stamped.constant;
    let near = cost - bound <= settings.gap * cost.abs().max(1.0);
    solved.bound = bound;
    if solved.ending < Ending::TimeLimit {
        solved.ending = if near { Ending::WithinGap } else { Ending::NoProgress };
    }
    solved.verdict = if near { Verdict::Optimal } else { Verdict::Feasible };
    let planned = reconciled(case, plan, &stamped, &point, &solved)?;
    Ok((planned, point))
}
