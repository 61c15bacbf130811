//! Branch and price (Barnhart et al. 1998): everybody is decided by fixing one cell after the other, each node branching into
//! all that a person could do on a day, nodes with the least bound first. From every node a dive looks for a better roster;
//! where few lines are left, set partitioning over them decides. The open nodes give the bound. Ours differs in solving many
//! nodes in parallel, in masters of their own that start from the columns and duals of the parent node.

use crate::master::column_generation::{ColumnGeneration, RestartPoint, StoppingRule};
use crate::master::restricted_master::Fixing;
use crate::master::set_partitioning::SetPartitioning;
use crate::pricing::subproblem::SubproblemScope;
use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::roster_problem::Line;
use crate::search::diving::{Dive, ExactCompletion, careful_degradation};
use crate::search::large_neighbourhood::LargeNeighbourhoodSearch;
use crate::search::strong_branching::{BranchingCandidate, branching_candidates, select};
use crate::tuning::{BranchingTuning, TUNING};
use base::tolerance::{CHEAPER, REDUCED_COST, WHOLE_WEIGHT};
use fastrand::Rng;
use mip::solver::{Deadline, Settings};
use rayon::prelude::*;
use std::sync::Arc;

const BRANCHING: BranchingTuning = TUNING.branching;

/// The open nodes of a tree.
#[derive(Debug)]
pub struct BranchAndPrice {
    open: Vec<BranchingNode>,
    seed: u64,
    /// Nodes created so far.
    created: u64,
}

/// What nodes are solved with.
pub struct NodeTask<'a> {
    /// The problem, and columns to begin with.
    pub lns: &'a LargeNeighbourhoodSearch<'a>,
    /// The incumbent.
    pub incumbent: &'a IncumbentRoster,
    /// No roster costs less: rosters that cost little more are looked for.
    pub bound: f64,
    /// Limits of all programs over few lines together.
    pub settings: &'a Settings,
}

/// All rosters in which some cells are fixed.
#[derive(Clone, Debug)]
struct BranchingNode {
    /// None of them costs less.
    bound: f64,
    fixings: Vec<Fixing>,
    number: u64,
    /// Columns and duals of the parent node.
    restart_point: Option<Arc<RestartPoint>>,
}

/// What became of a node.
struct NodeResult {
    /// A better roster, perhaps one outside the node.
    found: Option<Vec<Line>>,
    /// No roster of the node costs less.
    bound: f64,
    /// The cell to branch on; `None` if no roster of the node is better than the incumbent.
    branch_on: Option<BranchingCandidate>,
    /// Where the child nodes begin.
    restart_point: Option<Arc<RestartPoint>>,
}

impl BranchAndPrice {
    /// A tree of one node: all rosters.
    pub fn of(seed: u32) -> Self {
        let root = BranchingNode { bound: f64::NEG_INFINITY, fixings: Vec::new(), number: 0, restart_point: None };
        BranchAndPrice { open: vec![root], seed: u64::from(seed), created: 1 }
    }

    /// No roster but those that were found or were at hand costs less.
    pub fn bound(&self) -> f64 {
        self.open.iter().map(|node| node.bound).fold(f64::INFINITY, f64::min)
    }

    /// Solves the nodes with the least bounds and opens their children; returns the better rosters that were found.
    ///
    /// # Errors
    /// The solver fails: its own words. The tree stays as it was.
    pub fn solve_nodes(&mut self, task: &NodeTask, stop: &(dyn Fn() -> bool + Sync)) -> Result<Vec<Vec<Line>>, String> {
        let masters = BRANCHING.masters;
        self.open.sort_by(|left, right| left.bound.total_cmp(&right.bound).then(left.number.cmp(&right.number)));
        self.open.iter_mut().skip(BRANCHING.restart_points).for_each(|node| node.restart_point = None);
        let nodes = &self.open[..self.open.len().min(masters * BRANCHING.nodes_a_master)];
        let worker = NodeWorker { task, clock: Deadline::after(task.settings.time_limit), seed: self.seed, stop };
        let solved: Vec<Result<Vec<NodeResult>, String>> = (0..masters.min(nodes.len()))
            .into_par_iter()
            .map(|master| worker.solve(nodes.iter().skip(master).step_by(masters)))
            .collect();
        let mut solved: Vec<_> =
            solved.into_iter().map(|results| results.map(Vec::into_iter)).collect::<Result<_, String>>()?;
        let (mut found, mut left) = (Vec::new(), Vec::new());
        let later = self.open.split_off(nodes.len());
        for (place, node) in std::mem::take(&mut self.open).into_iter().enumerate() {
            let Some(result) = solved[place % masters].next() else {
                // It had to stop before this one.
                left.push(node);
                continue;
            };
            found.extend(result.found);
            let Some(BranchingCandidate { person, day, .. }) = result.branch_on else { continue };
            for cell in (0..task.lns.problem.duties).map(Some).chain([None]) {
                left.push(BranchingNode {
                    bound: result.bound,
                    fixings: node.fixings.iter().copied().chain([Fixing { person, day, cell }]).collect(),
                    number: self.created,
                    restart_point: result.restart_point.clone(),
                });
                self.created += 1;
            }
        }
        left.extend(later);
        self.open = left;
        Ok(found)
    }
}

