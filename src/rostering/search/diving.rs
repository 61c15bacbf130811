//! From weights to whole lines: settle the likeliest cells, price again, until every line is whole.

use crate::master::column_generation::{Converged, Generation, Stops};
use crate::master::fixing::Settled;
use crate::master::set_partitioning::Few;
use crate::problem::resource::Cell;
use base::tolerance::WHOLE_WEIGHT;
use fastrand::Rng;
use mip::solver::{Deadline, Settings};

/// Part of the undecided cells that are settled in one step, at most: of few people, and of more than `FEW`.
const A_STEP: (f64, f64) = (0.1, 0.25);
const FEW: usize = 20;
/// A cell beside the likeliest one is settled with it only above this weight.
const LIKELY: f64 = 0.6;
/// How many times as long a step is after one that was taken, and how many times as short after one that was not.
const LONGER: f64 = 1.5;
const SHORTER: f64 = 2.5;
/// Part of the jump allowed within which the master need not be solved more exactly after a step.
const NEAR: f64 = 0.25;
/// Rounds of generation after each step.
const ROUNDS: usize = 12;
/// By which share a step may make the master dearer in a careful dive.
pub const JUMP: f64 = 0.0015;
/// How much of what is to be won a step of a hasty dive may cost.
const HASTE: f64 = 0.08;
/// Cells tried instead of one that makes the master too dear.
const OTHERS: usize = 4;

/// How a dive may end before every line is whole: by a program over all lines that a roster which costs less than so much
/// could have, once they are at most so many.
#[derive(Clone, Copy)]
pub struct Finish<'a> {
    /// What the roster at hand costs.
    pub cost: f64,
    /// The most lines.
    pub lines: usize,
    /// Limits of programs.
    pub settings: &'a Settings,
    /// When the last of them must have ended.
    pub clock: Deadline,
}

impl Finish<'_> {
    /// Limits of a program that begins now.
    pub fn limits(&self) -> Settings {
        self.clock.share(self.settings, 1.0)
    }
}

/// By which share a step of a hasty dive may make the master dearer, where a roster below a cutoff is sought and decided again
/// anyway.
pub fn hasty(root: &Converged, cutoff: f64) -> f64 {
    JUMP.max(HASTE * (cutoff - root.cost) / root.cost.abs().max(1.0))
}

/// Cells for each person of the part, or nothing if no better roster than the cutoff was met. What is still undecided when
/// it must stop follows the weights, for better or worse. `jump`: a step that makes the master dearer by more than this share is
/// taken back and made smaller. `shake`: by how much of a weight chance changes the order of cells.
///
/// # Errors
/// The solver fails: its own words.
pub fn dive(
    generation: &mut Generation,
    root: Converged,
    stops: &Stops,
    (jump, shake, chance): (f64, f64, &mut Rng),
    finish: Option<Finish>,
) -> Result<Option<Vec<Vec<Cell>>>, String> {
    let mut now = root;
    let longest = if generation.part.people.len() > FEW { A_STEP.1 } else { A_STEP.0 };
    let mut step = longest;
    loop {
        if generation.rounded(now.bound) >= stops.cutoff {
            return Ok(None);
        }
        if (stops.stop)() {
            return Ok(heaviest(generation, &now));
        }
        if let Some(lines) = whole(generation, &now) {
            return Ok((now.forced <= WHOLE_WEIGHT).then_some(lines));
        }
        let few = finish.and_then(|finish| Some((Few::of(generation, finish.cost, finish.lines)?, finish.limits())));
        if let Some((few, settings)) = few {
            return Ok(few.decide(generation, &settings)?.cells);
        }
        let cells = likeliest(generation, &now, (shake, chance));
        if cells.is_empty() {
            return Ok(None);
        }
        let count = ((cells.len() as f64 * step).ceil() as usize).max(1);
        let sure = cells.iter().take_while(|(weight, _)| *weight >= LIKELY).count().max(1);
        let chosen: Vec<Settled> = cells.iter().take(count.min(sure)).map(|&(_, cell)| cell).collect();
        let dear = now.cost + jump * now.cost.abs();
        let enough = now.cost + NEAR * jump * now.cost.abs();
        let next = attempt(generation, &chosen, &Stops { enough, ..*stops })?;
        if next.cost <= dear {
            (now, step) = (next, (step * LONGER).min(longest));
        } else if chosen.len() > 1 {
            generation.unsettle(&chosen);
            step /= SHORTER;
        } else {
            now = least_dear(generation, &cells, (chosen[0], next), dear, stops)?;
        }
    }
}

