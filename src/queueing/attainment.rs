//! Whether a number of servers attains a service target.

use super::erlang_b::BlockingRecurrence;
use super::queue::Queue;
use super::queue_model::QueueModel;
use super::service_target::ServiceTarget;

/// Tolerance of comparisons: a limit that is met exactly (17 erlangs, 20 servers, 85 %) must not fail by rounding.
const TOLERANCE: f64 = 1e-12;

impl ServiceTarget {
    /// Whether `servers` servers attain the target on `queue`.
    pub fn kept(&self, queue: &Queue, servers: u32) -> bool {
        self.kept_on(queue, &BlockingRecurrence::new(servers, queue.load()))
    }

    #[inline]
    pub(crate) fn kept_on(&self, customers: &impl QueueModel, recurrence: &BlockingRecurrence) -> bool {
        let below = |value: f64, limit: f64| value <= limit * (1.0 + TOLERANCE);
        match *self {
            ServiceTarget::Answered { share, within, abandoned } => {
                customers.answered_on(recurrence, within, abandoned) >= share - TOLERANCE
            }
            ServiceTarget::MeanWait { at_most } => below(customers.performance_on(recurrence).mean_wait, at_most),
            ServiceTarget::Abandonment { at_most } => {
                let found = customers.performance_on(recurrence);
                found.mean_wait.is_finite() && below(found.abandoned, at_most)
            }
            ServiceTarget::Occupancy { at_most } => {
                let found = customers.performance_on(recurrence);
                found.mean_wait.is_finite() && below(found.occupancy, at_most)
            }
            ServiceTarget::Workload { ratio } => below(customers.load(), ratio * f64::from(recurrence.servers())),
        }
    }
}
