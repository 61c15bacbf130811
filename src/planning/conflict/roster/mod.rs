//! Why no roster can exist: rules, people and dates that cannot hold together, and the cheapest ways out.

mod deletion_filter;
mod diagnosis;
mod enumeration;
mod feasibility;
mod limits;
mod promise;
mod ways_out;

pub use diagnosis::roster_conflict;
pub use feasibility::{Feasibility, any_lines_will_do, feasibility};
