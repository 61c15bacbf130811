//! A discrete-event simulation of a plan: random customers meet the people of the plan, with their shifts and breaks.
//!
//! | file | what it is |
//! |---|---|
//! | [`world`], [`mod@build`] | what is played, and how it follows from a model and its plan |
//! | [`stream`] | random numbers by name, so that two plans meet the same customers |
//! | [`customers`] | the contacts of a day: when they come, with how much work, how patient |
//! | [`engine`] | the events of one block of days |
//! | [`tally`], [`witness`] | what one replication counts; who sees every event |
//! | [`mod@replicate`] | replication after replication, until the answer is sure enough |
//! | [`results`], [`mod@estimate`], [`waits`] | sums over replications, intervals of confidence, percentiles |
//!
//! A plan with levers is played as they leave it: other volumes, handle times, patience, promises and people. Contacts of a
//! flow go on from stage to stage as each is done, and not as the formulas say that they will.

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
pub use replicate::{Effort, Goal, Simulated, estimate, replicate, replicate_while, trace};
pub use results::{Level, Presence, Results, Spans};
pub use world::World;

use planning::model::Model;
use planning::plan::StaffingPlan;

/// Plays a plan, as long as somebody who is told the number of replications wants it to go on.
pub fn simulate(
    model: &Model,
    plan: &StaffingPlan,
    effort: &Effort,
    wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Simulated {
    replicate_while(&build::world(model, plan), &build::goals(model, plan), effort, wanted)
}

pub mod appointments;
pub mod calibration;
