//! The whole search. A first roster at once; then one master over everybody, which gives a bound and, by diving, a better
//! roster; then large neighbourhood search, with set partitioning and branch and price over everybody where it is stuck.
//! Where lines are too long for one master the bound comes from a smoothed relaxation, and rosters from a rolling horizon.

use crate::master::column_generation::{ColumnGeneration, StoppingRule};
use crate::master::set_partitioning::SetPartitioning;
use crate::pricing::line_window::LineWindow;
use crate::pricing::network::Network;
use crate::pricing::subproblem::{Subproblem, SubproblemScope};
use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::search::branch_and_price::{BranchAndPrice, NodeTask};
use crate::search::construction::{construct, improve_lines};
use crate::search::diving::{Dive, careful_degradation, fast_degradation};
use crate::search::large_neighbourhood::weighty_lines;
use crate::search::search_state::SearchState;
use crate::tuning::{OptimiseTuning, TUNING};
use base::tolerance::{CHEAPER, PROVED_GAP};
use fastrand::Rng;
use mip::outcome::Ending;
use mip::solver::Settings;

const PHASES: OptimiseTuning = TUNING.optimise;

/// What the search found.
#[derive(Clone, Debug)]
pub struct RosterSolution {
    /// The best roster, one line for each person, if there is one that keeps every row.
    pub lines: Option<Vec<Line>>,
    /// What it costs, in major units; infinite if there is none.
    pub cost: f64,
    /// No roster costs less.
    pub bound: f64,
    /// Why the search ended.
    pub ending: Ending,
}

/// Searches for the cheapest roster, from a given one if there is one.
///
/// # Errors
/// The solver fails: its own words.
pub fn optimise(
    problem: &RosterProblem,
    settings: &Settings,
    start: Option<Vec<Line>>,
) -> Result<RosterSolution, String> {
    let mut search = SearchState::of(problem, settings);
    let (long, one_master) = (problem.days > TUNING.rolling.short_horizon, search.can_price_everybody());
    let has_time = (long || !one_master) && search.relax();
    let structure = search.lns.structure.clone();
    let given = start.and_then(|lines| IncumbentRoster::of(problem, &structure, lines));
    let first = match given {
        Some(given) => Ok(given),
        None => construct(problem, &structure, has_time, &search.until(PHASES.shares.construction))
            .and_then(|lines| IncumbentRoster::of(problem, &structure, lines).ok_or(0)),
    };
    let Ok(first) = first else {
        // Somebody has no line: there is no roster.
        let (cost, bound) = (f64::INFINITY, f64::INFINITY);
        return Ok(RosterSolution { lines: None, cost, bound, ending: Ending::Conflict });
    };
    search.incumbent = Some(first);
    search.report();
    let mut rng = Rng::with_seed(u64::from(settings.seed));
    if long && one_master {
        search.roll_once(TUNING.rolling.least_saving, &mut rng, &search.until(PHASES.shares.rolling));
    }
    if one_master {
        search.solve_root()?;
    }
    search.improve(&mut rng);
    Ok(search.solution())
}

