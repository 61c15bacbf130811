//! The time limit of several searches together.

use super::settings::Settings;
use std::time::Instant;

/// A number of seconds, counted from the moment at which this was made.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    begin: Instant,
    seconds: f64,
}

impl Deadline {
    /// A deadline so many seconds from now.
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

    /// Settings with the time that is left, at most a share of the whole time as limit.
    pub fn share(&self, settings: &Settings, share: f64) -> Settings {
        Settings { time_limit: self.left().min(self.seconds * share), ..settings.clone() }
    }
}
