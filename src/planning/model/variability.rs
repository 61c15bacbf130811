//! How times and volumes vary around their means: read by the simulation, not by the formulas of the steady state.

use queueing::distribution::Distribution;
use serde::{Deserialize, Serialize};

/// What chance does to a service beyond its means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Variability {
    /// Handle times.
    pub handle: Distribution,
    /// Patience, where customers have one.
    pub patience: Distribution,
    /// Standard deviation, over its mean of 1, of a factor that a whole day's volume has in common; 0: none.
    pub day_spread: f64,
    /// Waiting contacts of a higher priority are answered before all others.
    pub priority: u32,
    /// Customers who hang up and call again.
    pub retry: Option<Retrials>,
}

impl Variability {
    /// True where nothing was said, so that files written before read and write the same.
    pub fn is_usual(&self) -> bool {
        *self == Variability::default()
    }
}

/// Customers who hang up and call again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retrials {
    /// Share of those who hang up, 0 to below 1.
    pub share: f64,
    /// Mean minutes until they do, exponential.
    pub after: f64,
}

/// Which contacts a team is given, and how surely its people come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Routing {
    /// Indices of services in order of preference; those not named come behind, alike.
    pub prefer: Vec<usize>,
    /// Services that are given to the team only after a contact has waited so many minutes.
    pub overflow: Vec<(usize, f64)>,
    /// Share of shifts that nobody foresees to be missed, at most the team's shrinkage; `None`: all of it.
    pub absence: Option<f64>,
}

impl Routing {
    /// True where nothing was said.
    pub fn is_usual(&self) -> bool {
        *self == Routing::default()
    }

    /// Place of a service in the order of preference, 0 for the most preferred.
    pub fn rank(&self, service: usize) -> usize {
        self.prefer.iter().position(|&preferred| preferred == service).unwrap_or(self.prefer.len())
    }

    /// Minutes that a contact of a service waits before the team is given it.
    pub fn after(&self, service: usize) -> f64 {
        self.overflow.iter().find(|(of, _)| *of == service).map_or(0.0, |&(_, after)| after)
    }
}
