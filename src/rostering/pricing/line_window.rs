//! A window of days of one line that is decided anew while the rest of the line stays: the states of automata at its borders,
//! and the totals that cumulative constraints allow in it.

use crate::problem::consumption_profile::ConsumptionProfile;
use crate::problem::resource::{Automaton, Cell, Cumulative};
use crate::problem::roster_problem::Worker;
use crate::tuning::{ProfileTolerance, TUNING};
use std::ops::Range;

/// Days `first..last` of a line whose other cells are given.
#[derive(Clone, Copy, Debug)]
pub struct LineWindow<'a> {
    /// First day.
    pub first: usize,
    /// The day after the last.
    pub last: usize,
    /// The whole line; what it says inside the window is not read.
    pub line: &'a [Cell],
    /// Given where nothing is decided after the window yet: there a line need only be on its way to what the whole horizon
    /// asks for, as this profile says.
    pub profile: Option<&'a ConsumptionProfile>,
    /// How far the line may be from the profile.
    pub tolerance: ProfileTolerance,
}

impl<'a> LineWindow<'a> {
    /// Days of a line; with a profile nothing is decided after them yet.
    pub fn of(days: Range<usize>, line: &'a [Cell], profile: Option<&'a ConsumptionProfile>) -> Self {
        let tolerance = TUNING.pricing.tolerances[0];
        LineWindow { first: days.start, last: days.end, line, profile, tolerance }
    }

    /// The state of an automaton before the window and what it has charged until then; `None`: not allowed.
    pub fn before(&self, automaton: &dyn Automaton) -> Option<(u32, f64)> {
        let step = |(state, cost): (u32, f64), (day, &cell): (usize, &Cell)| {
            automaton.step(state, day as u32, cell).map(|(next, charge)| (next, cost + charge))
        };
        self.line[..self.first].iter().enumerate().try_fold((automaton.start(), 0.0), step)
    }

    /// What the cells of the line outside the window cost.
    pub fn outside(&self, worker: &Worker, duties: usize) -> f64 {
        let after = if self.profile.is_some() { self.line.len() } else { self.last };
        let cost = |day: usize| self.line[day].map_or(worker.off[day], |duty| worker.costs[day * duties + duty]);
        (0..self.first).chain(after..self.line.len()).map(cost).sum()
    }

    /// What an automaton charges after the window if it leaves the window in a state; `None`: not allowed.
    pub fn after(&self, constraint: usize, automaton: &dyn Automaton, state: u32) -> Option<f64> {
        if let Some(profile) = self.profile {
            let (used, allowed) = automaton.spent(state);
            let due = f64::from(allowed) * profile.before(constraint, self.last);
            return (f64::from(used) <= due.round() + self.tolerance.beyond).then_some(0.0);
        }
        let (mut state, mut cost) = (state, 0.0);
        for (day, &cell) in self.line.iter().enumerate().skip(self.last) {
            let (next, charge) = automaton.step(state, day as u32, cell)?;
            (state, cost) = (next, cost + charge);
        }
        automaton.end(state).map(|charge| cost + charge)
    }

    /// A cumulative constraint as the window sees it.
    pub fn cumulative(&self, constraint: usize, cumulative: &Cumulative, duties: usize) -> WindowCumulative {
        let adds = |days: Range<usize>| -> u32 {
            days.filter_map(|day| self.line[day].map(|duty| cumulative.adds[day * duties + duty])).sum()
        };
        let outside = cumulative.start
            + adds(0..self.first)
            + if self.profile.is_some() { 0 } else { adds(self.last..self.line.len()) };
        let inside = &cumulative.adds[self.first * duties..self.last * duties];
        let unit = inside.iter().fold(0, |unit, &add| gcd(unit, add)).max(1);
        let busy = |day: &usize| inside[(day - self.first) * duties..][..duties].iter().any(|&add| add > 0);
        let last_busy = (self.first..self.last).rev().find(busy);
        let most_a_day = inside.iter().copied().max().unwrap_or(0);
        let possible: u32 = inside.chunks(duties.max(1)).map(|day| day.iter().copied().max().unwrap_or(0)).sum();
        let possible = possible / unit;
        let allowed = |units: u32| {
            let total = outside + units * unit;
            let Some(profile) = self.profile else { return cumulative.cost(total) };
            let share = profile.before(constraint, self.last);
            // On its way: near the profile, with some room in both directions.
            let room = f64::from(most_a_day);
            let (least, most) = (f64::from(cumulative.at_least), f64::from(cumulative.at_most.min(1 << 30)));
            let total = f64::from(total);
            (total >= least * share - self.tolerance.behind * room
                && total <= (most * share + self.tolerance.ahead * room).min(most))
            .then_some(0.0)
        };
        let costs: Vec<Option<f64>> = (0..=possible).map(allowed).collect();
        let width = costs.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        WindowCumulative { unit, last_busy, costs: costs.into_iter().take(width).collect() }
    }
}

/// A cumulative constraint inside a window, in units of the greatest common divisor of what the days can add.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowCumulative {
    /// The unit, in the constraint's own.
    pub unit: u32,
    /// The last day that can add anything.
    pub last_busy: Option<usize>,
    /// What each total of the window costs; `None`: not allowed. Larger totals are not allowed either.
    pub costs: Vec<Option<f64>>,
}

impl WindowCumulative {
    /// Adds the costs and limits of another constraint that counts the same.
    pub fn merge(&mut self, other: &WindowCumulative) {
        self.costs.truncate(other.costs.len());
        for (cost, other) in self.costs.iter_mut().zip(&other.costs) {
            *cost = cost.zip(*other).map(|(cost, other)| cost + other);
        }
        let width = self.costs.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        self.costs.truncate(width);
    }

    /// True if the constraint is a maximum and charges nothing: then lines may be priced without it and checked afterwards.
    pub fn is_only_maximum(&self) -> bool {
        self.costs.iter().all(|cost| *cost == Some(0.0))
    }

    /// True if no total up to `possible` is forbidden or charged.
    pub fn is_redundant(&self, possible: usize) -> bool {
        self.costs.len() > possible && self.is_only_maximum()
    }
}

fn gcd(left: u32, right: u32) -> u32 {
    if right == 0 { left } else { gcd(right, left % right) }
}
