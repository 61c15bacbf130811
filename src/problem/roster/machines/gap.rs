//! Time that must pass between shifts.

use super::super::moments::Moments;
use super::due;
use crate::roster::{Cell, Machine};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What has to keep apart, for a family of lines.
pub struct Spacing {
    /// Days of the horizon.
    pub days: u32,
    /// When duties begin and end.
    pub moments: Moments,
    /// By duty: whether time must pass after it, and how many minutes from its start.
    pub blocks: Vec<Option<i64>>,
    /// By duty: whether it must wait.
    pub waits: Vec<bool>,
    /// Only after so many days in a row with duties that block, and then not within the run itself; 0: always.
    pub after: u32,
    /// Price of each hour too early, in major units; `None`: not allowed.
    pub price: Option<f64>,
    /// By day before which: the states that lines may be in, ascending.
    states: Vec<Vec<State>>,
}

/// Days in a row just worked with duties that block (up to `after`), and the minute from which duties that wait may start,
/// where it lies ahead.
type State = (u32, i64);

/// No duty has to wait.
const FREE: i64 = i64::MIN;

/// An automaton over the states of a [`Spacing`].
pub struct Gap {
    spacing: Arc<Spacing>,
    start: u32,
}

impl Spacing {
    /// Nothing is known of the lines yet.
    pub fn new(days: u32, moments: Moments, blocks: Vec<Option<i64>>, waits: Vec<bool>) -> Self {
        Spacing { days, moments, blocks, waits, after: 0, price: None, states: Vec::new() }
    }

    /// The automata of lines, each with what history says: days in a row that block, and the minute from which duties
    /// may start (`i64::MIN`: any).
    pub fn machines(mut self, starts: &[(u32, i64)]) -> Vec<Gap> {
        let starts: Vec<State> =
            starts.iter().map(|&(run, ready)| (run.min(self.after), self.shortened(0, ready))).collect();
        let mut ahead: BTreeSet<State> = starts.iter().copied().collect();
        for day in 0..self.days {
            let here: Vec<State> = ahead.into_iter().collect();
            ahead = BTreeSet::new();
            for &state in &here {
                let cells = std::iter::once(None).chain((0..self.waits.len()).map(Some));
                ahead.extend(cells.filter_map(|cell| self.next(state, day, cell)).map(|(next, _)| next));
            }
            self.states.push(here);
        }
        self.states.push(ahead.into_iter().collect());
        let spacing = Arc::new(self);
        let place = |state: &State| spacing.place(0, state);
        starts.iter().map(|state| Gap { spacing: Arc::clone(&spacing), start: place(state) }).collect()
    }

    fn next(&self, (run, ready): State, day: u32, cell: Cell) -> Option<(State, f64)> {
        let Some(duty) = cell else { return Some(((0, self.shortened(day + 1, ready)), 0.0)) };
        let start = self.moments.start(day.into(), duty);
        let goes_on = self.after > 0 && run > 0 && self.blocks[duty].is_some();
        let early = if self.waits[duty] && !goes_on && ready > start { ready - start } else { 0 };
        let cost = due(self.price.map(|price| price / 60.0), early as u32)?;
        let run = if self.blocks[duty].is_some() { (run + 1).min(self.after) } else { 0 };
        let own = match self.blocks[duty] {
            Some(minutes) if run >= self.after => start + minutes,
            _ => FREE,
        };
        // Within a run the last shift counts, not what came before it.
        let ready = if goes_on { own } else { own.max(ready) };
        Some(((run, self.shortened(day + 1, ready)), cost))
    }

    /// A minute as far as it still matters from a day on; where nothing may start too early at any price, all minutes up to
    /// the next possible start are one.
    fn shortened(&self, day: u32, ready: i64) -> i64 {
        let last = i64::from(self.days) - 1;
        let mut day = i64::from(day);
        let waiting = || (0..self.waits.len()).filter(|&duty| self.waits[duty]);
        if day > last || waiting().all(|duty| self.moments.start(day, duty) >= ready) {
            // Later days only begin later.
            return FREE;
        }
        if self.price.is_some() {
            return ready;
        }
        while day <= last {
            let next = waiting().map(|duty| self.moments.start(day, duty)).filter(|&start| start >= ready).min();
            if let Some(next) = next {
                return next;
            }
            day += 1;
        }
        i64::MAX
    }

    fn place(&self, day: u32, state: &State) -> u32 {
        self.states[day as usize].binary_search(state).map_or(0, |place| place as u32)
    }
}

impl Gap {
    /// True if the line can be limited at all.
    pub fn limits(&self) -> bool {
        self.spacing.states.iter().flatten().any(|&(_, ready)| ready != FREE)
    }
}

impl Machine for Gap {
    fn states(&self) -> u32 {
        self.spacing.states.iter().map(Vec::len).max().unwrap_or(1) as u32
    }

    fn start(&self) -> u32 {
        self.start
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let from = *self.spacing.states[day as usize].get(state as usize)?;
        let (to, cost) = self.spacing.next(from, day, cell)?;
        Some((self.spacing.place(day + 1, &to), cost))
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
}
