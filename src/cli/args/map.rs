//! What may be typed after `map`.

use super::{Printing, Solving};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `map`.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// A folder written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
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
