//! Horizons that no subproblem can span: everybody is reoptimised in window after window through the horizon (rolling
//! horizon), and in pairs of short windows that lie far from each other. Passes over the horizon first demand large savings of
//! each subproblem, then smaller and smaller ones, so that time goes where most can be saved.

use crate::pricing::subproblem::SubproblemScope;
use crate::relaxation::smoothed_lagrangian::LagrangianRelaxation;
use crate::search::disjoint_windows::{reoptimise_days, two_windows};
use crate::search::large_neighbourhood::Task;
use crate::search::search_state::SearchState;
use crate::tuning::TUNING;
use base::tolerance::DEFAULT_GAP;
use fastrand::Rng;

impl SearchState<'_> {
    /// A bound, duals of rows and everybody's consumption profile without pricing whole lines exactly; true if there was time
    /// for all of it.
    pub fn relax(&mut self) -> bool {
        let stop = self.until(TUNING.optimise.shares.relaxation);
        let Some(relaxation) = LagrangianRelaxation::of(self.problem, &self.lns.structure, &stop) else { return false };
        self.bound = self.problem.rounded_bound(relaxation.bound);
        relaxation.inform(self.problem, &mut self.lns.structure);
        !stop()
    }

    /// Makes passes over the horizon until nothing is saved any more.
    pub fn roll_until_converged(&mut self, rng: &mut Rng) {
        let tuning = &TUNING.rolling;
        let stop = self.until(1.0);
        let finest = self.problem.grain.unwrap_or(DEFAULT_GAP * self.cost());
        let mut least_saving = tuning.least_saving;
        loop {
            let before = self.cost();
            self.roll_once(least_saving, rng, &stop);
            let little = self.cost() > before - tuning.pass_saving * before.abs();
            if self.within_gap() || stop() || little && self.lns.least_saving <= finest {
                break;
            }
            least_saving /= if little { tuning.refinement } else { 1.0 };
        }
        self.lns.least_saving = 0.0;
    }

    /// One pass over all windows, and pairs of windows while they help; each subproblem must save this share of the cost.
    pub fn roll_once(&mut self, least_saving: f64, rng: &mut Rng, stop: &(dyn Fn() -> bool + Sync)) {
        self.lns.least_saving = least_saving * self.cost();
        self.reoptimise_windows(stop);
        self.lns.least_saving = least_saving * self.cost();
        let mut failed = 0;
        while failed < TUNING.rolling.failed_pairs && !self.within_gap() && !stop() {
            failed = if self.reoptimise_two_windows(rng, stop) { 0 } else { failed + 1 };
        }
    }

    /// Reoptimises everybody in window after window.
    fn reoptimise_windows(&mut self, stop: &(dyn Fn() -> bool + Sync)) {
        let Some(mut now) = self.incumbent.clone() else { return };
        let (days, window) = (self.problem.days, TUNING.rolling.window);
        let stride = window / 2;
        let (mut seed, mut last) = (0, stride);
        while last < days && !self.within_gap() && !stop() {
            let first = (last + stride).saturating_sub(window);
            last = if last + stride + stride / 2 >= days { days } else { last + stride };
            let scope = SubproblemScope { first, last, ..SubproblemScope::everybody(self.problem) };
            seed += 1;
            if self.lns.reoptimise(&mut now, &[Task { scope, seed }], stop).contains(&true) {
                self.incumbent = Some(now.clone());
                self.report();
            }
        }
    }

    /// Reoptimises everybody in two short windows together; true if that helped.
    fn reoptimise_two_windows(&mut self, rng: &mut Rng, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        let (days, before) = (two_windows(self.problem.days, rng), self.cost());
        let Some(now) = &self.incumbent else { return false };
        if let Some(lines) = reoptimise_days(&self.lns, now, &days, rng.u64(..), stop) {
            self.take(lines);
        }
        self.cost() < before
    }
}
