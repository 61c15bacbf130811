//! Formulas against independent ones.

mod classes;
mod curve;
mod grid;
mod laws;
mod requirement;
mod requirement_naive;
mod session;
#[path = "../support/mod.rs"]
mod support;
