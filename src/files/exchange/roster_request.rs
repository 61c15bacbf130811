//! What is asked of an export of a roster.

use super::chosen::Chosen;
use super::export::{Export, ExportError, Exported};
use crate::folder::PlanFolder;
use base::diagnostic::{Diagnostic, Diagnostics};
use std::path::Path;

/// A roster to hand out.
#[derive(Clone, Copy, Debug)]
pub struct RosterRequest<'a> {
    /// The plan.
    pub kept: &'a PlanFolder,
    /// Whose roster.
    pub chosen: &'a Chosen,
    /// What was published before: an earlier export, one of its files, or the folder of a plan.
    pub previous: Option<&'a Path>,
}

/// A way to hand out a roster.
pub type RosterExport = Export<fn(&RosterRequest) -> Result<Exported, ExportError>>;

/// Reads the folder of a plan with named people.
///
/// # Errors
/// Everything that is wrong with it, or it names nobody.
pub fn open_roster(folder: &Path) -> Result<PlanFolder, Diagnostics> {
    let kept = crate::folder::read(folder)?;
    if kept.case.model.employees.is_empty() {
        let message = format!("the plan in {} names nobody", folder.display());
        return Err(Diagnostic::error("no-roster", message, "plan a model with employees").into());
    }
    Ok(kept)
}
