//! A roster problem: lines of people, constraints on each line, and linear rows over all lines with columns beside them.

use crate::problem::resource::{Cell, LineConstraint};
use base::tolerance::WHOLE_GRAIN;
use mip::Program;

/// A roster problem. A line has a cell for each day.
pub struct RosterProblem {
    /// Days of the horizon.
    pub days: usize,
    /// Number of duties: things that may be worked on a day.
    pub duties: usize,
    /// The people.
    pub people: Vec<Worker>,
    /// Columns and rows beside the lines: shortage, surplus and whatever else constraints over people need. What lines
    /// add to its rows is in [`Worker::links`].
    pub program: Program,
    /// If all costs are whole multiples of an amount, that amount in major units.
    pub grain: Option<f64>,
}

/// One person.
pub struct Worker {
    /// What each cell costs, by `day * duties + duty`, in major units; infinite: not allowed.
    pub costs: Vec<f64>,
    /// What a day off costs, by day, in major units; infinite: not allowed.
    pub off: Vec<f64>,
    /// What limits and prices the line.
    pub constraints: Vec<LineConstraint>,
    /// What each cell adds to rows of the program (row, factor), by `day * duties + duty`.
    pub links: Vec<Vec<(u32, f64)>>,
}

/// One person's whole horizon.
pub type Line = Vec<Cell>;

impl RosterProblem {
    /// A lower bound raised to the next multiple of what costs can differ by.
    pub fn rounded_bound(&self, bound: f64) -> f64 {
        match self.grain {
            Some(grain) if bound.is_finite() => ((bound / grain) - WHOLE_GRAIN).ceil() * grain,
            _ => bound,
        }
    }
}

impl Worker {
    /// What a line costs by itself, in major units; `None`: not allowed.
    pub fn cost(&self, line: &[Cell], duties: usize) -> Option<f64> {
        let cells = line
            .iter()
            .enumerate()
            .map(|(day, cell)| cell.map_or(self.off[day], |duty| self.costs[day * duties + duty]));
        let mut cost: f64 = cells.sum();
        for constraint in &self.constraints {
            cost += constraint.cost(line, duties)?;
        }
        cost.is_finite().then_some(cost)
    }
}
