//! Many scenarios, one sheet: what differs in the inputs, in the plans, and who wins on what.

pub mod comparison;
pub mod csv;
pub mod fan;
pub mod inputs;
pub mod json;
mod roster;
pub mod scenario;
pub mod table;
pub mod winners;

pub use comparison::Comparison;
pub use scenario::{Scenario, ScenarioPlan, Trouble};