impl SearchState<'_> {
    /// True if whole lines of everybody can be priced together in reasonable time; three people stand for all.
    fn can_price_everybody(&self) -> bool {
        let problem = self.problem;
        let (count, blank) = (problem.people.len(), vec![None; problem.days]);
        let size = |person: usize| {
            let window = LineWindow::of(0..problem.days, &blank, None);
            let network = Network::of(&problem.people[person], problem.duties, &window, &[]);
            network.map_or(usize::MAX, |network| network.size())
        };
        let sample = [0, count / 2, count.saturating_sub(1)];
        let sizes = sample.iter().filter(|&&person| person < count).map(|&person| size(person) / sample.len());
        count > 0 && sizes.fold(0, usize::saturating_add).saturating_mul(count) <= PHASES.largest_master
    }

    /// One master over everybody: a bound, a pool of good lines, and a dive. The networks of whole lines are kept for later.
    fn solve_root(&mut self) -> Result<(), String> {
        let (problem, settings) = (self.problem, self.settings);
        let Some(now) = self.incumbent.clone() else { return Ok(()) };
        let everybody = SubproblemScope::everybody(problem);
        let structure = self.lns.structure.clone();
        let Ok(subproblem) = Subproblem::of(problem, &structure, &everybody, &now.lines, |_| None) else {
            return Ok(());
        };
        let mut generation = ColumnGeneration::of(subproblem, true)?;
        for (person, line) in now.lines.iter().enumerate() {
            generation.master.add(person, line.clone(), now.costs[person])?;
        }
        let stop = self.until(PHASES.shares.root);
        generation.warm_start(now.cost(), PHASES.warm_start_steps, &stop)?;
        let root = generation.converge(&StoppingRule { exact: true, ..StoppingRule::when(&stop) })?;
        self.bound = self.bound.max(problem.rounded_bound(root.bound));
        self.report();
        for (person, line) in weighty_lines(&generation, &root.weights) {
            self.lns.pool.keep(person, line);
        }
        let stop = self.until(PHASES.shares.dive);
        let rule = StoppingRule { cutoff: self.cost(), ..StoppingRule::when(&stop) };
        let long = problem.days > TUNING.rolling.short_horizon;
        let degradation = if long { fast_degradation(&root, rule.cutoff) } else { careful_degradation() };
        let mut rng = Rng::with_seed(u64::from(settings.seed));
        let dive = Dive { rule, degradation, perturbation: PHASES.perturbation, completion: None };
        let found = dive.run(&mut generation, root, &mut rng)?;
        self.lns.networks = generation.master.subproblem.networks.clone();
        drop(generation);
        if let Some(lines) = found {
            let better = improve_lines(problem, &structure, &lines, &self.until(1.0));
            [lines, better].into_iter().for_each(|lines| self.take(lines));
        }
        Ok(())
    }

    /// Subproblems are reoptimised until the bound is near, the time is over, or nothing has helped for long.
    fn improve(&mut self, rng: &mut Rng) {
        if self.problem.days > TUNING.rolling.short_horizon {
            self.roll_until_converged(rng);
        }
        let Some(mut now) = self.incumbent.clone() else { return };
        let (stop, one_master) = (self.until(1.0), !self.lns.networks.is_empty());
        let size = self.lns.networks.iter().map(|network| network.size()).sum::<usize>();
        let everybody_again = one_master && size <= PHASES.everybody_size;
        let (mut round, mut idle) = (0u64, 0);
        let people = self.problem.people.len();
        let patience = PHASES.patience * people * (1 + self.problem.days / PHASES.patience_days);
        let (mut partitioned_cost, mut tree) = (f64::INFINITY, BranchAndPrice::of(self.settings.seed));
        while !self.within_gap() && !stop() {
            if one_master && idle >= PHASES.stuck && now.cost() < partitioned_cost {
                partitioned_cost = now.cost();
                // Where the solver gives up there still is a roster and a bound.
                let _ = self.solve_set_partitioning();
                now = self.incumbent.clone().unwrap_or(now);
                continue;
            }
            let turn = round >= PHASES.branching_after && round.is_multiple_of(PHASES.branching_once_in);
            if everybody_again && idle >= PHASES.stuck && turn {
                round += 1;
                // Here too.
                if self.branch(&mut tree).unwrap_or(false) {
                    idle = 0;
                    now = self.incumbent.clone().unwrap_or(now);
                }
                continue;
            }
            let largest = PHASES.people + PHASES.more_people * idle / patience.max(1);
            let mut size = || match everybody_again && rng.usize(0..PHASES.everybody_once_in) == 0 {
                true => people,
                false => rng.usize(2..=largest),
            };
            let sizes: Vec<usize> = (0..PHASES.subproblems_a_round).map(|_| size()).collect();
            let better = self.lns.round(&mut now, &sizes, round, &stop);
            round += 1;
            idle += sizes.len();
            if better.contains(&true) {
                idle = 0;
                self.incumbent = Some(now.clone());
                self.report();
            } else if idle > patience {
                self.gave_up = true;
                break;
            }
        }
    }

    /// Decides everybody at once by set partitioning over all lines that a better roster could have, if they are few.
    fn solve_set_partitioning(&mut self) -> Result<(), String> {
        let Some(now) = &self.incumbent else { return Ok(()) };
        let Some((mut generation, cost)) = self.lns.master(now, &SubproblemScope::everybody(self.problem))? else {
            return Ok(());
        };
        let stop = self.until(1.0);
        generation.converge(&StoppingRule { exact: true, ..StoppingRule::when(&stop) })?;
        let Some(partitioning) = SetPartitioning::of(&generation, cost, PHASES.few_lines) else { return Ok(()) };
        let time_limit = PHASES.set_partitioning_share * self.clock.left();
        let settings = Settings { gap: 0.0, time_limit, watcher: None, ..self.settings.clone() };
        let decided = partitioning.decide(&generation, &settings)?;
        let bound = self.problem.rounded_bound(decided.bound + now.cost() - cost);
        drop(generation);
        self.bound = self.bound.max(bound);
        match decided.cells {
            Some(lines) => self.take(lines),
            None => self.report(),
        }
        Ok(())
    }

    /// Solves some nodes of the tree; true if that found a better roster.
    fn branch(&mut self, tree: &mut BranchAndPrice) -> Result<bool, String> {
        let Some(now) = self.incumbent.clone() else { return Ok(false) };
        let settings = Settings {
            gap: 0.0,
            nodes: PHASES.leaf_nodes,
            time_limit: self.clock.left(),
            watcher: None,
            ..self.settings.clone()
        };
        let task = NodeTask { lns: &self.lns, incumbent: &now, bound: self.bound, settings: &settings };
        let found = tree.solve_nodes(&task, &self.until(1.0))?;
        found.into_iter().for_each(|lines| self.take(lines));
        let bound = self.bound.max(self.problem.rounded_bound(tree.bound()).min(self.cost()));
        if bound > self.bound {
            self.bound = bound;
            self.report();
        }
        Ok(self.cost() < now.cost())
    }

    fn solution(self) -> RosterSolution {
        let (cost, bound) = (self.cost(), self.bound);
        let recourse = &self.lns.structure.recourse;
        let kept = self.incumbent.as_ref().is_some_and(|now| recourse.keeps(self.problem, &now.activity));
        let ending = match () {
            () if cost - bound <= PROVED_GAP * cost.abs().max(1.0) => Ending::Proved,
            () if self.within_gap() => Ending::WithinGap,
            () if self.settings.interrupted() => Ending::Interrupted,
            () if self.gave_up => Ending::NoProgress,
            () => Ending::TimeLimit,
        };
        match kept {
            true => {
                let lines = self.incumbent.map(|now| now.lines);
                RosterSolution { lines, cost, bound: bound.min(cost + CHEAPER), ending }
            }
            false => RosterSolution { lines: None, cost: f64::INFINITY, bound, ending },
        }
    }
}
