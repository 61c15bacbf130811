//! How an appointment book is played against chance.

use super::values::share;
use clap::Args;
use simulation::appointments::{Behaviour, BookingSystem, ReplicationSettings};

/// How an appointment book is played.
#[derive(Clone, Copy, Debug, Args)]
pub struct AppointmentPlaying {
    /// Replications [default: 200]
    #[arg(long, value_name = "N", requires = "play", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub replications: Option<u32>,
    /// Seed of the random customers [default: 0]
    #[arg(long, value_name = "N", requires = "play")]
    pub seed: Option<u32>,
    /// Confidence of the intervals [default: 95%]
    #[arg(long, value_name = "SHARE", requires = "play", value_parser = share)]
    pub confidence: Option<f64>,
    /// Replications at a time [default: one for each core]; results do not depend on it
    #[arg(long, value_name = "N", requires = "play", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// Minutes by which booked people are early on average; below 0: late [default: what the model says, 0]
    #[arg(long, value_name = "MINUTES", requires = "play", allow_negative_numbers = true, value_parser = minutes)]
    pub early: Option<f64>,
    /// Standard deviation of these minutes [default: what the model says, 0]
    #[arg(long, value_name = "MINUTES", requires = "play", value_parser = minutes)]
    pub early_sd: Option<f64>,
}

impl AppointmentPlaying {
    /// How much is played.
    pub fn effort(&self) -> ReplicationSettings {
        let usual = ReplicationSettings::default();
        ReplicationSettings {
            seed: u64::from(self.seed.unwrap_or(0)),
            confidence: self.confidence.unwrap_or(usual.confidence),
            replications: self.replications.unwrap_or(usual.replications),
        }
    }

    /// What everybody does.
    pub fn behaviour(&self) -> Behaviour {
        Behaviour { notice: 0, overtime_most: LATEST }
    }

    /// Puts what was typed about early and late people in the place of what the model says.
    pub fn overrule(&self, system: &mut BookingSystem) {
        for kind in &mut system.kinds {
            kind.arrives.early = self.early.unwrap_or(kind.arrives.early);
            kind.arrives.sd = self.early_sd.map_or(kind.arrives.sd, f64::abs);
        }
    }
}

/// Minutes after the end of a day after which nobody is served any more.
const LATEST: u32 = 180;

fn minutes(text: &str) -> Result<f64, String> {
    let minutes = text.strip_suffix("min").unwrap_or(text).trim().parse::<f64>().ok();
    minutes.filter(|minutes| minutes.abs() <= 240.0).ok_or_else(|| "write minutes, up to 240".to_owned())
}
