//! `equipoise map`

use crate::cli::args::{Drawing, Format};
use crate::cli::destination::picture;
use crate::cli::threads::in_pool;
use crate::cli::{VerbResult, interrupt, output};
use crate::report::state_map;
use crate::run::service_state;
use base::diagnostic::Diagnostic;
use clap::Args;
use files::load::SolveSettings;
use files::text::json::pretty;
use std::path::PathBuf;

/// Where demand and supply meet in a plan, and what binds, as picture, table and CSV
#[derive(Debug, Args)]
pub struct MapArgs {
    /// A folder written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How to solve, print and draw.
    #[command(flatten)]
    pub drawing: Drawing,
}

impl MapArgs {
    /// Shows where demand and supply meet in a plan, and where not.
    pub fn run(&self) -> VerbResult {
        let drawing = &self.drawing;
        let kept = files::folder::read(&self.folder)?;
        let model = &kept.case.model;
        if !model.employees.is_empty() {
            let help = "name a plan of heads without names";
            let message = "a state map is of heads, and people have names here";
            return Err(Diagnostic::error("no-map", message, help).into());
        }
        let settings = drawing.solving.settings(SolveSettings::default(), &interrupt::flag(), None);
        let threads = drawing.solving.threads_beside(1);
        let cells = in_pool(threads, || service_state::state_map(&kept.case, &kept.plan, &settings))??;
        let title = &kept.heading.title;
        picture(drawing.svg.as_deref(), || state_map::svg(title, model, &cells))?;
        output::result(&match drawing.printing.format {
            Format::Table => state_map::text(title, model, &cells, output::colours()),
            Format::Json => pretty(&state_map::json(model, &cells)),
            Format::Csv => state_map::csv(model, &cells)?,
        })
    }
}
