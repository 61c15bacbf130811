//! Erlang A: contacts wait in line and hang up after an exponential patience.
//!
//! The chain in steady state is Palm's (1957); the wait of a contact that never hangs up has the density
//! `exp(load / handle * patience * (1 - e^(-t / patience)) - servers * t / handle)` up to a constant (Baccelli and Hebuterne,
//! "On queues with impatient customers", 1981; Mandelbaum and Zeltyn, "Service engineering in action: the Palm/Erlang-A
//! queue", 2007). Integrated by parts it gives, with `w` the chance of all servers busy and an empty line, `U(z)` the sum
//! of `tail.rs`, and `f(T)` that density scaled to 1 at zero:
//!
//! - served after waiting longer than `T`: `w f(T) U(z e^(-T / patience)) servers / load`;
//! - waiting longer than `T`, served or not: `w f(T) (1 + U(z e^(-T / patience))) e^(-T / patience)`.
//!
//! All terms are positive. An overloaded queue is valid: those who hang up keep it stable.

use super::erlang_b::Ladder;
use super::queue::{Abandoned, Performance, Queue};
use super::tail::{Tail, hill, tails};

/// Patience is taken as at least one, at most the other of these multiples of the handle time: beyond them Erlang A is
/// Erlang B, or Erlang C, to the last digit of a double.
const PATIENCE: [f64; 2] = [1e-15, 1e15];

/// One queue with one number of servers.
struct Chain {
    patience: f64,
    s: f64,
    z: f64,
}

/// What all chances are divided by, on the scale of a tail: the weight of the state with all servers busy and an empty
/// line, and that of all states.
struct Weights {
    edge: f64,
    total: f64,
}

impl Chain {
    fn new(queue: &Queue, patience: f64, servers: u32) -> Chain {
        let ratio = (patience / queue.handle).clamp(PATIENCE[0], PATIENCE[1]);
        Chain { patience: ratio * queue.handle, s: f64::from(servers) * ratio, z: queue.load() * ratio }
    }

    fn weights(&self, tail: &Tail, inverse_b: f64) -> Weights {
        let edge = edge(tail);
        // The reciprocal of Erlang B may be infinite, but never where the edge is nothing.
        Weights { edge, total: if edge > 0.0 { inverse_b * edge + tail.excess } else { tail.excess } }
    }
}

fn edge(tail: &Tail) -> f64 {
    if tail.hill == 0.0 { 1.0 } else { (-tail.hill).exp() }
}

/// How a queue of impatient contacts performs. Needs a positive load and at least one server.
pub(crate) fn performance(queue: &Queue, patience: f64, ladder: &Ladder) -> Performance {
    let chain = Chain::new(queue, patience, ladder.servers());
    let [tail] = tails::<1, true>(chain.s, [chain.z]);
    let weights = chain.weights(&tail, ladder.inverse());
    // The line's length times the rate of hanging up, over the rate of arrival.
    let abandoned = tail.queue / (chain.z * weights.total);
    Performance {
        waiting: (weights.edge + tail.excess) / weights.total,
        mean_wait: abandoned * patience,
        abandoned,
        // Far in overload the difference has few digits left.
        occupancy: (queue.load() * (1.0 - abandoned) / f64::from(ladder.servers())).min(1.0),
    }
}

/// The share answered within `within` minutes. Needs a positive load and at least one server.
pub(crate) fn answered(queue: &Queue, patience: f64, ladder: &Ladder, within: f64, count: Abandoned) -> f64 {
    let chain = Chain::new(queue, patience, ladder.servers());
    let (s, z) = (chain.s, chain.z);
    let fading = within / chain.patience;
    let faded = (-fading).exp_m1();
    let survive = 1.0 + faded;
    let then = z * survive;
    let [tail, after] = tails::<2, false>(s, [z, then]);
    let weights = chain.weights(&tail, ladder.inverse());
    // ln f(T) is the difference of the two hills; where they were taken out of the sums they are in it already.
    let fall = match (tail.hill > 0.0, after.hill > 0.0) {
        (true, true) => 0.0,
        (true, false) => -hill(s, then),
        (false, _) => -z * faded - s * fading,
    };
    let chance = fall.exp() / weights.total;
    let late = chance * after.excess * s / z;
    // The queue is z (1 + U) - s U. That loses digits where few hang up, but none that a share would show.
    let abandoned = (weights.edge + tail.excess * (1.0 - s / z)) / weights.total;
    let in_time = 1.0 - abandoned - late;
    match count {
        Abandoned::Missed => in_time,
        Abandoned::Ignored => in_time / (in_time + chance * (edge(&after) + after.excess) * survive),
    }
}
