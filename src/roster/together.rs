//! Everybody of a stretch that others follow, decided together: a better start for the stretches to come than one after the
//! other.

use super::dive::dive;
use super::generate::{Generation, Stops};
use super::incumbent::add;
use super::law::Cell;
use super::part::{Choice, Part};
use super::problem::{Line, Problem};
use super::shape::Shape;
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
    let before = lines.to_vec();
    let Ok(part) = Part::of((problem, shape), choice, &before, |_| None) else { return };
    if let Ok(Some(cells)) = decided(part, &before, stop) {
        for (&person, cells) in choice.people.iter().zip(cells) {
            lines[person][choice.first..choice.last].copy_from_slice(&cells);
        }
    }
}

/// Cells of everybody in an open stretch from one master.
fn decided(part: Part, lines: &[Line], stop: &(dyn Fn() -> bool + Sync)) -> Result<Option<Vec<Vec<Cell>>>, String> {
    let (first, last, count) = (part.first, part.last, part.people.len());
    let mut activity = vec![0.0; part.problem.program.rows.len()];
    let mut generation = Generation::of(part, true)?;
    let mut cost = 0.0;
    for place in 0..count {
        let person = generation.part.people[place];
        let cells = &lines[person][first..last];
        add(generation.part.problem, &mut activity, generation.part.worker(place), &lines[person], 0..last, 1.0);
        let Some(own) = generation.part.cost(place, cells) else { return Ok(None) };
        generation.join(place, cells.to_vec(), own)?;
        cost += own;
    }
    let Part { problem, shape, .. } = generation.part;
    let rows = generation.part.rows.iter().map(|&row| row as usize);
    cost += shape.rest.cost_of(problem, &activity, rows, shape.big);
    generation.approach(cost, STEPS, stop)?;
    let stops = Stops { rounds: ROUNDS, cutoff: cost, ..Stops::when(stop) };
    let root = generation.converge(&stops)?;
    dive(&mut generation, root, &stops, &mut Rng::with_seed(0))
}
