//! Named people who serve services: heads on shifts first, then names for them, then breaks and skills. Each stage is a
//! program of its own; what they share is written here.

mod bound;
pub mod employee_groups;
pub mod fractional_guide;
pub mod headcount;
pub mod hourly_targets;
pub mod interval_staffing;
mod naming;
pub mod rounding_inequalities;
pub mod skills;
mod solve;
mod tuning;

pub use fractional_guide::fractional_guide;
pub use headcount::{GroupColumn, HeadcountProgram, headcount_program};
pub use interval_staffing::interval_staffing;
pub use solve::plan_served_roster;
