//! Equipoise: service supply and demand in balance.

pub mod base;
pub mod load;
pub mod mip;
pub mod model;
pub mod plan;
pub mod requirement;
pub mod solve;
