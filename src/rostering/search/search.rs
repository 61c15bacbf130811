//! The whole search: a roster at once, then a bound and a better roster from one master over everybody, or from everybody in
//! window after window where lines are too long for that, then parts of it again and again.

use crate::master::column_generation::{Generation, Stops};
use crate::master::restricted_master::{Choice, Part};
use crate::master::set_partitioning::Few;
use crate::pricing::network::Graph;
use crate::pricing::window::Window;
use crate::problem::incumbent::Incumbent;
use crate::problem::problem::{Line, Problem};
use crate::search::branch_and_price::Tree;
use crate::search::construction;
use crate::search::construction::respond;
use crate::search::diving::{JUMP, dive, hasty};
use crate::search::large_neighbourhood::{Improver, weighty};
use crate::search::rolling_horizon::{SHORT, WORTH};
use base::tolerance::{CHEAPER, PROVED_GAP, WHOLE_GRAIN};
use fastrand::Rng;
use mip::outcome::Ending;
use mip::solver::{Deadline, Progress, Settings};

/// Arcs times totals of all graphs of whole lines beyond which everybody is never priced at once.
const LARGEST_MASTER: usize = 700_000_000;
/// Until which shares of the time things go on.
pub(super) const SHARES: Shares = Shares { relaxed: 0.25, start: 0.4, passed: 0.2, bound: 0.6, dive: 0.85 };
/// Steps in search of good prices before the master over everybody is solved.
const STEPS: usize = 30;
/// Chance in the order of cells of nearly the same weight, in the dive from the root.
const SHAKE: f64 = 0.02;
/// Arcs times totals of all graphs up to which everybody is decided anew again and again, and how often: once in so many
/// parts.
const EVERYBODY: (usize, usize) = (10_000_000, 3);
/// Parts tried without success after which everybody is decided at once, once for each cost, if at most so many lines could
/// be part of a better roster.
const STUCK: usize = 24;
const FEW: usize = 8000;
/// Share of the time that is left for that.
const CLOSING: f64 = 0.5;
/// Rounds of parts after which everybody is decided by branching where parts do not help, once in so many rounds; and nodes of
/// the solver for the program of one leaf.
const BRANCHED: (u64, u64) = (8, 2);
const LEAF: i32 = 50;
/// Parts decided in parallel before the roster is looked at again; the same for any number of threads, so that the
/// roster is.
const PARTS_A_ROUND: usize = 4;
/// Parts tried without success, for each person, after which the search gives up.
const PATIENCE: usize = 240;

/// What the search found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The best roster, if there is one that keeps every row.
    pub lines: Option<Vec<Line>>,
    /// What it costs; infinite if there is none.
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
pub fn optimise(problem: &Problem, settings: &Settings, start: Option<Vec<Line>>) -> Result<Answer, String> {
    let mut search = Search::of(problem, settings);
    let (long, whole) = (problem.days > SHORT, search.can_price_everybody());
    let calm = (long || !whole) && search.relax();
    let shape = search.improver.shape.clone();
    let given = start.and_then(|lines| Incumbent::of(problem, &shape, lines));
    let answered = match given {
        Some(given) => Ok(given),
        None => respond(problem, &shape, calm, &search.until(SHARES.start))
            .and_then(|lines| Incumbent::of(problem, &shape, lines).ok_or(0)),
    };
    let Ok(first) = answered else {
        // Somebody has no line: there is no roster.
        return Ok(Answer { lines: None, cost: f64::INFINITY, bound: f64::INFINITY, ending: Ending::Conflict });
    };
    search.now = Some(first);
    search.told();
    let mut chance = Rng::with_seed(u64::from(settings.seed));
    if long && whole {
        search.pass(WORTH, &mut chance, &search.until(SHARES.passed));
    }
    if whole {
        search.root()?;
    }
    search.improve(&mut chance);
    Ok(search.answer())
}

pub(super) struct Shares {
    /// Where the horizon is long, or whole lines are too large to price: a relaxation, which gives a bound.
    pub relaxed: f64,
    /// A roster to begin with.
    start: f64,
    /// Where the horizon is long, and yet there is a master over everybody: windows and trades before it.
    passed: f64,
    /// The master over everybody, which gives the bound.
    bound: f64,
    /// The dive from there.
    dive: f64,
}

pub(super) struct Search<'a> {
    pub problem: &'a Problem,
    pub now: Option<Incumbent>,
    pub bound: f64,
    pub improver: Improver<'a>,
    settings: &'a Settings,
    clock: Deadline,
    gave_up: bool,
}

