//! A roster in figures: assignments with ids that stay, what each person works and costs, heads against need.

mod assignment;
mod changes;
mod cover;
mod person;

pub use assignment::{Assignment, assignments, people, place_of};
pub use changes::{ModelRoster, RosterChange, changes};
pub use cover::{CoverHeads, heads};
pub use person::{Owners, PersonFigures, figures};
