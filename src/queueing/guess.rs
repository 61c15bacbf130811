//! Where to look first. A poor guess costs time, never the answer.

use std::f64::consts::{PI, TAU};

use super::promise::Promise;
use super::queue::Queue;

/// A number of servers near the one that keeps `promise`; the load is positive.
pub(crate) fn guess(queue: &Queue, promise: &Promise) -> u32 {
    let load = queue.load();
    let heads = match (*promise, queue.patience) {
        (Promise::Workload { ratio }, _) | (Promise::Occupancy { at_most: ratio }, None) => load / ratio,
        (Promise::Answered { share, within, .. }, Some(patience)) => {
            Normal::new(queue, patience, within).heads(1.0 - share)
        }
        (_, Some(_)) => load,
        (_, None) => load.floor() + 1.0,
    };
    // Half a head off either way still costs only two looks. The cast saturates, and takes NaN to zero.
    heads.round() as u32
}

/// Erlang A with its sums replaced by normal integrals: the square-root staffing of Garnett, Mandelbaum and Reiman
/// ("Designing a call center with impatient customers", 2002), kept as a formula in a real number of servers.
struct Normal {
    load: f64,
    ratio: f64,
    /// `e^(-T / patience)`, `z (1 - e^(-T / patience))` and `T / handle`.
    survive: f64,
    lift: f64,
    fall: f64,
}

impl Normal {
    fn new(queue: &Queue, patience: f64, within: f64) -> Normal {
        let (load, ratio) = (queue.load(), patience / queue.handle);
        let survive = (-within / patience).exp();
        Normal { load, ratio, survive, lift: load * ratio * (1.0 - survive), fall: within / queue.handle }
    }

    /// The share not answered in time, about.
    fn missed(&self, servers: f64) -> f64 {
        let (s, z) = (servers * self.ratio, self.load * self.ratio);
        let then = z * self.survive;
        let inverse_b = self.load / servers.sqrt() * mills((self.load - servers) / servers.sqrt());
        let excess = |z: f64| z.sqrt() * mills((s + 1.0 - z) / z.sqrt());
        let (now, later) = (excess(z), excess(then));
        let busy = servers / self.load;
        (1.0 + now * (1.0 - busy) + busy * (self.lift - servers * self.fall).exp() * later) / (inverse_b + now)
    }

    /// The servers that keep the share: two secant steps on the logarithm, which is nearly straight.
    fn heads(&self, missed: f64) -> f64 {
        let error = |servers: f64| (self.missed(servers) / missed).ln();
        let mut before = self.load.max(0.5);
        let mut error_before = error(before);
        // A head more takes about this much off the logarithm.
        let mut servers = (before + error_before * before.sqrt()).max(0.5 * before);
        for _ in 0..2 {
            let error_now = error(servers);
            let next = servers - error_now * (servers - before) / (error_now - error_before);
            if !next.is_finite() {
                break;
            }
            (before, error_before, servers) = (servers, error_now, next.max(0.5 * servers));
        }
        servers
    }
}

/// The normal distribution's upper tail over its density, to about 1 % (Boyd, "Inequalities for Mills' ratio", 1959).
fn mills(x: f64) -> f64 {
    let right = PI / ((PI - 1.0) * x.abs() + (x * x + TAU).sqrt());
    if x < 0.0 { TAU.sqrt() * (0.5 * x * x).exp() - right } else { right }
}
