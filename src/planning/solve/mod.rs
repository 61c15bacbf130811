//! From a case to a plan: programs written, solved, decoded, judged and reconciled. Named people who serve services are planned
//! in stages, see [`crate::staged`].

pub mod lever_combinations;
pub mod planned;
mod reconciled;
pub mod roster;
pub mod slot_replanning;
pub mod staffing;

pub use lever_combinations::plan_with_levers;
pub use planned::{Failure, Planned};
pub use roster::plan_roster;
pub use staffing::{plan_staffing, plan_staffing_from};
