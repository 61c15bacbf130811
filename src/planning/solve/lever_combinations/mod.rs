//! Plans with levers: every combination of those that are on or off, the others decided within it.

mod combination;
mod search;
mod tuning;

pub use search::plan_with_levers;