impl<'a> Search<'a> {
    fn of(problem: &'a Problem, settings: &'a Settings) -> Self {
        Search {
            problem,
            now: None,
            bound: f64::NEG_INFINITY,
            improver: Improver::of(problem),
            settings,
            clock: Deadline::after(settings.time_limit),
            gave_up: false,
        }
    }

    pub fn cost(&self) -> f64 {
        self.now.as_ref().map_or(f64::INFINITY, Incumbent::cost)
    }

    /// True if the bound is as near as was asked.
    pub fn near(&self) -> bool {
        self.cost() - self.bound <= self.settings.gap.max(PROVED_GAP) * self.cost().abs().max(1.0)
    }

    pub fn told(&self) {
        if let Some(watcher) = &self.settings.watcher {
            watcher(Progress { cost: Some(self.cost()), bound: self.bound, finished: 0, components: 1 });
        }
    }

    /// Takes lines if they are cheaper.
    pub fn take(&mut self, lines: Vec<Line>) {
        let better = Incumbent::of(self.problem, &self.improver.shape, lines).filter(|next| next.cost() < self.cost());
        if better.is_some() {
            self.now = better;
            self.told();
        }
    }

    /// One master over everybody: a bound, a pool of good lines, and a dive. The graphs of whole lines are kept; none where
    /// they are too large.
    fn root(&mut self) -> Result<(), String> {
        let (problem, settings) = (self.problem, self.settings);
        let Some(now) = self.now.clone() else { return Ok(()) };
        let everybody = Choice::everybody(problem);
        let shape = self.improver.shape.clone();
        let Ok(part) = Part::of((problem, &shape), &everybody, &now.lines, |_| None) else { return Ok(()) };
        let mut generation = Generation::of(part, true)?;
        for (person, line) in now.lines.iter().enumerate() {
            generation.join(person, line.clone(), now.costs[person])?;
        }
        let stop = self.until(SHARES.bound);
        generation.approach(now.cost(), STEPS, &stop)?;
        let root = generation.converge(&Stops { exact: true, ..Stops::when(&stop) })?;
        self.bound = self.bound.max(grains(problem, root.bound));
        self.told();
        for (person, line) in weighty(&generation, &root.weights) {
            self.improver.pool.keep(person, line);
        }
        let stop = self.until(SHARES.dive);
        let stops = Stops { cutoff: self.cost(), ..Stops::when(&stop) };
        let mut chance = Rng::with_seed(u64::from(settings.seed));
        let jump = if problem.days > SHORT { hasty(&root, stops.cutoff) } else { JUMP };
        let found = dive(&mut generation, root, &stops, (jump, SHAKE, &mut chance), None)?;
        self.improver.graphs = generation.part.graphs.clone();
        drop(generation);
        if let Some(lines) = found {
            let better = construction::polish(problem, &shape, &lines, &self.until(1.0));
            [lines, better].into_iter().for_each(|lines| self.take(lines));
        }
        Ok(())
    }

    /// Decides everybody at once by a program over all lines that a better roster could have, if they are few.
    fn close(&mut self) -> Result<(), String> {
        let Some(now) = &self.now else { return Ok(()) };
        let Some((mut generation, cost)) = self.improver.master(now, &Choice::everybody(self.problem))? else {
            return Ok(());
        };
        let stop = self.until(1.0);
        generation.converge(&Stops { exact: true, ..Stops::when(&stop) })?;
        let Some(few) = Few::of(&generation, cost, FEW) else { return Ok(()) };
        let settings =
            Settings { gap: 0.0, time_limit: CLOSING * self.clock.left(), watcher: None, ..self.settings.clone() };
        let decided = few.decide(&generation, &settings)?;
        let bound = grains(self.problem, decided.bound + now.cost() - cost);
        drop(generation);
        self.bound = self.bound.max(bound);
        match decided.cells {
            Some(lines) => self.take(lines),
            None => self.told(),
        }
        Ok(())
    }

    /// Branches a little further; true if that found a better roster.
    fn branch(&mut self, tree: &mut Tree) -> Result<bool, String> {
        let Some(now) = self.now.clone() else { return Ok(false) };
        let settings =
            Settings { gap: 0.0, nodes: LEAF, time_limit: self.clock.left(), watcher: None, ..self.settings.clone() };
        let found = tree.grow(&self.improver, (&now, self.bound), &settings, &self.until(1.0))?;
        found.into_iter().for_each(|lines| self.take(lines));
        let bound = self.bound.max(grains(self.problem, tree.bound()).min(self.cost()));
        if bound > self.bound {
            self.bound = bound;
            self.told();
        }
        Ok(self.cost() < now.cost())
    }

