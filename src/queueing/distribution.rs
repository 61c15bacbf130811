//! Random durations: a mean, and the distribution around it.

use serde::{Deserialize, Serialize};

/// The distribution of a duration, apart from its mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Distribution {
    /// Exponential, as the Erlang formulas assume: the coefficient of variation is 1.
    #[default]
    Exponential,
    /// Always the mean.
    Constant,
    /// Lognormal.
    Lognormal {
        /// Standard deviation over mean, above 0.
        cv: f64,
    },
    /// Gamma.
    Gamma {
        /// Standard deviation over mean, above 0.
        cv: f64,
    },
    /// The empirical distribution of these measured durations, scaled to the mean. Above 0, with a mean of 1.
    Sample(Vec<f64>),
}

/// A random duration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RandomDuration {
    /// Mean in minutes.
    pub mean: f64,
    /// Its distribution.
    #[serde(rename = "spread")]
    pub distribution: Distribution,
}
