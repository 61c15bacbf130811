//! Diving from the weights of a master to whole lines (column generation based primal heuristics; Joncour et al. 2010): fix
//! the likeliest cells, generate columns again, until every line is whole. Ours differs in fixing cells (a person, a day, a
//! duty) instead of columns, several at once, and in taking a step back that makes the master too dear.

use crate::master::column_generation::{ColumnGeneration, ConvergedMaster, StoppingRule};
use crate::master::restricted_master::Fixing;
use crate::master::set_partitioning::SetPartitioning;
use crate::problem::resource::Cell;
use crate::tuning::{DivingTuning, TUNING};
use base::tolerance::WHOLE_WEIGHT;
use fastrand::Rng;
use mip::solver::{Deadline, Settings};

const DIVING: DivingTuning = TUNING.diving;

/// How to dive.
#[derive(Clone, Copy)]
pub struct Dive<'a> {
    /// A roster below its cutoff is wanted; when it says stop, what is undecided follows the weights.
    pub rule: StoppingRule<'a>,
    /// A step that makes the master dearer by more than this share is taken back and made smaller.
    pub degradation: f64,
    /// By how much of a weight chance changes the order of cells.
    pub perturbation: f64,
    /// How it may end early.
    pub completion: Option<ExactCompletion<'a>>,
}

/// How a dive may end before every line is whole: by set partitioning over the lines that a better roster could have, once
/// they are few.
#[derive(Clone, Copy)]
pub struct ExactCompletion<'a> {
    /// Rosters below this cost are looked for.
    pub cost: f64,
    /// The most lines.
    pub lines: usize,
    /// Limits of the program over them.
    pub settings: &'a Settings,
    /// When the last such program must have ended.
    pub clock: Deadline,
}

/// An undecided cell.
#[derive(Clone, Copy)]
struct WeightedCell {
    weight: f64,
    fixing: Fixing,
}

impl ExactCompletion<'_> {
    /// Limits of a program that begins now.
    pub fn limits(&self) -> Settings {
        self.clock.share(self.settings, 1.0)
    }
}

/// The degradation of a careful dive.
pub fn careful_degradation() -> f64 {
    DIVING.degradation
}

/// The degradation of a fast dive, for where a roster below a cutoff is wanted and is reoptimised later anyway.
pub fn fast_degradation(root: &ConvergedMaster, cutoff: f64) -> f64 {
    DIVING.degradation.max(DIVING.fast_gap_share * (cutoff - root.cost) / root.cost.abs().max(1.0))
}

