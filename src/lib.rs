//! Equipoise: service supply and demand in balance.

pub mod base;
pub mod cli;
pub mod compare;
pub mod conflict;
pub mod demand;
pub mod load;
pub mod mip;
pub mod model;
pub mod need;
pub mod plan;
pub mod problem;
pub mod report;
pub mod requirement;
pub mod run;
pub mod solve;
pub mod verify;
