//! Rosters by column generation over whole lines, and by local search where intervals have prices. Knows lines, resource
//! constraints and rows; no domain, no files.

pub mod master;
pub mod pricing;
pub mod problem;
pub mod relaxation;
pub mod ruin_recreate;
pub mod search;

pub use problem::problem::{Line, Problem, Worker};
pub use problem::resource::{Automaton, Cell, Cumulative, LineConstraint};
