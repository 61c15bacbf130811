//! An approximation of the number of servers, from which the exact search starts: square-root staffing for impatient customers
//! (Garnett, Mandelbaum and Reiman, "Designing a call center with impatient customers", Manufacturing & Service Operations
//! Management 4, 2002), kept as a formula in a real number of servers. A poor approximation costs time, never exactness.

use std::f64::consts::{PI, TAU};

use super::queue::Queue;
use super::service_target::ServiceTarget;

/// A number of servers near the least one that attains `target`; the load is positive.
pub(crate) fn approximate_servers(queue: &Queue, target: &ServiceTarget) -> u32 {
    let load = queue.load();
    let heads = match (*target, queue.patience) {
        (ServiceTarget::Workload { ratio }, _) | (ServiceTarget::Occupancy { at_most: ratio }, None) => load / ratio,
        (ServiceTarget::Answered { share, within, .. }, Some(patience)) => {
            NormalApproximation::new(queue, patience, within).heads(1.0 - share)
        }
        (_, Some(_)) => load,
        (_, None) => load.floor() + 1.0,
    };
    // Half a server off either way still costs only two evaluations. The cast saturates, and takes NaN to zero.
    heads.round() as u32
}

/// Erlang A with its sums replaced by normal integrals.
struct NormalApproximation {
    load: f64,
    ratio: f64,
    /// `e^(-T / patience)`, `z (1 - e^(-T / patience))` and `T / handle`.
    survive: f64,
    lift: f64,
    fall: f64,
}

impl NormalApproximation {
    fn new(queue: &Queue, patience: f64, within: f64) -> NormalApproximation {
        let (load, ratio) = (queue.load(), patience / queue.handle);
        let survive = (-within / patience).exp();
        NormalApproximation { load, ratio, survive, lift: load * ratio * (1.0 - survive), fall: within / queue.handle }
    }

    /// The share not answered in time, approximately.
    fn missed(&self, servers: f64) -> f64 {
        let (s, z) = (servers * self.ratio, self.load * self.ratio);
        let then = z * self.survive;
        let inverse_b = self.load / servers.sqrt() * mills((self.load - servers) / servers.sqrt());
        let excess = |z: f64| z.sqrt() * mills((s + 1.0 - z) / z.sqrt());
        let (now, later) = (excess(z), excess(then));
        let busy = servers / self.load;
        (1.0 + now * (1.0 - busy) + busy * (self.lift - servers * self.fall).exp() * later) / (inverse_b + now)
    }

    /// The servers at which the share is reached: two secant steps on its logarithm, which is nearly linear.
    fn heads(&self, missed: f64) -> f64 {
        let error = |servers: f64| (self.missed(servers) / missed).ln();
        let mut before = self.load.max(0.5);
        let mut error_before = error(before);
        // The slope of the logarithm is about one over the square root of the load.
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
