//! Heads of each team on each shift and date, with breaks; then concrete anonymous people.

pub mod backlog;
pub mod builder;
pub mod calendar_weeks;
pub mod coverage;
pub mod decode;
pub mod lever_decisions;
pub mod overlap;
pub mod premiums;
pub mod registry;
pub mod row_subject;
pub mod rule;
pub mod rules;
pub mod slot_columns;
pub mod write;

pub use builder::StaffingBuilder;
pub use coverage::PlanCoverage;
pub use lever_decisions::LeverDecisions;
pub use row_subject::{ModelEntity, RowSubject};
pub use rule::StaffingRule;
pub use rules::RULES;
pub use write::{StaffingProgram, write_intervals, write_staffing, write_with_levers, write_with_presence};
