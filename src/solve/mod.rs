//! From a program to an honest outcome. The only layer that talks to the solver.

mod highs;
pub mod settings;
pub mod whole;

pub use settings::{Progress, Settings};
pub use whole::{SolveError, Solved, solve};
