//! What a search knows so far: the incumbent, the bound, and what its methods share.

use crate::problem::incumbent_roster::IncumbentRoster;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::search::large_neighbourhood::LargeNeighbourhoodSearch;
use base::tolerance::PROVED_GAP;
use mip::solver::{Deadline, Progress, Settings};

/// See the module.
pub(super) struct SearchState<'a> {
    pub problem: &'a RosterProblem,
    pub incumbent: Option<IncumbentRoster>,
    /// No roster costs less.
    pub bound: f64,
    pub lns: LargeNeighbourhoodSearch<'a>,
    pub settings: &'a Settings,
    pub clock: Deadline,
    /// True once nothing has helped for long.
    pub gave_up: bool,
}

impl<'a> SearchState<'a> {
    /// With nothing known.
    pub fn of(problem: &'a RosterProblem, settings: &'a Settings) -> Self {
        SearchState {
            problem,
            incumbent: None,
            bound: f64::NEG_INFINITY,
            lns: LargeNeighbourhoodSearch::of(problem),
            settings,
            clock: Deadline::after(settings.time_limit),
            gave_up: false,
        }
    }

    /// What the incumbent costs; infinite if there is none.
    pub fn cost(&self) -> f64 {
        self.incumbent.as_ref().map_or(f64::INFINITY, IncumbentRoster::cost)
    }

    /// True if the bound is as near as was asked for.
    pub fn within_gap(&self) -> bool {
        self.cost() - self.bound <= self.settings.gap.max(PROVED_GAP) * self.cost().abs().max(1.0)
    }

    /// Tells the watcher cost and bound.
    pub fn report(&self) {
        if let Some(watcher) = &self.settings.watcher {
            watcher(Progress { cost: Some(self.cost()), bound: self.bound, finished: 0, components: 1 });
        }
    }

    /// Takes lines as the incumbent if they are cheaper.
    pub fn take(&mut self, lines: Vec<Line>) {
        let better =
            IncumbentRoster::of(self.problem, &self.lns.structure, lines).filter(|next| next.cost() < self.cost());
        if better.is_some() {
            self.incumbent = better;
            self.report();
        }
    }

    /// A stop that says yes once an interrupt is asked for, or a share of the time limit is over.
    pub fn until(&self, share: f64) -> impl Fn() -> bool + Sync + use<'a> {
        let (settings, clock) = (self.settings, self.clock);
        move || settings.interrupted() || clock.left() <= settings.time_limit * (1.0 - share)
    }
}
