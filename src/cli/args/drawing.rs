//! What may be typed after commands that draw a picture.

use super::{Printing, Solving, share};
use clap::Args;
use std::path::PathBuf;

/// How to solve, print and draw.
#[derive(Debug, Args)]
pub struct Drawing {
    /// Write the picture to this file
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// How to solve.
    #[command(flatten)]
    pub solving: Solving,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

/// Arguments of `frontier`.
#[derive(Debug, Args)]
pub struct FrontierArgs {
    /// A model or a scenario
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The service whose desired share is varied
    #[arg(long, value_name = "ID")]
    pub service: String,
    /// The lowest share
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0.70")]
    pub from: f64,
    /// The highest share
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0.95")]
    pub to: f64,
    /// Number of shares, both ends included
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=101), default_value_t = 11)]
    pub steps: u16,
    /// How to solve, print and draw.
    #[command(flatten)]
    pub drawing: Drawing,
}

/// Arguments of `map`.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// A folder written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How to solve, print and draw.
    #[command(flatten)]
    pub drawing: Drawing,
}
