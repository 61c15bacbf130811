//! What is solved: lines of people, resource constraints on each line, rows over all of them, and columns beside them.

pub mod incumbent;
pub mod pace;
pub mod problem;
pub mod recourse;
pub mod resource;
pub mod single_line;
pub mod structure;
#[cfg(test)]
pub mod tiny;
