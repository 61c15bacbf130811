//! How long, how exactly, and who is watching.

use base::tolerance::DEFAULT_GAP;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the best plan costs and how cheap a plan could be, while the search goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Cost of the best plan so far, of the parts that have one.
    pub cost: Option<f64>,
    /// No plan is cheaper than this.
    pub bound: f64,
    /// Parts of the program that are finished, and of how many.
    pub parts: (usize, usize),
}

/// Somebody who is told how it goes.
pub type Watcher = Arc<dyn Fn(Progress) + Send + Sync>;

/// Limits of one solve.
#[derive(Clone)]
pub struct Settings {
    /// Relative gap at which a plan is good enough; 0 asks for proof.
    pub gap: f64,
    /// A bound that is all that is wanted to know: the search may end once no point costs less.
    pub enough: f64,
    /// Seconds for the whole program.
    pub time_limit: f64,
    /// Nodes of branch and bound for each of its parts: a limit that, other than a clock, is met at the same place each time.
    pub nodes: i32,
    /// Random seed of the solver.
    pub seed: u32,
    /// Set from outside to stop early with the best plan so far.
    pub interrupt: Arc<AtomicBool>,
    /// Told about progress, if anybody wants to know.
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
