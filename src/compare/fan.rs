//! Several jobs at a time, each with threads of its own; results come back in the order of the questions.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Answers of `work` to 0, 1, ... `count - 1`, in this order, `jobs` at a time, each in a pool of `threads` threads.
/// A job never waits for, or runs inside, another one, so that its clock is its own.
///
/// # Errors
/// The system gives no more threads.
pub fn fan_out<T: Send>(
    count: usize,
    jobs: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Result<Vec<T>, rayon::ThreadPoolBuildError> {
    let pools = (0..jobs.clamp(1, count.max(1)))
        .map(|_| rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).build())
        .collect::<Result<Vec<_>, _>>()?;
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<Option<T>>> = Mutex::new((0..count).map(|_| None).collect());
    std::thread::scope(|scope| {
        for pool in &pools {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        return;
                    }
                    let answer = pool.install(|| work(index));
                    answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner)[index] = Some(answer);
                }
            });
        }
    });
    let answers = answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(answers.into_iter().map(|answer| answer.expect("every index is answered once")).collect())
}

/// Cores of the machine.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_for_any_number_of_jobs() {
        for jobs in [1, 2, 7, 100] {
            let answers = fan_out(20, jobs, 1, |index| index * index).unwrap();
            assert_eq!(answers, (0..20).map(|index| index * index).collect::<Vec<_>>());
        }
        assert!(fan_out(0, 2, 2, |index| index).unwrap().is_empty());
    }
}
