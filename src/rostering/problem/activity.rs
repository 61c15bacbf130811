//! What lines add to the rows of the program.

use crate::problem::resource::Cell;
use crate::problem::roster_problem::{Line, RosterProblem, Worker};
use std::ops::Range;

/// What lines, one for each person, add to each row of the program.
pub fn activity(problem: &RosterProblem, lines: &[Line]) -> Vec<f64> {
    let mut activity = vec![0.0; problem.program.rows.len()];
    for (worker, line) in problem.people.iter().zip(lines) {
        add_line(problem, &mut activity, worker, line, 0..problem.days, 1.0);
    }
    activity
}

/// Adds to each row what some days of a line add to it, times `sign`.
pub fn add_line(
    problem: &RosterProblem,
    activity: &mut [f64],
    worker: &Worker,
    line: &[Cell],
    days: Range<usize>,
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

/// Adds to each row what a person adds to it on average; `probabilities` by `day * duties + duty`.
pub fn add_expected(activity: &mut [f64], worker: &Worker, probabilities: &[f64]) {
    for (probability, links) in probabilities.iter().zip(&worker.links).filter(|(probability, _)| **probability > 0.0) {
        links.iter().for_each(|&(row, factor)| activity[row as usize] += probability * factor);
    }
}
