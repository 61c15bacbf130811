//! Numerical inversion of Laplace transforms: the Fourier series method of Abate and Whitt ("Numerical inversion of Laplace transforms of probability distributions", ORSA
//! Journal on Computing 7, 1995) with Euler summation. For smooth functions between 0 and 1 it is good to seven digits.

use num_complex::Complex64;

/// Terms of the series before partial sums are averaged.
const TERMS: usize = 30;

/// Partial sums that Euler summation averages, less one.
const AVERAGES: usize = 12;

/// The discretisation error of the series is about `e^-DAMPING`.
const DAMPING: f64 = 18.4;

/// The function at `time` (above 0) whose transform is `transform`.
pub(crate) fn at(time: f64, transform: impl Fn(Complex64) -> Complex64) -> f64 {
    let scale = (DAMPING / 2.0).exp() / time;
    let term = |k: usize| {
        let s = Complex64::new(DAMPING / (2.0 * time), k as f64 * std::f64::consts::PI / time);
        let sign = if k.is_multiple_of(2) { 1.0 } else { -1.0 };
        sign * transform(s).re
    };
    let mut sum = 0.5 * term(0) + (1..=TERMS).map(term).sum::<f64>();
    // Binomial weights of the partial sums from here on.
    let (mut weight, mut average) = (0.5_f64.powi(AVERAGES as i32), 0.0);
    for more in 0..=AVERAGES {
        average += weight * sum;
        sum += term(TERMS + more + 1);
        weight *= (AVERAGES - more) as f64 / (more + 1) as f64;
    }
    scale * average
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_and_gamma_distributions_are_recovered() {
        for time in [0.01, 0.5, 3.0, 40.0] {
            let found = at(time, |s| (s + 0.7).inv());
            assert!((found - (-0.7 * time).exp()).abs() < 1e-7, "{time}: {found}");
            // A gamma distribution of ten phases.
            let found = at(time, |s| (s / 10.0 + 1.0).inv().powi(10) / s);
            let wanted = statrs::function::gamma::gamma_lr(10.0, 10.0 * time);
            assert!((found - wanted).abs() < 1e-7, "{time}: {found} {wanted}");
        }
    }
}
