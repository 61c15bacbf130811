//! Costs of the neighbours of a template. The workload before each slot and the cost-to-go after each are computed once for
//! the template; a neighbour differs from its first to its last changed slot only, so that only these are evaluated anew.

use super::cost_to_go::CostToGo;
use super::evaluation::{SessionGrid, SessionState};

/// A template, prepared for the evaluation of its neighbours.
pub struct NeighbourCosts<'a> {
    grid: &'a SessionGrid,
    /// People who start in each slot.
    pub template: Vec<u32>,
    /// Expected cost.
    pub cost: f64,
    /// The state at the start of each slot.
    before: Vec<SessionState>,
    /// The cost-to-go at the start of each slot, and at the end.
    costs_to_go: Vec<CostToGo>,
}

/// Memory that is reused from one evaluation to the next.
#[derive(Default)]
pub struct EvaluationBuffers {
    state: SessionState,
    sums: Vec<f64>,
}

impl<'a> NeighbourCosts<'a> {
    /// Prepares a template: one pass forward, one backward.
    pub fn new(grid: &'a SessionGrid, template: Vec<u32>) -> NeighbourCosts<'a> {
        let (mut state, mut sums, mut before) = (grid.begin(), Vec::new(), Vec::new());
        for &count in &template {
            before.push(state.clone());
            grid.pass(&mut state, count, &mut sums);
        }
        let mut costs_to_go = vec![grid.end()];
        for &count in template.iter().rev() {
            costs_to_go.push(grid.before(&costs_to_go[costs_to_go.len() - 1], count));
        }
        costs_to_go.reverse();
        let cost = costs_to_go[0].at[0];
        NeighbourCosts { grid, template, cost, before, costs_to_go }
    }

    /// The cost of waiting, idle time and overtime of one mean service each: the scale of cost differences.
    pub fn scale(&self) -> f64 {
        let session = self.grid.session();
        let weights = session.weights;
        session.service.mean * (weights.waiting + weights.idle + weights.overtime)
    }

    /// The cost of another template with as many people.
    pub fn cost_of(&self, other: &[u32], buffers: &mut EvaluationBuffers) -> f64 {
        let differs = |(one, other): (&u32, &u32)| one != other;
        let Some(first) = self.template.iter().zip(other).position(differs) else { return self.cost };
        let last = self.template.iter().zip(other).rposition(differs).unwrap_or(first);
        let state = &mut buffers.state;
        state.copy(&self.before[first]);
        for &count in &other[first..=last] {
            self.grid.pass(state, count, &mut buffers.sums);
        }
        self.grid.cost_so_far(state) + self.costs_to_go[last + 1].expected(&state.workload)
    }
}
