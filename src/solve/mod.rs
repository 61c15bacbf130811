//! From a program to an honest outcome. The only layer that talks to the solver.

mod closing;
pub mod deadline;
mod dice;
mod highs;
pub mod master;
mod race;
pub mod settings;
mod switched;
pub mod whole;

pub use deadline::Deadline;
pub use master::{Master, Prices};
pub use settings::{Progress, Settings};
pub use whole::{SolveError, Solved, solve, solve_from};
