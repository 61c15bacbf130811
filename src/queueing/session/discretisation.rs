//! Discretisation of a random duration on a grid, its mean kept.
//!
//! The probability of a duration between two points of the grid is divided between both such that its mean is kept (moment matching:
//! Gerber, "On the numerical evaluation of the distribution of aggregate claims", 1982). With `p(d)` the
//! stop-loss transform, the mean of what exceeds `d`, step `k` has the probability `(p(k - 1) - 2 p(k) + p(k + 1)) / step`. The duration on the grid is
//! larger than the true one in convex order, so that expected waiting and overtime are never understated.

use crate::distribution::{Distribution, RandomDuration};
use statrs::function::erf::erfc;
use statrs::function::gamma::gamma_ur;

/// A random duration in steps of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridDuration {
    /// Probabilities of 0, 1, ... steps; what they lack of 1 lies beyond.
    pub mass: Vec<f64>,
    /// Mean of the whole distribution.
    pub mean: f64,
    /// Probability of more than so many steps.
    beyond: Vec<f64>,
    /// First moment of more than so many steps.
    beyond_mean: Vec<f64>,
}

impl GridDuration {
    /// A duration with these probabilities and this mean.
    pub fn new(mass: Vec<f64>, mean: f64) -> GridDuration {
        let (mut chance, mut moment) = (1.0, mean);
        let mut waiting_states: Vec<(f64, f64)> = Vec::with_capacity(mass.len());
        for (steps, mass) in mass.iter().enumerate() {
            chance -= mass;
            moment -= steps as f64 * mass;
            waiting_states.push((f64::max(chance, 0.0), f64::max(moment, 0.0)));
        }
        let (beyond, beyond_mean) = waiting_states.into_iter().unzip();
        GridDuration { mass, mean, beyond, beyond_mean }
    }

    /// A random duration on a grid of so many minutes a step, resolved up to `most` steps.
    pub fn of(span: &RandomDuration, step: f64, most: usize) -> GridDuration {
        let stop_loss = StopLoss::of(span);
        let over: Vec<f64> = (0..=most + 1).map(|steps| stop_loss.at(steps as f64 * step)).collect();
        let mass = (0..=most).map(|steps| match steps {
            0 => 1.0 - (over[0] - over[1]) / step,
            _ => (over[steps - 1] - 2.0 * over[steps] + over[steps + 1]) / step,
        });
        GridDuration::new(mass.map(|mass| f64::max(mass, 0.0)).collect(), span.mean / step)
    }

    /// The sum of a Poisson number of such durations (Panjer, "Recursive evaluation of a family of compound distributions", 1981).
    #[must_use]
    pub fn poisson(&self, rate: f64) -> GridDuration {
        let none = self.mass.first().copied().unwrap_or(0.0);
        let mut sum: Vec<f64> = vec![(rate * (none - 1.0)).exp()];
        for steps in 1..self.mass.len() {
            let products = (1..=steps).map(|part| part as f64 * self.mass[part] * sum[steps - part]);
            sum.push(rate / steps as f64 * products.sum::<f64>());
        }
        GridDuration::new(sum, rate * self.mean)
    }

    /// Probability and first moment of more than `most` steps.
    pub fn beyond(&self, most: usize) -> (f64, f64) {
        (self.beyond[most], self.beyond_mean[most])
    }
}

/// The stop-loss transform of a duration: the mean of what exceeds a number of minutes.
enum StopLoss<'a> {
    Exponential(f64),
    Constant(f64),
    Lognormal { mean: f64, location: f64, deviation: f64 },
    Gamma { mean: f64, shape: f64 },
    Sample { mean: f64, times: &'a [f64] },
}

impl<'a> StopLoss<'a> {
    fn of(span: &'a RandomDuration) -> Self {
        let mean = span.mean;
        match &span.distribution {
            Distribution::Exponential => StopLoss::Exponential(mean),
            Distribution::Constant => StopLoss::Constant(mean),
            Distribution::Lognormal { cv } => {
                let variance = (cv * cv).ln_1p();
                StopLoss::Lognormal { mean, location: mean.ln() - variance / 2.0, deviation: variance.sqrt() }
            }
            Distribution::Gamma { cv } => StopLoss::Gamma { mean, shape: (cv * cv).recip() },
            Distribution::Sample(times) => StopLoss::Sample { mean, times },
        }
    }

