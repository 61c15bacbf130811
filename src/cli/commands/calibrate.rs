//! `equipoise calibrate`

use super::super::args::{CalibrateArgs, Format};
use super::super::destination::Destination;
use super::super::{Exit, output};
use crate::report::calibration::{json, table, tables};
use base::diagnostic::{Diagnostic, Diagnostics, Source};
use base::file_io::read_text;
use base::limits::CSV_BYTES;
use files::text::json::pretty;
use simulation::calibration::{Records, estimate, read};
use std::sync::Arc;

/// Estimates from call records.
pub fn run(args: &CalibrateArgs) -> Exit {
    let (records, destination) = match asked(args) {
        Ok(asked) => asked,
        Err(problems) => return output::refuse(problems),
    };
    let estimates = estimate(&records, args.interval);
    if let Some(destination) = destination {
        let files = tables::files(&records, &estimates).map_err(|error| format!("equipoise: {error}"));
        if let Err(message) = files.and_then(|files| destination.write(&files)) {
            output::message(&message);
            return Exit::Bug;
        }
        if !args.printing.quiet {
            output::message(&format!("equipoise: the estimates are in {}", destination.folder().display()));
        }
    }
    output::result(&match args.printing.format {
        Format::Table => table::text(&records, &estimates),
        Format::Json => pretty(&json::json(&records, &estimates)),
        Format::Csv => table::csv(&estimates),
    })
}

fn asked(args: &CalibrateArgs) -> Result<(Records, Option<Destination>), Diagnostics> {
    let text = read_text(&args.file, CSV_BYTES).map_err(|error| {
        let message = format!("cannot read {}: {error}", args.file.display());
        Diagnostic::error("cannot-read", message, "name a table of call records")
    })?;
    let source = Arc::new(Source { path: args.file.clone(), text });
    let records = read(&source, &args.columns())?;
    let destination = args.out.as_ref().map(|out| Destination::of(out, tables::MANIFEST)).transpose()?;
    Ok((records, destination))
}
