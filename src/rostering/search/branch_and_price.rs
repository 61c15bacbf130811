//! Branch and price (Barnhart and others 1998): everybody is decided by settling one cell after the other, each time all that
//! a person could do on a day, and always on from where a roster could still be cheapest. From every node a dive looks for a
//! better roster; where few lines are left, a program over them decides. What is left open says what no roster undercuts.

use crate::master::column_generation::{Generation, Stops};
use crate::master::fixing::{Settled, Start};
use crate::master::restricted_master::Choice;
use crate::master::set_partitioning::Few;
use crate::problem::incumbent::Incumbent;
use crate::problem::problem::Line;
use crate::search::diving::{Finish, JUMP, dive};
use crate::search::large_neighbourhood::Improver;
use crate::search::strong_branching::{split, spread_most};
use base::tolerance::{CHEAPER, REDUCED_COST, WHOLE_WEIGHT};
use fastrand::Rng;
use mip::solver::{Deadline, Settings};
use rayon::prelude::*;
use std::sync::Arc;

/// Masters that nodes are solved in, in parallel, and nodes of each before others go on; the same for any number of threads,
/// so that the tree is.
const MASTERS: usize = 4;
const NODES: usize = 4;
/// Open nodes that know where the node above them stood: those that are solved soon.
const STARTS: usize = 400;
/// Lines that are few.
const FEW: usize = 1000;
/// Part of the gap within which rosters are looked for: dives that may end far above the bound end there.
const AIM: f64 = 0.25;
/// The most by which chance changes the order in which cells are settled by a dive.
const SHAKE: f64 = 0.6;

/// Nodes that are still open.
#[derive(Debug)]
pub struct Tree {
    open: Vec<Node>,
    seed: u64,
    /// Nodes made so far.
    made: u64,
}

/// All rosters in which some cells are settled.
#[derive(Clone, Debug)]
struct Node {
    /// None of them costs less.
    bound: f64,
    settled: Vec<Settled>,
    number: u64,
    /// Where the node above it stood.
    start: Option<Arc<Start>>,
}

/// What became of a node.
struct Grown {
    /// A better roster, perhaps one beside the node.
    found: Option<Vec<Line>>,
    /// No roster of the node costs less.
    bound: f64,
    /// Person and day whose cell is settled next; `None` if no roster of the node is better than the one at hand.
    split: Option<(usize, usize)>,
    /// Where the nodes below begin.
    start: Option<Arc<Start>>,
}

impl Tree {
    /// All rosters.
    pub fn of(seed: u32) -> Self {
        let root = Node { bound: f64::NEG_INFINITY, settled: Vec::new(), number: 0, start: None };
        Tree { open: vec![root], seed: u64::from(seed), made: 1 }
    }

    /// No roster but those that were found or were at hand costs less.
    pub fn bound(&self) -> f64 {
        self.open.iter().map(|node| node.bound).fold(f64::INFINITY, f64::min)
    }

    /// Solves the nodes with the least bounds and opens those below them; returns the better rosters that were found.
    /// No roster costs less than `near`: those that cost little more are looked for. `settings` are for
    /// programs over few lines, all of them together.
    ///
    /// # Errors
    /// The solver fails: its own words. Nothing is lost.
    pub fn grow(
        &mut self,
        improver: &Improver,
        (now, near): (&Incumbent, f64),
        settings: &Settings,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Vec<Line>>, String> {
        self.open.sort_by(|left, right| left.bound.total_cmp(&right.bound).then(left.number.cmp(&right.number)));
        self.open.iter_mut().skip(STARTS).for_each(|node| node.start = None);
        let (nodes, seed) = (&self.open[..self.open.len().min(MASTERS * NODES)], self.seed);
        let clock = Deadline::after(settings.time_limit);
        let solved: Vec<Result<Vec<Grown>, String>> = (0..MASTERS.min(nodes.len()))
            .into_par_iter()
            .map(|master| {
                solve(improver, now, nodes.iter().skip(master).step_by(MASTERS), (settings, clock, seed, near), stop)
            })
            .collect();
        let mut solved: Vec<_> =
            solved.into_iter().map(|grown| grown.map(Vec::into_iter)).collect::<Result<_, String>>()?;
        let (mut found, mut left) = (Vec::new(), Vec::new());
        let behind = self.open.split_off(nodes.len());
        for (place, node) in std::mem::take(&mut self.open).into_iter().enumerate() {
            let Some(grown) = solved[place % MASTERS].next() else {
                // It had to stop before this one.
                left.push(node);
                continue;
            };
            found.extend(grown.found);
            let Some((person, day)) = grown.split else { continue };
            for cell in (0..improver.problem.duties).map(Some).chain([None]) {
                let settled = node.settled.iter().copied().chain([(person, day, cell)]).collect();
                left.push(Node { bound: grown.bound, settled, number: self.made, start: grown.start.clone() });
                self.made += 1;
            }
        }
        left.extend(behind);
        self.open = left;
        Ok(found)
    }
}

/// Solves nodes one after the other in one master, until it must stop.
fn solve<'n>(
    improver: &Improver,
    now: &Incumbent,
    nodes: impl Iterator<Item = &'n Node>,
    (settings, clock, seed, near): (&Settings, Deadline, u64, f64),
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Grown>, String> {
    let everybody = Choice::everybody(improver.problem);
    let Some((mut generation, cost)) = improver.master(now, &everybody)? else { return Ok(Vec::new()) };
    let finish = Finish { cost, lines: FEW, settings, clock };
    let mut grown = Vec::new();
    for node in nodes {
        generation.begin_anew(&node.settled, node.start.as_deref())?;
        let mut chance = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(node.number));
        match one(&mut generation, node, (finish, now.cost(), near), &mut chance, stop)? {
            Some(one) => grown.push(one),
            None => break,
        }
    }
    Ok(grown)
}

