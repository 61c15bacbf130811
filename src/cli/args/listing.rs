//! What may be typed after commands that list what the program knows.

use super::Format;
use clap::Args;

/// Which entry of a list is shown, and how.
#[derive(Debug, Args)]
pub struct Listing {
    /// Show this one in full
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}
