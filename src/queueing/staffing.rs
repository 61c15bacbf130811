//! The fewest servers that keep every promise.

use super::erlang_b::Ladder;
use super::promise::Promise;
use super::queue::Queue;
use super::search::fewest;
use super::served::Served;

/// No answer has more servers than this.
pub const MOST_SERVERS: u32 = 1_000_000;

/// Why there is no number of servers.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum StaffingError {
    /// A number that is not finite, or outside its range.
    #[error("{what} cannot be {value}")]
    Invalid {
        /// Which number, and its range.
        what: &'static str,
        /// What it was.
        value: f64,
    },
    /// The promise would take more than [`MOST_SERVERS`].
    #[error("a load of {load} erlangs would need more than {MOST_SERVERS} servers")]
    TooMany {
        /// The load in erlangs.
        load: f64,
    },
    /// Occupancy and workload say nothing about contacts, so they have no curve.
    #[error("a promise on occupancy or workload has no curve of contacts")]
    NoCurve,
}

impl Queue {
    /// Refuses rates, handle times and patience that no queue has.
    pub(crate) fn check(&self) -> Result<(), StaffingError> {
        let refuse = |what, value| Err(StaffingError::Invalid { what, value });
        if !(self.rate.is_finite() && self.rate >= 0.0) {
            return refuse("rate in contacts a minute (0 or more)", self.rate);
        }
        if !(self.handle.is_finite() && self.handle > 0.0) {
            return refuse("handle time in minutes (more than 0)", self.handle);
        }
        match self.patience {
            Some(patience) if !(patience.is_finite() && patience > 0.0) => {
                refuse("patience in minutes (more than 0)", patience)
            }
            _ if self.load() > f64::from(MOST_SERVERS) * 1e6 => Err(StaffingError::TooMany { load: self.load() }),
            _ => Ok(()),
        }
    }
}

/// The fewest servers that keep all `promises` on `queue`; 0 where nothing arrives or nothing is promised.
///
/// The answer is exact: one head fewer breaks a promise. More heads never break one.
///
/// # Errors
///
/// [`StaffingError::Invalid`] for a number outside its range (see [`Queue`] and [`Promise`]), [`StaffingError::TooMany`]
/// where [`MOST_SERVERS`] do not suffice.
pub fn staffing(queue: &Queue, promises: &[Promise]) -> Result<u32, StaffingError> {
    fewest_heads(queue, promises)
}

/// The same for any customers.
pub(crate) fn fewest_heads(customers: &impl Served, promises: &[Promise]) -> Result<u32, StaffingError> {
    customers.check()?;
    promises.iter().try_for_each(Promise::check)?;
    let load = customers.load();
    if load == 0.0 {
        return Ok(0);
    }
    let mut servers = 0;
    for promise in promises {
        let first = customers.guess(promise).clamp(servers, MOST_SERVERS);
        // The foot stands a little lower, for a guess that is too high.
        let ladder = Ladder::new(first.saturating_sub(2), load).at(first);
        let found = fewest(ladder, servers, |ladder| promise.kept_on(customers, ladder));
        servers = found.ok_or(StaffingError::TooMany { load })?;
    }
    Ok(servers)
}
