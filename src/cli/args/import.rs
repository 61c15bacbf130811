//! What may be typed after `import`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to read.
    #[command(subcommand)]
    pub what: Import,
}

/// What may be imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// An instance of the shift-scheduling benchmark of Curtois and Qu becomes a model and a scenario
    Nrp(ImportNrpArgs),
    /// A roster that was changed or typed by hand becomes the folder of a plan
    Roster(ImportRosterArgs),
    /// A template of appointment slots as people keep it becomes a scenario that opens it as it stands
    Slots(ImportSlotsArgs),
}

/// Arguments of `import roster`.
#[derive(Debug, Args)]
pub struct ImportRosterArgs {
    /// A workbook (.xlsx) or a table (.csv) in our columns
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder of the plan that it changes, or the model or scenario that it answers
    #[arg(long = "for", value_name = "FILE")]
    pub of: PathBuf,
    /// Write the plan to this folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `import slots`.
#[derive(Debug, Args)]
pub struct ImportSlotsArgs {
    /// A workbook (.xlsx) or a table (.csv) with the columns type, day and start, and any of team, count, extra and held
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The model or scenario whose slots these are
    #[arg(long = "for", value_name = "FILE")]
    pub of: PathBuf,
    /// A new or empty folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Arguments of `import nrp`.
#[derive(Debug, Args)]
pub struct ImportNrpArgs {
    /// A file of the benchmark, such as Instance5.txt
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A new or empty folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
