//! Limits of a solve: time, gap, nodes; and who is told about its progress.

use base::tolerance::DEFAULT_GAP;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Cost and bound while a search is running, in major units of the currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Cost of the best plan so far; `None` while a component has none.
    pub cost: Option<f64>,
    /// No plan is cheaper than this.
    pub bound: f64,
    /// Independent components of the program that are finished.
    pub finished: usize,
    /// Independent components of the program.
    pub components: usize,
}

/// Called with the progress of a search.
pub type Watcher = Arc<dyn Fn(Progress) + Send + Sync>;

/// Limits of one solve.
#[derive(Clone)]
pub struct Settings {
    /// Relative gap at which the search ends; 0 asks for a proof of optimality.
    pub gap: f64,
    /// A bound at which the search may end: once it is proved that no point costs less.
    pub enough: f64,
    /// Seconds for the whole program.
    pub time_limit: f64,
    /// Nodes of branch and bound for each component: unlike the time limit it is reached at the same place each time.
    pub nodes: i32,
    /// Seed of all random choices.
    pub seed: u32,
    /// Set from outside to end the search with the best plan so far.
    pub interrupt: Arc<AtomicBool>,
    /// Who is told about progress, if anybody.
    pub watcher: Option<Watcher>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            gap: DEFAULT_GAP,
            enough: f64::INFINITY,
            time_limit: 60.0,
            nodes: i32::MAX,
            seed: 0,
            interrupt: Arc::new(AtomicBool::new(false)),
            watcher: None,
        }
    }
}

impl Settings {
    /// True once somebody asked to stop.
    pub fn interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
    }
}
