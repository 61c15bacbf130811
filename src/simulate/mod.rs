//! A discrete-event simulation of a plan: random customers meet the people of the plan, with their shifts and breaks.
//!
//! | file | what it is |
//! |---|---|
//! | [`world`], [`build`] | what is played, and how it follows from a model and its plan |
//! | [`stream`] | random numbers by name, so that two plans meet the same customers |
//! | [`customers`] | the contacts of a day: when they come, with how much work, how patient |
//! | [`engine`] | the events of one block of days |
//! | [`tally`], [`witness`] | what one replication counts; who sees every event |
//! | [`mod@replicate`] | replication after replication, until the answer is sure enough |
//! | [`results`], [`mod@estimate`], [`waits`] | sums over replications, intervals of confidence, percentiles |
//!
//! A flow (one service's completed contacts arrive at the next) would enter where a contact is done: the engine knows
//! services only by their streams, and a stream that another feeds needs no other machinery than a return has.

pub mod build;
pub mod customers;
pub mod engine;
pub mod estimate;
pub mod replicate;
pub mod results;
pub mod stream;
pub mod tally;
pub mod waits;
pub mod witness;
pub mod world;

pub use estimate::Estimate;
pub use replicate::{Effort, Goal, Simulated, estimate, replicate, trace};
pub use results::{Level, Presence, Results, Spans};
pub use world::World;

use crate::model::Model;
use crate::plan::StaffingPlan;

/// Plays a plan.
pub fn simulate(model: &Model, plan: &StaffingPlan, effort: &Effort) -> Simulated {
    replicate(&build::world(model, plan), &build::goals(model), effort)
}
