//! What staffing and service curves need to know of customers: a whole queue, or one class of a priority queue.

use super::erlang_b::BlockingRecurrence;
use super::error::StaffingError;
use super::performance::{answered_on, performance_on};
use super::queue::{AbandonmentCounting, Performance, Queue};
use super::service_target::ServiceTarget;
use super::square_root_staffing::approximate_servers;

/// Customers that a group of servers serves.
pub(crate) trait QueueModel {
    /// The offered load of the servers in erlangs, of all customers together.
    fn load(&self) -> f64;

    /// The least number of servers with which the wait of these customers is finite.
    fn least(&self) -> u32;

    /// The performance that these customers see; occupancy is that of the servers.
    fn performance_on(&self, recurrence: &BlockingRecurrence) -> Performance;

    /// The share of these customers answered within some minutes.
    fn answered_on(&self, recurrence: &BlockingRecurrence, within: f64, count: AbandonmentCounting) -> f64;

    /// A number of servers near the least one that attains a target.
    fn approximate_servers(&self, target: &ServiceTarget) -> u32;

    /// Refuses parameters outside their ranges.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`], [`StaffingError::TooMany`].
    fn check(&self) -> Result<(), StaffingError>;
}

impl QueueModel for Queue {
    #[inline]
    fn load(&self) -> f64 {
        self.load()
    }

    fn least(&self) -> u32 {
        if self.patience.is_none() && self.load() > 0.0 { self.load().floor() as u32 + 1 } else { 0 }
    }

    #[inline]
    fn performance_on(&self, recurrence: &BlockingRecurrence) -> Performance {
        performance_on(self, recurrence)
    }

    #[inline]
    fn answered_on(&self, recurrence: &BlockingRecurrence, within: f64, count: AbandonmentCounting) -> f64 {
        answered_on(self, recurrence, within, count)
    }

    fn approximate_servers(&self, target: &ServiceTarget) -> u32 {
        approximate_servers(self, target)
    }

    fn check(&self) -> Result<(), StaffingError> {
        self.check()
    }
}
