//! From checked files to the model: ids become indices, quantities whole units, demand volumes by interval.

mod booking;
mod calendar;
mod chance;
mod classes;
mod cover;
mod dates;
mod demand;
mod employee;
mod fixed;
mod flow;
mod lever;
mod lever_change;
mod lever_flows;
mod lever_scope;
mod model;
mod open;
mod people_context;
mod policy;
mod providers;
mod report;
mod resource;
mod rules;
mod service;
mod session;
mod shift;
mod slots;
mod target;
mod team;
mod who;
mod wish;

pub use model::resolve;
pub use session::session;
