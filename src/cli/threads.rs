//! Work in a pool of threads of its own.

use super::refusal::Refusal;
use crate::compare::fan::fan_out;

/// Does one piece of work in a pool of so many threads.
///
/// # Errors
/// The system gives no more threads.
pub fn in_pool<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Result<T, Refusal> {
    let mut answers = fan_out(1, 1, threads, |_| work()).map_err(no_threads)?;
    Ok(answers.remove(0))
}

/// The system gives no more threads.
pub fn no_threads(error: rayon::ThreadPoolBuildError) -> Refusal {
    Refusal::Bug(format!("no threads: {error}"))
}
