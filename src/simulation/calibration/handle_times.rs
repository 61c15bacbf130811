//! Handle times: their mean, how they vary, and which distribution of that mean and variation is nearest.

use queueing::distribution::Distribution;
use statrs::distribution::{ContinuousCDF, Exp, Gamma, LogNormal};

/// Times of one service, in minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct HandleTimeEstimate {
    /// All of them, ascending.
    pub sorted: Vec<f64>,
    /// Their mean.
    pub mean: f64,
    /// Standard deviation over mean.
    pub cv: f64,
    /// The distributions, nearest first.
    pub fits: Vec<DistributionFit>,
}

/// A distribution beside the times.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionFit {
    /// The distribution.
    pub spread: Distribution,
    /// Largest distance between its distribution function and that of the times (Kolmogorov and Smirnov).
    pub distance: f64,
}

impl HandleTimeEstimate {
    /// What some times say; `None` without a time above zero.
    pub fn of(times: &[f64]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len() as f64;
        let mean = sorted.iter().sum::<f64>() / count;
        if mean.is_nan() || mean <= 0.0 {
            return None;
        }
        let variance = sorted.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
        let cv = variance.sqrt() / mean;
        let mut fits: Vec<DistributionFit> =
            [Distribution::Exponential, Distribution::Lognormal { cv }, Distribution::Gamma { cv }]
                .into_iter()
                .filter_map(|spread| Some(DistributionFit { distance: distance(&sorted, mean, &spread)?, spread }))
                .collect();
        fits.sort_by(|left, right| left.distance.total_cmp(&right.distance));
        Some(HandleTimeEstimate { sorted, mean, cv, fits })
    }
}

/// The largest distance of a distribution of this mean; `None` where there is none such.
fn distance(sorted: &[f64], mean: f64, spread: &Distribution) -> Option<f64> {
    let function: Box<dyn Fn(f64) -> f64> = match *spread {
        Distribution::Exponential => {
            let distribution = Exp::new(mean.recip()).ok()?;
            Box::new(move |time| distribution.cdf(time))
        }
        Distribution::Lognormal { cv } => {
            let variance = (cv * cv).ln_1p();
            let distribution = LogNormal::new(mean.ln() - variance / 2.0, variance.sqrt()).ok()?;
            Box::new(move |time| distribution.cdf(time))
        }
        Distribution::Gamma { cv } => {
            let shape = (cv * cv).recip();
            let distribution = Gamma::new(shape, shape / mean).ok()?;
            Box::new(move |time| distribution.cdf(time))
        }
        Distribution::Constant | Distribution::Sample(_) => return None,
    };
    let count = sorted.len() as f64;
    let at = |(index, &time): (usize, &f64)| {
        let (below, above) = (index as f64 / count, (index as f64 + 1.0) / count);
        let value = function(time);
        (value - below).abs().max((above - value).abs())
    };
    Some(sorted.iter().enumerate().map(at).fold(0.0, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random_streams::{Purpose, Sampler, StreamNames};
    use queueing::distribution::RandomDuration;

    #[test]
    fn the_distribution_that_made_the_times_is_the_nearest() {
        for spread in [Distribution::Exponential, Distribution::Lognormal { cv: 1.3 }, Distribution::Gamma { cv: 0.5 }]
        {
            let span = RandomDuration { mean: 4.0, distribution: spread.clone() };
            let mut random = StreamNames { seed: 3, replication: 0 }.stream(Purpose::Handle, "calls", 0, 0);
            let times: Vec<f64> = (0..5_000).map(|_| Sampler::of(&span).draw(&mut random)).collect();
            let found = HandleTimeEstimate::of(&times).unwrap();
            // An exponential distribution is a gamma distribution too.
            let nearest = &found.fits[0].spread;
            let same = std::mem::discriminant(nearest) == std::mem::discriminant(&spread);
            assert!(
                same || (spread == Distribution::Exponential && matches!(nearest, Distribution::Gamma { .. })),
                "{found:?}"
            );
            assert!((found.mean - 4.0).abs() < 0.3 && found.fits[0].distance < 0.03);
        }
        assert_eq!(HandleTimeEstimate::of(&[]), None);
        assert_eq!(HandleTimeEstimate::of(&[0.0]), None);
    }
}
