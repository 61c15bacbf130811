//! Ctrl-C: once to stop with the best plan so far, twice to leave.

use super::exit::INTERRUPTED_TWICE;
use super::output;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

static WRITING: Mutex<()> = Mutex::new(());

/// While it is held, files are being written and the program does not leave.
pub fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A flag that the first Ctrl-C sets; the second one leaves at once, but not in the middle of a file.
pub fn flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = flag.clone();
    let installed = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            let _guard = hold();
            std::process::exit(INTERRUPTED_TWICE);
        }
        output::message("equipoise: stopping with the best plan so far; press Ctrl-C again to leave at once");
    });
    if let Err(error) = installed {
        output::message(&format!("equipoise: Ctrl-C will leave at once: {error}"));
    }
    flag
}
