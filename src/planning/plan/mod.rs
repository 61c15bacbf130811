//! What an answer is, in whole minutes, heads and cents. Knows no solver.

pub mod accounts;
pub mod contributions;
pub mod finding;
pub mod ledger;
pub mod slots;
pub mod staffing;

pub use contributions::Contributions;
pub use finding::{Breach, Charge, Findings, Subject};
pub use ledger::{Ledger, LedgerEntry};
pub use slots::{AppointmentSlot, ExpectedVisits};
pub use staffing::{LeverEffect, LeverSetting, Person, StaffingPlan, TakenBreak, WorkShare, WorkedShift};