    fn at(&self, minutes: f64) -> f64 {
        match *self {
            StopLoss::Exponential(mean) => mean * (-minutes / mean).exp(),
            StopLoss::Constant(mean) => f64::max(mean - minutes, 0.0),
            StopLoss::Lognormal { mean, .. } | StopLoss::Gamma { mean, .. } if minutes <= 0.0 => mean,
            StopLoss::Lognormal { mean, location, deviation } => {
                let place = (minutes.ln() - location) / deviation;
                mean * upper_tail(place - deviation) - minutes * upper_tail(place)
            }
            StopLoss::Gamma { mean, shape } => {
                let scaled = minutes * shape / mean;
                mean * gamma_ur(shape + 1.0, scaled) - minutes * gamma_ur(shape, scaled)
            }
            StopLoss::Sample { mean, times } => {
                let over = times.iter().map(|time| f64::max(time * mean - minutes, 0.0));
                over.sum::<f64>() / times.len() as f64
            }
        }
    }
}

/// The probability that a standard normal variable exceeds this.
fn upper_tail(place: f64) -> f64 {
    0.5 * erfc(place / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(steps: &GridDuration) -> (f64, f64, f64) {
        let sum = |power: i32| -> f64 {
            steps.mass.iter().enumerate().map(|(at, mass)| (at as f64).powi(power) * mass).sum()
        };
        (sum(0), sum(1), (sum(2) - sum(1).powi(2)).sqrt() / sum(1))
    }

    #[test]
    fn every_spread_keeps_its_mean_and_nearly_its_variation() {
        for (distribution, cv) in [
            (Distribution::Exponential, 1.0),
            (Distribution::Constant, 0.0),
            (Distribution::Lognormal { cv: 0.7 }, 0.7),
            (Distribution::Gamma { cv: 0.5 }, 0.5),
            (Distribution::Gamma { cv: 1.4 }, 1.4),
            (Distribution::Sample(vec![0.5, 0.5, 2.0]), 0.5_f64.sqrt()),
        ] {
            let steps =
                GridDuration::of(&RandomDuration { mean: 9.0, distribution: distribution.clone() }, 0.25, 4_000);
            let (total, mean, found) = moments(&steps);
            assert!((total - 1.0).abs() < 1e-9, "{distribution:?}: {total}");
            assert!((mean - 36.0).abs() < 1e-6, "{distribution:?}: {mean}");
            assert!((found - cv).abs() < 0.002, "{distribution:?}: {found}");
        }
    }

    #[test]
    fn what_lies_beyond_the_grid_is_not_forgotten() {
        let steps = GridDuration::of(&RandomDuration { mean: 9.0, distribution: Distribution::Exponential }, 1.0, 20);
        let (chance, moment) = steps.beyond(20);
        let (total, mean, _) = moments(&steps);
        assert!((chance + total - 1.0).abs() < 1e-12 && (moment + mean - 9.0).abs() < 1e-12);
        // Without memory: who is beyond 20 takes nine minutes more, one more for the step between.
        assert!(chance > 0.1 && moment / chance > 29.0 && moment / chance < 30.5);
    }

    #[test]
    fn a_constant_between_two_points_goes_to_both() {
        let steps = GridDuration::of(&RandomDuration { mean: 2.25, distribution: Distribution::Constant }, 1.0, 5);
        assert_eq!(steps.mass, vec![0.0, 0.0, 0.75, 0.25, 0.0, 0.0]);
    }

    #[test]
    fn poisson_sums_of_ones_are_poisson() {
        let sum = GridDuration::new(vec![0.0, 1.0, 0.0, 0.0], 1.0).poisson(0.7);
        for (count, ways) in [(0, 1.0), (1, 0.7), (2, 0.7 * 0.7 / 2.0), (3, 0.7 * 0.7 * 0.7 / 6.0)] {
            assert!((sum.mass[count] - ways * (-0.7_f64).exp()).abs() < 1e-15);
        }
        assert!((sum.mean - 0.7).abs() < 1e-15);
    }
}
