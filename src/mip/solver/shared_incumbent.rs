//! What two concurrent searches of one program share: the best point found by either, and the best bound. Both end as
//! soon as the gap between them is closed.

use super::highs::HighsTask;
use super::incumbent::Incumbent;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// The incumbent and the bound of two searches, with their common clock.
pub(super) struct SharedIncumbent<'a> {
    task: &'a HighsTask<'a>,
    begin: Instant,
    state: Mutex<SharedState>,
    proof_begun: AtomicBool,
    ended: AtomicBool,
}

struct SharedState {
    best: Option<Incumbent>,
    /// Best cost of either search; its point may still be inside the solver.
    cost: f64,
    bound: f64,
}

impl<'a> SharedIncumbent<'a> {
    pub fn new(task: &'a HighsTask<'a>) -> Self {
        let state = SharedState { best: None, cost: f64::INFINITY, bound: f64::NEG_INFINITY };
        SharedIncumbent {
            task,
            begin: Instant::now(),
            state: Mutex::new(state),
            proof_begun: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        }
    }

    /// Seconds left of a share of the time limit.
    pub fn left(&self, share: f64) -> f64 {
        (self.task.seconds * share - self.begin.elapsed().as_secs_f64()).max(0.0)
    }

    /// Notes that the search for a proof has begun on another thread, so that no time need be left for it.
    pub fn begin_proof(&self) {
        self.proof_begun.store(true, Ordering::Relaxed);
    }

    /// Whether the search for a proof has begun.
    pub fn proof_begun(&self) -> bool {
        self.proof_begun.load(Ordering::Relaxed)
    }

    /// Ends both searches.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    /// True once both searches should end: the gap is closed, or the user asked to stop.
    pub fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed) || (self.task.interrupted)()
    }

    /// Offers a feasible point.
    pub fn offer(&self, cost: f64, point: Vec<f64>) {
        let mut state = self.state();
        if state.best.as_ref().is_none_or(|best| cost < best.cost) {
            state.best = Some(Incumbent { cost, point });
        }
        drop(state);
        self.update(Some(cost), f64::NEG_INFINITY);
    }

    /// The best point offered.
    pub fn best(&self) -> Option<Incumbent> {
        self.state().best.clone()
    }

    /// Takes note of a cost and a bound, reports the best of both, and ends both searches when the gap of the task is closed.
    pub fn update(&self, cost: Option<f64>, bound: f64) {
        let mut state = self.state();
        state.cost = state.cost.min(cost.unwrap_or(f64::INFINITY));
        state.bound = state.bound.max(bound);
        let (cost, bound, offered) = (state.cost, state.bound, state.best.as_ref().map(|best| best.cost));
        drop(state);
        if offered.is_some_and(|offered| offered - bound <= self.task.gap * offered.abs()) {
            self.end();
        }
        (self.task.report)(cost.is_finite().then_some(cost), bound);
    }

    fn state(&self) -> std::sync::MutexGuard<'_, SharedState> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
