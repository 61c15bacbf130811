//! A template with all that its neighbours have in common with it: the work ahead before each slot, the toll behind each.
//!
//! A neighbour differs from its first to its last changed slot only, so that only these are played anew.

use super::grid::{Grid, State};
use super::toll::Toll;

/// A template and what its neighbours are evaluated from.
pub struct Base<'a> {
    grid: &'a Grid,
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// Expected cost.
    pub cost: f64,
    /// At the begin of each slot.
    before: Vec<State>,
    /// At the begin of each slot, and at the end.
    tolls: Vec<Toll>,
}

/// Memory that evaluations share.
#[derive(Default)]
pub struct Room {
    state: State,
    sums: Vec<f64>,
}

impl<'a> Base<'a> {
    /// Plays a template forward and back.
    pub fn new(grid: &'a Grid, template: Vec<u32>) -> Base<'a> {
        let (mut state, mut sums, mut before) = (grid.begin(), Vec::new(), Vec::new());
        for &count in &template {
            before.push(state.clone());
            grid.pass(&mut state, count, &mut sums);
        }
        let mut tolls = vec![grid.end()];
        for &count in template.iter().rev() {
            tolls.push(grid.before(&tolls[tolls.len() - 1], count));
        }
        tolls.reverse();
        let cost = tolls[0].at[0];
        Base { grid, template, cost, before, tolls }
    }

    /// What one mean service costs if it is waited for, idled away and worked late: the size of a difference that matters.
    pub fn scale(&self) -> f64 {
        let session = self.grid.session();
        let weights = session.weights;
        session.service.mean * (weights.waiting + weights.idle + weights.overtime)
    }

    /// The cost of another template with as many people.
    pub fn cost_of(&self, other: &[u32], room: &mut Room) -> f64 {
        let differs = |(one, other): (&u32, &u32)| one != other;
        let Some(first) = self.template.iter().zip(other).position(differs) else { return self.cost };
        let last = self.template.iter().zip(other).rposition(differs).unwrap_or(first);
        let state = &mut room.state;
        state.copy(&self.before[first]);
        for &count in &other[first..=last] {
            self.grid.pass(state, count, &mut room.sums);
        }
        self.grid.paid(state) + self.tolls[last + 1].charge(&state.ahead)
    }
}
