//! Cheap feasible lines of single people, and people who have none. A pricing network that ignores cumulative maxima is solved,
//! and a maximum that the lines break becomes part of it, until a line keeps them all.

use crate::pricing::line_window::LineWindow;
use crate::pricing::network::Network;
use crate::pricing::shortest_path::{CellPrices, cheapest_lines};
use crate::problem::resource::{Cell, LineConstraint};
use crate::problem::roster_problem::{Line, RosterProblem, Worker};
use crate::search::construction::construct_one;
use crate::tuning::TUNING;
use rayon::prelude::*;

/// A cheap line that a person may work by their own constraints; `None` if none was found.
pub fn feasible_line(problem: &RosterProblem, person: usize) -> Option<Line> {
    let worker = &problem.people[person];
    if problem.days > TUNING.pricing.single_line_days {
        return construct_one(problem, person).filter(|line| worker.cost(line, problem.duties).is_some());
    }
    let blank: Line = vec![None; problem.days];
    let window = LineWindow::of(0..problem.days, &blank, None);
    let prices = CellPrices { duty: worker.costs.clone(), off: worker.off.clone() };
    let mut tracked = vec![false; worker.constraints.len()];
    loop {
        let network = Network::of(worker, problem.duties, &window, &tracked)?;
        let found = cheapest_lines(&network, &prices, problem.duties, TUNING.pricing.single_line_candidates);
        if let Some(feasible) = found.iter().find(|line| worker.cost(&line.cells, problem.duties).is_some()) {
            return Some(feasible.cells.clone());
        }
        let relaxed = network.relaxed.iter().map(|relaxed| relaxed.constraint);
        let broken = found.first().and_then(|line| first_broken(worker, &line.cells, problem.duties, relaxed))?;
        tracked[broken] = true;
    }
}

/// The same for everybody, in parallel.
pub fn feasible_lines(problem: &RosterProblem) -> Vec<Option<Line>> {
    (0..problem.people.len()).into_par_iter().map(|person| feasible_line(problem, person)).collect()
}

/// People for whom no feasible line was found.
pub fn people_without_line(problem: &RosterProblem) -> Vec<usize> {
    let lines = feasible_lines(problem).into_iter().enumerate();
    lines.filter(|(_, line)| line.is_none()).map(|(person, _)| person).collect()
}

/// The first cumulative constraint of some that a line breaks.
fn first_broken(
    worker: &Worker,
    line: &[Cell],
    duties: usize,
    mut constraints: impl Iterator<Item = usize>,
) -> Option<usize> {
    constraints.find(|&constraint| match &worker.constraints[constraint] {
        LineConstraint::Cumulative(cumulative) => cumulative.cost(cumulative.total(line, duties)).is_none(),
        LineConstraint::Automaton(_) => false,
    })
}
