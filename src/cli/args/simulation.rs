//! What may be typed about simulation and what it is fed with.

use super::{Printing, share};
use clap::Args;
use simulation::Effort;
use simulation::calibration::Columns;
use std::path::PathBuf;

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
    pub fn effort(&self, seed: u32) -> Effort {
        let usual = Effort::default();
        Effort {
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

/// Arguments of `simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// A folder written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write simulation.json, days.csv, intervals.csv, teams.csv and a picture of each queue (SVG) to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write every event of the first replication to this CSV file
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Seed of the random customers; two plans with the same seed meet the same
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u32,
    /// Replications and days at a time [default: one for each core]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// How sure it must be.
    #[command(flatten)]
    pub playing: Playing,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Arguments of `calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArgs {
    /// A table with a header and a row for each contact, separated by tabs, commas or semicolons
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Column of the local time of arrival, with its date unless --date names another column
    #[arg(long, value_name = "COLUMN", default_value = "start")]
    pub time: String,
    /// Column of the date
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,
    /// How dates are written in that column
    #[arg(long, value_name = "FORMAT", default_value = "%Y-%m-%d", requires = "date")]
    pub date_format: String,
    /// Column of seconds waited
    #[arg(long, value_name = "COLUMN", default_value = "wait")]
    pub wait: String,
    /// Column of seconds of work of those who were answered
    #[arg(long, value_name = "COLUMN", default_value = "handle")]
    pub handle: String,
    /// Column of the service; without it all contacts are of one
    #[arg(long, value_name = "COLUMN")]
    pub service: Option<String>,
    /// Column that says how a contact ended; without it those with work were answered and the others hung up
    #[arg(long, value_name = "COLUMN", requires_all = ["answered", "abandoned"])]
    pub outcome: Option<String>,
    /// An outcome that means answered; may be given several times
    #[arg(long, value_name = "WORD", requires = "outcome")]
    pub answered: Vec<String>,
    /// An outcome that means hung up; may be given several times. Rows with any other are left out
    #[arg(long, value_name = "WORD", requires = "outcome")]
    pub abandoned: Vec<String>,
    /// Minutes of an interval of the typical week
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(5..=60))]
    pub interval: u32,
    /// Write a fragment of a model (services.txt), a typical week and the handle times of each service to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl CalibrateArgs {
    /// Which columns hold what.
    pub fn columns(&self) -> Columns {
        Columns {
            time: self.time.clone(),
            date: self.date.clone(),
            date_format: self.date_format.clone(),
            wait: self.wait.clone(),
            handle: self.handle.clone(),
            service: self.service.clone(),
            outcome: self.outcome.clone(),
            answered: self.answered.clone(),
            abandoned: self.abandoned.clone(),
        }
    }
}

fn precision(text: &str) -> Result<f64, String> {
    share(text)
        .ok()
        .filter(|share| *share > 0.0)
        .ok_or_else(|| "write a share above 0 and below 1, like 0.5%".to_owned())
}
