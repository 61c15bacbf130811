//! What may be typed after `slots`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `slots`.
#[derive(Debug, Args)]
pub struct SlotsArgs {
    /// The folder of a plan with appointments
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How the book is shown or written
    #[arg(long, value_enum, default_value_t = Book::Table)]
    pub format: Book,
    /// Write to this file, calendars to this folder; `xlsx` and `ics` need it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Set another book beside it: a table (.csv) or workbook (.xlsx) in our columns, or the folder of a plan
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

/// How a book is shown or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Book {
    /// For people
    Table,
    /// One row for each slot
    Csv,
    /// One record for each slot
    Json,
    /// A workbook with a grid by resource for each day
    Xlsx,
    /// A calendar for each person and each place
    Ics,
}
