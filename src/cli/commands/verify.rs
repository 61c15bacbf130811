//! `equipoise verify`

use crate::cli::args::{Format, Printing};
use crate::cli::typed_roster::{answered_plan, with_roster};
use crate::cli::{VerbResult, Exit, output};
use crate::report::verification;
use crate::report::verification::Verification;
use crate::run::judge;
use base::diagnostic::Diagnostics;
use clap::Args;
use files::exchange::roster;
use files::folder::PlanFolder;
use files::text::json::pretty;
use std::path::PathBuf;

/// Judge a plan folder by every rule, without the solver, also after edits in a spreadsheet
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// A folder written by `plan --out`; with --roster also a model or a scenario
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Judge this roster instead: a table (.csv) or a workbook (.xlsx) in our columns
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl VerifyArgs {
    /// Judges a plan folder, or a roster that somebody typed.
    pub fn run(&self) -> VerbResult {
        let (kept, found) = found(self)?;
        let text = match self.printing.format {
            Format::Table => verification::text(&kept, &found, self.printing.verbose),
            Format::Json => pretty(&verification::json(&kept, &found)),
            Format::Csv => verification::csv(&found)?,
        };
        let verdict = if found.passed() { Exit::Done } else { Exit::Broken };
        Ok(output::result(&text)?.worse(verdict))
    }
}

fn found(args: &VerifyArgs) -> Result<(PlanFolder, Verification), Diagnostics> {
    let Some(file) = &args.roster else {
        let kept = files::folder::read(&args.folder)?;
        let found = Verification::of(&kept, judge(&kept.case, &kept.plan));
        return Ok((kept, found));
    };
    let kept = answered_plan(&args.folder)?;
    let read = roster::read(file, &kept.case.model)?;
    let found = Verification::of_typed(judge(&kept.case, &with_roster(&kept, &read)));
    Ok((kept, found))
}
