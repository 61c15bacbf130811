//! Lagrangian relaxation of the rows and of the large counters.

pub mod accelerated_gradient;
pub mod multiplier;
pub mod smoothed_lagrangian;
pub mod subgradient;
