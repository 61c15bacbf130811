//! The best roster so far: its lines, what they add to the rows, and what the rest of the program then costs.

use crate::problem::problem::{Line, Problem};
use crate::problem::resource::Cell;
use crate::problem::structure::Shape;

/// A whole roster.
#[derive(Clone, Debug)]
pub struct Incumbent {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// What each line costs by itself.
    pub costs: Vec<f64>,
    /// What the lines add to each row.
    pub activity: Vec<f64>,
    /// What the columns of the program cost beside these lines, with a large price on what keeps no row.
    pub rest: f64,
}

impl Incumbent {
    /// Looks at lines; `None` if one of them breaks a constraint.
    pub fn of(problem: &Problem, shape: &Shape, lines: Vec<Line>) -> Option<Self> {
        let mut activity = vec![0.0; problem.program.rows.len()];
        let mut costs = Vec::with_capacity(lines.len());
        for (worker, line) in problem.people.iter().zip(&lines) {
            costs.push(worker.cost(line, problem.duties)?);
            add(problem, &mut activity, worker, line, 0..problem.days, 1.0);
        }
        let rest = shape.rest.cost(problem, &activity, shape.big);
        Some(Incumbent { lines, costs, activity, rest })
    }

    /// What the roster costs altogether.
    pub fn cost(&self) -> f64 {
        self.costs.iter().sum::<f64>() + self.rest
    }

    /// The roster with some lines replaced; `None` if one of them breaks a constraint.
    pub fn with(&self, problem: &Problem, shape: &Shape, changes: &[(usize, Line)]) -> Option<Self> {
        let mut next = self.clone();
        for (person, line) in changes {
            let worker = &problem.people[*person];
            next.costs[*person] = worker.cost(line, problem.duties)?;
            add(problem, &mut next.activity, worker, &next.lines[*person], 0..problem.days, -1.0);
            add(problem, &mut next.activity, worker, line, 0..problem.days, 1.0);
            next.lines[*person].clone_from(line);
        }
        next.rest = shape.rest.cost(problem, &next.activity, shape.big);
        Some(next)
    }
}

/// Adds what a stretch of a line adds to rows.
pub fn add(
    problem: &Problem,
    activity: &mut [f64],
    worker: &crate::problem::problem::Worker,
    line: &[Cell],
    days: std::ops::Range<usize>,
    sign: f64,
) {
    for day in days {
        if let Some(duty) = line[day] {
            for &(row, factor) in &worker.links[day * problem.duties + duty] {
                activity[row as usize] += sign * factor;
            }
        }
    }
}

/// Adds what a person adds to rows on average, given how often each duty is done.
pub fn add_chances(activity: &mut [f64], worker: &crate::problem::problem::Worker, chances: &[f64]) {
    for (chance, links) in chances.iter().zip(&worker.links).filter(|(chance, _)| **chance > 0.0) {
        links.iter().for_each(|&(row, factor)| activity[row as usize] += chance * factor);
    }
}