    /// Asked whether to stop: somebody wants it, or a share of the time is over.
    pub fn until(&self, share: f64) -> impl Fn() -> bool + Sync + use<'a> {
        let (settings, clock) = (self.settings, self.clock);
        move || settings.interrupted() || clock.left() <= settings.time_limit * (1.0 - share)
    }

    /// True if whole lines of everybody can be priced together in reasonable time; three people stand for all.
    fn can_price_everybody(&self) -> bool {
        let problem = self.problem;
        let (count, blank) = (problem.people.len(), vec![None; problem.days]);
        let size = |person: usize| {
            let window = Window::of((0, problem.days), &blank, None);
            Graph::of(&problem.people[person], problem.duties, &window, &[]).map_or(usize::MAX, |graph| graph.size())
        };
        let asked = [0, count / 2, count.saturating_sub(1)];
        let sizes = asked.iter().filter(|&&person| person < count).map(|&person| size(person) / asked.len());
        count > 0 && sizes.fold(0, usize::saturating_add).saturating_mul(count) <= LARGEST_MASTER
    }

    /// Decides parts anew until the bound is near, the time is over, or nothing has helped for long.
    fn improve(&mut self, chance: &mut Rng) {
        if self.problem.days > SHORT {
            self.travel(chance);
        }
        let Some(mut now) = self.now.clone() else { return };
        let (stop, whole) = (self.until(1.0), !self.improver.graphs.is_empty());
        let again = whole && self.improver.graphs.iter().map(|graph| graph.size()).sum::<usize>() <= EVERYBODY.0;
        let (mut round, mut idle) = (0u64, 0);
        let patience = PATIENCE * self.problem.people.len() * (1 + self.problem.days / 28);
        let (mut closed, mut tree) = (f64::INFINITY, Tree::of(self.settings.seed));
        while !self.near() && !stop() {
            if whole && idle >= STUCK && now.cost() < closed {
                closed = now.cost();
                // Where the solver gives up there still is a roster and a bound.
                let _ = self.close();
                now = self.now.clone().unwrap_or(now);
                continue;
            }
            if again && idle >= STUCK && round >= BRANCHED.0 && round % BRANCHED.1 == 0 {
                round += 1;
                // Here too.
                if self.branch(&mut tree).unwrap_or(false) {
                    idle = 0;
                    now = self.now.clone().unwrap_or(now);
                }
                continue;
            }
            let mut size = || match again && chance.usize(0..EVERYBODY.1) == 0 {
                true => self.problem.people.len(),
                false => chance.usize(2..=largest(idle, patience)),
            };
            let sizes: Vec<usize> = (0..PARTS_A_ROUND).map(|_| size()).collect();
            let better = self.improver.round(&mut now, &sizes, round, &stop);
            round += 1;
            idle += sizes.len();
            if better.contains(&true) {
                idle = 0;
                self.now = Some(now.clone());
                self.told();
            } else if idle > patience {
                self.gave_up = true;
                break;
            }
        }
    }

    fn answer(self) -> Answer {
        let (cost, bound) = (self.cost(), self.bound);
        let kept = self.now.as_ref().is_some_and(|now| self.improver.shape.rest.keeps(self.problem, &now.activity));
        let ending = match () {
            () if cost - bound <= PROVED_GAP * cost.abs().max(1.0) => Ending::Proved,
            () if self.near() => Ending::WithinGap,
            () if self.settings.interrupted() => Ending::Interrupted,
            () if self.gave_up => Ending::NoProgress,
            () => Ending::TimeLimit,
        };
        match kept {
            true => Answer { lines: self.now.map(|now| now.lines), cost, bound: bound.min(cost + CHEAPER), ending },
            false => Answer { lines: None, cost: f64::INFINITY, bound, ending },
        }
    }
}

/// A bound raised to the next multiple of what costs can differ by.
pub fn grains(problem: &Problem, bound: f64) -> f64 {
    match problem.grain {
        Some(grain) if bound.is_finite() => ((bound / grain) - WHOLE_GRAIN).ceil() * grain,
        _ => bound,
    }
}

/// People of a part at most: more where small parts have not helped for long.
fn largest(idle: usize, patience: usize) -> usize {
    10 + 8 * idle / patience.max(1)
}
