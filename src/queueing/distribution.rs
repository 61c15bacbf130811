//! Random times: a mean, and how they vary around it.

use serde::{Deserialize, Serialize};

/// How a time varies from contact to contact. Its mean is said beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    /// Without memory, as the formulas assume: the coefficient of variation is 1.
    #[default]
    Exponential,
    /// Always the mean.
    Constant,
    /// The logarithm is normal.
    Lognormal {
        /// Standard deviation over mean, above 0.
        cv: f64,
    },
    /// A gamma distribution.
    Gamma {
        /// Standard deviation over mean, above 0.
        cv: f64,
    },
    /// Drawn from these measured times, each as likely as the other, scaled to the mean. Any unit; above 0, with a mean of 1.
    Sample(Vec<f64>),
}

/// A random time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Mean in minutes.
    pub mean: f64,
    /// How it varies.
    pub spread: Spread,
}
