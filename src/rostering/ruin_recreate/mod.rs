//! Named people who serve intervals: their shifts and breaks are moved until nothing makes them cheaper, with the price of
//! every interval as it is. Knows lines, resource constraints and intervals; no domain, no files.

mod annealing;
mod benders_cuts;
mod break_placement;
mod guide;
mod interval_cost;
mod line_cost;
pub mod problem;
mod search;
mod window;

pub use problem::{Floor, Guide, Kind, Need, Rest, Shift};
pub use search::{Found, improve};
