//! One lever, one file: a rule that changes volume, work, people or promises at a price, as far as the program likes.

pub mod appointments;
pub mod comfort;
pub mod conserve_volume;
pub mod diversify;
pub mod expectation;
pub mod judging;
pub mod lever_budget;
pub mod off_peak;
pub mod participation;
pub mod peak_routine;
pub mod promote;
pub mod redesign;
pub mod schedule;
pub mod share;
pub mod stock;
pub mod subcontract;
pub mod substitute;
pub mod switching;
pub mod writing;

/// Ids of the levers that are pulled or not, each of which makes another case.
pub const YES_OR_NO: [&str; 3] = ["comfort", "expectation", "redesign"];
