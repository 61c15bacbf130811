//! The chain from a model to a plan, and what is asked of a plan afterwards: the only place where all layers meet.

pub mod checked;
pub mod contributions;
mod duals;
pub mod explain;
pub mod frontier;
mod pipeline;
pub mod prices;
pub mod reoptimisation;
pub mod service_state;
pub mod warm_start;

pub use checked::{CheckRound, CheckSettings, Checked, MissedTarget, plan_checked};
pub use explain::explain;
pub use pipeline::{judge, plan, plan_from, quick, requirement, settings};
pub use planning::solve::{Failure, Planned};
pub use warm_start::{WarmStart, warm_start};
