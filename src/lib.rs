//! Equipoise: service supply and demand in balance.

pub mod base;
pub mod demand;
pub mod load;
pub mod model;
pub mod plan;
pub mod requirement;
