//! Large neighbourhoods: parts of the roster decided anew, several at a time, kept if the roster becomes cheaper.

use crate::master::column_generation::{Generation, Stops};
use crate::master::restricted_master::{Choice, Part};
use crate::pricing::network::Graph;
use crate::problem::incumbent::Incumbent;
use crate::problem::problem::{Line, Problem};
use crate::problem::resource::Cell;
use crate::problem::structure::Shape;
use crate::search::diving::{JUMP, dive, hasty};
use crate::search::neighbourhood::Neighbours;
use base::tolerance::CHEAPER;
use fastrand::Rng;
use rayon::prelude::*;
use std::sync::Arc;

/// Rounds of generation for one part.
const ROUNDS: usize = 60;
/// People of a part beyond which its lines are asked for in parallel, and good prices sought before the first master.
const ALONE: usize = 20;
/// Steps in search of prices.
const STEPS: usize = 15;
/// The most by which chance changes the order in which cells are settled.
const SHAKE: f64 = 0.6;
/// Lines of each person that are kept for parts to come.
const KEPT: usize = 150;

/// Lines that were worth making, for each person, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// By person.
    pub lines: Vec<Vec<Line>>,
}

impl Pool {
    /// Remembers lines.
    pub fn keep(&mut self, person: usize, line: Line) {
        let lines = &mut self.lines[person];
        if !lines.contains(&line) {
            lines.push(line);
            if lines.len() > KEPT {
                lines.remove(0);
            }
        }
    }
}

/// What the search keeps at hand.
pub struct Improver<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// What is known of it.
    pub shape: Shape,
    /// Graphs of whole lines, by person; empty where the horizon is long.
    pub graphs: Vec<Arc<Graph>>,
    /// Lines made before.
    pub pool: Pool,
    /// Who could be chosen.
    pub neighbours: Neighbours,
    /// What a part must save at least; above nothing where parts need no care yet.
    pub least: f64,
}

/// What became of one part.
pub struct Tried {
    /// New lines by person, if they are cheaper.
    pub changes: Vec<(usize, Line)>,
    /// Lines that had weight, for the pool.
    pub lines: Vec<(usize, Line)>,
}

impl<'a> Improver<'a> {
    /// With nothing known yet.
    pub fn of(problem: &'a Problem) -> Self {
        Improver {
            problem,
            shape: Shape::of(problem),
            graphs: Vec::new(),
            pool: Pool { lines: vec![Vec::new(); problem.people.len()] },
            neighbours: Neighbours::of(problem),
            least: 0.0,
        }
    }

