//! Plans checked by simulation.

mod correction;
mod search;
mod simulated_plan;
mod tuning;

pub use search::{CheckRound, CheckSettings, Checked, MissedTarget, plan_checked};
