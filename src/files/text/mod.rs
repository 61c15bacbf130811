//! How numbers, outcomes and JSON are written.

pub mod json;
pub mod number;
pub mod outcome;