    /// Decides some parts anew, in parallel; the roster after those that made it cheaper, in order.
    pub fn round(
        &mut self,
        now: &mut Incumbent,
        sizes: &[usize],
        seed: u64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Vec<bool> {
        let tasks: Vec<(Choice, u64)> = sizes
            .iter()
            .enumerate()
            .map(|(place, &size)| {
                let seed = seed.wrapping_mul(1_000_003).wrapping_add(place as u64);
                let mut chance = Rng::with_seed(seed);
                (self.neighbours.choose(self.problem, now, size, &mut chance), seed)
            })
            .collect();
        self.decide(now, &tasks, stop)
    }

    /// Decides these parts anew, each with its own seed, in parallel; for each whether the roster became cheaper.
    pub fn decide(
        &mut self,
        now: &mut Incumbent,
        tasks: &[(Choice, u64)],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Vec<bool> {
        let tried: Vec<Result<Tried, String>> =
            tasks.par_iter().map(|(choice, seed)| self.one(now, choice, *seed, stop)).collect();
        let mut better = Vec::with_capacity(tried.len());
        for tried in tried {
            // Where the solver gives up on a part the roster stays as it is: there is one, and it is lawful.
            let tried = tried.unwrap_or_else(|_| Tried { changes: Vec::new(), lines: Vec::new() });
            for (person, line) in tried.lines {
                self.pool.keep(person, line);
            }
            let next = match tried.changes.is_empty() {
                true => None,
                false => now.with(self.problem, &self.shape, &tried.changes),
            };
            let cheaper = next.filter(|next| next.cost() < now.cost() - CHEAPER * now.cost().abs().max(1.0));
            better.push(cheaper.is_some());
            if let Some(next) = cheaper {
                *now = next;
            }
        }
        better
    }

    /// A master over a part with the lines at hand and those made before, and what the part costs now; `None` where somebody
    /// has no line.
    ///
    /// # Errors
    /// The solver refuses: its own words.
    pub fn master<'b>(&'b self, now: &'b Incumbent, choice: &Choice) -> Result<Option<(Generation<'b>, f64)>, String> {
        let whole = choice.first == 0 && choice.last == self.problem.days;
        let known = |person: usize| self.graphs.get(person).filter(|_| whole).cloned();
        let Ok(part) = Part::of((self.problem, &self.shape), choice, &now.lines, known) else { return Ok(None) };
        let rows = part.rows.iter().map(|&row| row as usize);
        let rest = self.shape.rest.cost_of(self.problem, &now.activity, rows, self.shape.big);
        let cost = rest + choice.people.iter().map(|&person| now.costs[person]).sum::<f64>();
        let mut generation = Generation::of(part, choice.people.len() > ALONE)?;
        for (place, &person) in choice.people.iter().enumerate() {
            let cells = now.lines[person][choice.first..choice.last].to_vec();
            generation.join(place, cells, now.costs[person])?;
            for line in self.pool.lines[person].iter().filter(|line| same_outside(line, &now.lines[person], choice)) {
                let cells = line[choice.first..choice.last].to_vec();
                if let Some(cost) = generation.part.cost(place, &cells) {
                    generation.join(place, cells, cost)?;
                }
            }
        }
        Ok(Some((generation, cost)))
    }

    /// Decides one part anew.
    fn one(
        &self,
        now: &Incumbent,
        choice: &Choice,
        seed: u64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Tried, String> {
        let nothing = Tried { changes: Vec::new(), lines: Vec::new() };
        let Some((mut generation, cost)) = self.master(now, choice)? else { return Ok(nothing) };
        let least = self.problem.grain.unwrap_or(CHEAPER * cost.abs().max(1.0)).max(self.least);
        let stops = Stops { rounds: ROUNDS, cutoff: cost - 0.5 * least, ..Stops::when(stop) };
        if choice.people.len() > ALONE {
            generation.approach(cost, STEPS, stop)?;
        }
        let mut chance = Rng::with_seed(seed);
        // Most are shaken little, some much: the same part decided again ends elsewhere.
        let shake = SHAKE * chance.f64().powi(2);
        let root = generation.converge(&stops)?;
        let lines = weighty(&generation, &root.weights);
        // Where much is to be won, and parts are decided again and again, haste is worth more than care.
        let jump = if self.least > 0.0 { hasty(&root, stops.cutoff) } else { JUMP };
        let found = dive(&mut generation, root, &stops, (jump, shake, &mut chance), None)?;
        let changes = found.map_or(Vec::new(), |cells| changes(&generation, now, &cells));
        Ok(Tried { changes, lines })
    }
}

fn same_outside(line: &[Cell], other: &[Cell], choice: &Choice) -> bool {
    line[..choice.first] == other[..choice.first] && line[choice.last..] == other[choice.last..]
}

fn changes(generation: &Generation, now: &Incumbent, cells: &[Vec<Cell>]) -> Vec<(usize, Line)> {
    let people = generation.part.people.iter().enumerate();
    let lines = people.map(|(place, &person)| (person, generation.part.line(place, &cells[place])));
    lines.filter(|(person, line)| now.lines[*person] != *line).collect()
}

/// Lines that the master uses.
pub fn weighty(generation: &Generation, weights: &[f64]) -> Vec<(usize, Line)> {
    let used = generation.made.iter().zip(weights).filter(|(_, weight)| **weight > 0.01);
    used.map(|(made, _)| (generation.part.people[made.person], generation.part.line(made.person, &made.cells)))
        .collect()
}
