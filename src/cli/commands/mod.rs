//! One command a file: load, call, print.

pub mod calibrate;
pub mod check;
pub mod compare;
pub mod contact_centre;
pub mod explain;
pub mod export;
pub mod frontier;
pub mod import;
mod import_roster;
mod import_slots;
pub mod levers;
pub mod map;
pub mod new;
pub mod plan;
mod play_slots;
pub mod require;
pub mod rules;
pub mod schema;
pub mod session;
pub mod simulate;
pub mod slots;
pub mod verify;

use base::diagnostic::{Diagnostic, Diagnostics};
use files::load::{Loaded, load_all};
use std::path::PathBuf;

/// The one scenario of a file.
fn load_one(file: &PathBuf) -> Result<Loaded, Diagnostics> {
    let mut all = load_all(std::slice::from_ref(file))?;
    if all.len() == 1 {
        return Ok(all.remove(0));
    }
    let message = format!("{} holds {} scenarios", file.display(), all.len());
    Err(Diagnostic::error("many-scenarios", message, "name one scenario, or use `equipoise compare`").into())
}
