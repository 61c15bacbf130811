//! What may be typed after commands that draw a picture.

use super::{Printing, Solving};
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