/// Solves nodes one after the other.
struct NodeWorker<'a> {
    task: &'a NodeTask<'a>,
    /// When all programs over few lines must have ended.
    clock: Deadline,
    seed: u64,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl NodeWorker<'_> {
    /// Solves nodes in one master, until it must stop.
    fn solve<'n>(&self, nodes: impl Iterator<Item = &'n BranchingNode>) -> Result<Vec<NodeResult>, String> {
        let NodeTask { lns, incumbent, .. } = *self.task;
        let everybody = SubproblemScope::everybody(lns.problem);
        let Some((mut generation, cost)) = lns.master(incumbent, &everybody)? else { return Ok(Vec::new()) };
        let mut results = Vec::new();
        for node in nodes {
            generation.restart(&node.fixings, node.restart_point.as_deref())?;
            let mut rng = Rng::with_seed(self.seed.wrapping_mul(1_000_003).wrapping_add(node.number));
            match self.solve_one(&mut generation, node, cost, &mut rng)? {
                Some(result) => results.push(result),
                None => break,
            }
        }
        Ok(results)
    }

    /// Solves one node; `cost` is what the master's part of the incumbent costs. `None` if it had to stop.
    fn solve_one(
        &self,
        generation: &mut ColumnGeneration,
        node: &BranchingNode,
        cost: f64,
        rng: &mut Rng,
    ) -> Result<Option<NodeResult>, String> {
        let (all, lower) = (self.task.incumbent.cost(), self.task.bound);
        // What the incumbent costs outside the master.
        let outside = all - cost;
        let least = generation.master.subproblem.problem.grain.unwrap_or(CHEAPER * cost.abs().max(1.0));
        let completion = ExactCompletion {
            cost: cost.min(lower - outside + (2.0 * least).max(BRANCHING.aim * (all - lower))),
            lines: BRANCHING.few_lines,
            settings: self.task.settings,
            clock: self.clock,
        };
        let cutoff = cost - 0.5 * least;
        let rule = StoppingRule { exact: true, unrounded: true, cutoff, ..StoppingRule::when(self.stop) };
        let root = generation.converge(&rule)?;
        if (self.stop)() {
            return Ok(None);
        }
        let mut bound = (root.bound + outside).max(node.bound);
        let closed = |bound: f64| NodeResult { found: None, bound, branch_on: None, restart_point: None };
        if generation.rounded(bound - outside) >= rule.cutoff {
            return Ok(Some(closed(bound)));
        }
        let restart_point = generation.restart_point().map(Arc::new);
        let candidates = branching_candidates(generation, &root);
        let dive = Dive { rule, degradation: careful_degradation(), perturbation: 0.0, completion: None };
        if candidates.first().is_none_or(|candidate| candidate.spread <= WHOLE_WEIGHT) {
            // The weights are whole: a roster, and the best of the node where the bound meets what it costs with whole
            // columns. Lines that were not found could be cheaper where it does not.
            let found = dive.run(generation, root, rng)?;
            let subproblem = &generation.master.subproblem;
            let whole =
                found.clone().and_then(|lines| IncumbentRoster::of(subproblem.problem, subproblem.structure, lines));
            let rounded = generation.rounded(bound - outside) + outside;
            let met = whole.is_some_and(|whole| rounded >= whole.cost() - REDUCED_COST * whole.cost().abs().max(1.0));
            let branch_on = candidates.first().filter(|_| !met).copied();
            return Ok(Some(NodeResult { found, bound, branch_on, restart_point }));
        }
        let partitioning = SetPartitioning::of(generation, completion.cost, completion.lines);
        let mut found = None;
        if let Some(partitioning) = &partitioning {
            let decided = partitioning.decide(generation, &completion.limits())?;
            bound = bound.max(decided.bound + outside);
            if decided.cells.is_none() && generation.rounded(bound - outside) >= rule.cutoff {
                return Ok(Some(closed(bound)));
            }
            found = decided.cells;
        }
        let branch_on = select(generation, &root, &candidates, rule.cutoff)?;
        if partitioning.is_none() {
            let perturbation = BRANCHING.perturbation * rng.f64().powi(2);
            let rule = StoppingRule { exact: false, unrounded: false, cutoff: completion.cost - 0.5 * least, ..rule };
            found = Dive { rule, perturbation, completion: Some(completion), ..dive }.run(generation, root, rng)?;
        }
        Ok(Some(NodeResult { found, bound, branch_on, restart_point }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::roster_problem::RosterProblem;
    use crate::problem::small_problem::{best, problem};
    use crate::problem::structure::Structure;

    /// The small problem with other costs.
    fn varied(rng: &mut Rng) -> RosterProblem {
        let mut problem = problem();
        for cost in problem.people.iter_mut().flat_map(|person| &mut person.costs) {
            *cost = f64::from(rng.u32(0..8));
        }
        problem.program.columns.iter_mut().for_each(|column| column.cost = f64::from(rng.u32(6..24)));
        problem
    }

    #[test]
    fn branching_ends_at_the_best_roster() {
        let mut rng = Rng::with_seed(3);
        for _ in 0..12 {
            ends_at_the_best(&varied(&mut rng));
        }
    }

    fn ends_at_the_best(problem: &RosterProblem) {
        let structure = Structure::of(problem);
        let given = vec![vec![Some(0), Some(0), None, None]; 2];
        let mut now = IncumbentRoster::of(problem, &structure, given).expect("feasible lines");
        let lns = LargeNeighbourhoodSearch::of(problem);
        let (best, mut tree, mut bound) = (best(problem), BranchAndPrice::of(0), 0.0);
        for _ in 0..40 {
            let settings = Settings { gap: 0.0, ..Settings::default() };
            let task = NodeTask { lns: &lns, incumbent: &now, bound, settings: &settings };
            let found = tree.solve_nodes(&task, &|| false).expect("nodes");
            let found =
                found.into_iter().map(|lines| IncumbentRoster::of(problem, &structure, lines).expect("feasible lines"));
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
