//! What a plan must keep and what it costs: the model, the requirement, the rules with their judges, the solve, and conflicts.

pub mod conflict;
pub mod demand;
pub mod effects;
pub mod levers;
pub mod model;
pub mod plan;
pub mod requirement;
pub mod roster;
pub mod rule;
pub mod solve;
pub mod staffing;
pub mod staged;
pub mod verify;
