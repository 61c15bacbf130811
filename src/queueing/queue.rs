//! One queue in one interval, and the figures by which its performance is measured.

use super::error::{MOST_SERVERS, StaffingError};

/// One queue in one interval, in steady state: Poisson arrivals, exponential handle times, first come first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Contacts a minute.
    pub rate: f64,
    /// Mean handle time in minutes.
    pub handle: f64,
    /// Mean patience in minutes, exponential (Erlang A); `None`: nobody abandons (Erlang C).
    pub patience: Option<f64>,
}

impl Queue {
    /// The offered load in erlangs: contacts a minute times minutes a contact.
    pub fn load(&self) -> f64 {
        self.rate * self.handle
    }

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

/// How abandoned contacts count in the share answered within a time `T`. The numerator is the same for both: contacts that
/// are served and waited at most `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbandonmentCounting {
    /// Over all contacts: an abandoned contact was not answered in time.
    Missed,
    /// Over the contacts that were served or waited longer than `T`: a contact that abandons within `T` is left out, as if it
    /// had never come; one that abandons later was not answered in time.
    Ignored,
}

/// Performance of a queue in steady state. Shares and means are over contacts, not over time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Performance {
    /// The share of contacts that find every server busy.
    pub waiting: f64,
    /// Mean wait in minutes over all contacts: those that do not wait and those that abandon are included. Infinite where
    /// the queue grows without limit.
    pub mean_wait: f64,
    /// The share of contacts that abandon before they are served.
    pub abandoned: f64,
    /// The share of time in which servers are busy: 1 for no servers with work to do, 0 where nothing arrives.
    pub occupancy: f64,
}
