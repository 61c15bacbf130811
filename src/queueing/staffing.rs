//! The fewest servers that attain all service targets of a queue, by search from an approximation.

use super::erlang_b::BlockingRecurrence;
use super::error::{MOST_SERVERS, StaffingError};
use super::monotone_search::fewest;
use super::queue::Queue;
use super::queue_model::QueueModel;
use super::service_target::ServiceTarget;

/// The fewest servers that attain all `targets` on `queue`; 0 where nothing arrives or there is no target.
///
/// The result is exact: one server fewer misses a target, and more servers never miss one.
///
/// # Errors
///
/// [`StaffingError::Invalid`] for a number outside its range (see [`Queue`] and [`ServiceTarget`]), [`StaffingError::TooMany`]
/// where [`MOST_SERVERS`] do not suffice.
pub fn staffing(queue: &Queue, targets: &[ServiceTarget]) -> Result<u32, StaffingError> {
    fewest_heads(queue, targets)
}

/// The same for any customers.
pub(crate) fn fewest_heads(customers: &impl QueueModel, targets: &[ServiceTarget]) -> Result<u32, StaffingError> {
    customers.check()?;
    targets.iter().try_for_each(ServiceTarget::check)?;
    let load = customers.load();
    if load == 0.0 {
        return Ok(0);
    }
    let mut servers = 0;
    for target in targets {
        let first = customers.approximate_servers(target).clamp(servers, MOST_SERVERS);
        // The recurrence begins a little lower, in case the approximation is too high.
        let recurrence = BlockingRecurrence::new(first.saturating_sub(2), load).at(first);
        let found = fewest(recurrence, servers, |recurrence| target.kept_on(customers, recurrence));
        servers = found.ok_or(StaffingError::TooMany { load })?;
    }
    Ok(servers)
}
