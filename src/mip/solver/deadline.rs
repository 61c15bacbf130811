//! One clock for a piece of work made of several searches.

use super::settings::Settings;
use std::time::Instant;

/// Seconds that were allowed, counted from its making.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    begin: Instant,
    seconds: f64,
}

impl Deadline {
    /// So many seconds from now.
    pub fn after(seconds: f64) -> Self {
        Deadline { begin: Instant::now(), seconds }
    }

    /// Seconds left, never below zero.
    pub fn left(&self) -> f64 {
        (self.seconds - self.begin.elapsed().as_secs_f64()).max(0.0)
    }

    /// True once nothing is left.
    pub fn passed(&self) -> bool {
        self.left() <= 0.0
    }

    /// Settings for what is left, at most a share of the whole.
    pub fn share(&self, settings: &Settings, share: f64) -> Settings {
        Settings { time_limit: self.left().min(self.seconds * share), ..settings.clone() }
    }
}