fn attempt(generation: &mut Generation, cells: &[Settled], stops: &Stops) -> Result<Converged, String> {
    generation.settle(cells);
    generation.converge(&Stops { rounds: ROUNDS, cutoff: f64::INFINITY, ..*stops })
}

/// Of the likeliest cells the one that makes the master least dear, settled; the first has been tried.
fn least_dear(
    generation: &mut Generation,
    cells: &[(f64, Settled)],
    first: (Settled, Converged),
    dear: f64,
    stops: &Stops,
) -> Result<Converged, String> {
    let mut best = first;
    let mut settled = best.0;
    for &(_, cell) in cells.iter().skip(1).take(OTHERS) {
        generation.unsettle(&[settled]);
        let next = attempt(generation, &[cell], stops)?;
        settled = cell;
        if next.cost < best.1.cost {
            best = (cell, next);
        }
        if best.1.cost <= dear {
            break;
        }
    }
    if settled != best.0 {
        generation.unsettle(&[settled]);
        generation.settle(&[best.0]);
        best.1 = generation.converge(&Stops { rounds: ROUNDS, cutoff: f64::INFINITY, ..*stops })?;
    }
    Ok(best.1)
}

/// The heaviest line of each person: a roster at once, if a poor one.
fn heaviest(generation: &Generation, now: &Converged) -> Option<Vec<Vec<Cell>>> {
    let mut best: Vec<(f64, Option<&Vec<Cell>>)> = vec![(-1.0, None); generation.part.people.len()];
    for (made, &weight) in generation.made.iter().zip(&now.weights).filter(|(made, _)| made.allowed) {
        if weight > best[made.person].0 {
            best[made.person] = (weight, Some(&made.cells));
        }
    }
    best.into_iter().map(|(_, cells)| cells.cloned()).collect()
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

/// The undecided cells with their weights, likeliest first; one of each person and day.
fn likeliest(generation: &Generation, now: &Converged, (shake, chance): (f64, &mut Rng)) -> Vec<(f64, Settled)> {
    let days = generation.part.last - generation.part.first;
    let duties = generation.part.problem.duties;
    let mut lines: Vec<Vec<(&[Cell], f64)>> = vec![Vec::new(); generation.part.people.len()];
    for (made, &weight) in generation.made.iter().zip(&now.weights).filter(|(_, weight)| **weight > WHOLE_WEIGHT) {
        lines[made.person].push((&made.cells, weight));
    }
    let mut undecided: Vec<(f64, Settled)> = Vec::new();
    for (person, lines) in lines.iter().enumerate().filter(|(_, lines)| lines.len() > 1) {
        for day in (0..days).filter(|&day| generation.settled[person][day].is_none()) {
            let mut weights = vec![0.0; duties + 1];
            lines.iter().for_each(|(cells, weight)| weights[cells[day].unwrap_or(duties)] += weight);
            let (best, weight) =
                weights.iter().enumerate().fold((0, 0.0), |best, (cell, &w)| if w > best.1 { (cell, w) } else { best });
            if weight < 1.0 - WHOLE_WEIGHT {
                let cell = (best < duties).then_some(best);
                undecided.push((weight + shake * chance.f64(), (person, day, cell)));
            }
        }
    }
    undecided.sort_by(|left, right| right.0.total_cmp(&left.0));
    undecided
}
