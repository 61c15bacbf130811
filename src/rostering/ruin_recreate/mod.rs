//! Ruin and recreate for people who serve intervals: shifts and breaks move until nothing makes them cheaper, with the
//! shortage of every interval priced as it is. Knows lines, resource constraints and intervals; no domain, no files.

mod annealing;
mod benders_cuts;
mod break_placement;
mod day_window;
mod guide_penalty;
mod improve;
mod interval_costs;
pub mod interval_staffing;
mod line_costs;

pub use improve::{RosterWithBreaks, improve};
pub use interval_staffing::{
    DutyShift, FractionalGuide, IntervalClass, IntervalRequirement, IntervalStaffing, ShiftBreak, TeamSkill,
};
