//! The program as people type it, and everything that ships.

mod cli;
mod play;
mod session;
mod shipped;
mod simulate;
mod tables;
#[path = "../support/mod.rs"]
mod support;
