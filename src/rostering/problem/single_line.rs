//! What can be said of single lines without a search: one that a person may work, and what stands beside given lines.

use crate::pricing::network::Graph;
use crate::pricing::shortest_path::{CellPrices, cheapest};
use crate::pricing::window::Window;
use crate::problem::incumbent::add;
use crate::problem::problem::{Line, Problem, Worker};
use crate::problem::recourse::Rest;
use crate::problem::resource::{Cell, LineConstraint};
use crate::search::construction::alone;
use rayon::prelude::*;

/// Days beyond which a line is put together from stretches.
const LONG: usize = 98;
/// Lines looked at before the constraints that they break become part of the graph.
const LOOKED_AT: usize = 64;

/// Some line that a person may work by their own constraints, a cheap one; `None` if there is none.
pub fn legal_line(problem: &Problem, person: usize) -> Option<Line> {
    let worker = &problem.people[person];
    if problem.days > LONG {
        return alone(problem, person).filter(|line| worker.cost(line, problem.duties).is_some());
    }
    let blank: Line = vec![None; problem.days];
    let window = Window::of((0, problem.days), &blank, None);
    let own = CellPrices { duty: worker.costs.clone(), off: worker.off.clone() };
    let mut tracked = vec![false; worker.constraints.len()];
    loop {
        let graph = Graph::of(worker, problem.duties, &window, &tracked)?;
        let found = cheapest(&graph, &own, problem.duties, LOOKED_AT);
        if let Some(legal) = found.iter().find(|line| worker.cost(&line.cells, problem.duties).is_some()) {
            return Some(legal.cells.clone());
        }
        let broken = found.first().and_then(|line| breaks(worker, &line.cells, problem.duties, &graph.loose))?;
        tracked[broken] = true;
    }
}

/// The same for everybody, in parallel.
pub fn legal_lines(problem: &Problem) -> Vec<Option<Line>> {
    (0..problem.people.len()).into_par_iter().map(|person| legal_line(problem, person)).collect()
}

/// People who have no line that they may work.
pub fn without_line(problem: &Problem) -> Vec<usize> {
    let lines = legal_lines(problem).into_iter().enumerate();
    lines.filter(|(_, line)| line.is_none()).map(|(person, _)| person).collect()
}

/// The first constraint of some that a line breaks.
fn breaks(worker: &Worker, line: &[Cell], duties: usize, constraints: &[(usize, u32)]) -> Option<usize> {
    constraints.iter().map(|&(constraint, _)| constraint).find(|&constraint| match &worker.constraints[constraint] {
        LineConstraint::Cumulative(cumulative) => cumulative.cost(cumulative.total(line, duties)).is_none(),
        LineConstraint::Automaton(_) => false,
    })
}

/// What lines add to each row of the program.
pub fn activity(problem: &Problem, lines: &[Line]) -> Vec<f64> {
    let mut activity = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines) {
        add(problem, &mut activity, worker, line, 0..problem.days, 1.0);
    }
    activity
}

/// The columns of the program at their best beside these lines; `None` if rows cannot be kept.
pub fn columns(problem: &Problem, lines: &[Line]) -> Option<Vec<f64>> {
    if problem.program.rows.is_empty() {
        return Some(problem.program.columns.iter().map(|column| column.lower).collect());
    }
    Rest::of(&problem.program).columns(problem, &activity(problem, lines))
}
