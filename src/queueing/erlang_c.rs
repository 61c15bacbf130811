//! Erlang C: contacts wait in line and nobody hangs up.
//!
//! `C = n / (R (n - a) + a)` with `R` the reciprocal of Erlang B; the wait of those who wait is exponential with rate
//! `(n - a) / handle` (Erlang 1917; Cooper, "Introduction to Queueing Theory", 1981, section 3.5).

use super::erlang_b::Ladder;
use super::queue::{Performance, Queue};

/// The share of contacts that have to wait (Erlang C). With `servers <= load` there is no steady state: everybody waits.
///
/// `load` is in erlangs and not negative.
pub fn delay(servers: u32, load: f64) -> f64 {
    delay_on(&Ladder::new(servers, load), load)
}

pub(crate) fn delay_on(ladder: &Ladder, load: f64) -> f64 {
    let servers = f64::from(ladder.servers());
    if load >= servers { 1.0 } else { servers / (ladder.inverse() * (servers - load) + load) }
}

/// How a queue of patient contacts performs. Needs a positive load and at least one server.
pub(crate) fn performance(queue: &Queue, ladder: &Ladder) -> Performance {
    let load = queue.load();
    let servers = f64::from(ladder.servers());
    if load >= servers {
        return Performance { waiting: 1.0, mean_wait: f64::INFINITY, abandoned: 0.0, occupancy: 1.0 };
    }
    let waiting = delay_on(ladder, load);
    Performance {
        waiting,
        mean_wait: waiting * queue.handle / (servers - load),
        abandoned: 0.0,
        occupancy: load / servers,
    }
}

/// The share answered within `within` minutes. Nobody is answered in time where the line grows without end.
pub(crate) fn answered(queue: &Queue, ladder: &Ladder, within: f64) -> f64 {
    let load = queue.load();
    let spare = f64::from(ladder.servers()) - load;
    if spare <= 0.0 { 0.0 } else { 1.0 - delay_on(ladder, load) * (-spare * within / queue.handle).exp() }
}
