//! How results are printed.

use clap::{Args, ValueEnum};

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// How to print.
#[derive(Clone, Copy, Debug, Args)]
pub struct Printing {
    /// How results are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// No progress and no warnings
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More detail
    #[arg(short, long)]
    pub verbose: bool,
}
