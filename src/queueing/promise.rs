//! What customers are promised.

use super::erlang_b::Ladder;
use super::queue::{Abandoned, Queue};
use super::served::Served;
use super::staffing::StaffingError;

/// A promise on one queue in one interval. Each of them is kept by more heads once it is kept by some.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Promise {
    /// At least this share of contacts is answered in time.
    Answered {
        /// From 0 up to, but not including, 1.
        share: f64,
        /// Minutes, 0 or more.
        within: f64,
        /// Who is in the denominator.
        abandoned: Abandoned,
    },
    /// The mean wait over all contacts (the mean speed of answer where nobody hangs up).
    MeanWait {
        /// Minutes, more than 0.
        at_most: f64,
    },
    /// The share of contacts that hang up. Where nobody hangs up it asks for a line that does not grow without end.
    Abandonment {
        /// Above 0, up to 1.
        at_most: f64,
    },
    /// The share of their time that servers are busy.
    Occupancy {
        /// Above 0, up to 1.
        at_most: f64,
    },
    /// Load over heads, whatever the queue does: erlangs a head.
    Workload {
        /// More than 0.
        ratio: f64,
    },
}

/// What a comparison forgives: a limit that is met on paper (17 erlangs, 20 heads, 85 %) must not fail by a rounding.
const FORGIVEN: f64 = 1e-12;

impl Promise {
    /// Whether `servers` heads keep the promise.
    pub fn kept(&self, queue: &Queue, servers: u32) -> bool {
        self.kept_on(queue, &Ladder::new(servers, queue.load()))
    }

    #[inline]
    pub(crate) fn kept_on(&self, customers: &impl Served, ladder: &Ladder) -> bool {
        let below = |value: f64, limit: f64| value <= limit * (1.0 + FORGIVEN);
        match *self {
            Promise::Answered { share, within, abandoned } => {
                customers.answered_on(ladder, within, abandoned) >= share - FORGIVEN
            }
            Promise::MeanWait { at_most } => below(customers.performance_on(ladder).mean_wait, at_most),
            Promise::Abandonment { at_most } => {
                let found = customers.performance_on(ladder);
                found.mean_wait.is_finite() && below(found.abandoned, at_most)
            }
            Promise::Occupancy { at_most } => {
                let found = customers.performance_on(ladder);
                found.mean_wait.is_finite() && below(found.occupancy, at_most)
            }
            Promise::Workload { ratio } => below(customers.load(), ratio * f64::from(ladder.servers())),
        }
    }

    /// Refuses a promise that no number of heads can keep or that says nothing.
    pub(crate) fn check(&self) -> Result<(), StaffingError> {
        let within_bounds = |what: &'static str, value: f64, sound: bool| {
            if sound { Ok(()) } else { Err(StaffingError::Invalid { what, value }) }
        };
        match *self {
            Promise::Answered { share, within, .. } => {
                within_bounds("share answered in time (0 to below 1)", share, (0.0..1.0).contains(&share))?;
                within_bounds("minutes to answer within (0 or more)", within, within.is_finite() && within >= 0.0)
            }
            Promise::MeanWait { at_most } => {
                within_bounds("mean wait in minutes (more than 0)", at_most, at_most.is_finite() && at_most > 0.0)
            }
            Promise::Abandonment { at_most } => {
                within_bounds("share abandoned (above 0, up to 1)", at_most, at_most > 0.0 && at_most <= 1.0)
            }
            Promise::Occupancy { at_most } => {
                within_bounds("occupancy (above 0, up to 1)", at_most, at_most > 0.0 && at_most <= 1.0)
            }
            Promise::Workload { ratio } => {
                within_bounds("workload ratio (more than 0)", ratio, ratio.is_finite() && ratio > 0.0)
            }
        }
    }
}
