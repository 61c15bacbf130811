//! Who works which shift: column generation over whole lines. Knows lines, laws and rows; no domain, no files.

pub mod law;
pub mod problem;

pub use law::{Cell, Counter, Law, Machine};
pub use problem::{Line, Problem, Worker};
