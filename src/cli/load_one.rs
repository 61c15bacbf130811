//! The one scenario of a file.

use base::diagnostic::{Diagnostic, Diagnostics};
use files::load::{Loaded, load_all};
use std::path::PathBuf;

/// Loads a file that holds one scenario.
///
/// # Errors
/// Everything that is wrong with it, or that it holds several.
pub fn load_one(file: &PathBuf) -> Result<Loaded, Diagnostics> {
    let mut all = load_all(std::slice::from_ref(file))?;
    if all.len() == 1 {
        return Ok(all.remove(0));
    }
    let message = format!("{} holds {} scenarios", file.display(), all.len());
    Err(Diagnostic::error("many-scenarios", message, "name one scenario, or use `equipoise compare`").into())
}
