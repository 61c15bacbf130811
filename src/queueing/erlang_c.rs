//! Erlang C (Erlang 1917): contacts wait in a queue and nobody abandons.
//!
//! `C = n / (R (n - a) + a)` with `R` the reciprocal of Erlang B; the wait of those who wait is exponential with rate
//! `(n - a) / handle` (Cooper, "Introduction to Queueing Theory", 1981, section 3.5).

use super::erlang_b::BlockingRecurrence;
use super::queue::{Performance, Queue};

/// The delay probability: the share of contacts that have to wait (Erlang C). With `servers <= load` there is no steady state: everybody waits.
///
/// `load` is in erlangs and not negative.
pub fn delay(servers: u32, load: f64) -> f64 {
    delay_on(&BlockingRecurrence::new(servers, load), load)
}

pub(crate) fn delay_on(recurrence: &BlockingRecurrence, load: f64) -> f64 {
    let servers = f64::from(recurrence.servers());
    if load >= servers { 1.0 } else { servers / (recurrence.inverse() * (servers - load) + load) }
}

/// The performance of a queue without abandonment. Needs a positive load and at least one server.
pub(crate) fn performance(queue: &Queue, recurrence: &BlockingRecurrence) -> Performance {
    let load = queue.load();
    let servers = f64::from(recurrence.servers());
    if load >= servers {
        return Performance { waiting: 1.0, mean_wait: f64::INFINITY, abandoned: 0.0, occupancy: 1.0 };
    }
    let waiting = delay_on(recurrence, load);
    Performance {
        waiting,
        mean_wait: waiting * queue.handle / (servers - load),
        abandoned: 0.0,
        occupancy: load / servers,
    }
}

/// The share answered within `within` minutes; 0 where the queue grows without limit.
pub(crate) fn answered(queue: &Queue, recurrence: &BlockingRecurrence, within: f64) -> f64 {
    let load = queue.load();
    let spare = f64::from(recurrence.servers()) - load;
    if spare <= 0.0 { 0.0 } else { 1.0 - delay_on(recurrence, load) * (-spare * within / queue.handle).exp() }
}
