//! `equipoise calibrate`

use crate::cli::args::{Format, Printing};
use crate::cli::destination::Destination;
use crate::cli::{VerbResult, Exit, output};
use crate::report::calibration::{json, table, tables};
use base::diagnostic::{Diagnostic, Diagnostics, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use clap::Args;
use files::text::json::pretty;
use simulation::calibration::{RecordColumns, CallRecords, estimate, read};
use std::path::PathBuf;
use std::sync::Arc;

/// Estimate arrivals, handle times and patience from call records
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
    pub fn columns(&self) -> RecordColumns {
        RecordColumns {
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

    /// Estimates from call records.
    pub fn run(&self) -> VerbResult {
        let (records, destination) = asked(self)?;
        let estimates = estimate(&records, self.interval);
        let mut written = Exit::Done;
        if let Some(destination) = destination {
            let files = tables::files(&records, &estimates)?;
            written = destination.write(&files, "the estimates are", self.printing.quiet);
        }
        let printed = output::result(&match self.printing.format {
            Format::Table => table::text(&records, &estimates),
            Format::Json => pretty(&json::json(&records, &estimates)),
            Format::Csv => table::csv(&estimates),
        })?;
        Ok(printed.worse(written))
    }
}

fn asked(args: &CalibrateArgs) -> Result<(CallRecords, Option<Destination>), Diagnostics> {
    let text = read_text(&args.file, CSV_BYTES).map_err(|error| {
        let message = format!("cannot read {}: {error}", args.file.display());
        Diagnostic::error("cannot-read", message, "name a table of call records")
    })?;
    let source = Arc::new(Source { path: args.file.clone(), text });
    let records = read(&source, &args.columns())?;
    let destination = args.out.as_ref().map(|out| Destination::of(out, tables::MANIFEST)).transpose()?;
    Ok((records, destination))
}
