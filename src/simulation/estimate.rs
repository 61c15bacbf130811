//! Means over replications and how far they may be off.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// A mean with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean; not a number where nothing was counted.
    pub mean: f64,
    /// Half the width of the interval; infinite for a single replication.
    pub half: f64,
}

impl Estimate {
    /// Lower limit.
    pub fn low(self) -> f64 {
        self.mean - self.half
    }

    /// Upper limit.
    pub fn high(self) -> f64 {
        self.mean + self.half
    }
}

/// Pairs of counts, one of each replication, whose sums are divided: contacts in time over contacts, and so on.
///
/// The mean of such a ratio weighs contacts, as targets do. Its interval is that of the ratio estimator, from the residuals
/// `y - r x` (Law, "Simulation modeling and analysis", 2015, section 9.5.3; Cochran, "Sampling techniques", 1977).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ratio {
    count: f64,
    above: f64,
    below: f64,
    above_squared: f64,
    below_squared: f64,
    product: f64,
}

impl Ratio {
    /// Adds a replication.
    pub fn push(&mut self, above: f64, below: f64) {
        self.count += 1.0;
        self.above += above;
        self.below += below;
        self.above_squared += above * above;
        self.below_squared += below * below;
        self.product += above * below;
    }

    /// The ratio of the sums.
    pub fn mean(&self) -> f64 {
        self.above / self.below
    }

    /// Mean of what stands above the line, for one replication.
    pub fn mean_above(&self) -> f64 {
        self.above / self.count
    }

    /// The ratio, with an interval of `quantile` standard errors (see [`student`]).
    pub fn estimate(&self, quantile: f64) -> Estimate {
        let ratio = self.mean();
        if self.count < 2.0 {
            return Estimate { mean: ratio, half: if ratio.is_nan() { f64::NAN } else { f64::INFINITY } };
        }
        let residual = self.above_squared - 2.0 * ratio * self.product + ratio * ratio * self.below_squared;
        let variance = residual.max(0.0) / (self.count - 1.0);
        Estimate { mean: ratio, half: quantile * (variance / self.count).sqrt() / (self.below / self.count) }
    }
}

/// The quantile of Student's distribution for a two-sided interval of this confidence from so many replications.
pub fn student(confidence: f64, replications: u32) -> f64 {
    let freedom = f64::from(replications) - 1.0;
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |student| student.inverse_cdf(0.5 + confidence / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_quantiles_are_those_of_the_tables() {
        for (confidence, replications, expected) in [(0.95, 11, 2.228), (0.99, 21, 2.845), (0.95, 1001, 1.962)] {
            assert!((student(confidence, replications) - expected).abs() < 0.001);
        }
        assert_eq!(student(0.95, 1), f64::INFINITY);
    }

    #[test]
    fn a_ratio_over_ones_is_a_plain_mean() {
        let mut ratio = Ratio::default();
        [1.0, 2.0, 3.0, 6.0].into_iter().for_each(|value| ratio.push(value, 1.0));
        let found = ratio.estimate(1.0);
        let deviation = ((4.0 + 1.0 + 0.0 + 9.0) / 3.0_f64).sqrt();
        assert!((found.mean - 3.0).abs() < 1e-12 && (found.half - deviation / 2.0).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn contacts_count_and_not_replications() {
        let mut ratio = Ratio::default();
        ratio.push(90.0, 100.0);
        ratio.push(0.0, 100.0);
        ratio.push(300.0, 300.0);
        assert!((ratio.mean() - 0.78).abs() < 1e-12);
        assert!(Ratio::default().mean().is_nan());
    }
}
