//! Erlang A (Palm 1946): contacts wait in a queue and abandon after an exponential patience.
//!
//! The birth-death chain in steady state is Palm's (1957); the wait of a contact that never abandons has the density
//! `exp(load / handle * patience * (1 - e^(-t / patience)) - servers * t / handle)` up to a constant (Baccelli and Hebuterne,
//! "On queues with impatient customers", 1981; Mandelbaum and Zeltyn, "Service engineering in action: the Palm/Erlang-A
//! queue", 2007). Integrated by parts it gives, with `w` the chance of all servers busy and an empty queue, `U(z)` the sum
//! of `waiting_states.rs`, and `f(T)` that density scaled to 1 at zero:
//!
//! - served after waiting longer than `T`: `w f(T) U(z e^(-T / patience)) servers / load`;
//! - waiting longer than `T`, served or not: `w f(T) (1 + U(z e^(-T / patience))) e^(-T / patience)`.
//!
//! All terms are positive. An overloaded queue is valid: abandonment keeps it stable.

use super::erlang_b::BlockingRecurrence;
use super::queue::{AbandonmentCounting, Performance, Queue};
use super::waiting_states::{WaitingStates, log_peak, waiting_states};

/// Patience is taken as at least one, at most the other of these multiples of the handle time: beyond them Erlang A is
/// Erlang B, or Erlang C, to the last digit of a double.
const PATIENCE_RANGE: [f64; 2] = [1e-15, 1e15];

/// The birth-death chain of a queue with a number of servers: `s` is servers times patience over handle time, `z` load times
/// patience over handle time.
struct Chain {
    patience: f64,
    s: f64,
    z: f64,
}

/// Unnormalised probabilities, on the scale of the waiting states: of the state with all servers busy and an empty queue, and
/// of all states.
struct StateWeights {
    boundary: f64,
    total: f64,
}

impl Chain {
    fn new(queue: &Queue, patience: f64, servers: u32) -> Chain {
        let ratio = (patience / queue.handle).clamp(PATIENCE_RANGE[0], PATIENCE_RANGE[1]);
        Chain { patience: ratio * queue.handle, s: f64::from(servers) * ratio, z: queue.load() * ratio }
    }

    fn weights(&self, states: &WaitingStates, inverse_b: f64) -> StateWeights {
        let boundary = boundary(states);
        // The reciprocal of Erlang B may be infinite, but not where the boundary weight is above zero.
        StateWeights {
            boundary,
            total: if boundary > 0.0 { inverse_b * boundary + states.excess } else { states.excess },
        }
    }
}

fn boundary(states: &WaitingStates) -> f64 {
    if states.log_peak == 0.0 { 1.0 } else { (-states.log_peak).exp() }
}

/// The performance of a queue with abandonment. Needs a positive load and at least one server.
pub(crate) fn performance(queue: &Queue, patience: f64, recurrence: &BlockingRecurrence) -> Performance {
    let chain = Chain::new(queue, patience, recurrence.servers());
    let [states] = waiting_states::<1, true>(chain.s, [chain.z]);
    let weights = chain.weights(&states, recurrence.inverse());
    // Mean queue length times the abandonment rate, over the arrival rate.
    let abandoned = states.queue / (chain.z * weights.total);
    Performance {
        waiting: (weights.boundary + states.excess) / weights.total,
        mean_wait: abandoned * patience,
        abandoned,
        // Far in overload the difference has few significant digits.
        occupancy: (queue.load() * (1.0 - abandoned) / f64::from(recurrence.servers())).min(1.0),
    }
}

/// The share answered within `within` minutes. Needs a positive load and at least one server.
pub(crate) fn answered(
    queue: &Queue,
    patience: f64,
    recurrence: &BlockingRecurrence,
    within: f64,
    count: AbandonmentCounting,
) -> f64 {
    let chain = Chain::new(queue, patience, recurrence.servers());
    let (s, z) = (chain.s, chain.z);
    let elapsed = within / chain.patience;
    let decay = (-elapsed).exp_m1();
    let survive = 1.0 + decay;
    let later = z * survive;
    let [states, after] = waiting_states::<2, false>(s, [z, later]);
    let weights = chain.weights(&states, recurrence.inverse());
    // ln f(T) is the difference of the two logarithms of peaks; where these were taken out of the sums it is in them already.
    let log_density = match (states.log_peak > 0.0, after.log_peak > 0.0) {
        (true, true) => 0.0,
        (true, false) => -log_peak(s, later),
        (false, _) => -z * decay - s * elapsed,
    };
    let chance = log_density.exp() / weights.total;
    let late = chance * after.excess * s / z;
    // The queue is z (1 + U) - s U. That loses digits where few abandon, but none that matter for a share.
    let abandoned = (weights.boundary + states.excess * (1.0 - s / z)) / weights.total;
    let in_time = 1.0 - abandoned - late;
    match count {
        AbandonmentCounting::Missed => in_time,
        AbandonmentCounting::Ignored => in_time / (in_time + chance * (boundary(&after) + after.excess) * survive),
    }
}
