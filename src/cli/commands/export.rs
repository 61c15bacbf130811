//! `equipoise export`

use crate::cli::args::export_format;
use crate::cli::handing_out::{hand_out, must_fit};
use crate::cli::{VerbResult, Exit, output};
use base::diagnostic::Diagnostic;
use clap::Args;
use files::exchange::{Chosen, ROSTER_EXPORTS, RosterExport, RosterRequest, open_roster};
use std::path::PathBuf;

/// Write a roster for people and other programs: workbook, calendars, table, JSON
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A folder with a roster, written by `plan --out`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// As what it is written
    #[arg(long, value_parser = export_format(ROSTER_EXPORTS))]
    pub format: &'static RosterExport,
    /// The new file; for ics a folder
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Only this person; may be given several times
    #[arg(long, value_name = "ID")]
    pub employee: Vec<String>,
    /// Only this team; may be given several times
    #[arg(long, value_name = "ID")]
    pub team: Vec<String>,
    /// What was published before, for ics: an earlier export, one of its files, or the folder of a plan. What is no longer
    /// in the roster is cancelled
    #[arg(long, value_name = "PATH")]
    pub previous: Option<PathBuf>,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

impl ExportArgs {
    /// Writes a roster for people and other programs.
    pub fn run(&self) -> VerbResult {
        if self.previous.is_some() && !self.format.republishes {
            let message = "only calendars know what was published before";
            return Err(Diagnostic::error("bad-destination", message, "use --previous with --format ics").into());
        }
        must_fit(&self.out, self.format.target)?;
        let kept = open_roster(&self.folder)?;
        let chosen = Chosen::of(&kept.case.model, &self.employee, &self.team)?;
        let request = RosterRequest { kept: &kept, chosen: &chosen, previous: self.previous.as_deref() };
        hand_out(&self.out, &(self.format.write)(&request)?)?;
        if !self.quiet {
            output::message(&format!("equipoise: the roster is in {}", self.out.display()));
        }
        Ok(Exit::Done)
    }
}
