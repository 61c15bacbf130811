//! The program as people type it, and everything that ships.

mod cli;
mod play;
mod session;
mod shipped;
mod simulate;
#[path = "../support/mod.rs"]
mod support;
mod tables;
