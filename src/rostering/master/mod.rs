//! The restricted master program: its columns and fixed cells, column generation on it, and set partitioning over few columns.

pub mod column_generation;
pub mod restricted_master;
pub mod set_partitioning;
pub mod warm_start;
