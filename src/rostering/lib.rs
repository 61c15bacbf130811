//! Rosters by column generation over whole lines, and by ruin and recreate where intervals have prices. Knows lines,
//! resource constraints and rows; no domain, no files.
//!
//! Folders, each using only those before it: `problem` (what is solved), `pricing` (the cheapest lines of one person),
//! `relaxation` (Lagrangian bounds), `master` (column generation), `search` (rosters). `ruin_recreate` stands beside them
//! on `problem` alone; `tuning` has all numbers.

pub mod master;
pub mod pricing;
pub mod problem;
pub mod relaxation;
pub mod ruin_recreate;
pub mod search;
mod tuning;

pub use problem::resource::{Automaton, Cell, Cumulative, LineConstraint, PriceBeyond};
pub use problem::roster_problem::{Line, RosterProblem, Worker};
