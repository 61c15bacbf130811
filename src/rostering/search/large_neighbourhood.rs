//! Large neighbourhood search (Shaw 1998): subproblems of the incumbent are reoptimised by column generation and diving, several
//! at a time, and taken if the roster becomes cheaper.

use crate::master::column_generation::{ColumnGeneration, StoppingRule};
use crate::pricing::network::Network;
use crate::pricing::subproblem::{Subproblem, SubproblemScope};
use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::resource::Cell;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::problem::structure::Structure;
use crate::search::diving::{Dive, careful_degradation, fast_degradation};
use crate::search::neighbourhood::NeighbourhoodSelector;
use crate::tuning::TUNING;
use base::tolerance::CHEAPER;
use fastrand::Rng;
use rayon::prelude::*;
use std::sync::Arc;

/// Good lines met so far, by person, the newest last.
#[derive(Clone, Debug, Default)]
pub struct ColumnPool {
    lines: Vec<Vec<Line>>,
}

impl ColumnPool {
    /// Keeps a line; drops the oldest where there are too many.
    pub fn keep(&mut self, person: usize, line: Line) {
        let lines = &mut self.lines[person];
        if !lines.contains(&line) {
            lines.push(line);
            if lines.len() > TUNING.neighbourhood.pool_lines {
                lines.remove(0);
            }
        }
    }
}

/// What reoptimising needs.
pub struct LargeNeighbourhoodSearch<'a> {
    /// The problem.
    pub problem: &'a RosterProblem,
    /// What is known of it.
    pub structure: Structure,
    /// Networks of whole lines, by person; empty where lines are too long to price together.
    pub networks: Vec<Arc<Network>>,
    /// Lines for later subproblems.
    pub pool: ColumnPool,
    /// What a subproblem must save at least, in major units. Above zero dives are fast: much is to be saved yet, and all is
    /// reoptimised later.
    pub least_saving: f64,
    selector: NeighbourhoodSelector,
}

/// A subproblem to reoptimise, and the seed of its random numbers.
pub struct Task {
    /// Which people and days.
    pub scope: SubproblemScope,
    /// The seed.
    pub seed: u64,
}

/// What became of one subproblem.
#[derive(Default)]
struct SubproblemResult {
    /// New lines by person, if they are cheaper.
    changes: Vec<(usize, Line)>,
    /// Lines with weight, for the pool.
    lines: Vec<(usize, Line)>,
}

impl<'a> LargeNeighbourhoodSearch<'a> {
    /// With nothing known yet.
    pub fn of(problem: &'a RosterProblem) -> Self {
        LargeNeighbourhoodSearch {
            problem,
            structure: Structure::of(problem),
            networks: Vec::new(),
            pool: ColumnPool { lines: vec![Vec::new(); problem.people.len()] },
            least_saving: 0.0,
            selector: NeighbourhoodSelector::of(problem),
        }
    }

