//! What is solved: lines of people, resource constraints on each line, rows over all lines, and columns beside them.

pub mod activity;
pub mod consumption_profile;
pub mod incumbent_roster;
pub mod recourse;
pub mod resource;
pub mod roster_problem;
#[cfg(test)]
pub mod small_problem;
pub mod structure;
