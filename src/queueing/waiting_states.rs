//! The states of the Erlang A chain in which contacts wait: the sums that Erlang A adds to Erlang B.
//!
//! With `s = servers * patience / handle` and `z = load * patience / handle`, the state with `j` in the queue has the weight
//! `t(j) = z^j / ((s + 1) ... (s + j))` relative to the state with all servers busy and an empty queue. Needed are the excess
//! `U = sum over j >= 1 of t(j)` and the queue `W = sum over j >= 1 of j t(j)`. Both are also integrals of
//! `exp(z (1 - e^-u) - s u)` over `u >= 0`, an integrand with its peak at `ln(z / s)` when `z > s`:
//! `U = integral of z e^-u`, `W = s * integral of z (1 - e^-u)` under that weight (Palm 1957; Baccelli and Hebuterne 1981).
//! Where the peak is high it is divided out, so that nothing overflows however overloaded the queue is.

use std::array::from_fn;

/// Above this `s` the sum has thousands of terms, and the integral over its smooth integrand is both faster and exact.
const LONG_SUM: f64 = 2e4;

/// Terms below this part of the sum are left out.
const NEGLIGIBLE: f64 = 1e-19;

/// Weights below `exp(-NEGLIGIBLE_LOG)` of the largest are left out of integrals.
const NEGLIGIBLE_LOG: f64 = 45.0;

/// `U` and `W`, each divided by `exp(log_peak)`, which is zero where they are left as they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WaitingStates {
    pub(crate) log_peak: f64,
    pub(crate) excess: f64,
    pub(crate) queue: f64,
}

/// Sums the waiting states, for several `z` at once; `queue` only where `QUEUE` asks for it. `s` is positive,
/// each `z` not negative, all finite.
#[inline]
pub(crate) fn waiting_states<const N: usize, const QUEUE: bool>(s: f64, z: [f64; N]) -> [WaitingStates; N] {
    if s > LONG_SUM {
        return z.map(|z| integral(s, z));
    }
    // Beyond `reach` the whole peak lies to the right of zero (all but e^-40 of it, by Chernoff's bound on the gamma
    // distribution), and the sum divided by its peak no longer depends on `z`. Before it no sum exceeds e^60.
    let reach = s + 27.0 + (720.0 + 80.0 * s).sqrt();
    let sums = series::<N, QUEUE>(s, z.map(|z| z.min(reach)));
    from_fn(|at| {
        let (excess, queue) = sums[at];
        if z[at] > reach {
            let log_peak = log_peak(s, z[at]);
            let excess = excess * (-self::log_peak(s, reach)).exp();
            // From t(j) (s + j) = z t(j - 1), summed over j; where z > s no digit is lost.
            WaitingStates { log_peak, excess, queue: z[at] * (-log_peak).exp() + (z[at] - s) * excess }
        } else {
            WaitingStates { log_peak: 0.0, excess, queue }
        }
    })
}

/// The logarithm of the peak: `z - s - s ln(z / s)`.
pub(crate) fn log_peak(s: f64, z: f64) -> f64 {
    s * minus_ln_1p((z - s) / s)
}

/// The sums as series, four terms for each division, for all `z` at the same time.
#[inline]
fn series<const N: usize, const QUEUE: bool>(s: f64, z: [f64; N]) -> [(f64, f64); N] {
    let fourth_power = z.map(|z| (z * z) * (z * z));
    let (mut excess, mut queue, mut term) = ([0.0; N], [0.0; N], [1.0; N]);
    let mut waiting = 0.0;
    loop {
        let d = s + waiting + 4.0;
        let c = d - 1.0;
        let b = d - 2.0;
        let cd = c * d;
        let bcd = b * cd;
        // Only the product with `term` depends on the block before; the division does not.
        let scale = ((d - 3.0) * bcd).recip();
        for at in 0..N {
            let z = z[at];
            let first = term[at] * (scale * z);
            let block = first * (bcd + z * (cd + z * (d + z)));
            excess[at] += block;
            if QUEUE {
                queue[at] += waiting * block + first * (bcd + z * (2.0 * cd + z * (3.0 * d + 4.0 * z)));
            }
            term[at] *= scale * fourth_power[at];
        }
        waiting += 4.0;
        // Also false if a term is not a number.
        if !(0..N).any(|at| term[at] > excess[at] * NEGLIGIBLE) {
            return from_fn(|at| (excess[at], queue[at]));
        }
    }
}

/// The sums as integrals, for large `s`: the integrand is smooth, and far narrower than one.
fn integral(s: f64, z: f64) -> WaitingStates {
    // To the right of the start or the peak the logarithm falls by at least slope * d + curvature * d^2 / 3.
    let (log_peak, peak, slope, curvature) =
        if z > s { (log_peak(s, z), (z / s).ln(), 0.0, s) } else { (0.0, 0.0, s - z, z) };
    let right = 2.0 * NEGLIGIBLE_LOG / (slope + (slope * slope + 4.0 * NEGLIGIBLE_LOG * curvature / 3.0).sqrt());
    let left = if z > s { peak.min((2.0 * NEGLIGIBLE_LOG / s).sqrt()) } else { 0.0 };
    let (mut excess, mut queue) = (0.0, 0.0);
    gauss_legendre(-left, right, |d, weight| {
        let mass = weight * (-slope * d - curvature * exp_remainder(d)).exp();
        let u = d + peak;
        excess += mass * z * (-u).exp();
        queue -= mass * s * z * (-u).exp_m1();
    });
    WaitingStates { log_peak, excess, queue }
}

/// `e^-d - 1 + d`, with all its digits also where `d` is small.
fn exp_remainder(d: f64) -> f64 {
    if d.abs() > 0.05 {
        (-d).exp_m1() + d
    } else {
        // d^2 / 2 (1 - d / 3 (1 - d / 4 (1 - ...)))
        d * d / 2.0 * (3..12).rev().fold(1.0, |inner, k| 1.0 - d / f64::from(k) * inner)
    }
}

/// `d - ln(1 + d)`, with all its digits also where `d` is small.
fn minus_ln_1p(d: f64) -> f64 {
    if d.abs() > 0.05 {
        d - d.ln_1p()
    } else {
        d * d * (0..14).rev().fold(0.0, |sum, k| f64::from(k + 2).recip() - d * sum)
    }
}

/// Panels of eight-point Gauss-Legendre, calling `visit(point, weight)`.
fn gauss_legendre(from: f64, to: f64, mut visit: impl FnMut(f64, f64)) {
    const PANELS: u32 = 24;
    const RULE: [(f64, f64); 4] = [
        (0.183_434_642_495_649_8, 0.362_683_783_378_362),
        (0.525_532_409_916_329, 0.313_706_645_877_887_3),
        (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
        (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
    ];
    let half = (to - from) / f64::from(2 * PANELS);
    for panel in 0..PANELS {
        let middle = from + half * f64::from(2 * panel + 1);
        for (point, weight) in RULE {
            visit(middle - half * point, half * weight);
            visit(middle + half * point, half * weight);
        }
    }
}