/// Solves one node; `all` is what the roster at hand costs altogether, and no roster costs less than `near`. `None` if it had
/// to stop.
fn one(
    generation: &mut Generation,
    node: &Node,
    (finish, all, near): (Finish, f64, f64),
    chance: &mut Rng,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Grown>, String> {
    let (cost, beside) = (finish.cost, all - finish.cost);
    let least = generation.part.problem.grain.unwrap_or(CHEAPER * cost.abs().max(1.0));
    let finish = Finish { cost: cost.min(near - beside + (2.0 * least).max(AIM * (all - near))), ..finish };
    let stops = Stops { exact: true, sharp: true, cutoff: cost - 0.5 * least, ..Stops::when(stop) };
    let root = generation.converge(&stops)?;
    if stop() {
        return Ok(None);
    }
    let mut bound = (root.bound + beside).max(node.bound);
    let closed = |bound: f64| Grown { found: None, bound, split: None, start: None };
    if generation.rounded(bound - beside) >= stops.cutoff {
        return Ok(Some(closed(bound)));
    }
    let start = generation.start().map(Arc::new);
    let open = spread_most(generation, &root);
    if open.first().is_none_or(|&(_, spread)| spread <= WHOLE_WEIGHT) {
        // The weights are whole: a roster, and the best of the node where the bound meets what it costs with whole columns.
        // Lines that were not found could be cheaper where it does not.
        let found = dive(generation, root, &stops, (JUMP, 0.0, chance), None)?;
        let part = &generation.part;
        let whole = found.clone().and_then(|lines| Incumbent::of(part.problem, part.shape, lines));
        let told = generation.rounded(bound - beside) + beside;
        let met = whole.is_some_and(|whole| told >= whole.cost() - REDUCED_COST * whole.cost().abs().max(1.0));
        let split = open.first().filter(|_| !met).map(|&(cell, _)| cell);
        return Ok(Some(Grown { found, bound, split, start }));
    }
    let few = Few::of(generation, finish.cost, finish.lines);
    let mut found = None;
    if let Some(few) = &few {
        let decided = few.decide(generation, &finish.limits())?;
        bound = bound.max(decided.bound + beside);
        if decided.cells.is_none() && generation.rounded(bound - beside) >= stops.cutoff {
            return Ok(Some(closed(bound)));
        }
        found = decided.cells;
    }
    let split = split(generation, &root, &open, stops.cutoff)?;
    if few.is_none() {
        let shake = SHAKE * chance.f64().powi(2);
        let dived = Stops { exact: false, sharp: false, cutoff: finish.cost - 0.5 * least, ..stops };
        found = dive(generation, root, &dived, (JUMP, shake, chance), Some(finish))?;
    }
    Ok(Some(Grown { found, bound, split, start }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::problem::Problem;
    use crate::problem::structure::Shape;
    use crate::problem::tiny::{best, problem};

    /// The tiny problem with other costs.
    fn varied(chance: &mut Rng) -> Problem {
        let mut problem = problem();
        for cost in problem.people.iter_mut().flat_map(|person| &mut person.costs) {
            *cost = f64::from(chance.u32(0..8));
        }
        problem.program.columns.iter_mut().for_each(|column| column.cost = f64::from(chance.u32(6..24)));
        problem
    }

    #[test]
    fn branching_ends_at_the_best_roster() {
        let mut chance = Rng::with_seed(3);
        for _ in 0..12 {
            ends_at_the_best(&varied(&mut chance));
        }
    }

    fn ends_at_the_best(problem: &Problem) {
        let shape = Shape::of(problem);
        let idle = vec![vec![Some(0), Some(0), None, None]; 2];
        let mut now = Incumbent::of(problem, &shape, idle).expect("lawful lines");
        let improver = Improver::of(problem);
        let (best, mut tree, mut bound) = (best(problem), Tree::of(0), 0.0);
        for _ in 0..40 {
            let settings = Settings { gap: 0.0, ..Settings::default() };
            let found = tree.grow(&improver, (&now, bound), &settings, &|| false).expect("nodes");
            let found = found.into_iter().map(|lines| Incumbent::of(problem, &shape, lines).expect("lawful lines"));
            now = found.chain([now]).min_by(|left, right| left.cost().total_cmp(&right.cost())).expect("one");
            bound = tree.bound().min(now.cost());
            assert!(bound <= best + CHEAPER * best, "{bound} of {best}");
        }
        assert!(
            (now.cost() - best).abs() <= CHEAPER * best && bound >= best - CHEAPER * best,
            "{} {bound} of {best}",
            now.cost()
        );
    }
}
