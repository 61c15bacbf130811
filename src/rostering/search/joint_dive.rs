//! A better start for a stretch of the first roster: everybody of the stretch decided together by one dive, instead of one person
//! after the other.

use crate::master::column_generation::{ColumnGeneration, StoppingRule};
use crate::pricing::subproblem::{Subproblem, SubproblemScope};
use crate::problem::activity::add_line;
use crate::problem::resource::Cell;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::problem::structure::Structure;
use crate::search::diving::{Dive, fast_degradation};
use crate::tuning::TUNING;
use fastrand::Rng;

/// Changes lines to those of a dive from one master, if they are cheaper. A search that fails changes nothing: this is only a
/// start.
pub fn joint_dive(
    problem: &RosterProblem,
    structure: &Structure,
    scope: &SubproblemScope,
    lines: &mut [Line],
    stop: &(dyn Fn() -> bool + Sync),
) {
    if stop() {
        return;
    }
    let before = lines.to_vec();
    let Ok(subproblem) = Subproblem::of(problem, structure, scope, &before, |_| None) else { return };
    if let Ok(Some(cells)) = cheaper_cells(subproblem, &before, stop) {
        for (&person, cells) in scope.people.iter().zip(cells) {
            lines[person][scope.first..scope.last].copy_from_slice(&cells);
        }
    }
}

/// Cells of everybody in an open stretch; `None` if none are found that are cheaper than the lines.
fn cheaper_cells(
    subproblem: Subproblem,
    lines: &[Line],
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Vec<Vec<Cell>>>, String> {
    let tuning = &TUNING.construction;
    let days = subproblem.first..subproblem.last;
    let given: Vec<Vec<Cell>> = subproblem.people.iter().map(|&person| lines[person][days.clone()].to_vec()).collect();
    let Some(cost) = cost_of(&subproblem, &given) else { return Ok(None) };
    let mut generation = ColumnGeneration::of(subproblem, true)?;
    for (place, cells) in given.into_iter().enumerate() {
        let Some(own) = generation.master.subproblem.cost(place, &cells) else { return Ok(None) };
        generation.master.add(place, cells, own)?;
    }
    generation.warm_start(cost, tuning.warm_start_steps, stop)?;
    let rule = StoppingRule { rounds: tuning.rounds, cutoff: cost, ..StoppingRule::when(stop) };
    let root = generation.converge(&rule)?;
    let dive = Dive { rule, degradation: fast_degradation(&root, cost), perturbation: 0.0, completion: None };
    let found = dive.run(&mut generation, root, &mut Rng::with_seed(0))?;
    let subproblem = &generation.master.subproblem;
    Ok(found.filter(|cells| cost_of(subproblem, cells).is_some_and(|found| found < cost)))
}

/// What cells of everybody cost until the end of the stretch; `None` if some are not allowed.
fn cost_of(subproblem: &Subproblem, cells: &[Vec<Cell>]) -> Option<f64> {
    let problem = subproblem.problem;
    let mut activity = vec![0.0; problem.program.rows.len()];
    let mut cost = 0.0;
    for (place, cells) in cells.iter().enumerate() {
        let (worker, line) = (subproblem.worker(place), subproblem.line(place, cells));
        add_line(problem, &mut activity, worker, &line, 0..subproblem.last, 1.0);
        cost += subproblem.cost(place, cells)?;
    }
    let rows = subproblem.rows.iter().map(|&row| row as usize);
    Some(cost + subproblem.structure.recourse.cost_of(problem, &activity, rows, subproblem.structure.big_m))
}
