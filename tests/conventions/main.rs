//! What the source, the manual and the rules keep to.

mod architecture;
mod manual;
mod rules;
#[path = "../support/mod.rs"]
mod support;
