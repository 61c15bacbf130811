//! Erlang A: contacts wait in line and hang up after an exponential patience.
//!
//! The chain in steady state is Palm's (1957); the wait of a contact that never hangs up has the density
//! `exp(load / handle * patience * (1 - e^(-t / patience)) - servers * t / handle)` up to a constant (Baccelli and Hebuterne,
//! "On queues with impatient customers", 1981; Mandelbaum and Zeltyn, "Service engineering in action: the Palm/Erlang-A
//! queue", 2007). Integrated by parts it gives, with `w` the chance of all servers busy and an empty line, `U(z)` the sum
//! of [`super::tail`], and `f(T)` that density scaled to 1 at zero:
//!
//! - served after waiting longer than `T`: `w f(T) U(z e^(-T / patience)) servers / load`;
//! - waiting longer than `T`, served or not: `w f(T) (1 + U(z e^(-T / patience))) e^(-T / patience)`.
//!
//! All terms are positive. An overloaded queue is valid: those who hang up keep it stable.

use super::erlang_b::Ladder;
use super::queue::{Abandoned, Performance, Queue};
use super::tail::{Tail, hill, tail};

/// Patience is taken as at least one, at most the other of these multiples of the handle time: beyond them Erlang A is
/// Erlang B, or Erlang C, to the last digit of a double.
const PATIENCE: [f64; 2] = [1e-15, 1e15];

/// One queue with one number of servers: the tail and what the chances are divided by.
struct Chain {
    patience: f64,
    s: f64,
    z: f64,
    tail: Tail,
    /// Weight of the state with all servers busy and an empty line, on the scale of the tail.
    edge: f64,
    /// Weight of all states.
    total: f64,
}

impl Chain {
    #[inline]
    fn new(queue: &Queue, patience: f64, ladder: &Ladder) -> Chain {
        let ratio = (patience / queue.handle).clamp(PATIENCE[0], PATIENCE[1]);
        let patience = ratio * queue.handle;
        let (s, z) = (f64::from(ladder.servers()) * ratio, queue.load() * ratio);
        let tail = tail(s, z);
        let edge = if tail.hill == 0.0 { 1.0 } else { (-tail.hill).exp() };
        let total = if edge > 0.0 { ladder.inverse() * edge + tail.excess } else { tail.excess };
        Chain { patience, s, z, tail, edge, total }
    }

    /// The share that hangs up: the line's length times the rate of hanging up, over the rate of arrival.
    fn abandoned(&self) -> f64 {
        self.tail.queue / (self.z * self.total)
    }

    /// The shares that wait longer than `within`: served in the end, and served or not.
    fn late(&self, within: f64) -> (f64, f64) {
        let fading = within / self.patience;
        let survive = (-fading).exp();
        let then = self.z * survive;
        let after = tail(self.s, then);
        // ln f(T), and the change of scale from one hill to the other; where both stand above s the two cancel.
        let fall = match (self.z > self.s, then > self.s) {
            (true, true) => 0.0,
            (true, false) => -hill(self.s, then),
            (false, _) => -self.z * (-fading).exp_m1() - self.s * fading,
        };
        let chance = fall.exp() / self.total;
        let edge = if after.hill == 0.0 { 1.0 } else { (-after.hill).exp() };
        (chance * after.excess * self.s / self.z, chance * (edge + after.excess) * survive)
    }
}

/// How a queue of impatient contacts performs. Needs a positive load and at least one server.
pub(crate) fn performance(queue: &Queue, patience: f64, ladder: &Ladder) -> Performance {
    let chain = Chain::new(queue, patience, ladder);
    let abandoned = chain.abandoned();
    Performance {
        waiting: (chain.edge + chain.tail.excess) / chain.total,
        mean_wait: abandoned * patience,
        abandoned,
        // Far in overload the difference has few digits left.
        occupancy: (queue.load() * (1.0 - abandoned) / f64::from(ladder.servers())).min(1.0),
    }
}

/// The share answered within `within` minutes. Needs a positive load and at least one server.
#[inline]
pub(crate) fn answered(queue: &Queue, patience: f64, ladder: &Ladder, within: f64, count: Abandoned) -> f64 {
    let chain = Chain::new(queue, patience, ladder);
    let (late, longer) = chain.late(within);
    let in_time = 1.0 - chain.abandoned() - late;
    match count {
        Abandoned::Missed => in_time,
        Abandoned::Ignored => in_time / (in_time + longer),
    }
}
