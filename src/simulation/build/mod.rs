//! How the simulated system follows from a model and its plan.
//!
//! | file | what it builds |
//! |---|---|
//! | [`mod@system`] | the system as a whole, and the goals of the precision |
//! | [`streams`] | the services: arrivals from outside, effects of levers, routes of contacts |
//! | [`people`] | shifts and their stretches, people who stay, leave, are borrowed or seconded, and those of suppliers |
//! | [`day_blocks`] | blocks of days that are independent of each other |

pub mod day_blocks;
pub mod people;
pub mod streams;
pub mod system;

pub use system::{goals, system};
