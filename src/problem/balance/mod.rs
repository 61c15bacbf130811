//! Heads of each team on each shift and date, with breaks; then concrete anonymous people.

pub mod about;
pub mod book;
pub mod calendar_weeks;
pub mod choice;
pub mod deadlines;
pub mod decode;
pub mod facts;
pub mod flows;
pub mod levers;
pub mod overlap;
pub mod pulled;
pub mod queue_of_work;
pub mod registry;
pub mod rules;
pub mod sheet;
pub mod write;

pub use about::{About, Who};
pub use choice::Choice;
pub use facts::Facts;
pub use pulled::Pulled;
pub use registry::{LEVERS, OF_INTERVALS, RULES};
pub use sheet::Sheet;
pub use write::{Balance, write, write_intervals, write_seated, write_with};
