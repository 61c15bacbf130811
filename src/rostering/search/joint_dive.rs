//! Everybody of a stretch that others follow, decided together: a better start for the stretches to come than one after the
//! other.

use crate::master::column_generation::{Generation, Stops};
use crate::master::restricted_master::{Choice, Part};
use crate::problem::incumbent::add;
use crate::problem::problem::{Line, Problem};
use crate::problem::resource::Cell;
use crate::problem::structure::Shape;
use crate::search::diving::{dive, hasty};
use fastrand::Rng;

/// Steps in search of prices.
const STEPS: usize = 20;
/// Rounds of generation.
const ROUNDS: usize = 60;

/// Changes lines to those of a dive from one master. A search that fails changes nothing: this is only a start.
pub fn together(
    problem: &Problem,
    shape: &Shape,
    choice: &Choice,
    lines: &mut [Line],
    stop: &(dyn Fn() -> bool + Sync),
) {
    if stop() {
        return;
    }
    let before = lines.to_vec();
    let Ok(part) = Part::of((problem, shape), choice, &before, |_| None) else { return };
    if let Ok(Some(cells)) = decided(part, &before, stop) {
        for (&person, cells) in choice.people.iter().zip(cells) {
            lines[person][choice.first..choice.last].copy_from_slice(&cells);
        }
    }
}

/// Cells of everybody in an open stretch from one master; `None` if they are not cheaper than the lines.
fn decided(part: Part, lines: &[Line], stop: &(dyn Fn() -> bool + Sync)) -> Result<Option<Vec<Vec<Cell>>>, String> {
    let days = part.first..part.last;
    let given: Vec<&[Cell]> = part.people.iter().map(|&person| &lines[person][days.clone()]).collect();
    let Some(cost) = cost_of(&part, &given) else { return Ok(None) };
    let mut generation = Generation::of(part, true)?;
    for (place, cells) in given.iter().enumerate() {
        let Some(own) = generation.part.cost(place, cells) else { return Ok(None) };
        generation.join(place, cells.to_vec(), own)?;
    }
    generation.approach(cost, STEPS, stop)?;
    let stops = Stops { rounds: ROUNDS, cutoff: cost, ..Stops::when(stop) };
    let root = generation.converge(&stops)?;
    let jump = hasty(&root, cost);
    let found = dive(&mut generation, root, &stops, (jump, 0.0, &mut Rng::with_seed(0)), None)?;
    let cheaper = |cells: &Vec<Vec<Cell>>| {
        let cells: Vec<&[Cell]> = cells.iter().map(Vec::as_slice).collect();
        cost_of(&generation.part, &cells).is_some_and(|found| found < cost)
    };
    Ok(found.filter(cheaper))
}

/// What cells of everybody cost until the end of the stretch; `None` if some are not allowed.
fn cost_of(part: &Part, cells: &[&[Cell]]) -> Option<f64> {
    let mut activity = vec![0.0; part.problem.program.rows.len()];
    let mut cost = 0.0;
    for (place, cells) in cells.iter().enumerate() {
        add(part.problem, &mut activity, part.worker(place), &part.line(place, cells), 0..part.last, 1.0);
        cost += part.cost(place, cells)?;
    }
    let rows = part.rows.iter().map(|&row| row as usize);
    Some(cost + part.shape.rest.cost_of(part.problem, &activity, rows, part.shape.big))
}
