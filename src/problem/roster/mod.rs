//! Named people: who works which shift. Rules over one line are laws, rules over people are rows.

pub mod desk;
pub mod duty;
pub mod lines;
pub mod periods;
pub mod registry;
pub mod rule;
pub mod rules;

pub use desk::{Desk, Limit, RowId};
pub use duty::{Duty, duties};
pub use lines::{Lines, Stint, employee_of};
pub use registry::RULES;
pub use rule::RosterRule;
