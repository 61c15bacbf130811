//! Two searches of one program side by side: what each knows helps the other, and the first to close the gap ends
//! both.

use super::highs::Task;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// What the two know together.
pub(super) struct Race<'a> {
    task: &'a Task<'a>,
    begin: Instant,
    known: Mutex<Known>,
    proving: AtomicBool,
    over: AtomicBool,
}

struct Known {
    best: Option<(f64, Vec<f64>)>,
    /// Best cost of either search, its point perhaps still inside the solver.
    cost: f64,
    bound: f64,
}

impl<'a> Race<'a> {
    pub fn new(task: &'a Task<'a>) -> Self {
        let known = Known { best: None, cost: f64::INFINITY, bound: f64::NEG_INFINITY };
        Race {
            task,
            begin: Instant::now(),
            known: Mutex::new(known),
            proving: AtomicBool::new(false),
            over: AtomicBool::new(false),
        }
    }

    /// Seconds left of a share of the time.
    pub fn left(&self, share: f64) -> f64 {
        (self.task.seconds * share - self.begin.elapsed().as_secs_f64()).max(0.0)
    }

    /// The search for a proof has begun, so nobody need leave it time.
    pub fn begin_proof(&self) {
        self.proving.store(true, Ordering::Relaxed);
    }

    /// Whether the proof is being searched for already.
    pub fn proving(&self) -> bool {
        self.proving.load(Ordering::Relaxed)
    }

    /// Nothing is left to find.
    pub fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    /// True once nothing is left to find, or somebody asked to stop.
    pub fn over(&self) -> bool {
        self.over.load(Ordering::Relaxed) || (self.task.interrupted)()
    }

    /// Offers a point.
    pub fn offer(&self, cost: f64, point: Vec<f64>) {
        let mut known = self.known();
        if known.best.as_ref().is_none_or(|(best, _)| cost < *best) {
            known.best = Some((cost, point));
        }
        drop(known);
        self.note(Some(cost), f64::NEG_INFINITY);
    }

    /// The best point offered.
    pub fn best(&self) -> Option<(f64, Vec<f64>)> {
        self.known().best.clone()
    }

    /// Tells the watchers, and ends the race when the gap of the task is closed.
    pub fn note(&self, cost: Option<f64>, bound: f64) {
        let mut known = self.known();
        known.cost = known.cost.min(cost.unwrap_or(f64::INFINITY));
        known.bound = known.bound.max(bound);
        let (cost, bound, offered) = (known.cost, known.bound, known.best.as_ref().map(|(cost, _)| *cost));
        drop(known);
        if offered.is_some_and(|offered| offered - bound <= self.task.gap * offered.abs()) {
            self.end();
        }
        (self.task.report)(cost.is_finite().then_some(cost), bound);
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