impl Dive<'_> {
    /// Cells for each person of the subproblem; `None` if no roster below the cutoff was met.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn run(
        &self,
        generation: &mut ColumnGeneration,
        root: ConvergedMaster,
        rng: &mut Rng,
    ) -> Result<Option<Vec<Vec<Cell>>>, String> {
        let mut now = root;
        let many = generation.master.subproblem.people.len() > DIVING.few_people;
        let longest = if many { DIVING.step_many } else { DIVING.step_few };
        let mut step = longest;
        loop {
            if generation.rounded(now.bound) >= self.rule.cutoff {
                return Ok(None);
            }
            if (self.rule.stop)() {
                return Ok(heaviest_lines(generation, &now));
            }
            if let Some(lines) = whole_lines(generation, &now) {
                return Ok((now.infeasibility <= WHOLE_WEIGHT).then_some(lines));
            }
            if let Some(completion) = self.completion
                && let Some(partitioning) = SetPartitioning::of(generation, completion.cost, completion.lines)
            {
                return Ok(partitioning.decide(generation, &completion.limits())?.cells);
            }
            let cells = self.undecided_cells(generation, &now, rng);
            if cells.is_empty() {
                return Ok(None);
            }
            let count = ((cells.len() as f64 * step).ceil() as usize).max(1);
            let likely = cells.iter().take_while(|cell| cell.weight >= DIVING.likely).count().max(1);
            let chosen: Vec<Fixing> = cells.iter().take(count.min(likely)).map(|cell| cell.fixing).collect();
            let most = now.cost + self.degradation * now.cost.abs();
            let enough = now.cost + DIVING.exactness * self.degradation * now.cost.abs();
            let next = fix(generation, &chosen, &StoppingRule { enough, ..self.rule })?;
            if next.cost <= most {
                (now, step) = (next, (step * DIVING.lengthening).min(longest));
            } else if chosen.len() > 1 {
                generation.release(&chosen);
                step /= DIVING.shortening;
            } else {
                now = self.cheapest_alternative(generation, &cells, next, most)?;
            }
        }
    }

    /// Fixes the one of the likeliest cells that makes the master cheapest, or the first that keeps it within `most`. The
    /// first cell is fixed when this begins, and led to `first`.
    fn cheapest_alternative(
        &self,
        generation: &mut ColumnGeneration,
        cells: &[WeightedCell],
        first: ConvergedMaster,
        most: f64,
    ) -> Result<ConvergedMaster, String> {
        let (mut best, mut best_cell) = (first, cells[0].fixing);
        let mut fixed = best_cell;
        for cell in cells.iter().skip(1).take(DIVING.alternatives) {
            generation.release(&[fixed]);
            fixed = cell.fixing;
            let next = fix(generation, &[fixed], &self.rule)?;
            if next.cost < best.cost {
                (best, best_cell) = (next, fixed);
            }
            if best.cost <= most {
                break;
            }
        }
        if fixed != best_cell {
            generation.release(&[fixed]);
            best = fix(generation, &[best_cell], &self.rule)?;
        }
        Ok(best)
    }

    /// The undecided cells, likeliest first; one of each person and day.
    fn undecided_cells(
        &self,
        generation: &ColumnGeneration,
        now: &ConvergedMaster,
        rng: &mut Rng,
    ) -> Vec<WeightedCell> {
        let master = &generation.master;
        let (days, duties) = (master.subproblem.last - master.subproblem.first, master.subproblem.problem.duties);
        let mut lines: Vec<Vec<(&[Cell], f64)>> = vec![Vec::new(); master.subproblem.people.len()];
        for (column, &weight) in master.columns.iter().zip(&now.weights).filter(|(_, weight)| **weight > WHOLE_WEIGHT) {
            lines[column.person].push((&column.cells, weight));
        }
        let mut undecided: Vec<WeightedCell> = Vec::new();
        for (person, lines) in lines.iter().enumerate().filter(|(_, lines)| lines.len() > 1) {
            for day in (0..days).filter(|&day| master.fixed[person][day].is_none()) {
                let mut weights = vec![0.0; duties + 1];
                lines.iter().for_each(|(cells, weight)| weights[cells[day].unwrap_or(duties)] += weight);
                let heavier = |best: (usize, f64), (cell, &w): (usize, &f64)| if w > best.1 { (cell, w) } else { best };
                let (best, weight) = weights.iter().enumerate().fold((0, 0.0), heavier);
                if weight < 1.0 - WHOLE_WEIGHT {
                    let fixing = Fixing { person, day, cell: (best < duties).then_some(best) };
                    undecided.push(WeightedCell { weight: weight + self.perturbation * rng.f64(), fixing });
                }
            }
        }
        undecided.sort_by(|left, right| right.weight.total_cmp(&left.weight));
        undecided
    }
}

/// Fixes cells and generates columns for some rounds.
fn fix(generation: &mut ColumnGeneration, cells: &[Fixing], rule: &StoppingRule) -> Result<ConvergedMaster, String> {
    generation.fix(cells);
    generation.converge(&StoppingRule { rounds: DIVING.rounds, cutoff: f64::INFINITY, ..*rule })
}

/// The heaviest line of each person: a roster at once, if a poor one.
fn heaviest_lines(generation: &ColumnGeneration, now: &ConvergedMaster) -> Option<Vec<Vec<Cell>>> {
    let master = &generation.master;
    let mut best: Vec<(f64, Option<&Vec<Cell>>)> = vec![(-1.0, None); master.subproblem.people.len()];
    for (column, &weight) in master.columns.iter().zip(&now.weights).filter(|(column, _)| column.allowed) {
        if weight > best[column.person].0 {
            best[column.person] = (weight, Some(&column.cells));
        }
    }
    best.into_iter().map(|(_, cells)| cells.cloned()).collect()
}

/// The lines, if one of each person has all the weight.
fn whole_lines(generation: &ColumnGeneration, now: &ConvergedMaster) -> Option<Vec<Vec<Cell>>> {
    let master = &generation.master;
    let mut lines: Vec<Option<Vec<Cell>>> = vec![None; master.subproblem.people.len()];
    for (column, &weight) in master.columns.iter().zip(&now.weights) {
        if weight >= 1.0 - WHOLE_WEIGHT {
            lines[column.person] = Some(column.cells.clone());
        }
    }
    lines.into_iter().collect()
}
