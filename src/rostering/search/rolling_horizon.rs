//! Horizons that no part can span: everybody in window after window, and in two short windows that lie apart, first where much
//! can be saved and then where little.

use crate::master::restricted_master::Choice;
use crate::relaxation::smoothed_lagrangian::relax;
use crate::search::disjoint_windows::{decided_apart, two_windows};
use crate::search::search::{SHARES, Search, grains};
use base::tolerance::DEFAULT_GAP;
use fastrand::Rng;

/// Days of the longest horizon that is not long.
pub const SHORT: usize = 56;
/// Days of the windows in which everybody is decided anew; the next one begins half a window later.
const WINDOW: usize = 28;
/// Share of the cost that going through all of it must save to be done again with the same eye.
const ENOUGH: f64 = 0.02;
/// Trades without success after which other parts are decided anew.
const TRADES: usize = 30;
/// The least share of the cost that one part must save at first, and how many times less after a pass that saved little.
pub const WORTH: f64 = 0.001;
const FINER: f64 = 5.0;

impl Search<'_> {
    /// A bound, prices of rows and everybody's pace without pricing whole lines exactly; true if there was time for all of it.
    pub fn relax(&mut self) -> bool {
        let stop = self.until(SHARES.relaxed);
        let Some(relaxed) = relax(self.problem, &self.improver.shape, &stop) else { return false };
        self.bound = grains(self.problem, relaxed.bound);
        self.improver.shape.follow(self.problem, relaxed);
        !stop()
    }

    /// Decides everybody's days anew, window after window through the whole horizon.
    fn sweep(&mut self, stop: &(dyn Fn() -> bool + Sync)) {
        let Some(mut now) = self.now.clone() else { return };
        let (days, stride) = (self.problem.days, WINDOW / 2);
        let (mut round, mut last) = (0, stride);
        while last < days && !self.near() && !stop() {
            let first = (last + stride).saturating_sub(WINDOW);
            last = if last + stride + stride / 2 >= days { days } else { last + stride };
            let choice = Choice { first, last, ..Choice::everybody(self.problem) };
            round += 1;
            if self.improver.decide(&mut now, &[(choice, round)], stop).contains(&true) {
                self.now = Some(now.clone());
                self.told();
            }
        }
    }

    /// Goes through all windows and trades, again and again, until nothing is saved any more.
    pub fn travel(&mut self, chance: &mut Rng) {
        let stop = self.until(1.0);
        let finest = self.problem.grain.unwrap_or(DEFAULT_GAP * self.cost());
        let mut worth = WORTH;
        loop {
            let before = self.cost();
            self.pass(worth, chance, &stop);
            let little = self.cost() > before - ENOUGH * before.abs();
            if self.near() || stop() || little && self.improver.least <= finest {
                break;
            }
            worth /= if little { FINER } else { 1.0 };
        }
        self.improver.least = 0.0;
    }

    /// Goes through all windows once, and trades while that helps; either must save this share of the cost.
    pub fn pass(&mut self, worth: f64, chance: &mut Rng, stop: &(dyn Fn() -> bool + Sync)) {
        self.improver.least = worth * self.cost();
        self.sweep(stop);
        self.improver.least = worth * self.cost();
        let mut failed = 0;
        while failed < TRADES && !self.near() && !stop() {
            failed = if self.trade(chance, stop) { 0 } else { failed + 1 };
        }
    }

    /// Decides two short windows of everybody together that lie apart; true if that helped.
    fn trade(&mut self, chance: &mut Rng, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        let (days, before) = (two_windows(self.problem.days, chance), self.cost());
        let Some(now) = &self.now else { return false };
        if let Some(lines) = decided_apart(&self.improver, now, &days, chance.u64(..), stop) {
            self.take(lines);
        }
        self.cost() < before
    }
}
