//! The length of a run of days that share something.

use super::due;
use rostering::{Automaton, Cell};

/// Counts a run up to the length after which nothing changes any more: state 0 is outside a run. A run that touches the
/// first day without a known past needs no state of its own, since its length tells that it does.
pub struct RunAutomaton {
    /// Fewest days of a run.
    pub least: u32,
    /// Most days of a run.
    pub most: Option<u32>,
    /// Price of each day too few or too many, in major units; `None`: not allowed.
    pub price: Option<f64>,
    /// By duty: whether a day with it belongs to a run.
    pub counts: Vec<bool>,
    /// Whether a day off belongs to a run.
    pub off: bool,
    /// Days of the run just before the first day; `None`: nothing is known.
    pub before: Option<u32>,
}

impl RunAutomaton {
    /// False if every line keeps it.
    pub fn limits(&self) -> bool {
        self.least > 1 || self.most.is_some()
    }

    fn cap(&self) -> u32 {
        self.least.max(self.most.unwrap_or(0))
    }
}

impl Automaton for RunAutomaton {
    fn states(&self) -> u32 {
        self.cap() + 1
    }

    fn start(&self) -> u32 {
        self.before.unwrap_or(0).min(self.cap())
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        if cell.map_or(self.off, |duty| self.counts[duty]) {
            let too_many = self.most.is_some_and(|most| state >= most);
            return due(self.price, too_many.into()).map(|due| ((state + 1).min(self.cap()), due));
        }
        let began_before = self.before.is_none() && state == day;
        let too_few = if state == 0 || began_before { 0 } else { self.least.saturating_sub(state) };
        due(self.price, too_few).map(|due| (0, due))
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
}
