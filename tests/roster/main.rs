//! Rosters of named people: rules, prices, conflicts, an independent judge.

mod again;
mod conflict;
mod contact_centre;
mod enumeration;
mod independent_judge;
mod pencil;
mod plan;
mod prices;
mod rules;
#[path = "../support/mod.rs"]
mod support;
