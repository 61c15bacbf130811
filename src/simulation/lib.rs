//! Discrete-event simulation of a plan: random customers meet the people of the plan, with their shifts and breaks.
//!
//! | file | what it holds |
//! |---|---|
//! | [`system`](mod@system), [`mod@build`] | the simulated system, and how it follows from a model and its plan |
//! | [`random_streams`] | random numbers by name, so that two plans meet the same customers |
//! | [`arrivals`] | the contacts of a day: when they arrive, with how much work, how patient |
//! | [`engine`] | the events of one block of days |
//! | [`counters`], [`mod@trace`] | statistical counters of one replication; observers of events |
//! | [`mod@replicate`], [`mod@simulate`] | replications until the estimates are precise enough |
//! | [`results`], [`mod@estimate`], [`waits`] | sums over replications, confidence intervals, percentiles |
//! | [`appointments`] | the booking of appointments and the days on which people come |
//! | [`calibration`] | what call records say about customers |
//!
//! A plan with levers is simulated as they change it: other volumes, handle times, patience, targets and people. Contacts of a
//! flow go on from stage to stage as each is served, and not as the formulas approximate it.

pub mod appointments;
pub mod arrivals;
pub mod build;
pub mod calibration;
pub mod counters;
pub mod engine;
pub mod estimate;
pub mod random_streams;
pub mod replicate;
pub mod results;
pub mod simulate;
pub mod system;
pub mod trace;
pub mod waits;

pub use estimate::Estimate;
pub use replicate::{Goal, Simulated, SimulationSettings, estimate, replicate, replicate_while, trace};
pub use results::{PerSpan, Results, ServiceStatistics, TeamStatistics};
pub use simulate::simulate;
pub use system::System;
