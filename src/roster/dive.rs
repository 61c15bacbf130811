//! From weights to whole lines: settle the likeliest cells, price again, until every line is whole.

use super::generate::{Converged, Generation, Stops};
use super::law::Cell;
use crate::base::tolerance::WHOLE_WEIGHT;
use fastrand::Rng;

/// Part of the undecided cells that are settled in one step.
const A_STEP: f64 = 0.1;
/// A cell beside the likeliest one is settled with it only above this weight.
const LIKELY: f64 = 0.6;
/// Rounds of generation after each step.
const ROUNDS: usize = 12;

/// Cells for each person of the part, or nothing if no better roster than the cutoff was met.
///
/// # Errors
/// The solver fails: its own words.
pub fn dive(
    generation: &mut Generation,
    root: Converged,
    stops: &Stops,
    chance: &mut Rng,
) -> Result<Option<Vec<Vec<Cell>>>, String> {
    let mut now = root;
    loop {
        if generation.rounded(now.bound) >= stops.cutoff || (stops.stop)() {
            return Ok(None);
        }
        if let Some(lines) = whole(generation, &now) {
            return Ok((now.forced <= WHOLE_WEIGHT).then_some(lines));
        }
        let cells = likeliest(generation, &now, chance);
        if cells.is_empty() {
            return Ok(None);
        }
        generation.settle(&cells);
        now = generation.converge(&Stops { rounds: ROUNDS, ..*stops })?;
    }
}

/// The lines, if one of each person has all the weight.
fn whole(generation: &Generation, now: &Converged) -> Option<Vec<Vec<Cell>>> {
    let mut lines: Vec<Option<Vec<Cell>>> = vec![None; generation.part.people.len()];
    for (made, &weight) in generation.made.iter().zip(&now.weights) {
        if weight >= 1.0 - WHOLE_WEIGHT {
            lines[made.person] = Some(made.cells.clone());
        }
    }
    lines.into_iter().collect()
}

/// The undecided cells to settle next: (person, day of the window, cell).
fn likeliest(generation: &Generation, now: &Converged, chance: &mut Rng) -> Vec<(usize, usize, Cell)> {
    let days = generation.part.last - generation.part.first;
    let duties = generation.part.problem.duties;
    let mut undecided: Vec<(f64, usize, usize, Cell)> = Vec::new();
    for person in 0..generation.part.people.len() {
        let lines: Vec<(&[Cell], f64)> = generation
            .made
            .iter()
            .zip(&now.weights)
            .filter(|(made, weight)| made.person == person && **weight > WHOLE_WEIGHT)
            .map(|(made, &weight)| (made.cells.as_slice(), weight))
            .collect();
        if lines.len() < 2 {
            continue;
        }
        for day in (0..days).filter(|&day| generation.settled[person][day].is_none()) {
            let mut weights = vec![0.0; duties + 1];
            lines.iter().for_each(|(cells, weight)| weights[cells[day].unwrap_or(duties)] += weight);
            for (cell, &weight) in weights.iter().enumerate() {
                if weight > WHOLE_WEIGHT && weight < 1.0 - WHOLE_WEIGHT {
                    let cell = (cell < duties).then_some(cell);
                    undecided.push((weight + 0.01 * chance.f64(), person, day, cell));
                }
            }
        }
    }
    undecided.sort_by(|left, right| right.0.total_cmp(&left.0));
    let step = ((undecided.len() as f64 * A_STEP / 2.0).ceil() as usize).max(1);
    let mut chosen: Vec<(usize, usize, Cell)> = Vec::new();
    for (place, &(weight, person, day, cell)) in undecided.iter().take(step).enumerate() {
        if place > 0 && weight < LIKELY {
            break;
        }
        chosen.push((person, day, cell));
    }
    chosen
}
