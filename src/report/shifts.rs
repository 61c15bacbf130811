//! The different shifts of a plan, and how many people start each on each day.

use chrono::Timelike;
use planning::model::{Clock, Model};
use planning::plan::{StaffingPlan, WorkedShift};
use std::collections::BTreeMap;

/// One different shift: rule, local start and span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftFigures {
    /// Id of the shift template.
    pub shift: String,
    /// Local start.
    pub start: Clock,
    /// Minutes from start to end.
    pub span: u32,
    /// Heads who start it, by day of the horizon.
    pub heads: Vec<u32>,
}

/// Local start of a shift in minutes after midnight.
pub fn start_clock(model: &Model, shift: &WorkedShift) -> Clock {
    let local = model.calendar.local(shift.start);
    local.hour() * 60 + local.minute()
}

/// All different shifts, by shift template, start and span.
pub fn shifts(model: &Model, plan: &StaffingPlan) -> Vec<ShiftFigures> {
    let mut counts: BTreeMap<(usize, Clock, u32), Vec<u32>> = BTreeMap::new();
    for shift in plan.people.iter().flat_map(|person| &person.shifts) {
        let key = (shift.template, start_clock(model, shift), shift.span);
        let days = counts.entry(key).or_insert_with(|| vec![0; model.calendar.days as usize]);
        if let Some(heads) = days.get_mut(shift.day as usize) {
            *heads += 1;
        }
    }
    counts
        .into_iter()
        .map(|((rule, start, span), heads)| ShiftFigures { shift: model.shifts[rule].id.clone(), start, span, heads })
        .collect()
}
