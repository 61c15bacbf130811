//! One queue in one interval, and how it performs with a number of servers.

use super::erlang_b::Ladder;
use super::{erlang_a, erlang_c};

/// One queue in one interval, in steady state: Poisson arrivals, exponential handle times, first come first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Contacts a minute.
    pub rate: f64,
    /// Mean handle time in minutes.
    pub handle: f64,
    /// Mean patience in minutes, exponential (Erlang A); `None`: nobody hangs up (Erlang C).
    pub patience: Option<f64>,
}

impl Queue {
    /// The work that arrives, in erlangs: contacts a minute times minutes a contact.
    pub fn load(&self) -> f64 {
        self.rate * self.handle
    }
}

/// How contacts that hang up count in the share answered within a time `T`. The numerator is the same for both: contacts
/// that are served and waited at most `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Abandoned {
    /// Over all contacts: whoever hangs up was not answered in time.
    Missed,
    /// Over the contacts that were served or waited longer than `T`: whoever hangs up within `T` is left out, as if the
    /// call had never come; whoever hangs up after `T` was not answered in time.
    Ignored,
}

/// How a queue performs in steady state. All figures are over contacts, not over time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Performance {
    /// The share of contacts that find every server busy.
    pub waiting: f64,
    /// Mean wait in minutes over all contacts: those that do not wait and those that hang up are in it. Infinite where the
    /// line grows without end.
    pub mean_wait: f64,
    /// The share of contacts that hang up before they are served.
    pub abandoned: f64,
    /// The share of their time that servers are busy: 1 for no servers with something to do, 0 where nothing arrives.
    pub occupancy: f64,
}

/// How `queue` performs with `servers` heads.
///
/// Values that [`staffing()`](super::staffing()) would refuse (not finite, negative) give figures without meaning, possibly
/// NaN, but neither a panic nor an endless loop.
pub fn performance(queue: &Queue, servers: u32) -> Performance {
    performance_on(queue, &Ladder::new(servers, queue.load()))
}

pub(crate) fn performance_on(queue: &Queue, ladder: &Ladder) -> Performance {
    match (queue.load() == 0.0, ladder.servers(), queue.patience) {
        (true, _, _) => Performance { waiting: 0.0, mean_wait: 0.0, abandoned: 0.0, occupancy: 0.0 },
        (_, 0, Some(patience)) => Performance { waiting: 1.0, mean_wait: patience, abandoned: 1.0, occupancy: 1.0 },
        (_, _, Some(patience)) => erlang_a::performance(queue, patience, ladder),
        (_, _, None) => erlang_c::performance(queue, ladder),
    }
}

/// The share of contacts answered within `within` minutes, from 0 to 1; `count` says who is in the denominator.
///
/// Where nothing arrives the share is 1. Without patience nobody hangs up and `count` makes no difference.
pub fn answered_within(queue: &Queue, servers: u32, within: f64, count: Abandoned) -> f64 {
    answered_on(queue, &Ladder::new(servers, queue.load()), within, count)
}

#[inline]
pub(crate) fn answered_on(queue: &Queue, ladder: &Ladder, within: f64, count: Abandoned) -> f64 {
    match (queue.load() == 0.0, ladder.servers(), queue.patience) {
        (true, _, _) => 1.0,
        (_, 0, _) => 0.0,
        // Rounding may leave a share a digit below zero where nearly nobody is served in time.
        (_, _, Some(patience)) => erlang_a::answered(queue, patience, ladder, within, count).max(0.0),
        (_, _, None) => erlang_c::answered(queue, ladder, within),
    }
}
