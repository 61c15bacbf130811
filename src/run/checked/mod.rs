//! Plans checked by simulation.

mod correction;
mod search;
mod simulated_plan;

pub use search::{CheckRound, CheckSettings, Checked, MissedTarget, plan_checked};
