//! The command line: what was typed becomes one call, its result goes to standard output, everything else to
//! standard error.

pub mod args;
mod command_line;
pub mod commands;
pub mod contact_centre;
pub mod destination;
pub mod exit;
mod handing_out;
pub mod interrupt;
mod load_one;
pub mod output;
mod play_slots;
pub mod progress;
pub mod refusal;
mod simulated;
pub mod threads;
mod typed_roster;

pub use command_line::run;
pub use exit::Exit;
pub use refusal::{Refusal, VerbResult};
