//! Customers served by a group of heads: a whole queue, or one class of those who wait in it.

use super::erlang_b::Ladder;
use super::guess::guess;
use super::promise::Promise;
use super::queue::{Abandoned, Performance, Queue, answered_on, performance_on};
use super::staffing::StaffingError;

/// What a promise and a curve ask of customers.
pub(crate) trait Served {
    /// The work that the heads do, in erlangs, whoever brings it.
    fn load(&self) -> f64;

    /// Heads below which the wait of these customers grows without end: more than all that is served before them, and they.
    fn least(&self) -> u32;

    /// How these customers fare. Rates and averages are theirs, occupancy is that of the heads.
    fn performance_on(&self, ladder: &Ladder) -> Performance;

    /// The share of them answered within some minutes.
    fn answered_on(&self, ladder: &Ladder, within: f64, count: Abandoned) -> f64;

    /// A number of heads near the one that keeps a promise.
    fn guess(&self, promise: &Promise) -> u32;

    /// Refuses numbers that no queue has.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`], [`StaffingError::TooMany`].
    fn check(&self) -> Result<(), StaffingError>;
}

impl Served for Queue {
    #[inline]
    fn load(&self) -> f64 {
        self.load()
    }

    fn least(&self) -> u32 {
        if self.patience.is_none() && self.load() > 0.0 { self.load().floor() as u32 + 1 } else { 0 }
    }

    #[inline]
    fn performance_on(&self, ladder: &Ladder) -> Performance {
        performance_on(self, ladder)
    }

    #[inline]
    fn answered_on(&self, ladder: &Ladder, within: f64, count: Abandoned) -> f64 {
        answered_on(self, ladder, within, count)
    }

    fn guess(&self, promise: &Promise) -> u32 {
        guess(self, promise)
    }

    fn check(&self) -> Result<(), StaffingError> {
        self.check()
    }
}
