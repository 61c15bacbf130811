//! The states above the last server when those in line hang up: the sums that Erlang A adds to Erlang B.
//!
//! With `s = servers * patience / handle` and `z = load * patience / handle`, the state with `j` in line weighs
//! `t(j) = z^j / ((s + 1) ... (s + j))` beside the state with all servers busy and an empty line. Needed are the excess
//! `U = sum over j >= 1 of t(j)` and the queue `W = sum over j >= 1 of j t(j)`. Both are also integrals of
//! `exp(z (1 - e^-u) - s u)` over `u >= 0`, a hill whose top stands at `ln(z / s)` when `z > s`:
//! `U = integral of z e^-u`, `W = s * integral of z (1 - e^-u)` under that weight (Palm 1957; Baccelli and Hebuterne 1981).
//! Where the hill is high its height is taken out, so that nothing overflows however overloaded the queue is.

use std::array::from_fn;

/// Above this `s` the sum has thousands of terms, and the integral over its smooth integrand is both faster and exact.
const LONG_SUM: f64 = 2e4;

/// Terms below this part of the sum are left out.
const NEGLIGIBLE: f64 = 1e-19;

/// Weights below `exp(-DEPTH)` of the largest are left out of integrals.
const DEPTH: f64 = 45.0;

/// `U` and `W`, each divided by `exp(hill)`. The hill is 0 where they are left as they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tail {
    pub(crate) hill: f64,
    pub(crate) excess: f64,
    pub(crate) queue: f64,
}

/// Sums the states above the last server, for several `z` at once; `queue` only where `QUEUE` asks for it. `s` is positive,
/// each `z` not negative, all finite.
#[inline]
pub(crate) fn tails<const N: usize, const QUEUE: bool>(s: f64, z: [f64; N]) -> [Tail; N] {
    if s > LONG_SUM {
        return z.map(|z| integral(s, z));
    }
    // Beyond `reach` the whole hill lies to the right of zero (all but e^-40 of it, by Chernoff's bound on the gamma
    // distribution), and the sum divided by its height no longer depends on `z`. Before it no sum exceeds e^60.
    let reach = s + 27.0 + (720.0 + 80.0 * s).sqrt();
    let sums = series::<N, QUEUE>(s, z.map(|z| z.min(reach)));
    from_fn(|at| {
        let (excess, queue) = sums[at];
        if z[at] > reach {
            let hill = hill(s, z[at]);
            let excess = excess * (-self::hill(s, reach)).exp();
            // From t(j) (s + j) = z t(j - 1), summed over j; where z > s no digit is lost.
            Tail { hill, excess, queue: z[at] * (-hill).exp() + (z[at] - s) * excess }
        } else {
            Tail { hill: 0.0, excess, queue }
        }
    })
}

/// The height of the hill: `z - s - s ln(z / s)`.
pub(crate) fn hill(s: f64, z: f64) -> f64 {
    s * minus_ln_1p((z - s) / s)
}

/// The sums themselves, four terms for each division, side by side for each `z`.
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
        // Only the product with `term` waits for the block before: the division is off that chain.
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
        // Also false for what is not a number.
        if !(0..N).any(|at| term[at] > excess[at] * NEGLIGIBLE) {
            return from_fn(|at| (excess[at], queue[at]));
        }
    }
}

/// The sums as integrals, for large `s`: the integrand is a smooth hill or slope, far narrower than one.
fn integral(s: f64, z: f64) -> Tail {
    // `steep` and `bend` bound the fall to the right of the start or of the top: at least steep * d + bend * d^2 / 3.
    let (hill, top, steep, bend) = if z > s { (hill(s, z), (z / s).ln(), 0.0, s) } else { (0.0, 0.0, s - z, z) };
    let right = 2.0 * DEPTH / (steep + (steep * steep + 4.0 * DEPTH * bend / 3.0).sqrt());
    let left = if z > s { top.min((2.0 * DEPTH / s).sqrt()) } else { 0.0 };
    let (mut excess, mut queue) = (0.0, 0.0);
    gauss_legendre(-left, right, |d, weight| {
        let mass = weight * (-steep * d - bend * bent(d)).exp();
        let u = d + top;
        excess += mass * z * (-u).exp();
        queue -= mass * s * z * (-u).exp_m1();
    });
    Tail { hill, excess, queue }
}

/// `e^-d - 1 + d`, with all its digits also where `d` is small.
fn bent(d: f64) -> f64 {
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
