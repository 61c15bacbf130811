//! Ctrl-C: once to stop with the best plan so far, twice to leave.

use super::exit::INTERRUPTED_TWICE;
use super::output;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Signals this close together are one: tools such as `timeout` send theirs to the process and to its group.
const ONE_PRESS: Duration = Duration::from_millis(300);

static WRITING: Mutex<()> = Mutex::new(());

/// While it is held, files are being written and the program does not leave.
pub fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A flag that the first Ctrl-C sets; the second one leaves at once, but not in the middle of a file.
pub fn flag() -> Arc<AtomicBool> {
    flag_for("the best plan so far")
}

/// The same, where something else is kept than a plan.
pub fn flag_for(what: &'static str) -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = flag.clone();
    let mut first: Option<Instant> = None;
    let installed = ctrlc::set_handler(move || {
        if let Some(first) = first {
            if first.elapsed() >= ONE_PRESS {
                let _guard = hold();
                std::process::exit(INTERRUPTED_TWICE);
            }
            return;
        }
        first = Some(Instant::now());
        seen.store(true, Ordering::Relaxed);
        output::message(&format!("equipoise: stopping with {what}; press Ctrl-C again to leave at once"));
    });
    if let Err(error) = installed {
        output::message(&format!("equipoise: Ctrl-C will leave at once: {error}"));
    }
    flag
}
