//! Lagrangian relaxation of the rows and of the large resources, and the maximisation of the bounds that it gives.

pub mod accelerated_gradient;
pub mod bounds;
pub mod multiplier;
pub mod smoothed_lagrangian;
pub mod subgradient;