    /// Reoptimises subproblems of these numbers of people; for each whether the roster became cheaper.
    pub fn round(
        &mut self,
        now: &mut IncumbentRoster,
        sizes: &[usize],
        seed: u64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Vec<bool> {
        let task = |(place, &size): (usize, &usize)| {
            let seed = seed.wrapping_mul(1_000_003).wrapping_add(place as u64);
            let scope = self.selector.select(self.problem, now, size, &mut Rng::with_seed(seed));
            Task { scope, seed }
        };
        let tasks: Vec<Task> = sizes.iter().enumerate().map(task).collect();
        self.reoptimise(now, &tasks, stop)
    }

    /// Reoptimises subproblems in parallel and takes what makes the roster cheaper, in their order; for each whether it did.
    pub fn reoptimise(
        &mut self,
        now: &mut IncumbentRoster,
        tasks: &[Task],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Vec<bool> {
        let found: Vec<Result<SubproblemResult, String>> =
            tasks.par_iter().map(|task| self.reoptimise_one(now, task, stop)).collect();
        let mut better = Vec::with_capacity(found.len());
        for result in found {
            // Where the solver gives up on a subproblem the roster stays as it is: there is one, and it is feasible.
            let result = result.unwrap_or_default();
            for (person, line) in result.lines {
                self.pool.keep(person, line);
            }
            let next = match result.changes.is_empty() {
                true => None,
                false => now.with(self.problem, &self.structure, &result.changes),
            };
            let cheaper = next.filter(|next| next.cost() < now.cost() - CHEAPER * now.cost().abs().max(1.0));
            better.push(cheaper.is_some());
            if let Some(next) = cheaper {
                *now = next;
            }
        }
        better
    }

    /// A master over a subproblem with the lines of the incumbent and of the pool, and what the subproblem costs now; `None`
    /// where somebody has no line.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn master<'b>(
        &'b self,
        now: &'b IncumbentRoster,
        scope: &SubproblemScope,
    ) -> Result<Option<(ColumnGeneration<'b>, f64)>, String> {
        let whole = scope.first == 0 && scope.last == self.problem.days;
        let known = |person: usize| self.networks.get(person).filter(|_| whole).cloned();
        let Ok(subproblem) = Subproblem::of(self.problem, &self.structure, scope, &now.lines, known) else {
            return Ok(None);
        };
        let rows = subproblem.rows.iter().map(|&row| row as usize);
        let recourse = self.structure.recourse.cost_of(self.problem, &now.activity, rows, self.structure.big_m);
        let cost = recourse + scope.people.iter().map(|&person| now.costs[person]).sum::<f64>();
        let mut generation =
            ColumnGeneration::of(subproblem, scope.people.len() > TUNING.neighbourhood.parallel_people)?;
        for (place, &person) in scope.people.iter().enumerate() {
            let cells = now.lines[person][scope.first..scope.last].to_vec();
            generation.master.add(place, cells, now.costs[person])?;
            for line in self.pool.lines[person].iter().filter(|line| same_outside(line, &now.lines[person], scope)) {
                let cells = line[scope.first..scope.last].to_vec();
                if let Some(cost) = generation.master.subproblem.cost(place, &cells) {
                    generation.master.add(place, cells, cost)?;
                }
            }
        }
        Ok(Some((generation, cost)))
    }

    fn reoptimise_one(
        &self,
        now: &IncumbentRoster,
        task: &Task,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<SubproblemResult, String> {
        let tuning = &TUNING.neighbourhood;
        let Some((mut generation, cost)) = self.master(now, &task.scope)? else {
            return Ok(SubproblemResult::default());
        };
        let least = self.problem.grain.unwrap_or(CHEAPER * cost.abs().max(1.0)).max(self.least_saving);
        let rule = StoppingRule { rounds: tuning.rounds, cutoff: cost - 0.5 * least, ..StoppingRule::when(stop) };
        if task.scope.people.len() > tuning.parallel_people {
            generation.warm_start(cost, tuning.warm_start_steps, stop)?;
        }
        let mut rng = Rng::with_seed(task.seed);
        // Most dives are perturbed little, some much: the same subproblem ends elsewhere the next time.
        let perturbation = tuning.perturbation * rng.f64().powi(2);
        let root = generation.converge(&rule)?;
        let lines = weighty_lines(&generation, &root.weights);
        let fast = self.least_saving > 0.0;
        let degradation = if fast { fast_degradation(&root, rule.cutoff) } else { careful_degradation() };
        let dive = Dive { rule, degradation, perturbation, completion: None };
        let found = dive.run(&mut generation, root, &mut rng)?;
        let changes = found.map_or(Vec::new(), |cells| changes(&generation, now, &cells));
        Ok(SubproblemResult { changes, lines })
    }
}

fn same_outside(line: &[Cell], other: &[Cell], scope: &SubproblemScope) -> bool {
    line[..scope.first] == other[..scope.first] && line[scope.last..] == other[scope.last..]
}

/// Whole lines of the people whose cells differ from the incumbent's.
fn changes(generation: &ColumnGeneration, now: &IncumbentRoster, cells: &[Vec<Cell>]) -> Vec<(usize, Line)> {
    let subproblem = &generation.master.subproblem;
    let people = subproblem.people.iter().enumerate();
    let lines = people.map(|(place, &person)| (person, subproblem.line(place, &cells[place])));
    lines.filter(|(person, line)| now.lines[*person] != *line).collect()
}

/// Whole lines, by person, of the columns with weight in a master.
pub fn weighty_lines(generation: &ColumnGeneration, weights: &[f64]) -> Vec<(usize, Line)> {
    let (columns, subproblem) = (generation.master.columns.iter(), &generation.master.subproblem);
    let used = columns.zip(weights).filter(|(_, weight)| **weight > TUNING.neighbourhood.pool_weight);
    used.map(|(column, _)| (subproblem.people[column.person], subproblem.line(column.person, &column.cells))).collect()
}
