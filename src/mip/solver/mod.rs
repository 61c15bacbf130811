//! From a program to an honest outcome. The only place that talks to the solver.

mod concurrent;
pub mod deadline;
mod dice;
mod highs;
mod indicator_closing;
mod indicator_search;
pub mod linear;
pub mod settings;
pub mod solve;

pub use deadline::Deadline;
pub use linear::{Master, Prices};
pub use settings::{Progress, Settings};
pub use solve::{SolveError, Solved, solve, solve_from};
