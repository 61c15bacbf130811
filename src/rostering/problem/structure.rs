//! What every part of a search asks of a problem again and again, worked out once.

use crate::problem::pace::Pace;
use crate::problem::problem::Problem;
use crate::problem::recourse::Rest;
use crate::relaxation::smoothed_lagrangian::Relaxed;

/// See the module.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What the columns beside the lines cost.
    pub rest: Rest,
    /// For each column of the program its rows with factors.
    pub entries: Vec<Vec<(u32, f64)>>,
    /// More than any cell or unit of a row can be worth: the price of what is not allowed.
    pub big: f64,
    /// How everybody's work should be spread over the horizon: evenly as long as nothing better is known.
    pub pace: Vec<Pace>,
    /// What one more unit of each row is worth, as far as is known.
    pub worth: Vec<f64>,
}

impl Shape {
    /// Looks at a problem.
    pub fn of(problem: &Problem) -> Self {
        let program = &problem.program;
        let mut entries = vec![Vec::new(); program.columns.len()];
        for row in 0..program.rows.len() {
            program.row(row).iter().for_each(|&(column, factor)| entries[column as usize].push((row as u32, factor)));
        }
        let cells = problem.people.iter().flat_map(|worker| worker.costs.iter().chain(&worker.off));
        let columns = program.columns.iter().map(|column| &column.cost);
        let finite = cells.chain(columns).filter(|cost| cost.is_finite());
        let most = finite.fold(1.0, |most: f64, cost| most.max(cost.abs()));
        let pace = problem.people.iter().map(|worker| Pace::even(worker, problem.duties)).collect();
        Shape { rest: Rest::of(program), entries, big: 100.0 * most, pace, worth: vec![0.0; program.rows.len()] }
    }

    /// Takes what a relaxation says of rows and of the pace; one that was stopped before it knew anything says nothing.
    pub fn follow(&mut self, problem: &Problem, relaxed: Relaxed) {
        let Some(chances) = relaxed.chances else { return };
        let people = problem.people.iter().zip(chances).zip(relaxed.tolls);
        let pace = people.map(|((worker, chances), tolls)| Pace::of(worker, problem.duties, &chances, tolls));
        self.pace = pace.collect();
        self.worth = relaxed.duals;
    }
}
