//! `equipoise require`

use crate::cli::args::{Format, Printing};
use crate::cli::load_one::load_one;
use crate::cli::{VerbResult, output};
use crate::report::requirement::RequirementFigures;
use crate::report::requirement_table;
use crate::run;
use clap::Args;
use files::text::json::pretty;
use std::path::PathBuf;

/// Work out how many heads each service needs, before anybody is scheduled
#[derive(Debug, Args)]
pub struct RequireArgs {
    /// A model or a scenario
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl RequireArgs {
    /// Works out the requirement.
    pub fn run(&self) -> VerbResult {
        let loaded = load_one(&self.file)?;
        output::warn(&loaded.warnings, self.printing.quiet);
        let case = run::requirement(loaded.model)?;
        let requirement = RequirementFigures::of(&case);
        let all = self.printing.verbose;
        output::result(&match self.printing.format {
            Format::Table => requirement_table::text(&loaded.title, &case, &requirement, all),
            Format::Json => pretty(&requirement_table::json(&loaded.name, &loaded.title, &case, &requirement, all)),
            Format::Csv => requirement_table::csv(&case),
        })
    }
}
