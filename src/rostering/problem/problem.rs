//! What the engine solves: lines of people, constraints on each line, and rows over all of them.

use crate::problem::resource::{Cell, LineConstraint};
use mip::Program;

/// A roster problem. A line has a cell for each day.
pub struct Problem {
    /// Days of the horizon.
    pub days: usize,
    /// Number of duties: things that may be worked on a day.
    pub duties: usize,
    /// The people.
    pub people: Vec<Worker>,
    /// Columns and rows beside the lines: shortage, surplus and whatever rules over people need. What lines add to its
    /// rows is in [`Worker::links`].
    pub program: Program,
    /// If all costs are whole multiples of something, that.
    pub grain: Option<f64>,
}

/// One person.
pub struct Worker {
    /// What each cell costs, by `day * duties + duty`, in major units; infinite: not allowed.
    pub costs: Vec<f64>,
    /// What a day off costs; infinite: not allowed.
    pub off: Vec<f64>,
    /// What limits and prices the line.
    pub constraints: Vec<LineConstraint>,
    /// What each cell adds to rows of the program, by `day * duties + duty`.
    pub links: Vec<Vec<(u32, f64)>>,
}

/// One person's whole horizon.
pub type Line = Vec<Cell>;

impl Worker {
    /// What a line costs by itself; `None`: not allowed.
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
