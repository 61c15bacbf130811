//! Named people: who works which shift. Rules over one line are constraints, rules over people are rows.

pub mod automata;
pub mod builder;
pub mod charge_terms;
pub mod decode;
pub mod duty;
pub mod duty_times;
pub mod fairness;
pub mod lines;
pub mod periods;
pub mod possible_work;
pub mod registry;
pub mod rule;
pub mod rules;
pub mod streaks;
pub mod totals;
pub mod weekends;
pub mod write;

pub use builder::{RosterBuilder, RowBound, RowId};
pub use duty::{Duty, duties};
pub use lines::{AssignedShift, WorkedLines, employee_of};
pub use possible_work::PossibleWork;
pub use rule::RosterRule;
pub use rules::RULES;
pub use write::{RosterProgram, write_roster};
