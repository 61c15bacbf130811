//! From a program to a result that has been checked. The only module that calls HiGHS.
//!
//! | file | what it holds |
//! |---|---|
//! | [`mod@solve`] | a whole program: audit, decomposition, parallel solves, checks |
//! | `highs`, `highs_model` | one program in one HiGHS model |
//! | [`master`] | the master program of column generation |
//! | `indicator_neighbourhoods`, `drop_heuristic`, `weighted_sampling`, `shared_incumbent`, `incumbent` | heuristics for programs with indicators, beside HiGHS |
//! | [`settings`], [`deadline`], `progress` | limits, the clock, and what observers are told |

pub mod deadline;
mod drop_heuristic;
mod highs;
mod highs_model;
mod incumbent;
mod indicator_neighbourhoods;
pub mod master;
mod progress;
pub mod settings;
mod shared_incumbent;
pub mod solve;
mod weighted_sampling;

pub use deadline::Deadline;
pub use master::{Master, MasterSolution};
pub use settings::{Progress, Settings};
pub use solve::{SolveError, Solved, solve, solve_from};
