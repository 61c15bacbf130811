//! Slots of people who are known: where shifts or breaks would cut a slot, the book is opened again out of their seats.

use super::{Failure, Planned, reconciled};
use mip::outcome::{Ending, Verdict};
use mip::solver::{Settings, Solved, solve_from};
use planning::model::Case;
use planning::plan::{Person, StaffingPlan};
use planning::staffing;
use planning::staffing::StaffingProgram;
use planning::staffing::decode::{assign_slots, decode, presence_groups};

/// A balance whose slots cannot be dealt to its people.
pub struct UnassignedSlots<'a> {
    /// The program.
    pub balance: &'a StaffingProgram,
    /// Its point.
    pub point: &'a [f64],
    /// How it was solved.
    pub solved: &'a Solved,
    /// Its people.
    pub plan: StaffingPlan,
}

/// The program of a book out of the seats of people who are known, whose shifts and breaks a point of another has decided.
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

/// The same people with a book that fits them. The bound stays that of the balance: whatever fits people fits heads.
///
/// # Errors
/// See [`Failure`].
pub fn replan_slots(case: Case, settings: &Settings, cut: UnassignedSlots<'_>) -> Result<(Planned, Vec<f64>), Failure> {
    let StaffingProgram { stamped, builder } = reopened_program(&case, cut.balance, cut.point, &cut.plan.people);
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
    let bound = cut.solved.bound + cut.balance.stamped.constant - stamped.constant;
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
