//! `equipoise import`: what can be read, one file each.

use crate::cli::VerbResult;
use clap::{Args, Subcommand};

verbs! {
    /// What is imported.
    Import

    Nrp(nrp::ImportNrpArgs);
    Roster(roster::ImportRosterArgs);
    Slots(slots::ImportSlotsArgs);
}

/// Read what people or other programs wrote: rosters, instances of the public roster benchmark
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to read.
    #[command(subcommand)]
    pub what: Import,
}

impl ImportArgs {
    /// Reads what somebody else wrote.
    pub fn run(&self) -> VerbResult {
        self.what.run()
    }
}
