//! How sure a simulation must be.

use super::values::precision;
use clap::Args;
use simulation::SimulationSettings;

/// How sure a simulation must be.
#[derive(Clone, Copy, Debug, Args)]
pub struct Playing {
    /// Stop when the share in time of every day (or of the span that was promised) is known to so much either way, a wait
    /// to ten times as much of the wait promised [default: 0.5%]
    #[arg(long, value_name = "SHARE", value_parser = precision)]
    pub precision: Option<f64>,
    /// Confidence of the intervals [default: 95%]
    #[arg(long, value_name = "SHARE", value_parser = precision)]
    pub confidence: Option<f64>,
    /// Most replications [default: 1000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub replications: Option<u32>,
}

impl Playing {
    /// The same for the simulation.
    pub fn effort(&self, seed: u32) -> SimulationSettings {
        let usual = SimulationSettings::default();
        SimulationSettings {
            seed: u64::from(seed),
            confidence: self.confidence.unwrap_or(usual.confidence),
            precision: self.precision.unwrap_or(usual.precision),
            most: self.replications.unwrap_or(usual.most),
        }
    }

    /// True if something was typed.
    pub fn is_given(&self) -> bool {
        self.precision.is_some() || self.confidence.is_some() || self.replications.is_some()
    }
}
