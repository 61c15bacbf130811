//! Time that must pass between shifts.

use super::super::duty_times::DutyTimes;
use super::due;
use super::tabulated::{TabulatedAutomaton, TransitionFunction, tabulate};
use rostering::{Automaton, Cell};

/// What has to keep apart, for a family of lines.
pub struct RestAutomaton {
    /// Days of the horizon.
    pub days: u32,
    /// When duties begin and end.
    pub duty_times: DutyTimes,
    /// By duty: whether time must pass after it, and how many minutes from its start.
    pub blocks: Vec<Option<i64>>,
    /// By duty: whether it must wait.
    pub waits: Vec<bool>,
    /// Only after so many days in a row with duties that block, and then not within the run itself; 0: always.
    pub after: u32,
    /// Price of each hour too early, in major units; `None`: not allowed.
    pub price: Option<f64>,
}

/// No duty has to wait.
const FREE: i64 = i64::MIN;

impl RestAutomaton {
    /// A spacing that always holds.
    pub fn new(days: u32, duty_times: DutyTimes, blocks: Vec<Option<i64>>, waits: Vec<bool>) -> Self {
        RestAutomaton { days, duty_times, blocks, waits, after: 0, price: None }
    }

    /// The automata of lines, each with what history says: days in a row that block, and the minute from which duties
    /// may start (`i64::MIN`: any). Lines that it cannot limit have none.
    pub fn automata(self, starts: &[(u32, i64)]) -> Vec<Option<TabulatedAutomaton<RestAutomaton>>> {
        let shortened = |&(run, ready): &(u32, i64)| (run.min(self.after), self.shortened(0, ready));
        let starts: Vec<(u32, i64)> = starts.iter().map(shortened).collect();
        let (days, duties) = (self.days, self.waits.len());
        let automata = tabulate(days, duties, self, &starts).into_iter();
        automata.map(|automaton| (automaton.states() > 1).then_some(automaton)).collect()
    }

    /// A minute as far as it still matters from a day on; where nothing may start too early at any price, all minutes up to
    /// the next possible start are one.
    fn shortened(&self, day: u32, ready: i64) -> i64 {
        let waiting = || (0..self.waits.len()).filter(|&duty| self.waits[duty]);
        let starts = |day: u32| waiting().map(move |duty| self.duty_times.start(day.into(), duty));
        if day >= self.days || starts(day).all(|start| start >= ready) {
            // Later days only begin later.
            return FREE;
        }
        if self.price.is_some() {
            return ready;
        }
        let next = (day..self.days).find_map(|day| starts(day).filter(|&start| start >= ready).min());
        next.unwrap_or(i64::MAX)
    }
}

impl TransitionFunction for RestAutomaton {
    /// Days in a row just worked with duties that block (up to `after`), and the minute from which duties that wait may
    /// start, where it lies ahead.
    type State = (u32, i64);

    fn next(&self, (run, ready): (u32, i64), day: u32, cell: Cell) -> Option<((u32, i64), f64)> {
        let Some(duty) = cell else { return Some(((0, self.shortened(day + 1, ready)), 0.0)) };
        let start = self.duty_times.start(day.into(), duty);
        let goes_on = self.after > 0 && run > 0 && self.blocks[duty].is_some();
        let early = if self.waits[duty] && !goes_on && ready > start { ready - start } else { 0 };
        let cost = due(self.price.map(|price| price / 60.0), early as u32)?;
        let run = if self.blocks[duty].is_some() { (run + 1).min(self.after) } else { 0 };
        let own = self.blocks[duty].filter(|_| run >= self.after).map_or(FREE, |minutes| start + minutes);
        Some(((run, self.shortened(day + 1, own.max(ready))), cost))
    }
}
