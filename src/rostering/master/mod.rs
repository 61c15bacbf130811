//! The restricted master program and column generation on it.

pub mod column_generation;
pub mod fixing;
pub mod restricted_master;
pub mod set_partitioning;
pub mod warm_start;
