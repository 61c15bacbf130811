//! From a point of the staffing program to anonymous people with shifts, breaks and work. The totals match exactly.

mod assignment;
mod breaks;
mod lever_settings;
mod people;
mod slots;
mod work;

pub use slots::presence_groups;

use crate::model::Case;
use crate::plan::{Person, StaffingPlan, WorkedShift};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::RowSubject;
use mip::StampedProgram;
use std::collections::BTreeMap;

/// Reads a plan off a point of the program.
pub fn decode(
    case: &Case,
    builder: &StaffingBuilder,
    stamped: &StampedProgram<RowSubject>,
    point: &[f64],
) -> StaffingPlan {
    let value = |variable| point[stamped.column(variable)];
    let whole = |variable| value(variable).round() as u32;
    let heads: Vec<u32> = builder.heads.iter().copied().map(whole).collect();
    let resources: Vec<u32> = builder.counts.iter().copied().map(whole).collect();
    let shifts = breaks::shifts(case, builder, &whole);
    let people = people::people(case, builder, &heads, &shifts, &whole);
    let lever_settings = lever_settings::lever_settings(case, builder, &value);
    let transfers = lever_settings::LeverTransfers::of(case, &lever_settings);
    let work = work::work(case, builder, &people, (&resources, &transfers), &value);
    let visits = slots::visits(builder, &value);
    StaffingPlan { heads, resources, people, work, lever_settings, slots: Vec::new(), visits }
}

/// Assigns the slots of a point to the people of a plan; false where the greedy assignment in order of begin fails, because a
/// shift or break interrupts a slot.
pub fn assign_slots(
    case: &Case,
    builder: &StaffingBuilder,
    stamped: &StampedProgram<RowSubject>,
    point: &[f64],
    plan: &mut StaffingPlan,
) -> bool {
    let whole = |variable| point[stamped.column(variable)].round() as u32;
    let assigned = slots::slots(case, builder, plan, &whole);
    plan.slots = assigned.clone().unwrap_or_default();
    assigned.is_some()
}

/// Reads only the lever settings off a point, whose shifts may be fractions of heads.
pub fn decode_lever_settings(
    case: &Case,
    builder: &StaffingBuilder,
    stamped: &StampedProgram<RowSubject>,
    point: &[f64],
) -> StaffingPlan {
    let value = |variable| point[stamped.column(variable)];
    StaffingPlan { lever_settings: lever_settings::lever_settings(case, builder, &value), ..StaffingPlan::default() }
}

/// Reads breaks and work off a point for people whose shifts are decided: among those of a team on one shift of a day the
/// breaks are assigned in order. A shift that the program does not know keeps the breaks it has.
pub fn decode_named(
    case: &Case,
    builder: &StaffingBuilder,
    stamped: &StampedProgram<RowSubject>,
    point: &[f64],
    mut people: Vec<Person>,
) -> StaffingPlan {
    let value = |variable| point[stamped.column(variable)];
    let whole = |variable| value(variable).round() as u32;
    let key = |team: usize, shift: &WorkedShift| (team, shift.day, shift.template, shift.start, shift.span);
    let mut with_breaks_by_shift: BTreeMap<_, Vec<WorkedShift>> = BTreeMap::new();
    for (place, shift) in breaks::shifts(case, builder, &whole).into_iter().rev() {
        with_breaks_by_shift.entry(key(builder.shift_columns[place].team, &shift)).or_default().push(shift);
    }
    for person in &mut people {
        for shift in &mut person.shifts {
            if let Some(with_breaks) = with_breaks_by_shift.get_mut(&key(person.team, shift)).and_then(Vec::pop) {
                *shift = with_breaks;
            }
        }
    }
    let heads = case.model.teams.iter().map(|team| team.heads.most()).collect();
    let resources: Vec<u32> = builder.counts.iter().copied().map(whole).collect();
    let work = work::work(case, builder, &people, (&resources, &Default::default()), &value);
    let visits = slots::visits(builder, &value);
    StaffingPlan { heads, resources, people, work, visits, ..StaffingPlan::default() }
}
