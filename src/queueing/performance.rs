//! How a queue performs with a number of servers: Erlang A where contacts abandon, Erlang C where they do not.

use super::erlang_b::BlockingRecurrence;
use super::queue::{AbandonmentCounting, Performance, Queue};
use super::{erlang_a, erlang_c};

/// The performance of `queue` with so many servers.
///
/// Values that [`staffing()`](super::staffing()) would refuse (not finite, negative) give figures without meaning, possibly
/// NaN, but neither a panic nor an endless loop.
pub fn performance(queue: &Queue, servers: u32) -> Performance {
    performance_on(queue, &BlockingRecurrence::new(servers, queue.load()))
}

pub(crate) fn performance_on(queue: &Queue, recurrence: &BlockingRecurrence) -> Performance {
    match (queue.load() == 0.0, recurrence.servers(), queue.patience) {
        (true, _, _) => Performance { waiting: 0.0, mean_wait: 0.0, abandoned: 0.0, occupancy: 0.0 },
        (_, 0, Some(patience)) => Performance { waiting: 1.0, mean_wait: patience, abandoned: 1.0, occupancy: 1.0 },
        (_, _, Some(patience)) => erlang_a::performance(queue, patience, recurrence),
        (_, _, None) => erlang_c::performance(queue, recurrence),
    }
}

/// The share of contacts answered within `within` minutes, from 0 to 1; `count` says who is in the denominator.
///
/// Where nothing arrives the share is 1. Without patience nobody hangs up and `count` makes no difference.
pub fn answered_within(queue: &Queue, servers: u32, within: f64, count: AbandonmentCounting) -> f64 {
    answered_on(queue, &BlockingRecurrence::new(servers, queue.load()), within, count)
}

#[inline]
pub(crate) fn answered_on(
    queue: &Queue,
    recurrence: &BlockingRecurrence,
    within: f64,
    count: AbandonmentCounting,
) -> f64 {
    match (queue.load() == 0.0, recurrence.servers(), queue.patience) {
        (true, _, _) => 1.0,
        (_, 0, _) => 0.0,
        // Rounding may leave a share a digit below zero where nearly nobody is served in time.
        (_, _, Some(patience)) => erlang_a::answered(queue, patience, recurrence, within, count).max(0.0),
        (_, _, None) => erlang_c::answered(queue, recurrence, within),
    }
}
