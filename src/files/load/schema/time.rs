//! A random time: a mean alone, or with how it varies.

use crate::load::quantity::Duration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A random time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "random-time")]
pub enum RandomTime {
    /// Its mean; exponential.
    Mean(Duration),
    /// With its spread.
    Spread(SpreadTime),
    /// As measured.
    Sample(SampleTime),
}

/// A mean and a spread.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "time-spread")]
pub struct SpreadTime {
    /// The mean.
    pub mean: Duration,
    /// How it varies in a simulation.
    #[serde(default)]
    pub spread: SpreadWord,
    /// Standard deviation over mean; of "lognormal" and "gamma".
    #[schemars(range(min = 0.01, max = 20.0))]
    pub cv: Option<f64>,
}

/// How a time varies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "spread")]
pub enum SpreadWord {
    /// Without memory.
    #[default]
    Exponential,
    /// Always the mean.
    Constant,
    /// The logarithm is normal.
    Lognormal,
    /// A gamma distribution.
    Gamma,
}

/// Measured times.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "time-sample")]
pub struct SampleTime {
    /// CSV with a header; `${NAME}` and `${NAME:-default}` are replaced from the environment.
    pub file: String,
    /// Column of seconds.
    #[serde(default = "seconds")]
    pub column: String,
    /// What the times are scaled to; their own mean if it is left out.
    pub mean: Option<Duration>,
}

fn seconds() -> String {
    "seconds".to_string()
}
