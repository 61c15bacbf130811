//! Heads of each team on each shift and date, with breaks; then concrete anonymous people.

pub mod about;
pub mod builder;
pub mod calendar_weeks;
pub mod choice;
pub mod decode;
pub mod facts;
pub mod overlap;
pub mod queue_of_work;
pub mod registry;
pub mod rule;
pub mod rules;
pub mod slot_columns;
pub mod write;

pub use about::{ModelEntity, RowSubject};
pub use builder::StaffingBuilder;
pub use choice::LeverDecisions;
pub use facts::PlanCoverage;
pub use registry::{LEVERS, OF_INTERVALS, RULES};
pub use write::{StaffingProgram, write, write_intervals, write_seated, write_with};
