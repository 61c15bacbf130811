//! `equipoise import nrp`

use crate::cli::destination::{fresh, write_fresh};
use crate::cli::{VerbResult, output};
use clap::Args;
use files::exchange::nrp;
use std::path::PathBuf;

/// An instance of the shift-scheduling benchmark of Curtois and Qu becomes a model and a scenario
#[derive(Debug, Args)]
pub struct ImportNrpArgs {
    /// A file of the benchmark, such as Instance5.txt
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A new or empty folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

impl ImportNrpArgs {
    /// Reads an instance and writes a model and a scenario.
    pub fn run(&self) -> VerbResult {
        fresh(&self.out)?;
        let instance = nrp::read(&self.file)?;
        let title = self.file.file_stem().map_or_else(|| "Instance".into(), |stem| stem.to_string_lossy());
        write_fresh(&self.out, &nrp::files(&instance, &title)?)?;
        let folder = self.out.display();
        output::result(&format!(
            "{title}: {} people, {} shifts, {} days. Try:\n  equipoise plan {folder}/scenario.toml --out roster\n",
            instance.staff.len(),
            instance.shifts.len(),
            instance.days
        ))
    }
}
