//! Plans and appointments played against chance.

mod booking;
mod chance;
mod correction;
mod engine;
mod exact;
mod levers;
mod slots;
mod slots_named;
mod slots_rules;
mod slots_shipped;
#[path = "../support/mod.rs"]
mod support;
