//! The ground floor: no domain, no solver.

pub mod diag;
pub mod fsio;
pub mod limits;
pub mod money;
pub mod tolerance;
