//! The simulation of a plan, from its model to results.

use crate::build;
use crate::replicate::{Simulated, SimulationSettings, replicate_while};
use planning::model::Model;
use planning::plan::StaffingPlan;

/// Simulates a plan until the estimates are precise enough, or `wanted`, which is called with the number of replications, says no.
pub fn simulate(
    model: &Model,
    plan: &StaffingPlan,
    settings: &SimulationSettings,
    wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Simulated {
    replicate_while(&build::system(model, plan), &build::goals(model, plan), settings, wanted)
}
