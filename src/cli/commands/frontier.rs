//! `equipoise frontier`

use crate::cli::args::values::share;
use crate::cli::args::{Drawing, Format};
use crate::cli::destination::picture;
use crate::cli::load_one::load_one;
use crate::cli::threads::in_pool;
use crate::cli::{VerbResult, Refusal, interrupt, output};
use crate::compare::fan::cores;
use crate::report::frontier;
use crate::run;
use crate::run::Failure;
use base::diagnostic::Diagnostic;
use clap::Args;
use files::text::json::pretty;
use std::path::PathBuf;

/// Least cost against the level of a promise, as table, CSV and picture
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

impl FrontierArgs {
    /// Plans a promise at several levels.
    pub fn run(&self) -> VerbResult {
        let drawing = &self.drawing;
        let loaded = load_one(&self.file)?;
        output::warn(&loaded.warnings, drawing.printing.quiet);
        if self.from >= self.to {
            let message = format!("--from {} is not below --to {}", self.from, self.to);
            return Err(Diagnostic::error("min-above-max", message, "exchange the two").into());
        }
        let settings = drawing.solving.settings(loaded.solve, &interrupt::flag(), None);
        let threads = drawing.solving.threads.map_or_else(cores, usize::from);
        let span = (self.from, self.to);
        let found = in_pool(threads, || {
            run::frontier::frontier(&loaded.model, &self.service, span, self.steps.into(), &settings)
        })??;
        let mut bugs = found.points.iter().filter_map(|point| match &point.plan {
            Err(Failure::Bug(what)) => Some(what),
            _ => None,
        });
        if let Some(bug) = bugs.next() {
            return Err(Refusal::Bug(format!("this is a bug of ours: {bug}")));
        }
        picture(drawing.svg.as_deref(), || frontier::svg(&loaded.title, &found))?;
        output::result(&match drawing.printing.format {
            Format::Table => frontier::text(&loaded.title, &found),
            Format::Json => pretty(&frontier::json(&found)),
            Format::Csv => frontier::csv(&found),
        })
    }
}
