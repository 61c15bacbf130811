//! Why no plan can exist, in the planner's words: a set of rules that cannot hold together, none of which can be left
//! out, and the cheapest ways out with what the plan then costs.

mod deletion_filter;
mod elastic;
mod explanation;
pub mod quick;
pub mod roster;
mod staffing;
mod ways_out;

pub use explanation::{Conflict, Member, WayOut};
pub use staffing::conflict;
