//! What the source, the manual and the rules keep to.

mod architecture;
mod circles;
mod judges;
mod manual;
mod names;
mod rules;
mod source;
#[path = "../support/mod.rs"]
mod support;
