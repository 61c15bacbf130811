//! A stretch of days of one line that is decided anew while the rest of the line stays.

use crate::problem::pace::Pace;
use crate::problem::problem::Worker;
use crate::problem::resource::{Automaton, Cell, Cumulative};

/// How far from its pace an open line may be. What is missing must be made up for later, when the constraints may leave little room
/// for it; what is ahead only needs more days off.
#[derive(Clone, Copy, Debug)]
pub struct Slack {
    /// Large days of a counter that may be missing.
    behind: f64,
    /// Large days of a counter that may be ahead.
    ahead: f64,
    /// Units beyond the pace that a constraint which limits them may have used.
    beyond: f64,
}

/// The wider only where nothing else is left.
pub const SLACKS: [Slack; 5] = [
    Slack { behind: 0.5, ahead: 1.0, beyond: 0.0 },
    Slack { behind: 1.0, ahead: 1.0, beyond: 0.0 },
    Slack { behind: 1.5, ahead: 1.0, beyond: 0.0 },
    Slack { behind: 2.0, ahead: 2.0, beyond: 1.0 },
    Slack { behind: 1000.0, ahead: 1000.0, beyond: 1000.0 },
];

/// Days `first..last` of a line whose other cells are given.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// The whole line; what it says inside the window is not read.
    pub line: &'a [Cell],
    /// Where nothing is decided after the window yet: then a line must only be on its way to what the horizon asks for.
    pub pace: Option<&'a Pace>,
    /// How far from it.
    pub slack: Slack,
}

impl<'a> Window<'a> {
    /// A stretch of a line; with a pace nothing is decided after it yet.
    pub fn of((first, last): (usize, usize), line: &'a [Cell], pace: Option<&'a Pace>) -> Self {
        Window { first, last, line, pace, slack: SLACKS[0] }
    }

    /// The state of a automaton before the window and what it has charged until then.
    pub fn before(&self, automaton: &dyn Automaton) -> Option<(u32, f64)> {
        let step = |(state, cost): (u32, f64), (day, &cell): (usize, &Cell)| {
            automaton.step(state, day as u32, cell).map(|(next, due)| (next, cost + due))
        };
        self.line[..self.first].iter().enumerate().try_fold((automaton.start(), 0.0), step)
    }

    /// What the cells of the line outside the window cost.
    pub fn outside(&self, worker: &Worker, duties: usize) -> f64 {
        let after = if self.pace.is_some() { self.line.len() } else { self.last };
        let cost = |day: usize| self.line[day].map_or(worker.off[day], |duty| worker.costs[day * duties + duty]);
        (0..self.first).chain(after..self.line.len()).map(cost).sum()
    }

    /// What a automaton charges after the window if it leaves the window in a state; `None`: not allowed.
    pub fn after(&self, constraint: usize, automaton: &dyn Automaton, state: u32) -> Option<f64> {
        if let Some(pace) = self.pace {
            let (used, allowed) = automaton.spent(state);
            let due = f64::from(allowed) * pace.before(constraint, self.last);
            return (f64::from(used) <= due.round() + self.slack.beyond).then_some(0.0);
        }
        let (mut state, mut cost) = (state, 0.0);
        for (day, &cell) in self.line.iter().enumerate().skip(self.last) {
            let (next, due) = automaton.step(state, day as u32, cell)?;
            (state, cost) = (next, cost + due);
        }
        automaton.end(state).map(|due| cost + due)
    }

    /// A counter as the window sees it.
    pub fn tally(&self, constraint: usize, cumulative: &Cumulative, duties: usize) -> Tally {
        let adds = |days: std::ops::Range<usize>| -> u32 {
            days.filter_map(|day| self.line[day].map(|duty| cumulative.adds[day * duties + duty])).sum()
        };
        let outside = cumulative.start
            + adds(0..self.first)
            + if self.pace.is_some() { 0 } else { adds(self.last..self.line.len()) };
        let inside = &cumulative.adds[self.first * duties..self.last * duties];
        let unit = inside.iter().fold(0, |unit, &add| gcd(unit, add)).max(1);
        let busy = |day: &usize| inside[(day - self.first) * duties..][..duties].iter().any(|&add| add > 0);
        let last_busy = (self.first..self.last).rev().find(busy);
        let most_a_day = inside.iter().copied().max().unwrap_or(0);
        let possible: u32 = inside.chunks(duties.max(1)).map(|day| day.iter().copied().max().unwrap_or(0)).sum();
        let possible = possible / unit;
        let allowed = |units: u32| {
            let total = outside + units * unit;
            let Some(pace) = self.pace else { return cumulative.cost(total) };
            let share = pace.before(constraint, self.last);
            // On its way: near the pace, with some room either way.
            let room = f64::from(most_a_day);
            let (least, most) = (f64::from(cumulative.at_least), f64::from(cumulative.at_most.min(1 << 30)));
            let total = f64::from(total);
            (total >= least * share - self.slack.behind * room
                && total <= (most * share + self.slack.ahead * room).min(most))
            .then_some(0.0)
        };
        let costs: Vec<Option<f64>> = (0..=possible).map(allowed).collect();
        let width = costs.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        Tally { unit, last_busy, costs: costs.into_iter().take(width).collect() }
    }
}

/// A counter inside a window, in units of its greatest common divisor.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Of the counter's own unit.
    pub unit: u32,
    /// The last day that adds anything.
    pub last_busy: Option<usize>,
    /// What each total of the window costs; `None`: not allowed. Totals beyond are not allowed.
    pub costs: Vec<Option<f64>>,
}

impl Tally {
    /// Adds what another counter of the same amounts says.
    pub fn merge(&mut self, other: &Tally) {
        self.costs.truncate(other.costs.len());
        for (cost, other) in self.costs.iter_mut().zip(&other.costs) {
            *cost = cost.zip(*other).map(|(cost, other)| cost + other);
        }
        let width = self.costs.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        self.costs.truncate(width);
    }

    /// True if only too large a total is refused and nothing is charged: then a line may be priced without it and
    /// looked at afterwards.
    pub fn only_at_most(&self) -> bool {
        self.costs.iter().all(|cost| *cost == Some(0.0))
    }

    /// True if no total of the window is refused or charged.
    pub fn says_nothing(&self, possible: usize) -> bool {
        self.costs.len() > possible && self.only_at_most()
    }
}

fn gcd(left: u32, right: u32) -> u32 {
    if right == 0 { left } else { gcd(right, left % right) }
}
